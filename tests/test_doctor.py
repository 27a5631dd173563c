"""The installation is looked at without being changed, and each fault is told with its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine

from planner.doctor import Finding, State, examine
from planner.settings import Settings
from planner.sources import Credentials
from planner.store import MACHINE, REVISION, migrations, open_database


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    home = tmp_path / "maison"
    return Settings(home, f"sqlite:///{home / 'planner.sqlite'}", tmp_path)


def looked_at(settings: Settings) -> dict[str, Finding]:
    return {finding.subject: finding for finding in examine(settings)}


def test_new_installation_has_no_fault_and_nothing_is_made(settings: Settings) -> None:
    found = looked_at(settings)
    assert State.FAULT not in {finding.state for finding in found.values()}
    assert "M1405" in found["Lecture d'essai"].said
    assert found["Base de données"].said == "pas encore créée"
    assert not settings.home.exists()


def test_base_up_to_date_and_base_of_an_earlier_version(settings: Settings, tmp_path: Path) -> None:
    open_database(settings.database_url, MACHINE).close()
    assert looked_at(settings)["Base de données"].state is State.GOOD

    earlier = f"sqlite:///{tmp_path / 'ancienne.sqlite'}"
    engine = create_engine(earlier)
    with engine.begin() as connection:
        migrations.upgrade(connection, "0002")
    engine.dispose()
    told = looked_at(Settings(settings.home, earlier, tmp_path))["Base de données"]
    assert (told.state, told.said) == (State.NOTE, f"format 0002, le logiciel écrit le {REVISION}")
    assert looked_at(Settings(settings.home, earlier, tmp_path))["Base de données"] == told


def test_each_fault_has_its_sentence(settings: Settings, tmp_path: Path) -> None:
    damaged = settings.home / "references" / "rome-60"
    damaged.mkdir(parents=True)
    (damaged / "manifest.json").write_text("{", encoding="utf-8")
    found = looked_at(Settings(settings.home, "inconnu://base", tmp_path))
    faults = {subject for subject, finding in found.items() if finding.state is State.FAULT}
    assert faults == {"Référentiels", "Lecture d'essai", "Base de données"}
    assert "PLANNER_DATABASE_URL" in found["Base de données"].said


def test_home_that_is_a_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    home = tmp_path / "fichier" / "maison"
    assert looked_at(Settings(home, f"sqlite:///{tmp_path / 'b.sqlite'}", tmp_path))[
        "Dossier PLANNER_HOME"
    ] == Finding(
        "Dossier PLANNER_HOME",
        State.FAULT,
        f"{home} : écriture impossible",
        "Donnez le droit d'y écrire, ou indiquez un autre dossier dans PLANNER_HOME.",
    )


def test_credentials_are_said_present_and_never_shown(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        Credentials, "from_environment", classmethod(lambda cls: cls("PAR_essai", "motdepasse"))
    )
    told = looked_at(settings)
    assert told["API de France Travail"].state is State.GOOD
    assert "motdepasse" not in repr(told)
