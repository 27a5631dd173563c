"""Pictures of every page for the README: ``docs/images/<page>.png`` and ``<page>-400.png``.

Starts its own server with an empty home, so that the pictures show the demonstration.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Browser, Page, sync_playwright

from planner.web.navigation import SECTIONS
from tools.app_server import CHROMIUM_OPTIONS, ROOT, chromium, serving

IMAGES = ROOT / "docs" / "images"
WIDTHS = {"": (1280, 900), "-400": (400, 900)}
FIRST_RESULTS_MS = 120_000
TALLEST = 6000  # pixels: a page beyond that is cut


def main() -> None:
    """Take every picture."""
    if chromium() is None:
        sys.exit("chromium est introuvable : installez le paquet Debian chromium, puis recommencez.")
    IMAGES.mkdir(parents=True, exist_ok=True)
    paths = [entry.path for entries in SECTIONS.values() for entry in entries if not entry.signed]
    with (
        tempfile.TemporaryDirectory() as home,
        serving(Path(home)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_OPTIONS))
        for suffix, size in WIDTHS.items():
            _photograph(browser, address, paths, suffix, size)
        browser.close()


def _photograph(browser: Browser, address: str, paths: list[str], suffix: str, size: tuple[int, int]) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="fr-FR", reduced_motion="reduce"
    )
    page = context.new_page()
    for path in paths:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(f"{address}/{'' if path == paths[0] else path}")
        settled(page)
        page.set_viewport_size({"width": size[0], "height": min(_height(page), TALLEST)})
        settled(page)
        page.screenshot(path=IMAGES / f"{path}{suffix}.png")
        print(f"{path}{suffix}.png")
    context.close()


def settled(page: Page) -> None:
    """Wait until the page is computed and its charts and tables are drawn."""
    page.wait_for_selector(
        '[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=FIRST_RESULTS_MS
    )
    page.wait_for_function(
        """() => {
            const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
            const drawn = charts.filter((c) => c.offsetParent).every((c) => c.querySelector('.main-svg'));
            return drawn && !document.querySelector('[data-testid="stSkeleton"]');
        }""",
        timeout=FIRST_RESULTS_MS,
    )


def _height(page: Page) -> int:
    """Height of all the content, which scrolls inside the app."""
    return int(page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight"))


if __name__ == "__main__":
    main()
