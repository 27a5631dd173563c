"""What runs in a process of the cluster: the work, loaded once, then one part after another.

The only module that needs the ``dask`` extra when it is imported.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from distributed import Worker, WorkerPlugin, get_worker

from planner.matching import reader_version
from planner.refusal import Refusal

OTHER_SOFTWARE = (
    "Un ouvrier Dask n'a pas la même version du logiciel que cette machine : ses lectures différeraient."
    " Installez-y la même version, puis relancez."
)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A part on its way: Dask quotes what it carries in its logs, and a posting has no place there."""

    part: Any = field(repr=False)


class Loaded(WorkerPlugin):
    """Sent to each process, those that come later too; loads the work when a first part comes."""

    def __init__(self, name: str, load: Callable[[], Callable[[Any], Any]]) -> None:
        self.name, self.load, self.version = name, load, reader_version()

    def setup(self, worker: Worker) -> None:
        """Called by Dask in each process. One part at a time: more threads would take memory and gain nothing."""
        self.lock = threading.Lock()

    @cached_property
    def work(self) -> Callable[[Any], Any]:
        """The work of this process.

        Raises:
            Refusal: this process runs another version of the software.
        """
        if self.version != reader_version():
            raise Refusal(OTHER_SOFTWARE)
        return self.load()


def do(name: str, sealed: Sealed) -> Any:
    """The work that bears this name, on one part."""
    loaded = cast(Loaded, get_worker().plugins[name])
    with loaded.lock:
        return loaded.work(sealed.part)
