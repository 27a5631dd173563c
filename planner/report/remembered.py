"""What several figures of one screen start from, made once for the same results and filters."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

import pandas as pd

from planner.report.filters import Filters
from planner.results import Results

KEPT = 32  # filters remembered for each function and results; our choice: some tens of megabytes
Function = TypeVar("Function", bound=Callable[..., Any])


def remembered(function: Function) -> Function:
    """``function(results, filters, **options)``, computed once while ``results`` live; the last :data:`KEPT` answers.

    A table is given as a copy that shares its values: a column may be added to it, its cells are not changed.
    """
    kept: WeakKeyDictionary[Results, dict[object, Any]] = WeakKeyDictionary()
    lock = Lock()  # sessions of the app ask at the same time

    @wraps(function)
    def answer(results: Results, filters: Filters = Filters(), **options: object) -> Any:
        question = (filters, tuple(sorted(options.items())))
        with lock:
            answers = kept.setdefault(results, {})
            if question in answers:
                return _shared(answers[question])
        made = function(results, filters, **options)
        with lock:
            if len(answers) >= KEPT:
                del answers[next(iter(answers))]
            answers[question] = made
        return _shared(made)

    return cast(Function, answer)


def _shared(made: Any) -> Any:
    return made.copy(deep=False) if isinstance(made, pd.DataFrame) else made
