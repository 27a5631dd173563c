"""Every test of the store runs on SQLite and on a real PostgreSQL, each on a database of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url

from planner.store import MACHINE, Database, open_database
from tools.postgresql_server import postgresql, serving_postgresql

ENGINES = ["sqlite", "postgresql"] if postgresql() else ["sqlite"]


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    with serving_postgresql() as server:
        yield server.address


@pytest.fixture(params=ENGINES)
def url(request: pytest.FixtureRequest) -> str:
    """Address of an empty database."""
    return request.getfixturevalue(f"new_{request.param}")


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """An open database, empty, for somebody who may do all."""
    database = open_database(url, MACHINE)
    yield database
    database.close()


@pytest.fixture
def new_sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'planner.sqlite'}"


@pytest.fixture
def new_postgresql(postgresql_server: str) -> Iterator[str]:
    with database_on(postgresql_server) as address:
        yield address


@pytest.fixture
def another_postgresql(postgresql_server: str) -> Iterator[str]:
    with database_on(postgresql_server) as address:
        yield address


@contextmanager
def database_on(address: str) -> Iterator[str]:
    """Address of an empty database of that server, dropped at the end."""
    name = f"essai_{uuid4().hex}"
    server = create_engine(address, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield make_url(address).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()
