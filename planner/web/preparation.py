"""The first screen made ready while the browser still loads.

The server starts this at once (:mod:`planner.web.server`). A person who comes meanwhile waits for
the same work, with its progress, instead of beginning it again.
"""

from __future__ import annotations

import importlib
import logging
import sys
import threading
from types import ModuleType

NAVIGATION, WORK = "planner.web.navigation", "planner.web.work"
LOG = logging.getLogger(__name__)
_importing = threading.Lock()


def loaded(name: str) -> ModuleType:
    """A module of the app, imported by one thread at a time: two at once may meet half-made modules."""
    with _importing:
        return importlib.import_module(name)


def ready(name: str) -> bool:
    """True when :func:`loaded` has nothing to wait for."""
    return not _importing.locked() and name in sys.modules


def first_screen() -> None:
    """Import the pages and compute what the home page asks by default.

    What the data or the database refuse is left to the page, which says it to the person.
    """
    loaded(NAVIGATION)
    refusals = loaded("planner.web.refusals").REFUSALS
    try:
        with loaded("planner.web.visitor").preparing():
            loaded(WORK).prepare()
    except refusals as refusal:
        LOG.warning("%s", refusal)


def begin() -> threading.Thread:
    """Start :func:`first_screen` beside the server, which stops without waiting for it."""
    thread = threading.Thread(target=first_screen, name="first-screen", daemon=True)
    thread.start()
    return thread
