"""What ``deploy/`` says holds: files, options, port, addresses, extras. Nothing is built: no docker is needed."""

from __future__ import annotations

import configparser
import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest
import typer
import yaml

from planner.cli import application
from planner.sign_in import FILE, SECRETS, read_sign_in
from planner.store import Role
from planner.web import health
from tests.test_docs import text_of

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
Instruction = tuple[str, str]
PORT = "8501"


def instructions() -> list[Instruction]:
    """(name, arguments) of the Dockerfile, comments dropped, continued lines joined."""
    text = re.sub(r"^#.*\n", "", text_of("deploy/Dockerfile"), flags=re.MULTILINE).replace("\\\n", " ")
    return [tuple(line.split(maxsplit=1)) for line in text.splitlines() if line.strip()]


def said(name: str) -> list[str]:
    return [arguments for instruction, arguments in instructions() if instruction == name]


def copied() -> list[str]:
    """What leaves the checkout for the image."""
    return [
        word for arguments in said("COPY") if "--from" not in arguments for word in arguments.split()[:-1]
    ]


def compose() -> dict[str, dict]:
    return yaml.safe_load(text_of("deploy/compose.yaml"))


def unit() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str
    parser.read(DEPLOY / "planner.service", encoding="utf-8")
    return parser


def app_options() -> dict[str, str]:
    """Option → default of ``planner app``."""
    command = typer.main.get_command(application(["app"])).commands["app"]
    return {name: str(parameter.default) for parameter in command.params for name in parameter.opts}


def app_words(kind: str) -> list[str]:
    """What ``planner`` is given in the image and by systemd."""
    if kind == "image":
        return json.loads(said("CMD")[-1])
    program, *words = shlex.split(unit()["Service"]["ExecStart"])
    assert Path(program).name == "planner"
    return words


# ── the image ────────────────────────────────────────────────────────────────────────────
def test_every_path_copied_exists_and_the_context_lets_it_in() -> None:
    let_in = re.findall(r"^!(.+)$", text_of("deploy/Dockerfile.dockerignore"), re.MULTILINE)
    assert set(copied()) == set(let_in)
    assert all((ROOT / path).exists() for path in copied())


def test_image_has_all_that_a_wheel_is_made_of() -> None:
    build = tomllib.loads(text_of("pyproject.toml"))
    wheel = build["tool"]["hatch"]["build"]["targets"]["wheel"]
    wanted = {*wheel["packages"], *wheel["force-include"], build["project"]["readme"]}
    assert wanted | {*build["project"]["license-files"], "pyproject.toml", "constraints.txt"} <= set(copied())


def test_extras_installed_exist_and_versions_are_held() -> None:
    run = " ".join(said("RUN"))
    extras = tomllib.loads(text_of("pyproject.toml"))["project"]["optional-dependencies"]
    assert set(re.search(r"\.\[([\w,]+)\]", run)[1].split(",")) == {"postgres", "sso"} <= set(extras)
    assert "--constraint constraints.txt" in run


def test_image_runs_without_privilege_on_a_python_that_the_project_takes() -> None:
    base = {arguments.split()[0] for arguments in said("FROM")}
    assert base == {"python:3.11-slim"}
    assert said("USER") == ["planner"]
    names = [name for name, _ in instructions()]
    assert names.index("USER") < names.index("ENTRYPOINT")
    assert json.loads(said("ENTRYPOINT")[0]) == ["planner"]


def test_home_is_kept_in_a_volume() -> None:
    home = re.search(r"PLANNER_HOME=(\S+)", " ".join(said("ENV")))[1]
    assert said("VOLUME") == [home]
    assert f"planner:{home}" in compose()["services"]["app"]["volumes"]


def test_image_is_looked_at_where_the_server_tells_its_health() -> None:
    command = json.loads(said("HEALTHCHECK")[0].split("CMD", 1)[1])
    address = re.search(r"http://127\.0\.0\.1:(\d+)(/\w+)", command[-1])
    assert address.groups() == (PORT, health.PATH)
    compile(command[-1], "HEALTHCHECK", "exec")


# ── options and ports ────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("kind", ["image", "systemd"])
def test_options_of_the_command_exist_and_the_port_is_that_of_the_rest(kind: str) -> None:
    command, *words = app_words(kind)
    assert command == "app"
    assert {word for word in words if word.startswith("--")} <= set(app_options())
    assert words[words.index("--port") + 1] == PORT == app_options()["--port"]


