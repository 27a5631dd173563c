"""One skill of the framework, down to the words: definition, four signals, postings, courses, actions."""

from __future__ import annotations

import streamlit as st

from planner import french
from planner.report import actions_in_scope, by_skill, courses_read, signals_by_skill
from planner.web import evidence
from planner.web.components import chart, figures, plots, table
from planner.web.components.chart import Chart
from planner.web.components.figures import Figure
from planner.web.components.table import layer_name
from planner.web.components.words import plain
from planner.web.language import N_, _, counted
from planner.web.work import View

SIGNALS = {
    "annonces": N_("Annonces"),
    "exposition": N_("Exposition des métiers"),
    "obligation": N_("Obligation (règlement IA)"),
    "declare": N_("Besoins déclarés"),
}


def show(view: View, skill_id: str, key: str) -> None:
    """Draw the card; it obeys the filters. ``key`` tells apart the cards of one page."""
    skill = view.results.skills.set_index("skill_id").loc[skill_id]
    st.markdown(
        f"**{plain(skill['label_fr'])}**"
        + _(" · couche {layer} · niveau usuel {level}").format(
            layer=layer_name(skill["layer"]), level=skill["level"]
        )
    )
    st.caption(plain(skill["definition_fr"]))
    figures.show(_main_figures(view, skill_id))
    _signals(view, skill_id, key)
    tabs = st.tabs([_(name) for name in PROOFS], key=f"preuves-{key}", on_change="rerun")
    for tab, draw in zip(tabs, PROOFS.values(), strict=True):
        if tab.open:
            with tab:
                draw(view, skill_id, key)


def _main_figures(view: View, skill_id: str) -> list[Figure]:
    line = view.figure(by_skill).set_index("skill_id").loc[skill_id]
    bounds = _("de {low} à {high} personnes par an").format(
        low=french.number(line["low"]), high=french.number(line["high"])
    )
    return [
        Figure(_("Demande"), french.number(line["demand"]), bounds),
        Figure(
            _("Places"),
            french.number(line["supply"]),
            _("par an · {courses}").format(courses=counted(line["courses"], "formation", "formations")),
        ),
        Figure(_("Manque"), french.number(line["missing"]), _("personnes par an")),
        Figure(
            _("Demande servie"),
            french.percent(line["answered"], 1),
            _("fiabilité {share}").format(share=french.percent(line["reliability"])),
        ),
    ]


def _signals(view: View, skill_id: str, key: str) -> None:
    """The four demand signals side by side: they see in part the same people and do not add up."""
    lines = view.figure(signals_by_skill)
    line = lines[lines["skill_id"] == skill_id]
    if line.empty:
        st.info(_("Aucun signal de demande pour cette compétence dans ce périmètre."))
        return
    values = [float(line.iloc[0][name]) for name in SIGNALS]
    retained = view.results.gaps[view.results.gaps["skill_id"] == skill_id]
    retained = view.filters.apply(retained, view.results.skills).groupby("signal")["demand"].sum()
    first = retained.idxmax() if retained.sum() else ""
    chart.show(
        Chart(
            key=f"signaux {skill_id} {key}",
            title=_("Le signal « {signal} » porte le plus de demande").format(signal=_(SIGNALS[first]))
            if first
            else _("Aucune demande mesurée"),
            figure=plots.bars(
                [_(label) for label in SIGNALS.values()], values, [french.number(value) for value in values]
            ),
            reading=_(
                "Unité : personnes par an, par signal. Les quatre signaux voient en partie les mêmes personnes : ils se "
                "comparent, ils ne s'ajoutent pas. La demande retient le plus fort dans chaque territoire, secteur et public."
            ),
            data=line,
            columns=["label", *SIGNALS],
        )
    )


def _postings(view: View, skill_id: str, key: str) -> None:
    lines = evidence.postings_of_skill(view.results, skill_id, view.filters)
    if lines.empty:
        st.info(
            _(
                "Aucune offre du périmètre ne nomme cette compétence : ce n'est pas la preuve que personne n'en a besoin."
            )
        )
        return
    columns = ["title", "dept_label", "evidence", "sentence", "part", "force", "counts", "score"]
    table.show(lines, columns, f"preuves-offres-{key}", what=_("offres {skill}").format(skill=skill_id))


def _courses(view: View, skill_id: str, key: str) -> None:
    lines = evidence.courses_of_skill(view.results, skill_id, view.figure(courses_read))
    if lines.empty:
        st.info(
            _(
                "Aucune formation du périmètre n'enseigne cette compétence : elle est à créer ou à ajouter à un programme."
            )
        )
        return
    columns = [
        "title",
        "provider",
        "public",
        "dept_label",
        "modality",
        "places",
        "places_stated",
        "share",
        "evidence",
    ]
    table.show(
        lines, columns, f"preuves-formations-{key}", what=_("formations {skill}").format(skill=skill_id)
    )


def _profiles(view: View, skill_id: str, key: str) -> None:
    lines = evidence.profiles_of_skill(view.results, skill_id, view.filters)
    if lines.empty:
        st.info(_("Aucun profil sectoriel du périmètre ne déclare ce besoin."))
        return
    table.show(
        lines,
        ["filiere_label", "dept_label", "evidence", "sentence"],
        f"preuves-profils-{key}",
        what=_("profils {skill}").format(skill=skill_id),
    )


def _actions(view: View, skill_id: str, key: str) -> None:
    lines = evidence.actions_of_skill(view.results, skill_id, view.figure(actions_in_scope))
    if lines.empty:
        st.info(_("Aucune action proposée pour le besoin auquel cette compétence appartient."))
        return
    columns = ["rank", "kind", "need", "department", "public", "course", "cost", "closed", "programmes"]
    table.show(lines, columns, f"preuves-actions-{key}", what=_("actions {skill}").format(skill=skill_id))


PROOFS = {
    N_("Offres"): _postings,
    N_("Formations"): _courses,
    N_("Profils sectoriels"): _profiles,
    N_("Actions proposées"): _actions,
}
