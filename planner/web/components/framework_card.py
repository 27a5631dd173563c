"""One skill of the AI framework: what it is, what comes before and after, where it serves, who asks and teaches it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner.references import (
    PUBLICS,
    References,
    load_use_cases,
    pathway,
    prerequisites,
    uses_in_english,
    uses_of,
)
from planner.settings import embedded_folder
from planner.store import Act
from planner.web import labels, state, visitor, work
from planner.web.components import skill_card
from planner.web.components.words import plain
from planner.web.language import FRENCH, N_, _, counted, current, listed

LEVELS = (1, 2, 3, 4)
# SKOS relations, as a reader says them.
RELATIONS = {
    "exactMatch": N_("même sens"),
    "closeMatch": N_("sens proche"),
    "broadMatch": N_("sens plus large"),
    "relatedMatch": N_("sens voisin"),
}
FORMS_SHOWN = 15
POSTINGS, COURSES = "Offres", "Formations"  # the proofs of skill_card that a card shows


def show(known: References, skill: pd.Series) -> None:
    """Draw the card; only the open tab is computed."""
    st.markdown(f"**{plain(skill['label_fr'])}** ({skill['skill_id']}) · {plain(skill['label_en'])}")
    # What postings and courses say is everybody's data, which a provider does not read.
    shown = (
        TABS if visitor.may(Act.READ_POSTINGS) else {name: TABS[name] for name in TABS if name not in PROOFS}
    )
    tabs = st.tabs([_(name) for name in shown], key="fiche-referentiel", on_change="rerun")
    for tab, draw in zip(tabs, shown.values(), strict=True):
        if tab.open:
            with tab:
                draw(known, skill)


# ── what it is ───────────────────────────────────────────────────────────────────────────
def _sheet(known: References, skill: pd.Series) -> None:
    """Definition, what one can do, levels, forms, mappings."""
    framework = known.framework
    st.markdown(plain(skill["definition_fr"]))
    st.markdown(_("**Savoir faire.** {text}").format(text=plain(skill["can_do_fr"])))
    for level in LEVELS:
        usual = _(" (niveau usuel)") if str(skill["level"]) == str(level) else ""
        said = _("- Niveau {level}{usual}. {text}")
        st.markdown(said.format(level=level, usual=usual, text=plain(skill[f"level_{level}_fr"])))
    axes = [labels.axis(axis) for axis in str(skill["axis"]).split("|") if axis]
    publics = [_(PUBLICS[public]) for public in str(skill["publics"]).split("|") if public]
    facts = [
        _("axe {axes}").format(axes=listed(axes)),
        _("publics : {publics}").format(publics=listed(publics)),
    ]
    if skill["ai_act"]:
        facts.append(_("règlement IA : {articles}").format(articles=listed(skill["ai_act"].split("|"))))
    facts += [f"DigComp {listed(skill['digcomp'].split('|'))}"] if skill["digcomp"] else []
    st.caption(plain(" · ".join(facts)))
    forms = framework.forms.loc[framework.forms["skill_id"] == skill["skill_id"], "form"]
    words = plain(listed([f"« {form} »" for form in forms], FORMS_SHOWN))
    st.markdown(_("**Mots reconnus.** {words}").format(words=words))
    _mappings(framework.mappings[framework.mappings["skill_id"] == skill["skill_id"]])
    st.caption(plain(_("Pour aller plus loin : {source}").format(source=skill["source"])))


def _mappings(mappings: pd.DataFrame) -> None:
    if mappings.empty:
        st.markdown(_("**Dans ROME et ESCO.** Absente des deux."))
        return
    st.markdown(_("**Dans ROME et ESCO**"))
    for row in mappings.itertuples(index=False):
        st.markdown(
            f"- {row.taxonomy.upper()} · {plain(row.label)} ({_(RELATIONS[row.kind])}, {plain(row.code)})"
        )


# ── what comes before and after ──────────────────────────────────────────────────────────
def _pathway(known: References, skill: pd.Series) -> None:
    skills, skill_id = known.framework.skills, skill["skill_id"]
    labels = skills.set_index("skill_id")["label_fr"]
    *before, _last = pathway(skills, [skill_id])
    direct = prerequisites(skills)
    if before:
        st.markdown(_("**À savoir d'abord**, dans l'ordre ; en gras, les prérequis directs."))
        for rank, step in enumerate(before, 1):
            name = f"{plain(labels[step])} ({step})"
            st.markdown(f"{rank}. {f'**{name}**' if step in direct[skill_id] else name}")
    else:
        st.markdown(_("**À savoir d'abord.** Rien : on peut commencer par elle."))
    after = [other for other, wanted in direct.items() if skill_id in wanted]
    if after:
        st.markdown(_("**Ensuite**, elle ouvre sur :"))
        for other in after:
            st.markdown(f"- {plain(labels[other])} ({other})")


# ── where it serves ──────────────────────────────────────────────────────────────────────
def _uses(known: References, skill: pd.Series) -> None:
    """Uses of AI that need the skill, one filière at a time; those of the filter when it is set."""
    uses = uses_of(load_use_cases(embedded_folder("taxonomies")), skill["skill_id"])
    uses = uses if current() == FRENCH else uses_in_english(uses)
    kept = state.filters().filieres
    uses = uses[uses["filiere"].isin(kept)] if kept else uses
    if uses.empty:
        st.info(_("Aucun usage recensé dans ce périmètre ne repose d'abord sur cette compétence."))
        return
    counts = uses["filiere"].value_counts(sort=False)
    filiere = st.selectbox(
        _("Secteur"),
        list(counts.index),
        format_func=lambda code: (
            labels.sectors(known)[code] + " · " + counted(counts[code], "usage", "usages")
        ),
        key=f"usages-{skill['skill_id']}",
    )
    for use in uses[uses["filiere"] == filiere].to_dict("records"):
        st.markdown(f"**{plain(use['title_fr'])}** · {plain(_(use['maturity']))}")
        for name, column in SENTENCES.items():
            st.markdown(f"- {_(name)} : {plain(use[column])}")
    st.caption(_("Usages écrits pour ce référentiel ; la maturité est notre appréciation, non une mesure."))


SENTENCES = {
    N_("Potentialité"): "potential_fr",
    N_("Risque"): "risk_fr",
    N_("Limite"): "limit_fr",
    N_("Ce qu'il faut savoir faire"): "skills_fr",
}


# ── who asks and teaches it ──────────────────────────────────────────────────────────────
def _postings(_known: References, skill: pd.Series) -> None:
    skill_card.PROOFS[POSTINGS](work.view(), skill["skill_id"], "referentiel")


def _courses(_known: References, skill: pd.Series) -> None:
    skill_card.PROOFS[COURSES](work.view(), skill["skill_id"], "referentiel")


TABS = {
    N_("Fiche"): _sheet,
    N_("Parcours"): _pathway,
    N_("Usages par secteur"): _uses,
    N_("Offres qui la demandent"): _postings,
    N_("Formations qui l'enseignent"): _courses,
}
PROOFS = tuple(TABS)[-2:]
