"""What ``planner app`` serves: the pages, made ready from the server's first second."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from streamlit import App

from planner import settings
from planner.web import preparation


@asynccontextmanager
async def _prepared(_app: App) -> AsyncIterator[dict[str, object]]:
    preparation.begin()
    yield {}


app = App(settings.streamlit_page(), lifespan=_prepared)
