"""A person looks: every page stands, on a desk and on a phone, and a link gives the same screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from planner.web.navigation import SECTIONS
from planner.web.shell import Entry
from tests.browser.conftest import pick_line, settled, shows, visit

ENTRIES = [entry for entries in SECTIONS.values() for entry in entries if not entry.signed]


def test_home_is_filled(page: Page, address: str) -> None:
    visit(page, address)
    shows(page, "Données de démonstration")
    expect(page.get_by_test_id("stMetricValue")).to_have_count(4)
    expect(page.get_by_role("img", name="du manque")).to_be_visible()
    expect(page.get_by_role("img", name="Une place pour")).to_be_visible()
    shows(page, "Que faire maintenant")


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.path for entry in ENTRIES])
def test_page_fits_a_phone_writes_no_error_and_asks_nobody_else(
    page: Page, address: str, entry: Entry
) -> None:
    errors: list[str] = []
    asked: set[str] = set()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: asked.add(request.url))
    page.set_viewport_size({"width": 400, "height": 900})
    visit(page, f"{address}/{'' if entry.path == 'accueil' else entry.path}")
    expect(page.get_by_role("heading", name=entry.title, exact=True, level=1)).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    width = page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollWidth")
    assert width <= 400
    assert errors == []
    assert {url for url in asked if not url.startswith((address, "data:", "blob:"))} == set()


def test_link_gives_the_same_screen(page: Page, address: str) -> None:
    visit(page, f"{address}/ecarts?dept=53&couche=4")
    shows(page, "département : Mayenne ; couche : Comprendre")
    figures = page.get_by_test_id("stMetricValue")
    expect(figures).to_have_count(4)
    shown, link = figures.all_inner_texts(), page.url
    assert "dept=53" in link and "couche=4" in link
    again = visit(page.context.new_page(), link)
    expect(again.get_by_test_id("stMetricValue")).to_have_text(shown)


def test_filters_follow_from_page_to_page(page: Page, address: str) -> None:
    visit(page, f"{address}/?dept=85")
    shows(page, "département : Vendée")
    page.get_by_role("link", name="Plan").first.click()
    expect(page.get_by_role("heading", name="Plan", level=1)).to_be_visible()
    shows(page, "département : Vendée")
    expect(page).to_have_url(re.compile(r"/plan\?.*dept=85"))


def test_choosing_a_filter_changes_figures_and_address(page: Page, address: str) -> None:
    visit(page, address)
    before = page.get_by_test_id("stMetricValue").first.inner_text()
    page.get_by_role("combobox", name=re.compile("Département")).first.click()
    page.get_by_role("option", name=re.compile("Sarthe")).click()
    shows(page, "département : Sarthe")
    expect(page.get_by_test_id("stMetricValue").first).not_to_have_text(before)
    expect(page).to_have_url(re.compile("dept=72"))


def test_searching_the_references_opens_a_card(page: Page, address: str) -> None:
    visit(page, f"{address}/referentiels")
    page.get_by_role("textbox", name="Mots").fill("prompt")
    page.get_by_role("textbox", name="Mots").press("Enter")
    settled(page)
    shows(page, "Mots reconnus")
    page.get_by_role("radio", name="Métiers ROME").or_(
        page.get_by_role("button", name="Métiers ROME")
    ).first.click()
    page.get_by_role("textbox", name="Mots").fill("data scientist")
    page.get_by_role("textbox", name="Mots").press("Enter")
    shows(page, "Appellations.")


def test_budget_is_answered_and_kept_in_the_address(page: Page, address: str) -> None:
    visit(page, f"{address}/plan")
    page.get_by_role("spinbutton", name="Budget annuel (€)").fill("500000")
    page.get_by_role("button", name="Recalculer").click()
    shows(page, "budget 500")
    expect(page).to_have_url(re.compile("budget=500000"))
    page.reload()
    shows(page, "budget 500")


def test_clicks_close_together_never_leave_the_page_grey(page: Page, address: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    visit(page, f"{address}/ecarts")
    for measure in ("Demande servie", "Manque") * 4:
        pick_line(page, 2)
        page.keyboard.press("Escape")  # lets the line go: its answer is on the way …
        page.get_by_test_id("stButtonGroup").get_by_text(measure, exact=True).click()  # … when more is asked
        settled(page)
    assert not [text for text in said if "Websocket" in text]
