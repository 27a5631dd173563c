"""What the rooms refuse, said on screen; and parts of a page that are drawn again alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec

import streamlit as st

from planner.loading import UnusableInputs
from planner.sign_in import UnusableSignIn
from planner.store import NotPermitted, StoreUnavailable, UnusableRelease
from planner.web import data
from planner.web.components.words import plain
from planner.web.language import _

REFUSALS = (
    UnusableRelease,
    StoreUnavailable,
    UnusableInputs,
    UnusableSignIn,
    NotPermitted,
    data.RemovedImports,
)
Given = ParamSpec("Given")


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the rooms refuse into its French sentence; other exceptions are bugs and show as such."""
    try:
        yield
    except REFUSALS as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
    except OSError as error:
        found = f"« {error.filename} » : {error.strerror}" if error.filename else str(error)
        st.error(
            _(
                "Lecture ou écriture impossible ({found}). Vérifiez les droits et la place libre du dossier "
                "PLANNER_HOME ; si le fichier est de ceux du logiciel, réinstallez-le."
            ).format(found=plain(found)),
            icon=":material/error:",
        )


def part(draw: Callable[Given, None]) -> Callable[Given, None]:
    """A part of a page: what changes in it draws it again and nothing else.

    It keeps what it was given; a change of anything else is for the part to ask with ``st.rerun``.
    """

    @wraps(draw)
    def said(*args: Given.args, **named: Given.kwargs) -> None:
        with refusals():
            draw(*args, **named)

    return st.fragment(said)
