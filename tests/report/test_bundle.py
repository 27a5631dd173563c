"""The CSV bundle: described as the specification asks, read again, same figures as the JSON."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from planner.report import Filters, summary, write_bundle
from planner.report.bundle import DESCRIPTOR, bundle_files
from planner.results import Results
from tests.report.conftest import COMMAND, FORMULA

TYPES = {"string", "integer", "number", "boolean", "any"}


@pytest.fixture
def folder(results: Results, tmp_path: Path) -> Path:
    write_bundle(results, tmp_path / "lot", earlier=summary(results))
    return tmp_path / "lot"


def descriptor(folder: Path) -> dict:
    return json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))


def read(folder: Path, name: str) -> pd.DataFrame:
    """A table, read with the types that its description gives."""
    resource = next(r for r in descriptor(folder)["resources"] if r["name"] == name)
    fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    text = {name for name, kind in fields.items() if kind == "string"}
    frame = pd.read_csv(folder / resource["path"], keep_default_na=False, dtype=dict.fromkeys(text, str), na_values={n: [""] for n in set(fields) - text})  # fmt: skip
    assert list(frame.columns) == list(fields)
    return frame


def test_the_descriptor_has_what_the_specification_asks(folder: Path) -> None:
    """specs.frictionlessdata.io: data-package, tabular-data-resource, table-schema, version 1."""
    package = descriptor(folder)
    assert package["profile"] == "tabular-data-package" and package["name"].replace("-", "").isalnum()
    assert package["licenses"][0]["name"] and package["sources"][0]["title"]
    assert package["created"].startswith("2026-11-23")
    names = [resource["name"] for resource in package["resources"]]
    assert len(names) == len(set(names)) >= 16
    for resource in package["resources"]:
        assert resource["profile"] == "tabular-data-resource"
        assert resource["path"] == f"{resource['name']}.csv" and (folder / resource["path"]).is_file()
        fields = resource["schema"]["fields"]
        assert all(field["name"] and field["description"] and field["type"] in TYPES for field in fields)
        assert set(resource["schema"].get("primaryKey", [])) <= {field["name"] for field in fields}


def test_no_file_is_left_undescribed(folder: Path) -> None:
    described = {resource["path"] for resource in descriptor(folder)["resources"]} | {DESCRIPTOR}
    assert {path.name for path in folder.iterdir()} == described


def test_every_table_reads_again_with_its_types_and_key(folder: Path) -> None:
    for resource in descriptor(folder)["resources"]:
        frame = read(folder, resource["name"])
        key = resource["schema"].get("primaryKey")
        if key:
            assert not frame.duplicated(key).any(), resource["name"]
            assert frame[key].notna().all().all(), resource["name"]


@pytest.mark.parametrize("filters", [Filters(), Filters(depts=("53",), publics=("continu",))])
def test_figures_equal_the_json_to_the_last_digit(results: Results, tmp_path: Path, filters: Filters) -> None:
    write_bundle(results, tmp_path / "lot", filters)
    document = summary(results, filters)
    pairs = (
        ("actions", "actions", ["rank", "cost", "closed"]),
        ("disparities", "disparities", ["missing", "index", "coverage_low"]),
        ("strengths", "strengths", ["coverage", "low", "region"]),
        ("value_chain", "value_chain", ["actors", "people", "high"]),
        ("sector_cards", "sector_cards", ["headcount", "missing_people"]),
        ("sensitivity", "sensitivity", ["missing_low", "effect"]),
        ("courses_read", "courses", ["places", "skills"]),
    )
    for name, key, fields in pairs:
        frame = read(tmp_path / "lot", name)[fields]
        mine = [[None if v != v else v for v in row] for row in frame.values.tolist()]
        assert mine == [[row[f] for f in fields] for row in document[key]], name
    gaps = read(tmp_path / "lot", "gaps")
    assert gaps["missing"].sum() == pytest.approx(document["key_figures"]["missing"], rel=1e-9)


def test_texts_that_a_spreadsheet_could_run_are_neutralised(folder: Path) -> None:
    courses = read(folder, "courses_read")["title"].tolist()
    assert f"'{FORMULA}" in courses
    assert f"'{COMMAND}" in read(folder, "actions")["reason"].tolist()
    assert "apostrophe" in descriptor(folder)["description"]
    assert set(read(folder, "value_chain")["presence"]) == {"0", "++", "?"}


def test_archive_holds_the_same_files_and_the_same_bytes_each_time(results: Results, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        write_bundle(results, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        content = {name: archive.read(name).decode() for name in archive.namelist()}
    assert content == bundle_files(results)


def test_a_bundle_is_replaced_whole_and_nothing_else_is(
    results: Results, folder: Path, tmp_path: Path
) -> None:
    assert (folder / "evolution_totals.csv").is_file()
    write_bundle(results, folder)
    assert not (folder / "evolution_totals.csv").exists()
    other = tmp_path / "photos"
    other.mkdir()
    (other / "vacances.txt").write_text("à garder")
    with pytest.raises(FileExistsError):
        write_bundle(results, other)
    assert [path.name for path in other.iterdir()] == ["vacances.txt"]
    assert {path.name for path in tmp_path.iterdir()} == {"lot", "photos"}


def test_a_campaign_that_cannot_be_compared_leaves_no_comparison(results: Results) -> None:
    files = bundle_files(results, earlier=summary(results, Filters(depts=("44",))))
    assert not [name for name in files if name.startswith("evolution")]


def test_demonstration_is_said(results: Results) -> None:
    real = replace(results, inputs=replace(results.inputs, demonstration=False))
    assert "démonstration" in bundle_files(results)[DESCRIPTOR]
    assert "démonstration" not in bundle_files(real)[DESCRIPTOR]
