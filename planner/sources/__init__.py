"""Live sources: France Travail's offers, official registers and catalogues, fetched over the network.

Nothing here runs by itself: a command asks. Credentials come from the environment only.

The door opens a module when one of its names is asked for: a page that says how the sources stand loads no network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.door import door

if TYPE_CHECKING:
    from planner.sources.addresses import Addresses, AddressRefused, Credentials, CredentialsMissing
    from planner.sources.connection import Connection, SourceUnavailable
    from planner.sources.downloads import Download, Resource, downloaded
    from planner.sources.offers import OfferSearch
    from planner.sources.official import (
        ELSEWHERE,
        OFFICIAL,
        check_regional_catalogue,
        regional_catalogue,
        resource_address,
    )
    from planner.sources.postings import Fetched, fetch_postings
    from planner.sources.standing import Standing, source_standing

_MODULES = {
    "AddressRefused": "addresses",
    "Addresses": "addresses",
    "Credentials": "addresses",
    "CredentialsMissing": "addresses",
    "Connection": "connection",
    "SourceUnavailable": "connection",
    "Download": "downloads",
    "Resource": "downloads",
    "downloaded": "downloads",
    "OfferSearch": "offers",
    "ELSEWHERE": "official",
    "OFFICIAL": "official",
    "check_regional_catalogue": "official",
    "regional_catalogue": "official",
    "resource_address": "official",
    "Fetched": "postings",
    "fetch_postings": "postings",
    "Standing": "standing",
    "source_standing": "standing",
}

__getattr__ = door(__name__, _MODULES)

__all__ = [
    "ELSEWHERE",
    "OFFICIAL",
    "AddressRefused",
    "Addresses",
    "Connection",
    "Credentials",
    "CredentialsMissing",
    "Download",
    "Fetched",
    "OfferSearch",
    "Resource",
    "SourceUnavailable",
    "Standing",
    "check_regional_catalogue",
    "downloaded",
    "fetch_postings",
    "regional_catalogue",
    "resource_address",
    "source_standing",
]
