"""The door of a room that opens a module only when one of its names is asked for (PEP 562)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def door(room: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """The ``__getattr__`` of a room: name → its value, from the module that ``modules`` gives for it.

    Raises:
        AttributeError: by the function given, for a name that the room does not show.
    """

    def opened(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        return getattr(import_module(f"{room}.{modules[name]}"), name)

    return opened
