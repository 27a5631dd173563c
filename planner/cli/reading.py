"""``planner occupation``: coding titles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.console import Out, home, write_jsonl
from planner.matching import OccupationCoder
from planner.references import load_references
from planner.texts import read_rows


def occupation(
    titles: Annotated[
        Path, typer.Argument(metavar="INPUT.csv", help="CSV : title, description (facultative).")
    ],
    out: Out,
    top: Annotated[int, typer.Option(min=1, help="Nombre de métiers au plus.")] = 5,
) -> None:
    """Coder des intitulés de poste en métiers ROME 4.0."""
    rows = read_rows(titles, ("title",))
    loaded = load_references(home())
    coder = OccupationCoder(loaded.rome.occupations, loaded.rome.appellations, loaded.rome.texts)
    descriptions = [row.get("description") or "" for row in rows]
    coded = coder.candidates([row["title"] for row in rows], top, descriptions)
    write_jsonl(
        out,
        (
            {
                "title": row["title"],
                "candidates": [{"code": c.code, "label": c.label, "score": c.score} for c in found],
            }
            for row, found in zip(rows, coded, strict=True)
        ),
    )


COMMANDS = {"occupation": occupation}
