"""``/sante``: can people work? For whatever watches the server; Streamlit's ``/_stcore/health`` only says that it runs.

Anybody may ask: an answer holds no address, no path, no name.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse

from planner import __version__, store
from planner.refusal import Refusal
from planner.settings import Settings
from planner.web import preparation

PATH = "/sante"
LOG = logging.getLogger(__name__)


def answer(_request: Request) -> JSONResponse:
    """200 when the database answers and the references load, else 503 and what does not, in French."""
    faults = [sentence for works, sentence in CHECKS if not _works(works)]
    told = {"status": "en défaut" if faults else "en ordre", "faults": faults, "version": __version__}
    return JSONResponse(told, status_code=503 if faults else 200, headers={"Cache-Control": "no-store"})


def _works(check: Callable[[], None]) -> bool:
    try:
        check()
    except (Refusal, OSError) as error:
        LOG.warning("%s : %s", check.__name__, error)
        return False
    return True


def _database() -> None:
    store.kept_revision(Settings.from_environment().database_url)


def _references() -> None:
    preparation.loaded(preparation.WORK).references()


CHECKS = (
    (_database, "La base de données ne répond pas : « planner doctor » dit pourquoi."),
    (_references, "Un référentiel installé est inutilisable : « planner doctor » dit lequel."),
)
