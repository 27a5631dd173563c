"""What ``planner app`` serves: the pages, made ready from the server's first second, and the state of its health."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.routing import Route
from streamlit import App

from planner import logs, settings
from planner.web import health, preparation


@asynccontextmanager
async def _prepared(_app: App) -> AsyncIterator[dict[str, object]]:
    logs.begin(settings.Settings.from_environment().log)
    preparation.begin()
    yield {}


app = App(settings.streamlit_page(), lifespan=_prepared, routes=[Route(health.PATH, health.answer)])
