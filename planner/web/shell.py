"""The frame around every page: navigation, filters, header."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from planner.store import Act, Actor
from planner.web import data, gate, kept_campaigns, language, state, theme, visitor, work
from planner.web.components import filter_bar, header
from planner.web.components.words import typeset
from planner.web.language import N_, _
from planner.web.refusals import refusals

TITLE = N_("Compétences IA en Pays de la Loire")
ICON = "🎓"  # a sign of the browser's own: Streamlit has the browser fetch ":material/…:" from Google
REPAIR = "referentiels"  # the page that must open even when a reference is damaged


class Entry(NamedTuple):
    """A page: its path in the URL, title, icon, purpose in a sentence, and what draws it; words in French.

    ``asks``: what the person must be allowed to do, or the page is closed; ``signed``: not there without sign-in.
    """

    path: str
    title: str
    icon: str
    purpose: str
    render: Callable[[], None]
    asks: Act = Act.READ_POSTINGS
    signed: bool = False


def open_app(sections: Mapping[str, Sequence[Entry]], first: str) -> None:
    """Draw the page that the person is on; ``first`` is the path of the one that opens by default."""
    language.restore()
    st.set_page_config(page_title=_(TITLE), page_icon=ICON, layout="wide")
    with refusals():
        person = visitor.actor()
        if person.role is not None:
            _open_pages(*_allowed(sections, person), first)
            return
        st.title(_(TITLE), anchor=False)
        gate.show(person)
    language.declare()


def _allowed(
    sections: Mapping[str, Sequence[Entry]], person: Actor
) -> tuple[dict[str, list[Entry]], list[Entry]]:
    """The pages of that person, by section; and those that are closed: their address says so, and shows nothing."""
    signed = visitor.sign_in() is not None
    there = {
        section: [entry for entry in entries if signed or not entry.signed]
        for section, entries in sections.items()
    }
    kept = {section: [e for e in entries if person.may(e.asks)] for section, entries in there.items()}
    closed = [
        e._replace(title=gate.CLOSED, purpose=gate.CLOSED_WHY, render=gate.closed)
        for entries in there.values()
        for e in entries
        if not person.may(e.asks)
    ]
    return {section: entries for section, entries in kept.items() if entries}, closed


def _open_pages(sections: Mapping[str, Sequence[Entry]], closed: Sequence[Entry], first: str) -> None:
    """Draw the page that the person is on, among those of ``sections``, or one that is ``closed``."""
    listed = [entry for entries in sections.values() for entry in entries]
    if first not in {entry.path for entry in listed}:
        first = listed[0].path
    drawn = {entry.path: _page(entry, first) for entry in listed}
    pages = {_(section): [drawn[entry.path] for entry in entries] for section, entries in sections.items()}
    st.session_state[state.Key.PAGES] = drawn
    hidden = {entry.path: _page(entry, first, "hidden") for entry in closed}
    pages[list(pages)[-1]] += hidden.values()
    page = st.navigation(pages, expanded=True)
    theme.mend()
    st.title(page.title, anchor=False)
    everywhere = drawn | hidden
    here = next(entry for entry in [*listed, *closed] if everywhere[entry.path] is page)
    st.markdown(typeset(_(here.purpose)))
    state.note_tab(0)
    if _framed() or here.path == REPAIR:
        with refusals():
            page.run()
    language.declare()
    state.write_url()


def _page(entry: Entry, first: str, visibility: Literal["visible", "hidden"] = "visible") -> StreamlitPage:
    return st.Page(
        entry.render, title=_(entry.title), icon=entry.icon, url_path=entry.path, default=entry.path == first,
        visibility=visibility,
    )  # fmt: skip


def link(path: str, label: str, icon: str | None = None) -> None:
    """A link to another page, which keeps the filters; none to a page that is not there for the person."""
    if path not in st.session_state[state.Key.PAGES]:
        return
    st.page_link(
        st.session_state[state.Key.PAGES][path],
        label=label,
        icon=icon or ":material/arrow_forward:",
        query_params=state.url_parameters(),
    )


def _framed() -> bool:
    """Draw filters and header; False when the data cannot be shown, the reason being on screen.

    A provider has neither: they tell of everybody's data.
    """
    with refusals():
        references = work.references()
        if not visitor.may(Act.READ_POSTINGS):
            state.restore(references.departments, references.filieres)
            with st.sidebar:
                gate.identity()
                language.switch()
            st.caption(typeset(header.references_line(references)))
            return True
        state.restore(references.departments, references.filieres, kept_campaigns.kept())
        with st.sidebar:
            gate.identity()
        filter_bar.show(references)
        with st.sidebar:
            language.switch()
        header.show(references, demonstration_only=data.imports().empty)
        return True
    return False
