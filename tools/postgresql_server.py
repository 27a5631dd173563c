"""A real PostgreSQL from Debian's packages, on loopback, in a temporary folder: for the tests."""

from __future__ import annotations

import os
import pwd
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil

from tools.app_server import free_port

DEBIAN = Path("/usr/lib/postgresql")
# PostgreSQL refuses to run as root: Debian's own account for it then does.
ACCOUNT = "postgres"
PASSWORD = "essai-local"


def postgresql() -> Path | None:
    """Folder of the newest PostgreSQL's programs, None where it is not installed."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@dataclass(frozen=True, slots=True)
class Server:
    """A server: the address of its database ``postgres``, how it starts, where it writes its process number."""

    address: str
    start: Callable[[], None]
    pid_file: Path

    def kill(self) -> None:
        """SIGKILL to the server and to all its processes, as a machine that loses power; return once they are gone."""
        process = int(self.pid_file.read_text().splitlines()[0])
        family = [psutil.Process(process), *psutil.Process(process).children(recursive=True)]
        for member in family:
            member.kill()
        psutil.wait_procs(family)


@contextmanager
def serving_postgresql(largest_file: int | None = None) -> Iterator[Server]:
    """A running server; stopped at the end.

    Args:
        largest_file: bytes beyond which the system refuses that one of its files grows, as a full disk does.

    Raises:
        subprocess.CalledProcessError: it could not be made or started.
    """
    programs = postgresql()
    if programs is None:
        raise FileNotFoundError(f"PostgreSQL est absent de {DEBIAN} : apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    try:
        data, port, secret = folder / "data", free_port(), folder / "secret"
        secret.write_text(PASSWORD)
        owner = _owner(folder)
        run = {"cwd": folder, "stdout": subprocess.DEVNULL, **owner}
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", ACCOUNT, "--auth=scram-sha-256", f"--pwfile={secret}",
             "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"], check=True, **run)  # fmt: skip
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        starting = [programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"]
        limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (largest_file, largest_file))
        start = partial(
            subprocess.run, starting, check=True, preexec_fn=limit if largest_file else None, **run
        )
        start()
        try:
            address = f"postgresql+psycopg://{ACCOUNT}:{PASSWORD}@127.0.0.1:{port}/postgres"
            yield Server(address, start, data / "postmaster.pid")
        finally:
            stop = [programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"]
            subprocess.run(stop, check=False, **run)
    finally:
        shutil.rmtree(folder)


def _owner(folder: Path) -> dict[str, object]:
    """Under which account to run, the folder being given to it; the present one, unless it is root."""
    if os.getuid() != 0:
        return {}
    account = pwd.getpwnam(ACCOUNT)
    for path in (folder, *folder.iterdir()):
        os.chown(path, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
