"""Browser tests need Debian's chromium: without it they are left out and said so, never in CI."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tools.app_server import chromium

BROWSER_TESTS = Path(__file__).parent / "browser"
ABSENT = "chromium est absent : les tests de tests/browser sont laissés de côté (apt-get install chromium)."
REQUIRED = (
    "chromium est absent : en intégration continue, les tests de tests/browser ne se laissent pas de côté."
)

# A loaded machine is slow, not wrong: properties are judged on what they find, never on milliseconds.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the browser tests; without chromium, deselect them, or refuse to run in CI."""
    browsing = [item for item in items if BROWSER_TESTS in item.path.parents]
    for item in browsing:
        item.add_marker(pytest.mark.browser)
    if not browsing or chromium() is not None:
        return
    if os.environ.get("CI") == "true":
        raise pytest.UsageError(REQUIRED)
    items[:] = [item for item in items if item not in browsing]
    config.hook.pytest_deselected(items=browsing)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in the last lines that the browser was not tried."""
    if chromium() is None:
        terminalreporter.write_line(ABSENT, yellow=True)
