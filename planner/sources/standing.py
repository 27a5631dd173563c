"""How the live sources stand on this machine: what is missing to ask them, when each was last received.

Nothing is asked of the network here.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.sources.addresses import missing_credentials
from planner.store import DownloadShelf, LastFetch, OfferShelf

DOWNLOADS = ("rome", "certifications", "mcf")  # names on the shelf of downloads


@dataclass(frozen=True, slots=True)
class Standing:
    """``missing``: variables that France Travail's API needs and that are not set. ``offers``: the last fetch of
    offers, None when there was none. ``received``: moment of the last version of each download, None when none."""

    missing: tuple[str, ...]
    offers: LastFetch | None
    received: Mapping[str, datetime.datetime | None]


def source_standing(home: Path, environment: Mapping[str, str] = os.environ) -> Standing:
    """Read the environment and the shelves of ``home`` (PLANNER_HOME)."""
    shelf = DownloadShelf(home)
    received = {name: _moment(shelf, name) for name in DOWNLOADS}
    return Standing(missing_credentials(environment), OfferShelf(home).last_fetch(), received)


def _moment(shelf: DownloadShelf, name: str) -> datetime.datetime | None:
    noted = shelf.noted(name)
    return datetime.datetime.fromisoformat(noted.checked) if noted is not None and noted.checked else None
