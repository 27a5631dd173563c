"""How a sentence is said: as it is written, in French, or in the language that the caller gives.

Rooms write French. Where a screen may want the same sentence in another language, they ask a
:class:`Words` given from outside, French by default, and never know which language it speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from planner import french


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """How a sentence is said: as it is written here, in French, or in the reader's language.

    ``say``: a French sentence → its words. ``counted``: a number and both forms of a noun → « 2 offres ».
    ``listed``: « a, b et c »; with a number, « a, b et 4 autres ».
    """

    say: Callable[[str], str]
    counted: Callable[[float, str, str], str]
    listed: Callable[..., str]


IN_FRENCH = Words(str, french.plural, french.listed)


def marked(text: str) -> str:
    """``text`` unchanged: a word of a table, marked so that ``say`` can be asked of it later."""
    return text


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence kept to be said later, in one language or another: what is written, and the values in its braces.

    A value is itself a phrase, phrases to list, a number with its noun (:class:`Count`), or words said as they are.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, words: Words = IN_FRENCH) -> str:
        """The sentence.

        >>> Phrase("il faut {cost}", {"cost": Phrase("{n} €", {"n": 5})}).said()
        'il faut 5 €'
        """
        text = words.say(self.text)
        return (
            text.format(**{name: _said(value, words) for name, value in self.values.items()})
            if self.values
            else text
        )


@dataclass(frozen=True, slots=True)
class Count:
    """« 2 groupes »: a number and both forms of its noun."""

    number: float
    one: str
    several: str


def _said(value: object, words: Words) -> str:
    if isinstance(value, Phrase):
        return value.said(words)
    if isinstance(value, Count):
        return words.counted(value.number, value.one, value.several)
    if isinstance(value, tuple):
        return words.listed([_said(part, words) for part in value])
    return str(value)
