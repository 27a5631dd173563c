"""The page Besoins: names understood alone, who lacks each need, its courses, the path through the layers."""

from __future__ import annotations

from planner.needs.names import ISOLATED
from tests.web.conftest import OpenPage, said


def test_card_says_who_lacks_the_need_and_how_far_to_trust_the_grouping(open_page: OpenPage) -> None:
    app = open_page("besoins")
    text = said(app)
    assert not app.exception and not app.error
    for expected in (
        "Territoires : ",
        "Secteurs : ",
        "Publics : ",
        "indice de Rand ajusté",
        "Silhouette moyenne",
    ):
        assert expected in text.replace("**", "")


def test_filter_keeps_the_people_of_one_territory(open_page: OpenPage) -> None:
    app = open_page("besoins", dept="53")
    territories = [line for line in said(app).splitlines() if "Territoires" in line]
    assert territories and all("Mayenne 100 %" in line and "Sarthe" not in line for line in territories)


def test_needs_bear_different_names_with_a_verb(open_page: OpenPage) -> None:
    app = open_page("besoins")
    names = next(frame.value["name"] for frame in app.dataframe if "name" in frame.value)
    assert names.is_unique
    alone = names.str.startswith(ISOLATED.partition("{")[0])
    assert alone.mean() < 0.2, "most needs gather several skills"
    assert names[~alone].str.match(r"(Concevoir|Intégrer|Se servir|Comprendre|Cadrer|Conduire)").all()
