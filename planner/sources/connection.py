"""One way out to the network: trusted sites only, patient with busy ones, bounded in size and time.

Why it gave up is one French sentence. ``pause`` and ``clock`` are given by the caller, so that tests wait for
nothing.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import requests
from requests import exceptions as refused
from requests.adapters import HTTPAdapter
from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.util import Retry

from planner import __version__, french
from planner.refusal import Refusal
from planner.sources.addresses import Addresses

BUSY = (429, 500, 502, 503, 504)
ATTEMPTS = 6  # after the first; hypothèse: with BACKOFF, a minute of patience
UNREACHABLE_ATTEMPTS = 2  # a site that nobody answers for is seldom back in a minute; hypothèse
BACKOFF = 1.0  # seconds: 0, 2, 4, 8, 16, 32 with urllib3's doubling
LONGEST_WAIT = 120  # seconds, the ceiling of one wait: who asks for more is down for us; hypothèse
TIMEOUT = (10.0, 60.0)  # seconds to connect, then between two bytes; hypothèse
REDIRECTS = 5
MEBIBYTE = 1 << 20
CHUNK = MEBIBYTE
# A page of 150 offers is about 1 MiB, the list of files of a dataset less; hypothèse: ten times that is a fault.
LARGEST_JSON = 16 * MEBIBYTE
LONGEST_JSON = 180.0  # seconds for one JSON answer, however it drips; hypothèse
Pause = Callable[[float], None]
Clock = Callable[[], float]

REASONS: tuple[tuple[type[Exception], str], ...] = (
    (
        refused.SSLError,
        "certificat refusé : rien ne prouve l'identité du site ; si votre réseau a son propre certificat, "
        "donnez-le par REQUESTS_CA_BUNDLE",
    ),
    (refused.ProxyError, "le relais (proxy) refuse"),
    (refused.Timeout, "délai dépassé"),
    (refused.TooManyRedirects, "trop de redirections"),
    (refused.ConnectionError, "connexion impossible"),
    (ReadTimeoutError, "délai dépassé"),
    (HTTPError, "réponse interrompue"),
)


class SourceUnavailable(Refusal):
    """A live source does not answer as its documentation says; ``str()`` says what was kept and what to do."""


class Patience(Retry):
    """Waits as long as Retry-After asks, else twice longer each time; gives up above ``LONGEST_WAIT``."""

    def __init__(self, *options: Any, pause: Pause = time.sleep, **named: Any) -> None:
        super().__init__(*options, **named)
        self.pause = pause

    def new(self, **named: Any) -> Patience:
        """The same, one attempt fewer."""
        return super().new(pause=self.pause, **named)

    def sleep(self, response: BaseHTTPResponse | None = None) -> None:
        """Wait before the next attempt.

        Raises:
            SourceUnavailable: the site asks to come back much later.
        """
        asked = self.get_retry_after(response) if response is not None else None
        if asked is not None and asked > LONGEST_WAIT:
            raise SourceUnavailable(
                f"Le site demande d'attendre {french.plural(-(-asked // 60), 'minute')} avant de revenir. Rien de ce "
                "qui était reçu n'est perdu : relancez la même commande après ce délai."
            )
        wait = asked or self.get_backoff_time()
        if wait:
            self.pause(wait)


class Connection(requests.Session):
    """A session that asks only ``addresses`` and the official sites, redirections included."""

    def __init__(
        self, addresses: Addresses, pause: Pause = time.sleep, clock: Clock = time.monotonic
    ) -> None:
        super().__init__()
        self.addresses, self.clock = addresses, clock
        patience = Patience(
            total=None,
            connect=UNREACHABLE_ATTEMPTS,
            read=UNREACHABLE_ATTEMPTS,
            status=ATTEMPTS,
            other=0,
            backoff_factor=BACKOFF,
            backoff_max=LONGEST_WAIT,
            status_forcelist=BUSY,
            allowed_methods=("GET", "POST"),
            raise_on_status=False,
            pause=pause,
        )
        self.mount("https://", HTTPAdapter(max_retries=patience))
        self.mount("http://", HTTPAdapter(max_retries=patience))
        self.max_redirects = REDIRECTS
        self.headers["User-Agent"] = f"planner-competences-ia/{__version__}"
        self.auth = _unchanged  # else a .netrc of the machine would replace our Authorization

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        """Send one request; each redirection comes here too.

        Raises:
            SourceUnavailable: the address is not one of a trusted site.
        """
        if not self.addresses.trust(str(request.url)):
            raise SourceUnavailable(
                f"Adresse refusée : « {request.url} » n'est ni un site officiel en https, ni un relais réglé. "
                "Rien n'y a été demandé. Téléchargez le fichier vous-même si vous lui faites confiance."
            )
        return super().send(request, **options)

    @contextmanager
    def answer(self, source: str, method: str, address: str, **options: Any) -> Iterator[requests.Response]:
        """The answer to a request, its body still to be read by :meth:`body` or :meth:`json`.

        Raises:
            SourceUnavailable: no answer, or faults while the block reads the body.
        """
        try:
            with self.request(method, address, stream=True, timeout=TIMEOUT, **options) as answer:
                yield answer
        except (requests.RequestException, HTTPError) as error:
            raise unavailable(source, _reason(error)) from error

    def body(self, answer: requests.Response, source: str, most: int, seconds: float) -> Iterator[bytes]:
        """The body as it comes, decompressed, up to ``most`` bytes and ``seconds``.

        Raises:
            SourceUnavailable: larger or longer than that.
        """
        until, size = self.clock() + seconds, 0
        # read1 returns what has come: a body that drips is stopped on time.
        while chunk := answer.raw.read1(CHUNK, decode_content=True):
            size += len(chunk)
            if size > most:
                raise unavailable(source, f"plus de {most // MEBIBYTE} Mio, la taille admise")
            if self.clock() > until:
                raise unavailable(source, f"plus de {french.number(seconds / 60)} minutes pour tout recevoir")
            yield chunk

    def json(self, answer: requests.Response, source: str) -> Any:
        """The body read as JSON.

        Raises:
            SourceUnavailable: not JSON, too large or too long.
        """
        text = b"".join(self.body(answer, source, LARGEST_JSON, LONGEST_JSON))
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise unavailable(source, "ce n'est pas du JSON") from error


def unavailable(source: str, reason: str) -> SourceUnavailable:
    """« ROME 4.0 ne répond pas comme prévu (réponse 503)… »"""
    return SourceUnavailable(
        f"{source} ne répond pas comme prévu ({reason}). Rien de ce qui était reçu n'est perdu ni remplacé. "
        "Vérifiez l'accès au réseau, puis relancez la même commande."
    )


def said(answer: requests.Response) -> str:
    """« réponse 503 »"""
    return f"réponse {answer.status_code}"


def _reason(error: Exception) -> str:
    """Why, in words; requests hides a slow answer behind the last of the attempts that it made."""
    cause = getattr(error.args[0], "reason", None) if error.args else None
    found = cause if isinstance(cause, ReadTimeoutError) else error
    return next((words for kind, words in REASONS if isinstance(found, kind)), type(found).__name__)


def _unchanged(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request
