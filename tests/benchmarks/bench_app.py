"""Waits of a person in chromium: first page cold and warm, then every kind of click, on a large base.

Run: ``python -m tests.benchmarks.bench_app [OFFRES…]``. Without postings files, 10,000 postings varied from
the demonstration; always 5,000 courses. The baseline of a click, in the same run, is the page Méthode
asked again: what the browser and Streamlit cost with hardly anything to compute or draw.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.app_clicks import BASELINE, CLICKS, Click
from tests.benchmarks.many_inputs import fill
from tools.app_server import CHROMIUM_OPTIONS, chromium, free_port, running, serving

ROUNDS, PATIENCE_MS, CLICK_PATIENCE_MS, STILL_MS = 2, 600_000, 60_000, 2_000
# From a click to the end of the run that it starts, as the browser sees it; the next frame is painted. An answer too quick
# for the browser to show that the app runs is dated by the last change of the page, which then stays still.
WATCH = """(patience) => {
    window.clicked = null;
    const click = () => { window.clicked ??= performance.now(); };
    addEventListener('pointerdown', click, {capture: true, once: true});
    addEventListener('keydown', (event) => { if (event.key === 'Enter') click(); }, {capture: true});
    const state = () => document.querySelector('[data-testid="stApp"]').dataset.testScriptState;
    window.answered = new Promise((resolve, reject) => {
        let ran = false, changed = null;
        const watcher = new MutationObserver((changes) => {
            if (!window.clicked) return;
            changed = performance.now();
            ran ||= changes.some((change) => change.oldValue === 'running');
            if (ran && state() === 'notRunning') answered(() => performance.now());
        });
        const still = setInterval(() => {
            if (changed && performance.now() - changed > STILL && state() === 'notRunning') answered(() => changed);
        }, 50);
        const answered = (when) => {
            watcher.disconnect();
            clearInterval(still);
            requestAnimationFrame(() => resolve(when() - window.clicked));
        };
        watcher.observe(document.body, {
            subtree: true, childList: true, characterData: true,
            attributes: true, attributeOldValue: true, attributeFilter: ['data-test-script-state'],
        });
        setTimeout(() => reject(new Error('no answer')), patience);
    });
    window.answered.catch(() => {});
}""".replace("STILL", str(STILL_MS))
FILLED = '[data-testid="stApp"][data-test-script-state="notRunning"]:has([data-testid="stMetricValue"])'


def main(real: Sequence[Path] = ()) -> None:
    """Print what each step takes; ``real``: files of postings to use instead of invented ones."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_OPTIONS))
        with tempfile.TemporaryDirectory() as home:
            print(f"première page, démonstration, rien en cache : {_cold(browser, Path(home)):.1f} s")
        with tempfile.TemporaryDirectory() as home:
            postings, courses = fill(Path(home), real)
            print(f"{postings} offres, {courses} formations")
            print(f"première page, rien en cache : {_cold(browser, Path(home)):.1f} s")
            print(f"première page, serveur relancé : {_cold(browser, Path(home)):.1f} s")
            with running(Path(home), free_port()) as (address, server):
                page = _opened(browser, address)
                print(f"première page, serveur chaud, navigateur neuf : {_warm(browser, address):.2f} s")
                print(
                    f"première page, serveur chaud, navigateur qui l'a déjà vue : {_again(page, address):.2f} s"
                )
                _print(_clicked(page, server.pid))
        browser.close()


def _cold(browser: Browser, home: Path) -> float:
    """Seconds from starting the server to the figures of the home page on screen."""
    began = time.perf_counter()
    with serving(home) as address:
        _opened(browser, address).context.close()
        return time.perf_counter() - began


def _warm(browser: Browser, address: str) -> float:
    """Median seconds from asking for the home page, in a browser that knows nothing of it, to its figures."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        _opened(browser, address).context.close()
        taken.append(time.perf_counter() - began)
    return float(np.median(taken))


def _again(page: Page, address: str) -> float:
    """As :func:`_warm`, in a browser that has its files already."""
    taken = []
    for _ in range(ROUNDS):
        other = page.context.new_page()
        other.set_default_timeout(PATIENCE_MS)
        began = time.perf_counter()
        other.goto(address)
        other.wait_for_selector(FILLED)
        taken.append(time.perf_counter() - began)
        other.close()
    return float(np.median(taken))


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR").new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address)
    page.wait_for_selector(FILLED)
    return page


def _clicked(page: Page, server: int) -> dict[str, list[tuple[float, float]]]:
    """Seconds that each click waits, and seconds of processor that the server takes for it, by its name."""
    taken: dict[str, list[tuple[float, float]]] = {}
    for _ in range(ROUNDS):
        for name, click in CLICKS:
            before = _processor(server)
            waited = _timed(page, click)
            taken.setdefault(name, []).append((waited, _processor(server) - before))
    return taken


def _timed(page: Page, click: Click) -> float:
    """Seconds from the click to the end of the run it starts."""
    page.evaluate(WATCH, CLICK_PATIENCE_MS)
    click(page)
    taken = page.evaluate("window.answered") / 1000
    if page.get_by_role("listbox").count():
        page.keyboard.press(
            "Escape"
        )  # an open list hides the rest of the page; in a table, it lets the line go
    return taken


def _processor(pid: int) -> float:
    """Seconds of processor of a process so far, on Linux."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _print(taken: dict[str, list[tuple[float, float]]]) -> None:
    """A table in Markdown, the longest first, then the whole."""
    print("\n| clic | attente médiane, s | la plus longue, s | processeur du serveur, s |\n|---|--:|--:|--:|")
    for name, pairs in sorted(taken.items(), key=lambda kept: -max(kept[1])[0]):
        waited, used = np.array(pairs).T
        figures = (np.median(waited), waited.max(), np.median(used))
        print(f"| {name} | {' | '.join(f'{value:.2f}'.replace('.', ',') for value in figures)} |")
    every = np.concatenate([np.array(pairs) for pairs in taken.values()])
    bare = np.median([waited for waited, _used in taken[BASELINE]])
    for what, seconds in zip(("attente", "processeur du serveur"), every.T, strict=True):
        low, high = np.quantile(seconds, (0.5, 0.95))
        print(f"{len(every)} clics, {what} : médiane {low:.2f} s, p95 {high:.2f} s")
    print(f"p95 de l'attente : {np.quantile(every[:, 0], 0.95) / bare:.1f} × « {BASELINE} » ({bare:.2f} s)")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
