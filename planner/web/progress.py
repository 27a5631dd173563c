"""A bar on the page while heavy work runs, whether this page began it or waits for another's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import streamlit as st

from planner.pipeline import Progress, silent

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
    counted = f" : {done} sur {total}" if total > 1 else "…"
    place.progress(min(1.0, done / total) if total else 0.0, text=f"{step[:1].upper()}{step[1:]}{counted}")
