"""The page Rapport: keep a campaign, compare with it, hand over four forms of the same figures."""

from __future__ import annotations

import io
import json
import zipfile

from streamlit.testing.v1 import AppTest

from planner.delivery import Delivery
from planner.report import Filters, summary
from planner.web.pages.report import NONE, as_text, written
from planner.web.state import Key
from tests.report.conftest import make_results
from tests.web.conftest import OpenPage, said


def button(app: AppTest, label: str):
    return next(b for b in app.button if b.label == label)


def earlier(app: AppTest):
    """The choice of the campaign to compare with."""
    return app.selectbox(key=Key.AGAINST)


def test_a_campaign_is_kept_whole_then_compared_on_the_filters(open_page: OpenPage) -> None:
    app = open_page("rapport", dept="53")
    assert button(app, "Garder cette campagne").disabled
    app.text_input[0].set_value("Campagne 2026").run()
    button(app, "Garder cette campagne").click().run()
    assert "Campagne gardée : Campagne 2026" in said(app)
    again = open_page("rapport", dept="53", renewal_rate="0.05")
    assert earlier(again).options == [NONE, "Campagne 2026"]
    earlier(again).set_value("Campagne 2026").run()
    assert not again.exception and not again.error
    text = said(again)
    assert "Depuis la campagne « Campagne 2026," in text
    assert "La méthode a changé (paramètres) : sa part est comptée à part" in text
    assert {"Avant", "Maintenant", "Dû à la méthode", "Dû aux faits"} <= set(again.table[0].value)


def test_no_campaign_kept_offers_none(open_page: OpenPage) -> None:
    app = open_page("rapport")
    assert earlier(app).options == [NONE]
    assert "Depuis la campagne" not in said(app)


def test_four_forms_hold_the_same_figures() -> None:
    results = make_results()
    made = Delivery(results, Filters(depts=("53",)), None, None, None)  # no plan, hence nothing to look up
    document = json.loads(as_text(made)())
    assert document == json.loads(json.dumps(summary(results, Filters(depts=("53",)))))
    assert written(made.workbook, "r.xlsx")()[:2] == b"PK"
    with zipfile.ZipFile(io.BytesIO(written(made.bundle, "t.zip")())) as archive:
        assert json.loads(archive.read("datapackage.json"))
    assert b"Mayenne" in written(made.page, "s.html")()
