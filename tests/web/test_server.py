"""``planner app`` as a service manager runs it: where it listens, its health, its logs, its end."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli import application
from planner.cli import web as command
from planner.web import health
from tools.app_server import ROOT, free_port, wait_for

STREAMLIT_HEALTH = "/_stcore/health"
STOP_TIMEOUT_S = 60


def got(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.read().decode()


def handshake(port: int, origin: str) -> int:
    """HTTP status of a browser's connection to the app from a page of that origin."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    asked = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Origin": origin}
    connection.request(
        "GET", "/_stcore/stream", headers={**asked, "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg=="}
    )
    status = connection.getresponse().status
    connection.close()
    return status


def test_server_tells_its_health_logs_json_and_stops_when_asked(tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "journal"
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "PLANNER_HOME": str(tmp_path), "PLANNER_LOG": "json"}
    environment.pop("PLANNER_DATABASE_URL", None)
    called = [sys.executable, "-c", "from planner.cli import main; main()", "app", "--port", str(port)]
    with (
        log.open("wb") as written,
        subprocess.Popen(
            called, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=written
        ) as server,
    ):
        try:
            wait_for(address + STREAMLIT_HEALTH, server, log)
            assert json.loads(got(address + health.PATH))["status"] == "en ordre"
            assert got(f"{address}{health.PATH}?qui=jeanne")
            assert handshake(port, address) == 101
            assert handshake(port, "http://exemple.fr") == 403
        finally:
            server.send_signal(signal.SIGTERM)
    assert server.returncode == 0
    with pytest.raises(urllib.error.URLError):
        got(address + STREAMLIT_HEALTH)
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert lines[-1]["message"] == "planner app : code de retour 0"
    assert "jeanne" not in log.read_text(encoding="utf-8")


def told(monkeypatch: pytest.MonkeyPatch, **environment: str) -> tuple[int, dict[str, object]]:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    answer = health.answer(None)
    return answer.status_code, json.loads(answer.body)


def test_database_that_does_not_answer_is_a_fault_said_without_its_address(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"postgresql+psycopg://planner:motdepasse@127.0.0.1:{free_port()}/planner"
    status, said = told(monkeypatch, PLANNER_DATABASE_URL=url)
    assert status == 503
    assert said["faults"] == ["La base de données ne répond pas : « planner doctor » dit pourquoi."]
    assert "motdepasse" not in str(said) and "127.0.0.1" not in str(said)


def test_damaged_release_is_a_fault_until_it_is_mended(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch)[0] == 200
    damaged = home / "references" / "rome-60" / "manifest.json"
    damaged.parent.mkdir(parents=True)
    damaged.write_text("{", encoding="utf-8")
    status, said = told(monkeypatch)
    assert (status, said["status"]) == (503, "en défaut")
    assert said["faults"] == ["Un référentiel installé est inutilisable : « planner doctor » dit lequel."]
    damaged.unlink()
    damaged.parent.rmdir()
    assert told(monkeypatch)[0] == 200


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Servers that the command would have started."""
    calls: list[list[str]] = []

    class Server:
        def __init__(self, command: list[str], **_options: object) -> None:
            calls.append(command)

        def __enter__(self) -> Server:
            return self

        def __exit__(self, *_: object) -> None:
            return None

        def wait(self) -> int:
            return 0

    monkeypatch.setattr(command.subprocess, "Popen", Server)
    monkeypatch.setattr(command.signal, "signal", lambda *_: None)
    return calls


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.4", "::", "planner.exemple.fr", ""])
def test_address_open_to_other_machines_is_refused(address: str, started: list[list[str]]) -> None:
    ended = CliRunner().invoke(application(["app"]), ["app", "--address", address])
    said = re.sub(r"[\s│]+", " ", ended.output)
    assert (ended.exit_code, started) == (2, [])
    assert "aucune connexion" in said and "--expose-without-sign-in" in said


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--address", "localhost"],
        ["--address", "::1"],
        ["--address", "0.0.0.0", "--expose-without-sign-in"],
    ],
    ids=["default", "localhost", "IPv6", "explicit"],
)
def test_this_machine_or_an_explicit_wish_is_served(words: list[str], started: list[list[str]]) -> None:
    assert CliRunner().invoke(application(["app"]), ["app", *words]).exit_code == 0
    address = words[1] if words else "127.0.0.1"
    assert f"--server.address={address}" in started[0]


def test_server_started_without_the_command_listens_on_this_machine_alone() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["address"] == "127.0.0.1"


def test_server_starts_to_listen_before_the_heavy_libraries_load() -> None:
    asked = "import sys, planner.web.server; print({'pandas', 'sqlalchemy', 'sklearn'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
