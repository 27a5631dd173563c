"""A sector in a territory, on one card: who works there, what is asked, covered, missing and stated."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from planner import french
from planner.report import cards_in_scope, whole_run_only
from planner.web.components import figures, fold, table
from planner.web.components.figures import Figure
from planner.web.components.table import UNIT
from planner.web.components.words import plain, typeset
from planner.web.language import N_, _
from planner.web.work import View

SEPARATOR = " ; "  # between the names that a cell of needs.SECTOR_CARDS lists
PUBLIC = "chiffre public"  # how a source begins when a public figure completes a silent profile
COLUMNS = [
    "filiere_label", "department", "headcount", "exposed", "exposed_occupations", "adoption", "asked_skills", "covered_skills",
    "missing_skills", "stated_skills", "demand", "supply", "missing", "coverage", "reliability", "headcount_source", "adoption_source",
]  # fmt: skip
# Column of the card → its heading and what is said when nothing stands there.
LISTS = {
    "exposed_occupations": (N_("Métiers les plus exposés à l'IA générative"), N_("Aucun métier exposé.")),
    "asked_skills": (N_("Compétences les plus demandées par les offres"), N_("Aucune offre n'en demande.")),
    "covered_skills": (N_("Compétences les mieux couvertes"), N_("Aucune n'a de place.")),
    "missing_skills": (N_("Compétences les plus manquantes"), N_("Aucune ne manque.")),
    "stated_skills": (
        N_("Besoins dits par le profil du secteur"),
        N_("Aucun profil, ou aucun besoin reconnu dans ses mots."),
    ),
}


def show(view: View) -> None:
    """Draw the card that the person picks among those in scope, then all of them as a table."""
    cards = _named(view.figure(cards_in_scope))
    if cards.empty:
        st.info(_("Aucun emploi connu dans ce périmètre : élargissez les filtres."))
        return
    if whole_run_only(view.filters):
        st.warning(
            typeset(
                _("Ces fiches portent sur toutes les compétences et tous les publics : ces filtres ne les découpent pas.")
            )
        )  # fmt: skip
    _card(_picked(cards))
    draw = partial(table.show, cards, COLUMNS, "fiches", what=_("fiches par secteur et département"))
    fold.show(_("Voir toutes les fiches"), "pli-fiches", draw)


def _named(cards: pd.DataFrame) -> pd.DataFrame:
    lists = {name: f"{name}_skills" for name in ("asked", "covered", "missing", "stated")}
    names = {"sector": "filiere_label", "missing_people": "missing", **lists}
    return cards.rename(columns=names)


def _picked(cards: pd.DataFrame) -> pd.Series:
    """The card chosen; at first the one that misses most."""
    first = cards.loc[cards["missing"].idxmax()] if cards["missing"].notna().any() else cards.iloc[0]
    left, right = st.columns(2)
    sectors = list(dict.fromkeys(cards["filiere_label"]))
    sector = left.selectbox(_("Secteur"), sectors, index=sectors.index(first["filiere_label"]))
    of_sector = cards[cards["filiere_label"] == sector]
    places = of_sector["department"].tolist()
    at = places.index(first["department"]) if first["department"] in places else 0
    place = right.selectbox(_("Département"), places, index=at)
    return of_sector[of_sector["department"] == place].iloc[0]


def _card(card: pd.Series) -> None:
    figures.show(
        [
            Figure(_("Effectif"), french.number(card["headcount"]), _origin(card["headcount_source"])),
            Figure(
                _("Personnes exposées"), french.number(card["exposed"]),
                _("dans un métier que l'IA générative peut changer (OIT, 2025)"),
            ),
            Figure(_("Adoption de l'IA"), french.percent(card["adoption"]), _origin(card["adoption_source"])),
            Figure(
                _("Manque"), french.number(card["missing"]),
                _("{unit} · couverture {coverage} · fiabilité {reliability}").format(
                    unit=_(UNIT), coverage=french.percent(card["coverage"], 1), reliability=french.percent(card["reliability"])
                ),
            ),
        ]
    )  # fmt: skip
    left, right = st.columns(2, gap="large")
    for place, names in ((left, ("asked_skills", "missing_skills")), (right, ("covered_skills", "stated_skills", "exposed_occupations"))):  # fmt: skip
        for name in names:
            with place:
                _list(card, name)
    st.caption(
        typeset(
            _("Effectif : {headcount}. Adoption : {adoption}.").format(
                headcount=plain(_(card["headcount_source"])), adoption=plain(_(card["adoption_source"]))
            )
        )
    )


def _origin(source: Any) -> str:
    """Whether the profile says so, or a public figure completes it."""
    completed = str(source).startswith(PUBLIC)
    return _("complété par un chiffre public") if completed else _("dit par le profil du secteur")


def _list(card: pd.Series, name: str) -> None:
    heading, nothing = LISTS[name]
    st.markdown(f"**{_(heading)}**")
    said = [text for text in str(card[name]).split(SEPARATOR) if text]
    st.markdown("\n".join(f"- {plain(text)}" for text in said) if said else typeset(_(nothing)))
