"""The same input gives the same bytes in another process, whatever the order in which Python hashes text."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
POSTINGS = """id,title,description,dept,naf
1,Data scientist,"Vous entraînez des modèles de machine learning et déployez des LLM.",44,62.01Z
2,Assistant commercial,"Vous rédigez vos courriels avec ChatGPT et relisez ce qu'il propose.",49,47.11F
3,Cariste,"Conduite de chariots en entrepôt.",85,52.10B
"""
CATALOGUE = """intitule;organisme;contenu;departement;public;places
Rédiger avec ChatGPT;Organisme fictif;Écrire une consigne, relire la réponse d'une IA générative;44;continu;24
Découvrir l'IA;Organisme fictif;Ce que l'intelligence artificielle sait faire, ses limites;53;continu;
"""
WRITTEN = ("r.xlsx", "s.json", "t.zip", "p.html")
# The road of « planner run » on a day told, without the forty recounts of the sensitivity.
ROAD = """
import json
from pathlib import Path
from planner import pipeline
from planner.delivery import deliver
from planner.loading import Files, load_inputs
from planner.needs import Parameters
from planner.references import load_references

loaded = load_references(Path("home"))
inputs = load_inputs(Files((Path("offres.csv"),), (), (Path("catalogue.csv"),)), loaded)
results = pipeline.run(inputs, loaded, Parameters(), budget=1e5, campaign="Essai", run_date="2026-11-27")
context = pipeline.plan_context(loaded, results.needs, inputs.courses, results.teachings)
made = deliver(results, context, lambda parameters, earlier: results)
made.workbook(Path("r.xlsx"))
made.bundle(Path("t.zip"))
made.page(Path("p.html"))
Path("s.json").write_text(json.dumps(made.document(), ensure_ascii=False), encoding="utf-8")
"""


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two processes side by side, with two seeds of hashing."""
    folders, running = [], []
    for seed in ("1", "20261127"):
        folder = tmp_path_factory.mktemp("graine")
        (folder / "offres.csv").write_text(POSTINGS, encoding="utf-8")
        (folder / "catalogue.csv").write_text(CATALOGUE, encoding="utf-8")
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        running.append(subprocess.Popen([sys.executable, "-c", ROAD], cwd=folder, env=environment))
        folders.append(folder)
    assert [process.wait(timeout=600) for process in running] == [0, 0]
    return folders


@pytest.mark.parametrize("name", WRITTEN)
def test_two_processes_write_the_same_bytes(twice: list[Path], name: str) -> None:
    first, second = (folder / name for folder in twice)
    assert first.stat().st_size > 1000
    if name == "r.xlsx":  # names the part that differs
        with zipfile.ZipFile(first) as one, zipfile.ZipFile(second) as other:
            assert [n for n in one.namelist() if one.read(n) != other.read(n)] == []
    one, other = first.read_bytes(), second.read_bytes()
    # Not the bytes themselves: pytest would spend minutes telling megabytes apart.
    place = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    around = slice(max(0, (place or 0) - 80), (place or 0) + 80)
    assert place is None, f"{one[around]!r} ≠ {other[around]!r}"
    assert len(one) == len(other)
