"""A bounded memory of heavy results, shared by the sessions of the server."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Item = TypeVar("Item")
WAIT_S = 0.2  # between two looks at who makes the item: often enough to move a progress bar


class Shelf(Generic[Item]):
    """Keeps the ``size`` items used last. What it hands out is shared: nobody changes it.

    Only one item is made at a time: a second person who asks for the same thing waits for it
    instead of computing it again, and two heavy computations never fight for the processor.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._items: OrderedDict[Hashable, Item] = OrderedDict()
        self._reading, self._making = threading.Lock(), threading.RLock()

    def get(
        self, key: Hashable, make: Callable[[], Item], waiting: Callable[[], None] = lambda: None
    ) -> Item:
        """The item of that key, made by ``make`` the first time; nothing is kept when it raises.

        ``waiting`` is called now and then while somebody else makes an item.
        """
        found = self._find(key)
        if found is not None:
            return found
        while not self._making.acquire(timeout=WAIT_S):
            waiting()
        try:
            found = self._find(key)
            return found if found is not None else self._keep(key, make())
        finally:
            self._making.release()

    def __contains__(self, key: Hashable) -> bool:
        with self._reading:
            return key in self._items

    def __len__(self) -> int:
        return len(self._items)

    def _find(self, key: Hashable) -> Item | None:
        with self._reading:
            if key in self._items:
                self._items.move_to_end(key)
            return self._items.get(key)

    def _keep(self, key: Hashable, item: Item) -> Item:
        with self._reading:
            self._items[key] = item
            while len(self._items) > self._size:
                self._items.popitem(last=False)
        return item
