"""The catalogue in the formats of the trade: LHEO 2.3, the columns of Mon Compte Formation, a plain workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from planner.report.exports.lheo import lheo_xml, write_lheo
from planner.report.exports.mcf import write_mcf
from planner.report.exports.xlsx import write_xlsx

FORMATS: Mapping[str, Callable[[pd.DataFrame, Path], None]] = {
    "lheo": write_lheo,
    "mcf": write_mcf,
    "xlsx": write_xlsx,
}


def export_catalogue(courses: pd.DataFrame, kind: str, path: Path) -> None:
    """Write courses (``columns.COURSES``) to ``path`` in one of ``FORMATS``.

    Raises:
        ValueError: the format is unknown, or LHEO is asked for an empty catalogue.
    """
    if kind not in FORMATS:
        raise ValueError(f"format « {kind} » inconnu : choisissez parmi {', '.join(FORMATS)}")
    FORMATS[kind](courses, path)


__all__ = ["FORMATS", "export_catalogue", "lheo_xml", "write_lheo", "write_mcf", "write_xlsx"]
