"""One way out to the network: waits and asks again when a server is busy, and says in French why it gave up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from planner import __version__
from planner.refusal import Refusal

BUSY = (429, 500, 502, 503, 504)
ATTEMPTS = 6  # hypothèse: with BACKOFF, about a minute of patience
BACKOFF = 1.0  # seconds, doubled at each attempt
LONGEST_WAIT = 120  # seconds: a server that asks for more is down for us
TIMEOUT = (10.0, 60.0)  # seconds to connect, then between two bytes; hypothèse


class SourceUnavailable(Refusal):
    """A live source does not answer as its documentation says; ``str()`` says what was kept and what to do."""


def connection(backoff: float = BACKOFF) -> requests.Session:
    """A session that honours Retry-After and asks again ``ATTEMPTS`` times after a 429 or a 5xx."""
    retry = Retry(
        total=ATTEMPTS,
        backoff_factor=backoff,
        status_forcelist=BUSY,
        allowed_methods=("GET", "POST"),
        respect_retry_after_header=True,
        retry_after_max=LONGEST_WAIT,
    )
    session = requests.Session()
    session.mount("https://", HTTPAdapter(max_retries=retry))
    session.mount("http://", HTTPAdapter(max_retries=retry))
    session.headers["User-Agent"] = f"planner-competences-ia/{__version__}"
    return session


@contextmanager
def asking(source: str) -> Iterator[None]:
    """Turn what the network refuses into a sentence that names the source."""
    try:
        yield
    except requests.RequestException as error:
        answer = getattr(error, "response", None)
        found = f"réponse {answer.status_code}" if answer is not None else type(error).__name__
        raise SourceUnavailable(
            f"{source} ne répond pas comme prévu ({found}). Ce qui était déjà reçu est gardé. "
            "Vérifiez l'accès au réseau, puis relancez : la lecture reprendra où elle s'est arrêtée."
        ) from error
