"""Fetching offers day by day: what a finished day brought is kept, and never asked again."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.intake import mask_contacts
from planner.sources.offers import MOST, PAGE, OfferSearch
from planner.sources.windows import Window, days
from planner.store import OfferShelf

Progress = Callable[[str, int, int], None]
# Nothing else is kept: the API also gives contacts, agencies and employers.
KEPT = (
    "id",
    "intitule",
    "description",
    "dateCreation",
    "dateActualisation",
    "lieuTravail",
    "romeCode",
    "romeLibelle",
    "appellationlibelle",
    "typeContrat",
    "codeNAF",
    "secteurActivite",
    "secteurActiviteLibelle",
    "competences",
    "alternance",
)
MASKED = ("intitule", "description")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch did: days asked, days known already, offers received, and the periods cut short."""

    asked: int
    known: int
    offers: int
    cut: tuple[Window, ...]


def fetch_postings(
    search: OfferSearch,
    shelf: OfferShelf,
    depts: Sequence[str],
    first: datetime.date,
    today: datetime.date,
    progress: Progress,
) -> Fetched:
    """Bring to ``shelf`` the offers created from ``first`` to ``today`` in each département.

    A past day is asked once; today is asked each time, since more may come.

    Raises:
        SourceUnavailable: the API gave up; finished days stay on the shelf.
        OSError: the shelf cannot be written.
    """
    wanted = [(dept, day) for dept in depts for day in days(first, today)]
    missing = [(dept, day) for dept, day in wanted if not shelf.finished(dept, day)]
    received, cut = 0, []
    for done, (dept, day) in enumerate(missing):
        progress(f"offres du {day.strftime('%d/%m/%Y')}, département {dept}", done, len(missing))
        offers: dict[str, dict[str, Any]] = {}
        for offer in _offers(search, dept, Window.of_day(day), cut):
            offers[str(offer["id"])] = without_contacts(offer)
        shelf.keep(dept, day, list(offers.values()), finished=day < today)
        received += len(offers)
    progress("terminé", len(missing), max(len(missing), 1))
    return Fetched(len(missing), len(wanted) - len(missing), received, tuple(cut))


def without_contacts(offer: Mapping[str, Any]) -> dict[str, Any]:
    """The offer with the fields of ``KEPT`` only, contact data masked in its texts."""
    kept = {name: offer[name] for name in KEPT if name in offer}
    return kept | {name: mask_contacts(str(kept[name])) for name in MASKED if name in kept}


def _offers(search: OfferSearch, dept: str, window: Window, cut: list[Window]) -> Iterable[Mapping[str, Any]]:
    """Every offer of a window, cut in halves while the search holds more than it gives."""
    offers, total = search.page(dept, window, 0)
    if total > MOST and not window.indivisible:
        for half in window.halves():
            yield from _offers(search, dept, half, cut)
        return
    if total > MOST:
        cut.append(window)
    yield from offers
    for start in range(PAGE, min(total, MOST), PAGE):
        yield from search.page(dept, window, start)[0]
