"""The app in chromium: one server and one browser a session, one clean context a test."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright, expect, sync_playwright

from tools.app_server import CHROMIUM_OPTIONS, chromium, serving

FIRST_RESULTS_MS = 40_000  # the first page computes everything, on a machine that may be busy
STEP_MS = 30_000
TABLE_BOX, TABLE_LINE = 15, 35  # pixels: middle of the boxes, height of a line of Streamlit's tables
# The app has had nothing to do for a moment: a first run is followed by another once the browser has said its theme.
IDLE = """() => {
    const state = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState;
    window.idleSince = state === 'notRunning' ? (window.idleSince ?? performance.now()) : null;
    return window.idleSince !== null && performance.now() - window.idleSince > 250;
}"""

Visit = Callable[[str], Page]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=FIRST_RESULTS_MS)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_OPTIONS))
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on the demonstration; tests that import files start their own (``own_address``)."""
    with serving(tmp_path_factory.mktemp("home")) as url:
        yield url


@pytest.fixture(scope="module")
def own_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of this module alone, whose imports nobody else sees."""
    with serving(tmp_path_factory.mktemp("home")) as url:
        yield url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        locale="fr-FR",
        accept_downloads=True,
        reduced_motion="reduce",
    )
    context.set_default_timeout(STEP_MS)
    yield context.new_page()
    context.close()


def visit(page: Page, url: str, patience_ms: int = FIRST_RESULTS_MS) -> Page:
    """Open an address and wait for the whole page."""
    page.goto(url)
    page.get_by_role("heading", level=1).wait_for(timeout=FIRST_RESULTS_MS)  # the run has begun
    return settled(page, patience_ms)


def settled(page: Page, patience_ms: int = FIRST_RESULTS_MS) -> Page:
    """Wait until what was just asked is answered."""
    page.evaluate("window.idleSince = null")
    page.wait_for_function(IDLE, timeout=patience_ms)
    return page


def shows(page: Page, text: str) -> None:
    """The words are on screen, or come soon."""
    expect(page.get_by_text(text).locator("visible=true").first).to_be_visible()


def downloaded(where: Page | Locator, button: str, folder: Path) -> Path:
    """Click the download button on screen in that part, and keep its file under the name that it proposes."""
    page = where if isinstance(where, Page) else where.page
    with page.expect_download(timeout=FIRST_RESULTS_MS) as waiting:
        where.get_by_role("button", name=button).locator("visible=true").first.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def opened_tab(page: Page, name: str) -> Locator:
    """Open a tab on screen; what it holds."""
    page.get_by_role("tab", name=name, exact=True).locator("visible=true").click()
    return page.get_by_role("tabpanel", name=name, exact=True)


def uploaded(page: Page, file: Path, button: str, place: int = 0) -> None:
    """Drop a file in the upload box of that place among those on screen, then click its button."""
    page.locator('input[type="file"]').nth(place).set_input_files(file)
    page.get_by_title(file.name).wait_for()  # Streamlit writes long names shortened, the whole one as a title
    page.get_by_role("button", name=button, exact=True).locator("visible=true").nth(place).click()


def pick_line(page: Page, line: int, place: int = 0) -> None:
    """Pick a line, from 1, of the table of that place among those on screen, by the box at its left."""
    table = page.get_by_test_id("stDataFrame").locator("visible=true").nth(place)
    table.scroll_into_view_if_needed()
    table.click(position={"x": TABLE_BOX, "y": TABLE_LINE * line + TABLE_LINE // 2})
    settled(page)


def table_lines(file: Path) -> list[dict[str, str]]:
    """Lines of a table downloaded as CSV, by heading."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text, delimiter=";"))
