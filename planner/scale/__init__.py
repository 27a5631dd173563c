"""Scale: many postings on many processes, machines included, and results written part by part.

The door opens a module when one of its names is asked for: a command that reads one sentence does not wait
for what it never uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.door import door

if TYPE_CHECKING:
    from planner.scale.cluster import ClusterRefused, dask_engine
    from planner.scale.parts import PartFolder, PartsRefused
    from planner.scale.stream import Known, fresh_blocks, labelled

_MODULES = {
    "ClusterRefused": "cluster",
    "dask_engine": "cluster",
    "PartFolder": "parts",
    "PartsRefused": "parts",
    "Known": "stream",
    "fresh_blocks": "stream",
    "labelled": "stream",
}

__getattr__ = door(__name__, _MODULES)

__all__ = [
    "ClusterRefused",
    "Known",
    "PartFolder",
    "PartsRefused",
    "dask_engine",
    "fresh_blocks",
    "labelled",
]
