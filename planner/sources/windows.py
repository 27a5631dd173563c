"""Periods of creation of offers, cut so that each holds no more than the search gives."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

SECOND = datetime.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Window:
    """From ``first`` to ``last``, both included, in whole seconds of UTC."""

    first: datetime.datetime
    last: datetime.datetime

    @classmethod
    def of_day(cls, day: datetime.date) -> Window:
        """The whole of a day."""
        first = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
        return cls(first, first + datetime.timedelta(days=1) - SECOND)

    @property
    def indivisible(self) -> bool:
        """True for a single second."""
        return self.first == self.last

    def halves(self) -> tuple[Window, Window]:
        """Two windows that share no second and leave none out."""
        middle = self.first + (self.last - self.first) // 2
        middle = middle.replace(microsecond=0)
        return Window(self.first, middle), Window(middle + SECOND, self.last)


def days(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """Every day from ``first`` to ``last``, both included."""
    for number in range((last - first).days + 1):
        yield first + datetime.timedelta(days=number)
