"""The language of the screen: French as the code writes it, or English read from ``locale/en.po``.

A message is its French sentence. ``_`` marks and translates it where it is shown; ``N_`` only marks
it, for tables of words written at the top of a module, which ``_`` translates when they are drawn:

>>> _("Offres d'emploi")
"Offres d'emploi"
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import streamlit as st
from babel.messages.pofile import read_po
from streamlit.runtime.scriptrunner import get_script_run_ctx

from planner import french
from planner.words import Words

FRENCH, ENGLISH = "fr", "en"
LANGUAGES = {FRENCH: "Français", ENGLISH: "English"}
KEY = "langue"  # of the session and of the URL
CATALOGUE = Path(__file__).parent / "locale" / "en.po"
# What Babel extracts: ``counted(number, noun, nouns)`` gives the pair of its second and third arguments; the other
# rooms ask ``say`` or mark (:mod:`planner.words`), and :mod:`planner.web.vocabulary` gives what it cannot see.
KEYWORDS = {"_": None, "N_": None, "say": None, "marked": None, "Phrase": None, "counted": (2, 3)}
SPOKEN = ("web/**.py", "report/**.py", "plan/**.py", "needs/**.py", "references/**.py", "store/**.py")


def _(text: str) -> str:
    """``text`` in the reader's language; French where no translation is known (a test forbids it)."""
    return text if current() == FRENCH else _say_in_english(text)


def N_(text: str) -> str:  # noqa: N802 - the name that gettext gives it
    """``text`` unchanged: marked to be extracted here, translated later by :func:`_`."""
    return text


def counted(count: float, singular: str, several: str) -> str:
    """« 1 offre », « 12 offres »: the count with its noun, in the reader's language."""
    if current() == FRENCH:
        return french.plural(count, singular, several)
    return _count_in_english(count, singular, several)


def listed(items: Sequence[str], most: int | None = None) -> str:
    """« a, b et c » in the reader's language; with ``most``, « a, b et 4 autres »."""
    return french.listed(items, most) if current() == FRENCH else _list_in_english(items, most)


WORDS = Words(_, counted, listed)  # those of the reader, whoever it is


def _say_in_english(text: str) -> str:
    return _english().get(text, text)


def _count_in_english(count: float, singular: str, several: str) -> str:
    one, many = _say_in_english(singular), _say_in_english(several)
    return f"{count:,.0f}{french.SPACE}{one if abs(count) == 1 else many}"


def _list_in_english(items: Sequence[str], most: int | None = None) -> str:
    if most is not None and len(items) > most + 1:
        return f"{', '.join(items[:most])} and {len(items) - most} others"
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else "".join(items)


IN_ENGLISH = Words(
    _say_in_english, _count_in_english, _list_in_english
)  # of what is kept for every English reader


def each(words: pd.Series) -> pd.Series:
    """A column whose cells are words of a short list, in the reader's language: each word is asked once."""
    return words if current() == FRENCH else words.map({word: _(word) for word in words.unique()})


def current() -> str:
    """« fr » or « en »; French outside a session."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return FRENCH
    return st.session_state.get(KEY) or FRENCH


def restore() -> None:
    """Read the language of the URL, once a session."""
    if KEY not in st.session_state:
        asked = st.query_params.get(KEY, FRENCH)
        st.session_state[KEY] = asked if asked in LANGUAGES else FRENCH


def switch() -> None:
    """Draw the switch; both names are written in their own language."""
    st.segmented_control(
        "Langue · Language", list(LANGUAGES), format_func=LANGUAGES.__getitem__, key=KEY, required=True
    )
    if current() != FRENCH:
        st.caption(
            _(
                "Restent en français : libellés officiels, noms de dispositifs et de lieux, textes lus, remarques sur un fichier "
                "apporté, rapport, cahiers des charges, modèles et exports du catalogue."
            )
        )


def declare() -> None:
    """Tell the browser, hence screen readers, the language of the page (WCAG 3.1.1): Streamlit always says English."""
    st.html(f"<script>document.documentElement.lang = '{current()}'</script>", unsafe_allow_javascript=True)


@functools.cache
def _english() -> dict[str, str]:
    """Every French message, singular or plural, with its translation."""
    known: dict[str, str] = {}
    with CATALOGUE.open("rb") as file:
        for message in read_po(file, locale=ENGLISH):
            pair = isinstance(message.id, tuple)
            ids, texts = (message.id, message.string) if pair else ((message.id,), (message.string,))
            known |= {said: text for said, text in zip(ids, texts, strict=True) if said and text}
    return known
