"""Searching the AI framework, ROME and ESCO, with a card for what is picked."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner.references import References, search_occupations, search_skills
from planner.web import state, work
from planner.web.components import framework_card, table
from planner.web.components.table import layer_name
from planner.web.components.words import plain
from planner.web.language import N_, _, counted, listed

FRAMEWORK, OCCUPATIONS = N_("Compétences IA"), N_("Métiers ROME")
ROME, ESCO = N_("Compétences ROME"), N_("Compétences ESCO")
RESULTS = 50
FORMS_SHOWN = 40


def show() -> None:
    """Draw the search box, the results and a card."""
    st.header(_("Chercher"), anchor=False)
    where = st.segmented_control(
        _("Où"), [FRAMEWORK, OCCUPATIONS, ROME, ESCO], default=FRAMEWORK, required=True, format_func=_
    )
    query = st.text_input(
        _("Mots"),
        placeholder=_("par exemple : prompt, données personnelles, data scientist"),
        key="recherche",
    )
    known = work.references_said()
    found = _search(known, where, query)
    if found.empty:
        st.info(_("Rien ne répond à ces mots.") if query else _("Tapez un mot pour chercher."))
        return
    st.caption(
        _("{results}. Cliquez à gauche d'une ligne pour ouvrir sa fiche.").format(
            results=counted(len(found), "résultat", "résultats")
        )
    )
    picked = table.show(
        found,
        _columns(where, query),
        f"recherche-{where}",
        what=_("recherche {where}").format(where=_(where)),
        select=True,
        height=300,
    )
    with st.container(border=True):
        _CARDS[where](known, found.iloc[picked or 0])


def _search(known: References, where: str, query: str) -> pd.DataFrame:
    """Rows found; the framework is listed whole, within the filters, when nothing is typed."""
    if where == FRAMEWORK:
        skills = state.filters().skills(known.framework.skills)
        found = search_skills(_with_words(skills, known), query, RESULTS) if query else skills
        return found.assign(
            label=found["label_fr"], layer_label=[layer_name(layer) for layer in found["layer"]]
        )
    if where == OCCUPATIONS:
        found = search_occupations(known.rome.occupations, known.rome.appellations, query, RESULTS)
        return found.assign(occupation=found["label"])
    if where == ROME:
        found = search_skills(known.rome.skills, query, RESULTS)
        return found.assign(item=found["label"], code=found["ogr"])
    found = search_skills(known.esco.skills, query, RESULTS)
    label = found["label_fr"].where(found["label_fr"] != "", found["label_en"])
    return found.assign(label=label, item=label, code=found["uri"])


def _with_words(skills: pd.DataFrame, known: References) -> pd.DataFrame:
    """The skills with what else a person may type of them: code, definition, forms that the reader knows."""
    forms = known.framework.forms.groupby("skill_id")["form"].agg("\n".join)
    own = skills["skill_id"] + "\n" + skills["definition_fr"] + "\n" + skills["can_do_fr"]
    return skills.assign(alt_fr=own + "\n" + skills["skill_id"].map(forms))


def _columns(where: str, query: str) -> list[str]:
    return {
        FRAMEWORK: ["label", "layer_label", "skill_id", *(["matched"] if query else [])],
        OCCUPATIONS: ["occupation", "rome", "matched"],
        ROME: ["item", "code", "matched"],
        ESCO: ["item", "code", "matched"],
    }[where]


def _occupation_card(known: References, occupation: pd.Series) -> None:
    st.markdown(f"**{plain(occupation['label'])}** ({occupation['rome']})")
    names = known.rome.appellations.loc[known.rome.appellations["rome"] == occupation["rome"], "label"]
    names = plain(listed(list(names), FORMS_SHOWN)) or _("aucune dans l’extrait fourni")
    st.markdown(_("**Appellations.** {names}").format(names=names))
    links = known.rome.occupation_skills
    links = links[(links["rome"] == occupation["rome"]) & links["core"].astype(bool)]
    items = known.rome.skills[known.rome.skills["ogr"].isin(links["ogr"])]["label"]
    items = plain(listed(list(items), FORMS_SHOWN)) or _("absent de l’extrait fourni")
    st.markdown(_("**Cœur de métier.** {items}").format(items=items))
    texts = known.rome.texts.loc[known.rome.texts["rome"] == occupation["rome"], "text"]
    for text in texts:
        st.caption(plain(text))


def _item_card(known: References, item: pd.Series) -> None:
    """A ROME or ESCO skill, and the skills of the AI framework that map to it."""
    code = item["code"]
    st.markdown(f"**{plain(item['label'])}** · {plain(code)}")
    others = [line for name in ("alt_fr", "label_en") for line in str(item.get(name, "")).split("\n") if line]
    if others:
        st.caption(plain(_("Aussi : {others}").format(others=listed(others, FORMS_SHOWN))))
    mappings = known.framework.mappings
    linked = mappings.loc[mappings["code"] == code, "skill_id"]
    labels = known.framework.skills.set_index("skill_id")["label_fr"]
    named = [f"« {labels[skill]} »" for skill in linked]
    st.markdown(_("**Compétences IA reliées.** {named}").format(named=plain(listed(named)) or _("aucune")))


_CARDS = {FRAMEWORK: framework_card.show, OCCUPATIONS: _occupation_card, ROME: _item_card, ESCO: _item_card}
