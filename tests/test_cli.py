"""The command line as a person runs it: contract of outputs, exit status, and refusals in French."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).parent.parent
POSTINGS = ROOT / "data" / "offres_demonstration.csv"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def planner(home: Path, tmp_path: Path):
    def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from planner.cli import main; main()", *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={
                "PLANNER_HOME": str(home),
                "PYTHONPATH": str(ROOT),
                "PATH": "/usr/bin:/bin",
                "COLUMNS": "200",
                **environment,
            },
            timeout=300,
            check=False,
        )

    return run


def records(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_link_to_the_framework_gives_the_words_and_the_layer(planner, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("Rédiger des prompts efficaces\n\nPose de parpaings\n", encoding="utf-8")
    done = planner("link", "t.txt", "--taxonomy", "ai", "--out", "o.jsonl")
    assert done.returncode == 0, done.stderr
    first, blank, none = records(tmp_path / "o.jsonl")
    best = first["candidates"][0]
    assert first["text"][best["start"] : best["end"]] == best["evidence"]
    assert (best["taxonomy"], best["layer"], best["code"]) == ("ai", 3, None)
    assert list(best) == [
        "id",
        "code",
        "label",
        "taxonomy",
        "layer",
        "score",
        "start",
        "end",
        "evidence",
        "method",
        "runner_up",
    ]
    assert blank == {"text": "", "candidates": []} and none["candidates"] == []


@pytest.mark.parametrize(("taxonomy", "lang"), [("esco", "en"), ("esco", "fr"), ("rome", "fr")])
def test_link_to_esco_and_rome(taxonomy: str, lang: str, planner, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("text,autre\nmachine learning,x\n", encoding="utf-8")
    done = planner(
        "link",
        "t.csv",
        "--taxonomy",
        taxonomy,
        "--lang",
        lang,
        "--top",
        "3",
        "--no-abstain",
        "--out",
        "o.jsonl",
    )
    assert done.returncode == 0, done.stderr
    candidates = records(tmp_path / "o.jsonl")[0]["candidates"]
    assert 0 < len(candidates) <= 3
    assert all(c["taxonomy"] == taxonomy and "layer" not in c for c in candidates)
    assert [c["score"] for c in candidates] == sorted((c["score"] for c in candidates), reverse=True)
    assert all((c["code"] is not None) == (taxonomy == "rome") for c in candidates)


def test_occupation_keeps_the_order_of_the_input(planner, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("title\nAide-soignante H/F\nDéveloppeur web\n", encoding="utf-8")
    done = planner("occupation", "t.csv", "--top", "2", "--out", "o.jsonl")
    assert done.returncode == 0, done.stderr
    first, second = records(tmp_path / "o.jsonl")
    assert (first["title"], first["candidates"][0]["code"]) == ("Aide-soignante H/F", "J1501")
    assert second["candidates"][0]["code"] == "M1855"
    assert len(first["candidates"]) == 2 and set(first["candidates"][0]) == {"code", "label", "score"}


def test_match_writes_the_contract(planner, tmp_path: Path) -> None:
    done = planner("match", POSTINGS, "--out", "o.jsonl")
    assert done.returncode == 0, done.stderr
    found = records(tmp_path / "o.jsonl")
    assert len(found) >= 240
    assert list(found[0]) == ["id", "title", "occupation", "ai_skills", "skills", "suggested_rome_skills"]
    assert all(len(record["suggested_rome_skills"]) == 30 for record in found)
    assert any(record["ai_skills"] for record in found) and any(not record["ai_skills"] for record in found)


def test_run_without_input_writes_the_demonstration_report(planner, tmp_path: Path) -> None:
    done = planner("run", "--budget", "200000", "--campaign", "Essai", "--out", "r.xlsx", "--json", "s.json")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "r.xlsx").read_bytes()[:2] == b"PK"
    assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert "Campagne gardée : Essai" in done.stdout


def test_run_compares_with_a_kept_campaign_in_every_form(planner, tmp_path: Path) -> None:
    kept = planner("run", "--budget", "100000", "--campaign", "Campagne 2026", "--out", "avant.xlsx")
    assert kept.returncode == 0, kept.stderr
    done = planner(
        "run", "--budget", "200000", "--against", "Campagne 2026", "--out", "r.xlsx", "--bundle", "tables.zip",
        "--page", "synthese.html",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(tmp_path / "r.xlsx", read_only=True)
    evolution = " ".join(str(c) for row in book["Évolution"].iter_rows(values_only=True) for c in row if c)
    assert "Campagne 2026" in evolution
    followed = [row for row in book["Suites données"].iter_rows(values_only=True) if "renforcer" in row]
    assert followed, "aucune préconisation de la campagne antérieure n'est suivie"
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        package = json.loads(archive.read("datapackage.json"))
        assert {r["path"] for r in package["resources"]} <= set(archive.namelist())
    assert '<html lang="fr">' in (tmp_path / "synthese.html").read_text(encoding="utf-8")


def test_run_against_an_unknown_campaign_names_those_that_are_kept(planner, tmp_path: Path) -> None:
    done = planner("run", "--against", "Jamais", "--out", "r.xlsx")
    assert done.returncode == 1 and "« Jamais »" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "r.xlsx").exists()


def broken(tmp_path: Path, fault: str) -> Path:
    path = tmp_path / f"{fault}.csv"
    if fault == "colonne-absente":
        path.write_text("id;lieu\n1;Nantes\n", encoding="utf-8")
    elif fault == "vide":
        path.write_bytes(b"")
    elif fault == "encodage":
        path.write_bytes(b"id,title,description\n1,\x81\x8d\x8f\x90,\x9d\xff\xfe\x00\n")
    elif fault == "protege":
        path = tmp_path / "protege.xlsx"
        path.write_bytes(
            bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le")
        )
    elif fault == "introuvable":
        path = tmp_path / "introuvable.csv"
    return path


@pytest.mark.parametrize("fault", ["colonne-absente", "vide", "encodage", "protege", "introuvable"])
def test_unusable_postings_stop_the_run_with_a_sentence(fault: str, planner, tmp_path: Path) -> None:
    path = broken(tmp_path, fault)
    done = planner("run", "--postings", path, "--out", "r.xlsx")
    assert done.returncode == 1
    assert path.name in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "r.xlsx").exists()


def test_every_unusable_file_is_named_at_once(planner, tmp_path: Path) -> None:
    done = planner(
        "run",
        "--postings",
        broken(tmp_path, "vide"),
        "--catalogue",
        broken(tmp_path, "colonne-absente"),
        "--out",
        "r.xlsx",
    )
    assert done.returncode == 1
    assert "vide.csv" in done.stderr and "colonne-absente.csv" in done.stderr


def test_empty_zip_of_references_is_refused(planner, tmp_path: Path) -> None:
    (tmp_path / "RefRomeCsv_vide.zip").write_bytes(b"")
    done = planner("references", "install", "RefRomeCsv_vide.zip")
    assert done.returncode == 1
    assert "RefRomeCsv_vide.zip" in done.stderr and "Traceback" not in done.stderr


def test_references_in_use_are_listed(planner) -> None:
    done = planner("references", "list")
    assert done.returncode == 0
    assert "ROME 4.0" in done.stdout and "extrait fourni" in done.stdout


@pytest.mark.parametrize(("format", "start"), [("skos", b"@prefix"), ("csv", b"skill_id"), ("xlsx", b"PK")])
def test_framework_is_exported_for_others(format: str, start: bytes, planner, tmp_path: Path) -> None:
    done = planner("references", "export", "--format", format, "cadre")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "cadre").read_bytes().lstrip(b"\xef\xbb\xbf").startswith(start)


@pytest.mark.parametrize(
    "arguments", [(), ("inconnu",), ("run",), ("link", "x.txt", "--taxonomy", "autre", "--out", "o")], ids=str
)
def test_wrong_usage_exits_2(arguments: tuple[str, ...], planner) -> None:
    assert planner(*arguments).returncode == 2


def test_catalogue_template_check_and_import(planner, tmp_path: Path) -> None:
    assert planner("catalogue", "template", "modele.xlsx").returncode == 0
    assert (tmp_path / "modele.xlsx").exists()
    (tmp_path / "c.csv").write_text(
        "Intitulé;Organisme;Objectifs;SIRET\nDécouvrir l'IA;Organisme fictif;Comprendre l'IA;123\n;;;\n",
        encoding="utf-8",
    )
    done = planner("catalogue", "check", "c.csv", "--json", "c.json", "--annotated", "c.xlsx")
    assert done.returncode == 0, done.stderr
    check = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    assert check["rows_usable"] == 1 and any(p["column"] == "SIRET" for p in check["problems"])
    assert (tmp_path / "c.xlsx").exists()
    assert "importé : 1 ligne" in planner("catalogue", "import", "c.csv").stdout
    assert "rien n’a changé" in planner("catalogue", "import", "c.csv").stdout
    for format, start in (("lheo", b"<?xml"), ("mcf", b""), ("xlsx", b"PK")):
        done = planner("catalogue", "export", "--format", format, f"sortie.{format}")
        assert done.returncode == 0, done.stderr
        assert (tmp_path / f"sortie.{format}").read_bytes().startswith(start)


def test_one_file_under_two_providers_is_two_catalogues(planner, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("Intitulé;Objectifs\nDécouvrir l'IA;Comprendre l'IA\n", encoding="utf-8")
    for name in ("Atelier A", "Atelier B"):
        assert "importé : 1 ligne" in planner("catalogue", "import", "c.csv", "--provider", name).stdout
    planner("catalogue", "export", "--format", "mcf", "sortie.csv")
    rows = (tmp_path / "sortie.csv").read_text(encoding="utf-8-sig")
    assert "Atelier A" in rows and "Atelier B" in rows


def test_catalogue_check_of_an_unusable_file_exits_1_and_still_writes_its_json(
    planner, tmp_path: Path
) -> None:
    done = planner("catalogue", "check", broken(tmp_path, "vide"), "--json", "c.json")
    assert done.returncode == 1
    check = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    assert check["rows_usable"] == 0 and check["problems"][0]["severity"] == "bloquant"


def test_whole_base_goes_into_a_file_and_comes_back_elsewhere(planner, tmp_path: Path) -> None:
    done = planner("catalogue", "import", ROOT / "data" / "catalogue_demonstration.csv")
    assert done.returncode == 0, done.stderr
    done = planner("backup", "base.zip")
    assert (done.returncode, done.stderr) == (0, "")
    refused = planner("restore", "base.zip")
    assert refused.returncode == 1
    assert "La base contient déjà des données" in refused.stderr
    restored = planner("restore", "base.zip", PLANNER_HOME=str(tmp_path / "ailleurs"))
    assert restored.returncode == 0, restored.stderr
    assert "chaque table est celle qui fut sauvegardée" in restored.stdout
    again = planner("backup", "encore.zip", PLANNER_HOME=str(tmp_path / "ailleurs"))
    assert again.returncode == 0, again.stderr
    with zipfile.ZipFile(tmp_path / "base.zip") as first, zipfile.ZipFile(tmp_path / "encore.zip") as second:
        assert first.read("courses.jsonl") == second.read("courses.jsonl") != b""


def test_file_that_is_no_backup_is_refused_in_a_sentence(planner, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"")
    done = planner("restore", "x.zip", PLANNER_HOME=str(tmp_path / "neuf"))
    assert done.returncode == 1
    assert "n’est pas une sauvegarde complète" in done.stderr
    assert "Traceback" not in done.stderr


def test_audit_tells_what_was_done_and_writes_it_all(planner, tmp_path: Path) -> None:
    new = {"PLANNER_HOME": str(tmp_path / "neuf")}
    assert "Aucun acte" in planner("audit", **new).stdout
    planner("purge", "--before", "2025-01-01", "--confirm", **new)
    told = planner("audit", **new)
    assert told.returncode == 0, told.stderr
    assert "cette machine · administrateur  effacer ce qui est ancien : avant le 2025-01-01" in told.stdout
    written = planner("audit", "--csv", str(tmp_path / "journal.csv"), **new)
    assert written.returncode == 0, written.stderr
    lines = (tmp_path / "journal.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "id;at;actor;role;organisation;act;subject" and len(lines) == 2


def test_purge_says_what_it_would_erase_before_it_does(planner, tmp_path: Path) -> None:
    new = {"PLANNER_HOME": str(tmp_path / "neuf")}
    told = planner("purge", "--before", "2025-01-01", "--author", "Conseil 44", **new)
    assert told.returncode == 0, told.stderr
    assert "0 jour d'offres reçues et 0 ligne du journal" in told.stdout.replace("\u00a0", " ")
    assert "Rien n'a été effacé" in told.stdout
    done = planner("purge", "--before", "2025-01-01", "--confirm", **new)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Effacé : 0")
    assert planner("purge", **new).returncode == 2
    assert planner("purge", "--before", "hier", **new).returncode == 2
