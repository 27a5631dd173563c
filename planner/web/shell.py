"""The frame around every page: navigation, filters, header, and refusals said in French."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import streamlit as st

from planner.loading import UnusableInputs
from planner.store import StoreUnavailable, UnusableRelease
from planner.web import data, kept_campaigns, language, state, theme, work
from planner.web.components import filter_bar, header
from planner.web.components.words import plain, typeset
from planner.web.language import N_, _

TITLE = N_("Compétences IA en Pays de la Loire")
ICON = "🎓"  # a sign of the browser's own: Streamlit has the browser fetch ":material/…:" from Google
REPAIR = "referentiels"  # the page that must open even when a reference is damaged
REFUSALS = (UnusableRelease, StoreUnavailable, UnusableInputs, data.RemovedImports)


class Entry(NamedTuple):
    """A page: its path in the URL, title, icon, purpose in a sentence, and what draws it; words in French."""

    path: str
    title: str
    icon: str
    purpose: str
    render: Callable[[], None]


def open_app(sections: Mapping[str, Sequence[Entry]], first: str) -> None:
    """Draw the page that the person is on; ``first`` is the path of the one that opens by default."""
    language.restore()
    st.set_page_config(page_title=_(TITLE), page_icon=ICON, layout="wide")
    pages = {
        _(section): [
            st.Page(e.render, title=_(e.title), icon=e.icon, url_path=e.path, default=e.path == first)
            for e in entries
        ]
        for section, entries in sections.items()
    }
    listed = [entry for entries in sections.values() for entry in entries]
    drawn = [page for entries in pages.values() for page in entries]
    st.session_state[state.Key.PAGES] = dict(zip([entry.path for entry in listed], drawn, strict=True))
    page = st.navigation(pages, expanded=True)
    theme.mend()
    st.title(page.title, anchor=False)
    here = next(entry for entry, candidate in zip(listed, drawn, strict=True) if candidate is page)
    st.markdown(typeset(_(here.purpose)))
    if _framed() or here.path == REPAIR:
        with refusals():
            page.run()
    language.declare()
    state.write_url()


def link(path: str, label: str, icon: str | None = None) -> None:
    """A link to another page, which keeps the filters."""
    st.page_link(
        st.session_state[state.Key.PAGES][path],
        label=label,
        icon=icon or ":material/arrow_forward:",
        query_params=state.url_parameters(),
    )


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the rooms refuse into its French sentence; other exceptions are bugs and show as such."""
    try:
        yield
    except REFUSALS as refusal:
        st.error(plain(str(refusal)), icon=":material/error:")
    except OSError as error:
        found = f"« {error.filename} » : {error.strerror}" if error.filename else str(error)
        st.error(
            _(
                "Lecture ou écriture impossible ({found}). Vérifiez les droits et la place libre du dossier "
                "PLANNER_HOME ; si le fichier est de ceux du logiciel, réinstallez-le."
            ).format(found=plain(found)),
            icon=":material/error:",
        )


def _framed() -> bool:
    """Draw filters and header; False when the data cannot be shown, the reason being on screen."""
    with refusals():
        references = work.references()
        state.restore(references.departments, references.filieres, kept_campaigns.kept())
        filter_bar.show(references)
        with st.sidebar:
            language.switch()
        header.show(references, demonstration_only=data.imports().empty)
        return True
    return False
