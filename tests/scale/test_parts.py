"""Parts are whole or absent, say the same as JSON, and are not done twice."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from planner.cli.feed import Feed
from planner.intake import IntakeError
from planner.matching import Engine, PostingMatcher, in_turn, silent
from planner.references import References
from planner.scale import PartFolder, PartsRefused
from tests.scale.conftest import ROOT

ROWS = 100  # of a part: three parts of the demonstration
Records = list[dict[str, object]]

# Writes a part, then half of another, says so, then waits to be killed.
KILLED = """
import sys
from pathlib import Path
from planner.scale import PartFolder
from tests.scale.test_parts import record

def results():
    yield 0, [record("a"), record("b")]
    yield 1, [record("c")]
    print("written", flush=True)
    sys.stdin.read()

PartFolder(Path(sys.argv[1]), "key").write(results())
"""


def record(identifier: str) -> dict[str, object]:
    """A record of which nothing was read."""
    empty = {"ai_skills": [], "skills": [], "suggested_rome_skills": []}
    return {"id": identifier, "title": "Poste", "occupation": None} | empty


def shown(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_program_killed_in_the_middle_of_a_part_leaves_the_whole_ones(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with program:
        assert program.stdout is not None and program.stdout.readline() == "written\n"
        program.kill()
    assert shown(tmp_path) == ["partie-000000.parquet"]
    folder = PartFolder(tmp_path, "key")
    folder.check()
    assert folder.done(0) == ["a", "b"] and folder.done(1) is None
    folder.write(iter([(1, [record("c")]), (1, [record("d")])]))
    assert folder.close() == (4, 2)
    assert pd.read_parquet(tmp_path)["id"].tolist() == ["a", "b", "c", "d"]
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_fault_in_the_middle_of_a_part_leaves_no_draft(tmp_path: Path) -> None:
    def results() -> Iterator[tuple[int, Records]]:
        yield 0, [record("a")]
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        PartFolder(tmp_path / "o.parquet", "key").write(results())
    assert list((tmp_path / "o.parquet").iterdir()) == []


def test_parts_of_other_postings_or_references_are_never_mixed(tmp_path: Path) -> None:
    PartFolder(tmp_path, "key").write(iter([(0, [record("a")])]))
    with pytest.raises(PartsRefused, match=r"partie-000000\.parquet"):
        PartFolder(tmp_path, "another").check()


def test_file_with_the_name_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "o.parquet").write_bytes(b"x")
    with pytest.raises(PartsRefused, match="est un fichier"):
        PartFolder(tmp_path / "o.parquet", "key").check()


def test_damaged_part_is_to_be_done_again(tmp_path: Path) -> None:
    folder = PartFolder(tmp_path, "key")
    folder.write(iter([(0, [record(f"identifiant-{n}") for n in range(9)])]))
    (part,) = tmp_path.iterdir()
    content = bytearray(part.read_bytes())
    content[20] ^= 0xFF
    part.write_bytes(content)
    assert folder.done(0) is None


@pytest.fixture
def feed(tmp_path: Path, postings: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demonstration as two Parquet files, read a hundred rows at a time; the second repeats a posting."""
    monkeypatch.setattr("planner.cli.feed.PART", ROWS)
    folder = tmp_path / "offres"
    folder.mkdir()
    columns = {"posting_id": "id"}
    half = len(postings) // 2
    for name, rows in (
        ("a", postings.iloc[:half]),
        ("b", pd.concat([postings.iloc[:1], postings.iloc[half:]])),
    ):
        rows.rename(columns=columns).to_parquet(folder / f"{name}.parquet")
    return folder


def test_feed_gives_every_posting_once_as_json_would(
    feed: Path, tmp_path: Path, matcher: PostingMatcher, references: References, expected: list[Records]
) -> None:
    folder = PartFolder(tmp_path / "lues.parquet", "key")
    folder.write(Feed([feed], references).records(matcher, in_turn, silent, folder.done))
    rows, parts = folder.close()
    read = pq.read_table(folder.folder).to_pylist()
    assert read == json.loads(json.dumps([record for records in expected for record in records]))
    assert (rows, parts) == (len(read), 4)


def test_second_run_reads_the_missing_part_alone(
    feed: Path, tmp_path: Path, matcher: PostingMatcher, references: References
) -> None:
    folder = PartFolder(tmp_path / "lues.parquet", "key")
    folder.write(Feed([feed], references).records(matcher, in_turn, silent, folder.done))
    whole = {path.name: path.read_bytes() for path in folder.folder.iterdir()}
    (folder.folder / "partie-000002.parquet").unlink()
    given: list[pd.DataFrame] = []
    folder.write(Feed([feed], references).records(matcher, _watched(given), silent, folder.done))
    assert {path.name: path.read_bytes() for path in folder.folder.iterdir()} == whole
    missing = pq.read_table(folder.folder / "partie-000002.parquet")["id"].to_pylist()
    assert [identifier for block in given for identifier in block["posting_id"]] == missing


def _watched(given: list[pd.DataFrame]) -> Engine:
    """One process that keeps what it is given."""

    def engine(load, parts):  # type: ignore[no-untyped-def]
        work = load()
        for part in parts:
            given.append(part)
            yield work(part)

    return engine


def test_feed_without_a_usable_posting_is_refused(
    tmp_path: Path, matcher: PostingMatcher, references: References
) -> None:
    empty = pd.DataFrame({"title": [""], "description": ["Coder."]})
    empty.to_parquet(tmp_path / "o.parquet")
    feed = Feed([tmp_path / "o.parquet"], references)
    with pytest.raises(IntakeError, match="Aucune offre utilisable"):
        list(feed.records(matcher, in_turn, silent))