def test_only_the_image_listens_beyond_the_machine_and_it_is_published_on_it_alone() -> None:
    assert "--address" not in app_words("systemd")
    assert "--expose-without-sign-in" in app_words("image")
    assert said("EXPOSE") == [PORT]
    ports = [port for service in compose()["services"].values() for port in service.get("ports", [])]
    assert ports == [f"127.0.0.1:{PORT}:{PORT}"]


# ── compose ──────────────────────────────────────────────────────────────────────────────
def test_app_waits_for_a_healthy_database_that_is_kept() -> None:
    described = compose()
    app, database = described["services"]["app"], described["services"]["database"]
    assert app["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert database["healthcheck"]["test"][1] == "pg_isready"
    kept = {volume.split(":")[0] for service in (app, database) for volume in service["volumes"]}
    assert kept == set(described["volumes"])
    assert (DEPLOY / app["build"]["context"]).resolve() == ROOT
    assert (ROOT / app["build"]["dockerfile"]).is_file()


def test_app_asks_the_database_by_its_name_user_and_base() -> None:
    described = compose()["services"]
    asked = re.fullmatch(
        r"postgresql\+psycopg://(\w+)@(\w+):5432/(\w+)\?connect_timeout=\d+",
        described["app"]["environment"]["PLANNER_DATABASE_URL"],
    )
    made = described["database"]["environment"]
    assert asked.groups() == (made["POSTGRES_USER"], "database", made["POSTGRES_DB"])
    assert described["app"]["environment"]["PGPASSWORD"] == made["POSTGRES_PASSWORD"]


def test_secrets_come_from_the_environment_and_an_absent_password_stops() -> None:
    services = compose()["services"].values()
    given = {name: value for service in services for name, value in service["environment"].items()}
    secrets = {name: value for name, value in given.items() if re.search("PASSWORD|SECRET|_ID$", name)}
    assert len(secrets) == 4
    assert all(re.fullmatch(r"\$\{\w+:[-?][\w ]*\}", value) for value in secrets.values())
    assert secrets["PGPASSWORD"].startswith("${POSTGRES_PASSWORD:?")


# ── sign-in ──────────────────────────────────────────────────────────────────────────────
def test_sign_in_is_read_where_it_is_put_and_the_app_then_refuses_to_do_without() -> None:
    app = yaml.safe_load(text_of("deploy/compose.sign-in.yaml"))["services"]["app"]
    given = app["environment"]
    assert app["volumes"] == [f"./connexion.toml:{given.pop(FILE)}:ro"]
    assert set(given) == set(SECRETS.values())
    assert all(re.match(r"\$\{\w+:\?", value) for value in given.values())
    assert "--expose-without-sign-in" not in app["command"]
    assert {word for word in app["command"] if word.startswith("--")} <= set(app_options())


def test_example_of_sign_in_is_right_once_it_has_its_secrets() -> None:
    asked = read_sign_in(DEPLOY / "connexion.exemple.toml", dict.fromkeys(SECRETS.values(), "x" * 32))
    assert {str(person.role) for person in asked.people.values()} == {
        "administrateur",
        "conseiller",
        "prestataire",
    }
    assert asked.values["grp-planification"] == Role.PLANNER


def test_settings_given_are_read_by_the_product() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "planner").rglob("*.py"))
    files = "".join(path.read_text(encoding="utf-8") for path in DEPLOY.iterdir())
    for name in set(re.findall(r"PLANNER_\w+", files)):
        assert f'"{name}"' in code, f"deploy/ : {name} n'est lu nulle part"


# ── systemd ──────────────────────────────────────────────────────────────────────────────
def test_service_keeps_its_state_where_it_may_write_and_nowhere_else() -> None:
    service = unit()["Service"]
    assert f"PLANNER_HOME=/var/lib/{service['StateDirectory']}" in text_of("deploy/planner.service")
    held = {name: service[name] for name in ("NoNewPrivileges", "ProtectSystem", "PrivateTmp", "ProtectHome")}
    assert held == {
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "PrivateTmp": "yes",
        "ProtectHome": "yes",
    }
    assert service["User"] == "planner" and service["CapabilityBoundingSet"] == ""
