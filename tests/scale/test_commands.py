"""The commands with a cluster write the same bytes as without, and refuse in French."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import typer

from planner.cli.engines import engine_of
from planner.matching import in_turn
from tests.scale.conftest import ROOT, cluster_of

POSTINGS = ROOT / "data" / "offres_demonstration.csv"


@pytest.fixture
def planner(tmp_path: Path):
    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from planner.cli import main; main()", *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={
                "PLANNER_HOME": str(tmp_path / "home"),
                "PYTHONPATH": str(ROOT),
                "PATH": "/usr/bin:/bin",
                "COLUMNS": "200",
            },
            timeout=300,
            check=False,
        )

    return run


def test_match_and_run_write_the_same_bytes_on_two_workers(planner, tmp_path: Path) -> None:
    frame = pd.read_csv(POSTINGS, dtype=str)
    frame = pd.concat([frame.assign(id=frame["id"] + f"-{n}") for n in range(2)])
    frame.to_parquet(tmp_path / "offres.parquet")  # two blocks

    def write(folder: str, *spread: str) -> None:
        (tmp_path / folder).mkdir()
        for done in (
            planner("match", "offres.parquet", "--out", f"{folder}/lues.parquet", *spread),
            planner("run", "--postings", "offres.parquet", "--out", f"{folder}/rapport.xlsx", *spread),
        ):
            assert done.returncode == 0, done.stderr

    write("ici")
    with cluster_of(2) as cluster:
        write("ailleurs", "--engine", "dask", "--scheduler", cluster.address)
    for name in ("lues.parquet/partie-000000.parquet", "rapport.xlsx"):
        assert (tmp_path / "ici" / name).read_bytes() == (tmp_path / "ailleurs" / name).read_bytes(), name


@pytest.mark.parametrize(("command", "out"), [("match", "o.jsonl"), ("run", "o.xlsx")])
def test_scheduler_that_does_not_answer_leaves_nothing(
    command: str, out: str, planner, tmp_path: Path
) -> None:
    postings = (POSTINGS,) if command == "match" else ("--postings", POSTINGS)
    done = planner(
        command, *postings, "--out", out, "--engine", "dask", "--scheduler", "tcp://127.0.0.1:port"
    )
    assert done.returncode == 1 and "« tcp://127.0.0.1:port » ne répond pas" in done.stderr
    assert "Traceback" not in done.stderr and [path.name for path in tmp_path.glob("o.*")] == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("spark", "", None), "choisissez parmi local, dask"),
        (("local", "tcp://127.0.0.1:8786", None), "ajoutez --engine dask"),
        (("dask", "tcp://127.0.0.1:8786", 2), "retirez --workers"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(
    options: tuple[str, str, int | None], said: str
) -> None:
    with pytest.raises(typer.BadParameter, match=said):
        engine_of(*options, in_turn)


# What a program that imports nothing of Dask itself does, twice, as the tests of this process cannot.
TWICE = """
from planner.scale import dask_engine
def lengths():
    return len

if __name__ == "__main__":
    for _ in range(2):
        with dask_engine(workers=1) as engine:
            print(*engine(lengths, ["a", "bb"]))
"""


def test_one_program_may_start_two_clusters_and_neither_says_a_word(tmp_path: Path) -> None:
    (tmp_path / "twice.py").write_text(TWICE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, tmp_path / "twice.py"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "1 2\n1 2\n", "")


def test_parts_do_not_go_among_the_postings(planner, tmp_path: Path) -> None:
    done = planner("match", tmp_path, "--out", "lues.parquet")
    assert done.returncode == 2 and "hors de celui des offres" in done.stderr


def test_commands_load_dask_only_when_asked() -> None:
    code = "import sys; from planner.cli.main import application; application(['match', 'run']); sys.exit('dask' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
