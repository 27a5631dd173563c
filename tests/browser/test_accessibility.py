"""No serious fault of accessibility on any page, in light and in dark, as axe-core 4 sees it (WCAG 2.2 AA and more)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from planner.web.navigation import SECTIONS
from tests.browser.conftest import STEP_MS, visit

ENTRIES = [entry for entries in SECTIONS.values() for entry in entries if not entry.signed]
GRAVE = ("serious", "critical")
# Faults of Streamlit's own parts, which our code cannot reach (docs/measures_app.md): rule → the part.
OF_STREAMLIT = {"list": "stSidebarNav", "listitem": "stSidebarNav"}
FILTERED = "?dept=44&public=continu"  # so that chosen filters are on screen


@pytest.fixture(scope="module", params=["light", "dark"])
def themed(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme=request.param, reduced_motion="reduce"
    )
    context.set_default_timeout(STEP_MS)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.path for entry in ENTRIES])
def test_page_has_no_grave_fault_of_ours(themed: Page, address: str, entry: object) -> None:
    visit(themed, f"{address}/{'' if entry.path == 'accueil' else entry.path}{FILTERED}")
    found = Axe().run(themed).response["violations"]
    assert [line for fault in found if fault["impact"] in GRAVE for line in ours(themed, fault)] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_says_its_language_to_screen_readers(page: Page, address: str, language: str) -> None:
    visit(page, f"{address}/methode?langue={language}")
    expect(page.locator("html")).to_have_attribute("lang", language)


def ours(page: Page, fault: dict) -> list[str]:
    """The places of a fault, but for those that are Streamlit's own."""
    part = OF_STREAMLIT.get(fault["id"])
    return [
        f"{fault['id']} {node['html'][:200]} {node['failureSummary'][:300]}"
        for node in fault["nodes"]
        if part is None or not within(page, node["target"][-1], part)
    ]


def within(page: Page, target: str, part: str) -> bool:
    return page.evaluate(
        "([target, part]) => !!document.querySelector(target)?.closest(`[data-testid=${part}]`)",
        [target, part],
    )
