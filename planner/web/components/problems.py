"""Problems of a file in one list, worst first, each with where it is and what to do."""

from __future__ import annotations

import streamlit as st

from planner import french
from planner.intake import Problem, Severity
from planner.web import uploads
from planner.web.components import table

NOUNS = {
    Severity.BLOQUANT: ("ligne ou fichier inutilisable", "groupes bloquants"),
    Severity.A_CORRIGER: ("valeur à corriger", "valeurs à corriger"),
    Severity.CONSEIL: ("conseil", "conseils"),
}


def show(problems: tuple[Problem, ...], key: str) -> None:
    """Draw the list, or say that there is nothing to correct."""
    if not problems:
        st.success("Aucun problème dans ce fichier.", icon=":material/check_circle:")
        return
    counts = {severity: sum(p.severity == severity for p in problems) for severity in Severity}
    said = [french.plural(count, *NOUNS[severity]) for severity, count in counts.items() if count]
    st.markdown(
        f"**Problèmes relevés : {french.listed(said)}.** Chaque ligne du tableau regroupe les mêmes fautes."
    )
    lines = uploads.problem_lines(problems)
    columns = ["severity", "where", "column", "value", "message", "fix"]
    table.show(lines, columns, key, what="problèmes du fichier")
