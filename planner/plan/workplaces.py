"""Where the people work who miss what an action teaches, and whether the course is for them.

A course made for craftsmen closes nothing for public servants: its learners are those of the filières
that its title or its « public visé » names, and its groups are no more than they fill.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from planner.model import ActionKind
from planner.plan.audiences import trades_of
from planner.plan.candidates import Candidate
from planner.plan.context import Context

FILIERES_NAMED, FILIERE_SHARE = 3, 0.15  # hypothèse: a filière under 15 % of the gap does not define it


@dataclass(frozen=True, slots=True, eq=False)
class Workplaces:
    """Missing people by (skill, département, public), one column a filière; need of each skill, trades of each course."""

    filieres: tuple[str, ...]
    row: dict[tuple[str, str, str], int]
    missing: np.ndarray
    need_of: Mapping[str, str]
    trades: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, gaps: pd.DataFrame, members: pd.DataFrame, context: Context) -> Workplaces:
        """Workplaces of ``columns.GAPS``, with the need of each skill (``columns.NEED_MEMBERS``)."""
        table = gaps.pivot_table(
            index=["skill_id", "dept", "public"],
            columns="filiere",
            values="missing",
            aggfunc="sum",
            fill_value=0.0,
        )
        rows = {key: i for i, key in enumerate(table.index)}
        need_of = dict(zip(members["skill_id"], members["need_id"], strict=True))
        trades = {course: trades_of(course, context) for course in context.offer.shares.index}
        return cls(tuple(table.columns), rows, table.to_numpy(float), need_of, trades)

    def within_reach(
        self, proposed: Sequence[Candidate], group_size: float, minimum_fill: float
    ) -> list[Candidate]:
        """Candidates, those of a course for certain trades cut to the people of these trades."""
        return [kept for c in proposed for kept in self._cut(c, group_size, minimum_fill)]

    def _cut(self, action: Candidate, group_size: float, minimum_fill: float) -> Iterator[Candidate]:
        """The action on the skills that its trades miss, under the need that it then answers most."""
        if not self._trades(action):
            yield action
            return
        people = {skill: float(self._people(action, skill).sum()) for skill in action.skills}
        taught = {
            skill: share
            for skill, share in zip(action.skills, action.taught, strict=True)
            if people[skill] > 0
        }
        fill = {skill: min(share, people[skill] / group_size) for skill, share in taught.items()}
        if sum(fill.values()) < max(minimum_fill, 1e-9):
            return
        by_need: dict[str, float] = {}
        for skill, part in fill.items():
            by_need[self.need_of[skill]] = by_need.get(self.need_of[skill], 0.0) + part
        most = max(people[skill] / (share * group_size) for skill, share in taught.items())
        yield replace(
            action,
            need_id=max(sorted(by_need), key=lambda need: by_need[need]),
            skills=tuple(taught),
            taught=tuple(taught.values()),
            most=min(action.most, max(1, int(most))),
        )

    def missing_taught(self, action: Candidate) -> float:
        """People × skills missing on what the action teaches of its need, among those whom the course is for."""
        ours = [skill for skill in action.skills if self.need_of[skill] == action.need_id]
        return float(sum(self._people(action, skill).sum() for skill in ours))

    def main(self, action: Candidate) -> tuple[str, ...]:
        """Filières where most of the people work who miss what the action teaches."""
        people = np.zeros(len(self.filieres))
        for skill, share in zip(action.skills, action.taught, strict=True):
            people += share * self._people(action, skill)
        shares = people / max(people.sum(), 1e-12)
        order = np.argsort(-shares, kind="stable")[:FILIERES_NAMED]
        return tuple(self.filieres[i] for i in order if shares[i] >= FILIERE_SHARE)

    def _people(self, action: Candidate, skill: str) -> np.ndarray:
        """Missing people per filière; none where a course to create teaches a skill that no one misses there."""
        row, trades = self.row.get((skill, action.dept, str(action.public))), self._trades(action)
        if row is None:
            return np.zeros(len(self.filieres))
        return self.missing[row] * [not trades or f in trades for f in self.filieres]

    def _trades(self, action: Candidate) -> tuple[str, ...]:
        return () if action.kind is ActionKind.CREER else self.trades[action.course_id]
