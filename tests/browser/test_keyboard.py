"""The main job without a mouse: from the home page to a posting read and the gap of its skills; focus is seen."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import FloatRect, Page, expect

from tests.browser.conftest import settled, shows, visit

MOST_STEPS = 90  # keys to any control of a page: more is no path
SEEN = 3.0  # contrast with the same place without focus (WCAG 2.2, 1.4.11)
RING = 6  # pixels around a control where its focus may be drawn
# Tag and accessible name of what has the focus, without the icon's; a table is one control, drawn on a canvas.
FOCUSED = """() => {
    const e = document.activeElement;
    const words = (ids) => (ids || '').split(' ').map((id) => document.getElementById(id)?.innerText || '').join(' ');
    const name = e.getAttribute('aria-label') || words(e.getAttribute('aria-labelledby')) || e.innerText;
    const last = (name || e.labels?.[0]?.innerText || '').trim().split('\\n').pop();
    return [e.getAttribute('role') || e.tagName.toLowerCase(), last];
}"""
PLACE = """() => { const r = document.activeElement.getBoundingClientRect(); return [r.x, r.y, r.width, r.height]; }"""
CONTROLS = {"a", "button", "input", "textarea", "summary", "combobox", "radio", "tab", "spinbutton"}


def test_a_posting_is_read_with_the_keyboard_alone(page: Page, address: str) -> None:
    visit(page, f"{address}/?dept=49")
    reach(page, "Lire une offre")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Offres d'emploi", level=1)).to_be_visible()
    expect(page).to_have_url(re.compile("dept=49"))
    settled(page)
    reach(page, "Offres lues")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    shows(page, "Texte de l'offre")
    settled(page)
    reach(page, "Texte de l'offre")
    page.keyboard.type("Vous rédigez des prompts pour l'équipe.")
    reach(page, "Lire cette offre")
    page.keyboard.press("Enter")
    marks = page.locator('[data-testid="stHtml"]:visible mark')
    expect(marks.filter(has_text="prompts").first).to_be_visible()
    shows(page, "Ces compétences dans le périmètre")


def test_a_filter_is_chosen_with_the_keyboard_alone(page: Page, address: str) -> None:
    visit(page, f"{address}/ecarts")
    reach(page, "Département")
    page.keyboard.type("Sarthe")
    page.keyboard.press("Enter")
    shows(page, "département : Sarthe")


@pytest.mark.parametrize(
    ("path", "scheme"), [("", "light"), ("plan", "light"), ("offres", "light"), ("plan", "dark")]
)
def test_focus_is_seen_on_every_control(page: Page, address: str, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    visit(page, f"{address}/{path}").wait_for_load_state("networkidle")  # parts of the page still come
    met, unseen = [], []
    while (control := step(page))[0] != "body" and len(met) < MOST_STEPS:
        if control[0] in CONTROLS:
            met.append(control)
            unseen += [control] if contrast_of_focus(page) < SEEN else []
    assert len(met) > 20
    assert unseen == []


def contrast_of_focus(page: Page) -> float:
    """Strongest contrast between a pixel with the focus and the same pixel without, around what has it."""
    x, y, width, height = page.evaluate(PLACE)
    around = FloatRect(
        x=max(0, x - RING), y=max(0, y - RING), width=width + 2 * RING, height=height + 2 * RING
    )
    focused = page.screenshot(clip=around, animations="disabled")
    page.evaluate("document.activeElement.blur()")  # the next Tab still goes on from there
    pair = [luminance(picture) for picture in (focused, page.screenshot(clip=around, animations="disabled"))]
    return float(((np.maximum(*pair) + 0.05) / (np.minimum(*pair) + 0.05)).max())


def luminance(picture: bytes) -> np.ndarray:
    """Relative luminance of each pixel, as WCAG 2.2 defines it."""
    colours = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")) / 255
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    return linear @ (0.2126, 0.7152, 0.0722)


def step(page: Page) -> tuple[str, str]:
    """Press Tab; role or tag, and name, of what then has the focus."""
    page.keyboard.press("Tab")
    kind, name = page.evaluate(FOCUSED)
    return kind, name


def reach(page: Page, name: str) -> None:
    """Press Tab until the control of that name has the focus."""
    met = []
    for _ in range(MOST_STEPS):
        met.append(step(page))
        if met[-1][0] in CONTROLS and met[-1][1] == name:
            return
    raise AssertionError(f"« {name} » is not reached in {MOST_STEPS} steps: {met}")
