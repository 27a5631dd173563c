"""Problems of a file in one list, worst first, each with where it is and what to do."""

from __future__ import annotations

import streamlit as st

from planner.intake import Problem, Severity
from planner.web import uploads
from planner.web.components import table
from planner.web.language import _, counted, listed

COUNTED = {
    Severity.BLOQUANT: lambda count: counted(count, "ligne ou fichier inutilisable", "groupes bloquants"),
    Severity.A_CORRIGER: lambda count: counted(count, "valeur à corriger", "valeurs à corriger"),
    Severity.CONSEIL: lambda count: counted(count, "conseil", "conseils"),
}


def show(problems: tuple[Problem, ...], key: str) -> None:
    """Draw the list, or say that there is nothing to correct."""
    if not problems:
        st.success(_("Aucun problème dans ce fichier."), icon=":material/check_circle:")
        return
    counts = {severity: sum(p.severity == severity for p in problems) for severity in Severity}
    said = listed([COUNTED[severity](count) for severity, count in counts.items() if count])
    st.markdown(
        _("**Problèmes relevés : {counts}.** Chaque ligne du tableau regroupe les mêmes fautes.").format(
            counts=said
        )
    )
    lines = uploads.problem_lines(problems)
    columns = ["severity", "where", "column", "value", "message", "fix"]
    table.show(lines, columns, key, what=_("problèmes du fichier"))
