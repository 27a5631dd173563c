"""Programmes: the table's vocabulary, the rules on real examples, and what must never happen."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.references.programmes import (
    AUDIENCES_FR,
    FILE,
    ProgrammeMatch,
    Verdict,
    eligible,
    load_programmes,
)
from planner.settings import embedded_folder

FOLDER = embedded_folder("taxonomies")
TABLE = load_programmes(FOLDER)
FILIERES = pd.read_csv(FOLDER / "filieres.csv")["filiere"].tolist()
DEPARTEMENTS = ["44", "49", "53", "72", "85"]
RANK = {verdict: rank for rank, verdict in enumerate(Verdict)}

# a short course on generative AI for the staff of a shipyard's subcontractor
SHORT_COURSE: dict[str, object] = {
    "public": "continu",
    "audiences": ["salaries"],
    "filiere": "naval-aero",
    "dept": "44",
    "hours": 14.0,
    "certified": False,
    "qualiopi": True,
}


def weigh(**changes: object) -> dict[str, ProgrammeMatch]:
    """The matches of the short course, some of its features changed, by programme id."""
    return {match.programme_id: match for match in eligible(TABLE, **(SHORT_COURSE | changes))}


def parts(column: str) -> set[str]:
    return {part for cell in TABLE[column] for part in cell.split("|") if part}


# ── the table ────────────────────────────────────────────────────────────────────────────
def test_table_holds_thirty_two_open_programmes_and_unique_ids() -> None:
    assert (TABLE["status"] == "ouvert").sum() >= 32
    assert TABLE["programme_id"].is_unique
    assert TABLE["programme_id"].str.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*").all()


@pytest.mark.parametrize(
    ("column", "allowed"),
    [
        ("public", {"initial", "continu"}),
        ("audiences", set(AUDIENCES_FR)),
        ("filieres", set(FILIERES)),
        ("dept", set(DEPARTEMENTS)),
        ("certification_required", {"yes", "no", "preferred", "unknown"}),
        ("qualiopi_required", {"yes", "no", "unknown"}),
        ("levels", set("345678")),
        ("ceiling_unit", {"per learner", "per hour"}),
        ("status", {"ouvert", "à vérifier", "clos"}),
    ],
)
def test_table_uses_only_the_stated_vocabulary(column: str, allowed: set[str]) -> None:
    assert parts(column) <= allowed


def test_every_programme_says_where_and_when_its_rules_were_checked() -> None:
    for column in ("name_fr", "funder", "public", "audiences", "conditions_fr", "source", "status"):
        assert (TABLE[column].str.strip() != "").all(), column
    assert TABLE["checked"].map(lambda text: bool(re.fullmatch(r"\d{4}(-\d\d-\d\d)?", text))).all()


def test_doubtful_and_closed_programmes_say_why() -> None:
    doubtful = TABLE[TABLE["status"] != "ouvert"]
    assert (doubtful["note_fr"].str.strip() != "").all()


def test_ceiling_and_its_unit_go_together() -> None:
    assert (TABLE["ceiling_eur"].notna() == (TABLE["ceiling_unit"] != "")).all()
    assert (TABLE["ceiling_eur"].dropna() > 0).all()


def test_hours_bounds_are_ordered() -> None:
    both = TABLE.dropna(subset=["min_hours", "max_hours"])
    assert len(both) and (both["min_hours"] < both["max_hours"]).all()


def test_load_names_the_missing_column(tmp_path: Path) -> None:
    TABLE.drop(columns="status").to_csv(tmp_path / FILE, index=False)
    with pytest.raises(KeyError, match=r"programmes.*status"):
        load_programmes(tmp_path)


def test_load_refuses_hours_that_are_not_a_number(tmp_path: Path) -> None:
    TABLE.astype({"min_hours": object}).assign(min_hours="quatre").to_csv(tmp_path / FILE, index=False)
    with pytest.raises(ValueError, match="quatre"):
        load_programmes(tmp_path)


# ── the rules ────────────────────────────────────────────────────────────────────────────
def test_short_course_for_shipyard_staff_goes_to_its_opco() -> None:
    matches = weigh()
    assert matches["opco-2i"].verdict is Verdict.POSSIBLE
    assert matches["opco-ocapiat"].verdict is Verdict.NON
    assert "moins de 50 salariés" in " ".join(matches["opco-2i"].reasons)


def test_cpf_asks_for_a_certification_and_says_so() -> None:
    refused = weigh()["cpf-rs"]
    assert refused.verdict is Verdict.NON
    assert refused.missing == ("adosser la formation à une certification RNCP ou RS",)
    assert weigh(certified=None)["cpf-rs"].verdict is Verdict.A_VERIFIER
    assert weigh(certified=True)["cpf-rs"].verdict is Verdict.POSSIBLE


def test_qualiopi_is_asked_for_when_public_money_pays() -> None:
    assert weigh(qualiopi=False)["opco-2i"].missing == ("passer par un organisme certifié Qualiopi",)
    assert weigh(qualiopi=None)["opco-2i"].verdict is Verdict.A_VERIFIER


def test_reconversion_period_needs_hours_and_a_certification() -> None:
    refused = weigh()["periode-reconversion"]
    assert refused.missing == (
        "au moins 150 h par personne",
        "adosser la formation à une certification RNCP ou RS",
    )
    assert weigh(hours=300.0, certified=True)["periode-reconversion"].verdict is Verdict.POSSIBLE


def test_individual_preparation_to_employment_stops_at_its_longest_duration() -> None:
    jobseekers = {"audiences": ["demandeurs-emploi"]}
    assert weigh(**jobseekers, hours=400.0)["poei"].verdict is Verdict.POSSIBLE
    assert weigh(**jobseekers, hours=500.0)["poei"].missing == ("au plus 450 h par personne",)
    assert weigh(**jobseekers, hours=None)["poei"].verdict is Verdict.A_VERIFIER


@pytest.mark.parametrize("closed", ["pro-a", "transco", "afpr", "region-visa-metiers"])
def test_closed_programme_is_refused_without_remedy(closed: str) -> None:
    everything = {"audiences": list(AUDIENCES_FR), "hours": 200.0, "certified": True}
    match = weigh(**everything)[closed]
    assert match.verdict is Verdict.NON
    assert match.missing == ()
    assert match.reasons[0].startswith("Dispositif clos")


def test_doubtful_programme_is_never_called_possible() -> None:
    doubtful = set(TABLE.loc[TABLE["status"] == "à vérifier", "programme_id"])
    matches = weigh(audiences=list(AUDIENCES_FR), hours=200.0, certified=True, filiere=None)
    assert all(matches[name].verdict is not Verdict.POSSIBLE for name in doubtful)


def test_initial_training_is_not_sent_to_continuing_funds() -> None:
    matches = weigh(public="initial", audiences=["eleves-etudiants"], hours=500.0, certified=True)
    assert matches["apprentissage"].verdict is Verdict.POSSIBLE
    assert matches["cpf-rncp"].verdict is Verdict.NON
    assert matches["cpf-rncp"].reasons[0] == "Ne finance pas la formation initiale"


def test_farmers_have_their_own_fund() -> None:
    matches = weigh(audiences=["dirigeants"], filiere="agriculture", dept="53", hours=7.0)
    assert matches["vivea"].verdict is Verdict.POSSIBLE
    assert matches["agefice"].verdict is Verdict.NON


def test_unknown_audience_or_filiere_is_asked_for() -> None:
    assert "préciser le public visé" in weigh(audiences=[])["opco-2i"].missing
    assert "préciser la filière" in weigh(filiere=None)["opco-2i"].missing


def test_empty_cells_of_the_tables_mean_unknown() -> None:
    assert weigh(filiere="", dept="", hours=float("nan")) == weigh(filiere=None, dept=None, hours=None)


def test_programme_kept_to_a_departement_asks_where_the_course_is() -> None:
    local = TABLE[TABLE["programme_id"] == "opco-2i"].assign(dept="44|85")
    verdicts = [eligible(local, **(SHORT_COURSE | {"dept": dept}))[0].verdict for dept in ("44", None, "53")]
    assert verdicts == [Verdict.POSSIBLE, Verdict.A_VERIFIER, Verdict.NON]


def test_misspelt_audience_or_public_is_refused() -> None:
    with pytest.raises(ValueError, match="salariés"):
        weigh(audiences=["salariés"])
    with pytest.raises(ValueError, match="continue"):
        weigh(public="continue")


def test_order_is_best_first_then_repairable_then_by_id() -> None:
    matches = eligible(TABLE, **SHORT_COURSE)
    keys = [
        (RANK[match.verdict], match.verdict is Verdict.NON and not match.missing, match.programme_id)
        for match in matches
    ]
    assert keys == sorted(keys)
    shuffled = eligible(TABLE.sample(frac=1, random_state=3), **SHORT_COURSE)
    assert shuffled == matches


# ── what must never happen ───────────────────────────────────────────────────────────────
requests = st.fixed_dictionaries(
    {
        "public": st.sampled_from(["initial", "continu"]),
        "audiences": st.lists(st.sampled_from(list(AUDIENCES_FR)), unique=True),
        "filiere": st.none() | st.sampled_from(FILIERES),
        "dept": st.none() | st.sampled_from(DEPARTEMENTS),
        "hours": st.none() | st.floats(0.5, 3000),
    }
)
known = st.sampled_from([None, True, False])


def ranks(request: dict[str, object], **facts: bool | None) -> dict[str, int]:
    return {match.programme_id: RANK[match.verdict] for match in eligible(TABLE, **request, **facts)}


@given(request=requests, other=known)
def test_adding_a_certification_never_makes_a_programme_less_eligible(
    request: dict[str, object], other: bool | None
) -> None:
    without, unknown, with_one = (
        ranks(request, certified=certified, qualiopi=other) for certified in (False, None, True)
    )
    assert all(with_one[name] <= unknown[name] <= without[name] for name in without)


@given(request=requests, other=known)
def test_earning_qualiopi_never_makes_a_programme_less_eligible(
    request: dict[str, object], other: bool | None
) -> None:
    without, unknown, with_it = (
        ranks(request, certified=other, qualiopi=qualiopi) for qualiopi in (False, None, True)
    )
    assert all(with_it[name] <= unknown[name] <= without[name] for name in without)


@given(request=requests, certified=known, qualiopi=known)
def test_every_programme_is_weighed_once_with_a_reason(
    request: dict[str, object], certified: bool | None, qualiopi: bool | None
) -> None:
    matches = eligible(TABLE, **request, certified=certified, qualiopi=qualiopi)
    assert sorted(match.programme_id for match in matches) == sorted(TABLE["programme_id"])
    assert all(match.reasons for match in matches)
    assert not any(match.missing for match in matches if match.verdict is Verdict.POSSIBLE)
