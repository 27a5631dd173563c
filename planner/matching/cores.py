"""The same work on several parts, on several cores where the system can fork; results in the order of the parts.

A fork shares what was loaded before it (indexes, vectors), so that a second core costs little memory.
Elsewhere the parts are done one after the other: the results are the same.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")
AHEAD = 2  # parts in hand per core: enough to keep it busy, few enough to bound memory (our choice)

# The work of this process's pool, set before it forks: it holds what is loaded and is never pickled.
_work: Callable[[Any], Any] | None = None


def over_parts(
    work: Callable[[Part], Result], parts: Sequence[Part], cores: int | None = None
) -> Iterator[Result]:
    """``work(part)`` of each part, in order. ``cores``: None for all those of the machine."""
    wanted = min(len(parts), (os.cpu_count() or 1) if cores is None else cores)
    if wanted < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, parts)
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(wanted, context, _take, (work,)) as pool:
        waiting = deque(pool.submit(_do, part) for part in parts[: AHEAD * wanted])
        for part in parts[AHEAD * wanted :]:
            yield waiting.popleft().result()
            waiting.append(pool.submit(_do, part))
        while waiting:
            yield waiting.popleft().result()


def _take(work: Callable[[Any], Any]) -> None:
    global _work  # noqa: PLW0603 - one pool a process, set once in each of its children
    _work = work


def _do(part: Any) -> Any:
    if _work is None:
        raise RuntimeError("a process of the pool has no work")
    return _work(part)
