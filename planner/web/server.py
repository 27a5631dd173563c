"""What ``planner app`` serves: the pages, made ready from the server's first second, and the state of its health."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.routing import Route
from streamlit import App

from planner import logs, settings
from planner.sign_in import configured
from planner.web import health, preparation


@asynccontextmanager
async def _prepared(_app: App) -> AsyncIterator[dict[str, object]]:
    logs.begin(settings.Settings.from_environment().log)
    preparation.begin()
    yield {}


def _secrets() -> dict[str, Any] | None:
    """What Streamlit must know to sign people in; a file that is wrong stops the server here."""
    asked = configured()
    return None if asked is None else {"auth": dict(asked.auth)}


app = App(
    settings.streamlit_page(),
    lifespan=_prepared,
    routes=[Route(health.PATH, health.answer)],
    secrets=_secrets(),
)
