"""``planner doctor``: is this installation fit for work."""

from __future__ import annotations

import typer

from planner.cli.console import screen
from planner.doctor import State, examine
from planner.settings import Settings

MARKS = {State.GOOD: "✓", State.NOTE: "·", State.FAULT: "✗"}


def doctor() -> None:
    """Vérifier l'installation : ce qui est en ordre, ce qui ne l'est pas, et quoi faire."""
    faults = 0
    for finding in examine(Settings.from_environment()):
        screen.print(
            f"{MARKS[finding.state]} {finding.subject} ({finding.state}) : {finding.said}", markup=False
        )
        if finding.remedy:
            screen.print(f"  {finding.remedy}", markup=False)
        faults += finding.state is State.FAULT
    raise typer.Exit(1 if faults else 0)


COMMANDS = {"doctor": doctor}
