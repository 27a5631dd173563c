"""What the report will say, before it is handed over: key figures, findings, départements, first actions."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner import french
from planner.report import KeyFigures, actions_in_scope, by_department, key_figures
from planner.web import evidence
from planner.web.components import table
from planner.web.components.table import UNIT
from planner.web.components.words import plain
from planner.web.language import _
from planner.web.work import View

PREVIEWED = 10  # actions shown before the download
DEPARTMENTS = ["department", "jobs", "demand", "supply", "missing", "answered", "missing_per_1000", "reliability"]  # fmt: skip
ACTIONS = ["rank", "chosen", "kind", "need", "department", "public", "course", "places", "cost", "closed"]


def show(view: View) -> None:
    """Draw the first figures of the Synthèse and of the plan."""
    st.header(_("Aperçu de la synthèse"), anchor=False)
    st.table(key_lines(view.figure(key_figures)), hide_index=True, alt=_("Chiffres clés du périmètre"))
    for finding in view.figure(evidence.findings_said):
        sheet = _("feuille {sheet}").format(sheet=finding.sheet)
        st.markdown(f"- {plain(finding.sentence)} *({sheet})*")
    st.markdown(_("**Par département**"))
    departments = view.figure(by_department).rename(columns={"label": "department"})
    table.show(departments, DEPARTMENTS, "rapport-départements", what=_("écarts par département"))
    actions = view.figure(actions_in_scope)
    actions["department"] = actions["dept"].map(view.results.departments)
    shown = _("({shown} sur {all})").format(
        shown=french.number(min(PREVIEWED, len(actions))), all=french.number(len(actions))
    )
    st.markdown(_("**Premières actions du plan**") + f" {shown}")
    table.show(actions.head(PREVIEWED), ACTIONS, "rapport-actions", what=_("premières actions"))


def key_lines(figures: KeyFigures) -> pd.DataFrame:
    """Key figures with their unit, as the Synthèse gives them."""
    number, unit = french.number, _(UNIT)
    interval = _("{unit} (de {low} à {high})").format(
        unit=unit, low=number(figures.low), high=number(figures.high)
    )
    asking = _("dont {count} demandent une compétence IA").format(count=number(figures.postings_asking_ai))
    teaching = _("dont {count} enseignent une compétence IA précise").format(
        count=number(figures.courses_teaching_ai)
    )
    bought = _("{actions} actions, {places} places par an").format(
        actions=number(figures.actions_chosen), places=number(figures.places)
    )
    rows = [
        (_("Demande estimée"), number(figures.demand), interval),
        (_("Places"), number(figures.supply), unit),
        (_("Manque"), number(figures.missing), unit),
        (_("Personnes sans place, au moins"), number(figures.people_at_least), _("personnes par an")),
        (_("Demande servie"), french.percent(figures.answered, 1), _("de la demande")),
        (_("Taux de fiabilité"), french.percent(figures.reliability), _("du chiffre est observé")),
        (_("Offres lues"), number(figures.postings_in_scope), asking),
        (_("Formations lues"), number(figures.courses_in_scope), teaching),
        (_("Coût des actions retenues"), french.euros(figures.cost), bought),
    ]
    return pd.DataFrame(rows, columns=[_("Chiffre"), _("Valeur"), _("Unité et portée")])
