"""Live sources: France Travail's offers, official registers and catalogues, fetched over the network.

Nothing here runs by itself: a command asks. Credentials come from the environment only.
"""

from planner.sources.addresses import Addresses, Credentials, CredentialsMissing
from planner.sources.connection import SourceUnavailable, connection
from planner.sources.downloads import Download, download
from planner.sources.offers import OfferSearch
from planner.sources.official import OFFICIAL, regional_catalogue, resource_address
from planner.sources.postings import Fetched, fetch_postings

__all__ = [
    "OFFICIAL",
    "Addresses",
    "Credentials",
    "CredentialsMissing",
    "Download",
    "Fetched",
    "OfferSearch",
    "SourceUnavailable",
    "connection",
    "download",
    "fetch_postings",
    "regional_catalogue",
    "resource_address",
]
