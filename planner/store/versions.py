"""Two versions of a catalogue side by side: which courses are new, changed, gone, unchanged.

A course is followed by its provider and the provider's own reference. Where a version gives no
reference, it is followed by its title: the same one first, then the nearest one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize

import pandas as pd
from rapidfuzz import fuzz, process

from planner.columns import COURSES
from planner.words import IN_FRENCH, Words, marked

# rapidfuzz token_sort_ratio, 0–100, from which two titles of one provider are two versions of one course:
# « Excel niveau 1 » and « Excel niveau 2 » (93) stay two courses, a corrected word passes. Hypothèse.
SAME_TITLE = 94
# Where a course stands in its file says nothing of the course.
_COMPARED = tuple(name for name in COURSES.names if name not in ("course_id", "source", "row"))
# What tells the sessions of one course apart.
_SESSION = ("title", "dept", "commune", "modality", "date")
CHANGES = ["course_id", "title", "provider", "column", "before", "after"]


@dataclass(frozen=True, slots=True, eq=False)
class CatalogueDiff:
    """What a version changes. ``new``, ``gone`` and ``unchanged`` are courses (``columns.COURSES``).

    ``changes`` has one row a changed cell: course_id and title in the new version, provider,
    column, before, after.
    """

    new: pd.DataFrame
    gone: pd.DataFrame
    unchanged: pd.DataFrame
    changes: pd.DataFrame

    @property
    def changed(self) -> int:
        """Courses of which at least one value changed."""
        return int(self.changes["course_id"].nunique())

    @property
    def sentence(self) -> str:
        """The four counts, in French."""
        return self.said(IN_FRENCH)

    def said(self, words: Words) -> str:
        """The four counts."""
        counts = (
            (len(self.new), marked("nouvelle"), marked("nouvelles")),
            (self.changed, marked("modifiée"), marked("modifiées")),
            (len(self.gone), marked("retirée"), marked("retirées")),
            (len(self.unchanged), marked("inchangée"), marked("inchangées")),
        )
        return (
            ", ".join(f"{count} {words.say(many if count > 1 else one)}" for count, one, many in counts) + "."
        )


def compare_versions(old: pd.DataFrame, new: pd.DataFrame) -> CatalogueDiff:
    """Compare two versions of a catalogue, provider by provider; the order of the rows does not matter.

    Args:
        old, new: ``columns.COURSES``, ``course_id`` unique within a provider.
    """
    old, new = COURSES.check(old).reset_index(drop=True), COURSES.check(new).reset_index(drop=True)
    pairs = _pairs(old, new)
    changes, same = [], []
    before, after = old.to_dict("records"), new.to_dict("records")
    for left, right in pairs:
        found = _changes(before[left], after[right])
        changes.extend(found)
        if not found:
            same.append(right)
    kept_old, kept_new = {left for left, _ in pairs}, {right for _, right in pairs}
    return CatalogueDiff(
        new=new.drop(index=list(kept_new)).reset_index(drop=True),
        gone=old.drop(index=list(kept_old)).reset_index(drop=True),
        unchanged=new.loc[sorted(same)].reset_index(drop=True),
        changes=pd.DataFrame(changes, columns=CHANGES),
    )


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """Text for comparison: no accent, no case, no punctuation."""
    plain = "".join(c for c in normalize("NFKD", text.replace("œ", "oe")) if not combining(c)).casefold()
    return " ".join(re.findall(r"[^\W_]+", plain))


def own_reference(course_id: str, source: str, row: object) -> str:
    """The provider's reference; empty when the identifier is only a file and a row.

    A reference given to several rows (the sessions of a course) bears its row after a « # ».
    """
    if course_id == f"{source}#{row}":
        return ""
    return re.sub(r"#\d+$", "", course_id)


def _pairs(old: pd.DataFrame, new: pd.DataFrame) -> list[tuple[int, int]]:
    """Rows (from 0) of the two versions that are one course, each used once."""
    left, right = _keyed(old), _keyed(new)
    pairs = [*_joined(left, right, ("provider", "reference", *_SESSION), need_reference=True)]
    pairs += _joined(left, right, ("provider", "reference"), need_reference=True)
    pairs += _joined(left, right, ("provider", *_SESSION))
    pairs += _joined(left, right, ("provider", "title"))
    return pairs + _nearest(left, right)


@dataclass(slots=True)
class _Row:
    """A row not yet paired: what it can be recognised by."""

    index: int
    keys: dict[str, str]


def _keyed(frame: pd.DataFrame) -> list[_Row]:
    rows = []
    for index, record in enumerate(frame.to_dict("records")):
        keys = {name: folded(str(record[name])) for name in ("provider", *_SESSION)}
        keys["reference"] = own_reference(str(record["course_id"]), str(record["source"]), record["row"])
        rows.append(_Row(index, keys))
    return rows


def _joined(
    left: list[_Row], right: list[_Row], names: Sequence[str], *, need_reference: bool = False
) -> list[tuple[int, int]]:
    """Pair rows equal on these keys, in order, and take them out of both lists."""
    waiting: dict[tuple[str, ...], list[_Row]] = defaultdict(list)
    for row in left:
        waiting[tuple(row.keys[name] for name in names)].append(row)
    pairs, used = [], set()
    for row in right:
        matches = waiting.get(tuple(row.keys[name] for name in names), [])
        match = next((m for m in matches if _may_be_one(m, row, need_reference)), None)
        if match is not None:
            matches.remove(match)
            pairs.append((match.index, row.index))
            used.add(id(match))
            used.add(id(row))
    left[:] = [row for row in left if id(row) not in used]
    right[:] = [row for row in right if id(row) not in used]
    return pairs


def _may_be_one(a: _Row, b: _Row, need_reference: bool = False) -> bool:
    """Two references that differ are two courses: the provider says so."""
    if not a.keys["reference"] or not b.keys["reference"]:
        return not need_reference
    return a.keys["reference"] == b.keys["reference"]


def _nearest(left: list[_Row], right: list[_Row]) -> list[tuple[int, int]]:
    """Pair what is left by the nearest titles of one provider, the nearest first."""
    candidates = []
    for provider, olds, news in _by_provider(left, right):
        titles = [row.keys["title"] for row in olds]
        for row in news:
            near = process.extract(
                row.keys["title"],
                titles,
                scorer=fuzz.token_sort_ratio,
                processor=None,
                score_cutoff=SAME_TITLE,
            )
            candidates += [
                (-score, provider, olds[i], row) for _, score, i in near if _may_be_one(olds[i], row)
            ]
    return _best_first(candidates)


def _by_provider(left: list[_Row], right: list[_Row]) -> Iterable[tuple[str, list[_Row], list[_Row]]]:
    for provider in sorted({row.keys["provider"] for row in right}):
        olds = [row for row in left if row.keys["provider"] == provider]
        news = [row for row in right if row.keys["provider"] == provider]
        if olds:
            yield provider, olds, news


def _best_first(candidates: list[tuple[float, str, _Row, _Row]]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, _, old, new in sorted(candidates, key=lambda c: (c[0], c[1], c[3].index, c[2].index)):
        if old.index not in taken_old and new.index not in taken_new and _same_numbers(old, new):
            taken_old.add(old.index)
            taken_new.add(new.index)
            pairs.append((old.index, new.index))
    return pairs


def _same_numbers(a: _Row, b: _Row) -> bool:
    """« Excel niveau 1 » is never a version of « Excel niveau 2 »."""
    return re.findall(r"\d+", a.keys["title"]) == re.findall(r"\d+", b.keys["title"])


def _changes(before: dict[str, object], after: dict[str, object]) -> list[dict[str, object]]:
    return [
        {
            "course_id": after["course_id"],
            "title": after["title"],
            "provider": after["provider"],
            "column": name,
            "before": _shown(before[name]),
            "after": _shown(after[name]),
        }
        for name in _COMPARED
        if _shown(before[name]) != _shown(after[name])
    ]


def _shown(value: object) -> str:
    if isinstance(value, float | int):
        return "" if pd.isna(value) else f"{value:g}"
    return "" if value is None else str(value)
