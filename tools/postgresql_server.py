"""A real PostgreSQL from Debian's packages, on loopback, in a temporary folder: for the tests."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.app_server import free_port

DEBIAN = Path("/usr/lib/postgresql")
# PostgreSQL refuses to run as root: Debian's own account for it then does.
ACCOUNT = "postgres"
PASSWORD = "essai-local"


def postgresql() -> Path | None:
    """Folder of the newest PostgreSQL's programs, None where it is not installed."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def serving_postgresql(preexec: Callable[[], None] | None = None) -> Iterator[tuple[str, int]]:
    """Address of a running server (its database ``postgres``) and its process number; stopped at the end.

    Args:
        preexec: called in the server's process before it starts, to set limits.

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
        start = [programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"]
        subprocess.run(start, check=True, preexec_fn=preexec, **run)
        try:
            process = int((data / "postmaster.pid").read_text().splitlines()[0])
            yield f"postgresql+psycopg://{ACCOUNT}:{PASSWORD}@127.0.0.1:{port}/postgres", process
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
