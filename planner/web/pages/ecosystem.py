"""Écosystème: who makes, deploys and uses AI in the region, and the register of actors behind it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner import french
from planner.intake import short_link
from planner.needs import STEPS, UNKNOWN, USERS
from planner.report import value_chain_in_scope, whole_run_only
from planner.web import uploads, work
from planner.web.components import chain_plots, chart, imports, page_tabs, table
from planner.web.components.chart import Chart
from planner.web.components.words import typeset
from planner.web.language import _, counted, each, listed
from planner.web.work import View

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KIND = "actors"
CESER = "CESER"  # heading of what the regional report says
CHAIN = ["link_label", "report_presence", "territory", "presence", "actors"]
USED = ["territory", "people", "people_low", "people_high"]
ACTORS = ["actor", "link_label", "commune", "department", "siret", "source"]


def render() -> None:
    """Draw the page: the chain, then the register."""
    parts = {
        _("Chaîne de valeur"): lambda: _chain(work.view()),
        _("Registre des acteurs"): lambda: _register(work.view()),
    }
    page_tabs.show("ecosysteme", parts)


def _chain(view: View) -> None:
    """Presence of each link, then how many people use AI."""
    if whole_run_only(view.filters) or view.filters.filieres:
        st.warning(
            typeset(
                _("La chaîne de valeur porte sur tous les secteurs, compétences et publics : seul le filtre du département la découpe.")
            )
        )  # fmt: skip
    lines = view.figure(value_chain_in_scope)
    lines["territory"] = each(lines["territory"])
    lines["link_label"] = [short_link(label) for label in lines["label"]]
    if view.results.inputs.actors.empty:
        st.info(
            typeset(
                _("Aucun registre d'acteurs : la présence reste « ? ». Apportez le vôtre dans « Registre des acteurs ».")
            ),
            icon=":material/help:",
        )  # fmt: skip
    chart.show(_presence(view, lines[lines["link"] != USERS]))
    st.divider()
    chart.show(_users(view, lines[lines["link"] == USERS]))


def _presence(view: View, lines: pd.DataFrame) -> Chart:
    territories = list(dict.fromkeys(lines["territory"]))
    codes = {label: code for code, label in view.results.departments.items()}
    links = list(dict.fromkeys(lines["link_label"]))
    report = lines.drop_duplicates("link_label").set_index("link_label")["report_presence"].astype(str)

    def wide(value: str) -> pd.DataFrame:
        table = lines.pivot(index="link_label", columns="territory", values=value)
        return table.loc[links, territories].rename(columns=codes).reset_index()

    marks, counts = wide("presence"), wide("actors")
    marks.insert(1, CESER, marks["link_label"].map(report))
    counts.insert(1, CESER, float("nan"))
    named = " · ".join(
        f"{code} {label}" for code, label in view.results.departments.items() if label in territories
    )
    return Chart(
        key=_("présence par maillon"),
        title=_presence_title(lines[lines["dept"] == ""]),
        figure=chain_plots.presence(marks, "link_label", counts),
        reading=" ".join((_rule(), _("CESER : présence dans la région selon son rapport de 2025."), named)),
        data=lines,
        columns=CHAIN,
    )


def _presence_title(region: pd.DataFrame) -> str:
    """Which link is most present in the register, and how many it says nothing of."""
    silent = int(region["actors"].isna().sum())
    if silent == len(region):
        return _("Présence des maillons : aucune donnée")
    first = region.loc[region["actors"].idxmax()]
    said = _("« {link} » est le maillon le plus présent ({mark}, {actors})").format(
        link=first["link_label"], mark=first["presence"], actors=counted(first["actors"], "acteur", "acteurs")
    )
    return (
        said + _(" ; ") + counted(silent, "maillon sans donnée", "maillons sans donnée") if silent else said
    )


def _rule() -> str:
    """The rule of presence, as the calculation holds it."""
    said = listed(
        [_("{mark} à partir de {least}").format(mark=mark, least=least) for least, mark in reversed(STEPS) if least]
    )  # fmt: skip
    return _(
        "Règle (hypothèse) : {said} acteurs du maillon dans le territoire ; 0 : aucun ; « {unknown} » : le registre ne dit rien du maillon."
    ).format(said=said, unknown=UNKNOWN)


def _users(view: View, lines: pd.DataFrame) -> Chart:
    region = lines[lines["dept"] == ""].iloc[0]
    people, low, high = (french.number(round(region[name], -3)) for name in ("people", "low", "high"))
    shown = lines.rename(columns={"low": "people_low", "high": "people_high"})
    return Chart(
        key=_("utilisateurs par territoire"),
        title=_("Utilisateurs : {people} personnes travaillent dans une organisation qui utilise l'IA (de {low} à {high})").format(
            people=people, low=low, high=high
        ),
        figure=chain_plots.users(lines, "territory"),
        reading=_(
            "Le rapport régional écrit « ? » : voici une estimation, emplois × part des emplois de chaque secteur dans une organisation "
            "qui utilise l'IA. Trait : intervalle de cette part, propagé. Arrondi au millier. Sources : page Méthode."
        ),
        data=shown,
        columns=USED,
    )  # fmt: skip


def _register(view: View) -> None:
    """Bring a register, then the actors that count."""
    st.markdown(
        typeset(
            _(
                "**1. Partez du modèle** : une ligne par organisme et par maillon. Nom et maillon suffisent ; SIRET, commune, département et "
                "source sont bienvenus."
            )
        )
    )
    links = work.references().links
    st.download_button(
        _("Télécharger le modèle de registre"), lambda: uploads.actors_template(links), "modele_registre_acteurs.xlsx", EXCEL,
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    st.markdown(_("**2. Importez votre registre**"))
    imports.show(KIND, _("Registre d'acteurs"), _note(), _nothing())
    st.header(_("Acteurs du périmètre"), anchor=False)
    actors = _actors(view, work.references_said().links)
    if actors.empty:
        st.info(_("Aucun acteur dans ce périmètre."))
        return
    st.caption(counted(len(actors), "ligne", "lignes"))
    table.show(actors, ACTORS, "acteurs", what=_("acteurs de l'intelligence artificielle"))


def _nothing() -> str:
    """What stands in for a register that nobody imported."""
    if len(work.sources()):
        return _("Aucun registre importé : la présence des maillons reste « ? ».")
    return _("Aucun registre importé : des acteurs fictifs tiennent lieu d'exemple.")


def _note() -> str:
    return _(
        "CSV, Excel ou LibreOffice. Un organisme reconnu par son SIRET, sinon par son nom, prend les valeurs du dernier fichier. Toutes les "
        "erreurs sont dites en une fois ; les lignes utilisables entrent ensemble ou pas du tout."
    )


def _actors(view: View, links: dict[str, str]) -> pd.DataFrame:
    """Actors of the départements kept; those of no known place only when no département is asked."""
    actors = view.filters.apply(view.results.inputs.actors, view.results.skills)
    return actors.assign(
        actor=actors["name"],
        link_label=[short_link(links[link]) for link in actors["link"]],
        department=actors["dept"].map(view.results.departments).fillna(_("région")),
    ).sort_values(["link_label", "dept", "name"], ignore_index=True)
