"""From parts of a feed to blocks and back: never more in memory than the blocks in hand."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import pandas as pd

from planner.matching import blocks

Label = TypeVar("Label")
Result = TypeVar("Result")
Read = Callable[[], pd.DataFrame]  # ``columns.POSTINGS`` of one part of the feed, read when called for
Known = Callable[[int], Iterable[str] | None]  # identifiers of a part that is done, None when it is to do


def fresh_blocks(
    parts: Iterable[Read], known: Known, progress: Callable[[int], None]
) -> Iterator[tuple[int, pd.DataFrame]]:
    """Number of the part and block of postings, for the parts that are not done.

    An identifier that an earlier part bears is not given again: of two postings with one, the first counts.
    ``progress`` is told the postings seen so far, those of parts already done too.
    """
    seen: set[str] = set()
    for number, read in enumerate(parts):
        done = known(number)
        if done is not None:
            seen.update(done)
            progress(len(seen))
            continue
        postings = read()
        postings = postings[~postings["posting_id"].isin(seen)]
        for block in blocks(postings):
            seen.update(block["posting_id"])
            yield number, block
            progress(len(seen))


def labelled(
    blocks: Iterable[tuple[Label, pd.DataFrame]],
    work: Callable[[Iterator[pd.DataFrame]], Iterator[Result]],
) -> Iterator[tuple[Label, Result]]:
    """What ``work`` gives of each block, in order, with the label that the block came with."""
    labels: deque[Label] = deque()

    def bare() -> Iterator[pd.DataFrame]:
        for label, block in blocks:
            labels.append(label)
            yield block

    for result in work(bare()):
        yield labels.popleft(), result
