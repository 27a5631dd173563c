"""Fetching offers day by day: what a finished day brought is kept, and asked again only on demand.

An offer is known by its ``id``, and is another version of itself when its ``dateActualisation`` differs.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from planner.intake import mask_contacts, plain_text
from planner.sources.connection import unavailable
from planner.sources.offers import MOST, PAGE, SOURCE, OfferSearch
from planner.sources.windows import Window, days
from planner.store import LastFetch, OfferShelf

Progress = Callable[[str, int, int], None]
Offers = Mapping[str, Mapping[str, Any]]  # by id
# Nothing else is kept: the API also gives contacts, agencies, employers, and the commune, which France
# Travail's licence (article 7) forbids to keep once an offer is withdrawn. The département is the one asked for.
KEPT = (
    "id",
    "intitule",
    "description",
    "dateCreation",
    "dateActualisation",
    "romeCode",
    "romeLibelle",
    "appellationlibelle",
    "typeContrat",
    "codeNAF",
    "secteurActivite",
    "secteurActiviteLibelle",
    "alternance",
)
SKILLS = "competences"  # a list of objects, the one field that is not a plain value
# Two halves of a period may hold more than it did when offers come meanwhile, never twice as much. Hypothèse.
GROWTH = 1.5
# A day is closed only so long after its end: offers of its last minutes may come late. Hypothèse.
SETTLING = datetime.timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch did.

    Days asked and days known already; offers received, and among them those new, updated since they were kept,
    and, apart, those kept before and withdrawn; periods cut short by the limit of the search; days whose list
    moved while it was read, to be asked again.
    """

    asked: int
    known: int
    offers: int
    new: int
    updated: int
    withdrawn: int
    cut: tuple[Window, ...]
    moved: int


def fetch_postings(
    search: OfferSearch,
    shelf: OfferShelf,
    depts: Sequence[str],
    first: datetime.date,
    now: datetime.datetime,
    progress: Progress,
    *,
    refresh: bool = False,
) -> Fetched:
    """Bring to ``shelf`` the offers created from ``first`` to today in each département.

    A past day is asked once, or again with ``refresh``: what is kept of it is then what the API still gives, which
    is only what is still online. Today is asked each time, since more may come. ``now`` is in UTC.

    Raises:
        SourceUnavailable: the API gave up; finished days stay on the shelf.
        OSError: the shelf cannot be written.
    """
    today, closed = now.date(), (now - SETTLING).date()
    wanted = [(dept, day) for dept in depts for day in days(first, today)]
    missing = [(dept, day) for dept, day in wanted if refresh or not shelf.finished(dept, day)]
    total, cut = _Changes(), []
    for done, (dept, day) in enumerate(missing):
        progress(f"offres du {day.strftime('%d/%m/%Y')}, département {dept}", done, len(missing))
        read = _Reading(search, dept)
        read.window(Window.of_day(day))
        before = {str(offer["id"]): offer for offer in shelf.day(dept, day)}
        shelf.keep(dept, day, list(read.offers.values()), finished=day < closed and not read.moved)
        total.add(before, read.offers, read.moved)
        cut += read.cut
    progress("terminé", len(missing), max(len(missing), 1))
    shelf.remember(
        LastFetch(now.isoformat(timespec="seconds"), tuple(depts), first.isoformat(), total.offers)
    )
    return Fetched(
        len(missing),
        len(wanted) - len(missing),
        total.offers,
        total.new,
        total.updated,
        total.withdrawn,
        tuple(cut),
        total.moved,
    )


def without_contacts(offer: Mapping[str, Any], dept: str) -> dict[str, Any]:
    """The offer with its département and the fields of ``KEPT`` only, contact data masked in every text."""
    kept = {"departement": dept} | _plain({name: offer[name] for name in KEPT if name in offer})
    skills = offer.get(SKILLS)
    if isinstance(skills, list):
        kept[SKILLS] = [_plain(skill) for skill in skills if isinstance(skill, dict)]
    return kept


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that hold a plain value, HTML read and contact data masked in each text."""
    return {
        name: mask_contacts(plain_text(value)) if isinstance(value, str) else value
        for name, value in fields.items()
        if isinstance(value, str | bool | int | float)
    }


@dataclass(slots=True)
class _Changes:
    """Counts of a fetch, day after day."""

    offers: int = 0
    new: int = 0
    updated: int = 0
    withdrawn: int = 0
    moved: int = 0

    def add(self, before: Offers, after: Offers, moved: bool) -> None:
        self.offers += len(after)
        self.new += len(after.keys() - before.keys())
        self.withdrawn += len(before.keys() - after.keys())
        self.updated += sum(
            before[key].get("dateActualisation") != after[key].get("dateActualisation")
            for key in after.keys() & before.keys()
        )
        self.moved += moved


@dataclass(slots=True)
class _Reading:
    """The offers of a day of a département, as its windows are read."""

    search: OfferSearch
    dept: str
    offers: dict[str, dict[str, Any]] = field(default_factory=dict)
    cut: list[Window] = field(default_factory=list)
    moved: bool = False

    def window(self, window: Window) -> None:
        """Read every offer of a window, cut in halves while the search holds more than it gives.

        Raises:
            SourceUnavailable: the halves hold much more than the whole: the search no longer heeds dates.
        """
        self._read(window, *self.search.page(self.dept, window, 0))

    def _read(self, window: Window, found: Sequence[Mapping[str, Any]], total: int) -> None:
        if total > MOST and not window.indivisible:
            halves = [(half, *self.search.page(self.dept, half, 0)) for half in window.halves()]
            if sum(held for _, _, held in halves) > GROWTH * total:
                raise unavailable(SOURCE, "elle ne tient plus compte des dates demandées")
            for half in halves:
                self._read(*half)
            return
        if total > MOST:
            self.cut.append(window)
        seen, announced = self._take(found), min(total, MOST)
        for start in range(PAGE, announced, PAGE):
            found, _ = self.search.page(self.dept, window, start)
            seen |= self._take(found)
        # An offer withdrawn meanwhile shifts the next pages, and another one falls between two of them.
        self.moved |= len(seen) < announced

    def _take(self, found: Sequence[Mapping[str, Any]]) -> set[str]:
        taken = {str(offer["id"]): without_contacts(offer, self.dept) for offer in found}
        self.offers |= taken
        return set(taken)
