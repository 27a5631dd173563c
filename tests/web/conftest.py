"""A page of the app without a browser, on the demonstration data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

TIMEOUT_S = 120  # the first page of a session computes everything

OpenPage = Callable[..., AppTest]


def _page(path: str) -> None:
    """What the server runs when a person opens ``path``."""
    import streamlit_app

    streamlit_app.main(first=path)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty PLANNER_HOME."""
    monkeypatch.setenv("PLANNER_HOME", str(tmp_path))
    monkeypatch.delenv("PLANNER_DATABASE_URL", raising=False)
    return tmp_path


@pytest.fixture
def open_page(home: Path) -> OpenPage:
    """``open_page("ecarts", dept="53")``: the page as that link shows it; ``folds``: keys of what is open."""

    def opened(path: str, *folds: str, **query: str) -> AppTest:
        app = AppTest.from_function(_page, kwargs={"path": path}, default_timeout=TIMEOUT_S)
        for name, value in query.items():
            app.query_params[name] = value
        for key in folds:
            app.session_state[key] = True
        return app.run()

    return opened


def unfolded(app: AppTest, *keys: str) -> AppTest:
    """The page once these folds are open: what a closed one holds is not made."""
    for key in keys:
        app.session_state[key] = True
    return app.run()


def said(app: AppTest) -> str:
    """Every word that the page shows, without the Markdown escapes."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "success")
    elements = [element.value for kind in kinds for element in getattr(app, kind)]
    elements += [f"{metric.label} {metric.value}" for metric in app.metric]
    return "\n".join(elements).replace("\\", "").replace("\u00a0", " ").replace("\u202f", " ")
