"""Campaigns that the screens can show again: each kept with its files, its parameters and its budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from planner.store import list_latest_runs
from planner.web import data, state
from planner.web.state import Asked

# Of what a run was given (store.keep_run): numbers of its imports, none for the demonstration; its URL parameters.
IMPORTS, QUESTION = "imports", "question"


@dataclass(frozen=True, slots=True)
class Kept:
    """A campaign: number of its run, moment, imports (:func:`planner.web.data.sources`), question as URL parameters."""

    run_id: int
    created_at: datetime
    imports: tuple[int, ...]
    question: Mapping[str, str]

    def asked(self, depts: dict[str, str]) -> Asked:
        """What it was asked, as far as today's bounds allow."""
        return state.read_question(self.question, depts, [])


def kept() -> dict[str, Kept]:
    """Campaigns kept here by their name, the latest first; those of the command line read files that are not here."""
    rows = list_latest_runs(data.database()).to_dict("records")
    return {row["campaign"]: _kept(row) for row in rows if IMPORTS in row["parameters"]}


def shown() -> Kept | None:
    """The campaign on screen, None for the present one."""
    name = state.campaign()
    return kept()[name] if name else None


def given(values: Mapping[str, float], imports: tuple[int, ...], asked: Asked) -> dict[str, Any]:
    """What to keep of a run, so that it can be shown again."""
    return {**values, IMPORTS: list(imports), QUESTION: state.written_question(asked)}


def _kept(row: dict[str, Any]) -> Kept:
    given = row["parameters"]
    return Kept(int(row["id"]), row["created_at"], tuple(given[IMPORTS]), given[QUESTION])
