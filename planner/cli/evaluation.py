"""``planner evaluate``: how well texts are read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner import evaluation, french, settings
from planner.cli.console import home, progress_bar, screen
from planner.references import load_references


def evaluate(
    json_out: Annotated[Path | None, typer.Option("--json", help="Mesures en JSON.", dir_okay=False)] = None,
) -> None:
    """Mesurer l'exactitude sur les fichiers de PLANNER_BENCHMARKS, à côté de méthodes simples (quelques minutes)."""
    folder = settings.Settings.from_environment().benchmarks
    with progress_bar() as progress:
        measures = evaluation.evaluate(folder, load_references(home()), progress)
    for m in measures:
        interval = f"[{french.number(m.low, 3)} – {french.number(m.high, 3)}]"
        line = f"{m.task} · {m.method} · {m.figure} : {french.number(m.value, 3)} {interval}, {m.n} lignes, {m.protocol}"
        screen.print(line, markup=False)
    screen.print(evaluation.PROTOCOLS)
    if json_out:
        json_out.write_text(evaluation.as_json(measures), encoding="utf-8")


COMMANDS = {"evaluate": evaluate}
