"""A bar on the page while heavy work runs, whether this page began it or waits for another's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import streamlit as st

from planner.pipeline import Progress, silent
from planner.web.language import N_, _

# Steps that the other rooms tell, as they write them: Babel reads sentences in this room. A test finds what is missing.
STEPS = (
    N_("lecture des offres"), N_("recherche des offres republiées"), N_("calcul des besoins"), N_("tableaux"),
    N_("regroupement et priorités"), N_("sensibilité aux paramètres"), N_("terminé"), N_("Terminé"),
    N_("lecture du catalogue et des profils"), N_("rapprochement des formations"), N_("compétences ROME"),
    N_("compétences ESCO"), N_("ouverture du fichier"), N_("lecture des formations"),
)  # fmt: skip
# Steps of an installation: « ROME 4.0 version 60 : lecture, métiers ».
PARTS = (
    N_("lecture"), N_("enregistrement"), N_("métiers"), N_("appellations"), N_("compétences"), N_("savoirs"), N_("liens"),
    N_("cœurs de métier"), N_("définitions"), N_("liens métier–compétence"), N_("liens entre compétences"), N_("hiérarchie"),
    N_("groupes de compétences"), N_("certifications"), N_("spécialités NSF"), N_("métiers ROME"), N_("Formacodes"),
    N_("certifications remplacées"),
)  # fmt: skip
ShowProgress = Callable[[str], AbstractContextManager[Progress]]


@contextmanager
def progress_bar(first: str) -> Iterator[Progress]:
    """A bar on the page, gone at the end; gives the callback (step, done, total) that moves it."""
    place = st.empty()
    place.progress(0.0, text=f"{first}…")
    try:
        yield lambda step, done, total: _move(place, step, done, total)
    finally:
        place.empty()


@contextmanager
def without_page(first: str) -> Iterator[Progress]:
    """As :func:`progress_bar`, where there is no page to show it."""
    yield silent


class SharedStep:
    """The step that heavy work has come to, for those who wait for it."""

    def __init__(self) -> None:
        self._step: tuple[str, int, int] | None = None

    def noted_by(self, move: Progress) -> Progress:
        """``move``, which also notes the step."""
        self._step = None

        def progress(step: str, done: int, total: int) -> None:
            self._step = (step, done, total)
            move(step, done, total)

        return progress

    def tell(self, move: Progress) -> None:
        """Give ``move`` the last step noted, if any."""
        if self._step is not None:
            move(*self._step)


def _move(place: Any, step: str, done: int, total: int) -> None:
    count = _(" : {done} sur {total}").format(done=done, total=total) if total > 1 else "…"
    text = said(step)
    place.progress(min(1.0, done / total) if total else 0.0, text=f"{text[:1].upper()}{text[1:]}{count}")


def said(step: str) -> str:
    """A step in the reader's language; of « ROME 4.0 version 60 : lecture, métiers », the part after the name."""
    name, colon, rest = step.partition(" : ")
    return name + _(" : ") + ", ".join(_(part) for part in rest.split(", ")) if colon else _(step)
