"""A PostgreSQL server of Debian's for one test, on loopback."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
"""Where Debian keeps ``initdb`` and its like: none where PostgreSQL is not installed."""


@contextmanager
def postgres(database: str, *further: str) -> Iterator[str]:
    """The address (``postgresql://…``) of an empty database that is there in this block; the same
    server has ``further`` ones.
    """
    programs = PROGRAMS[-1]
    user = "postgres" if os.geteuid() == 0 else None  # its programs refuse to run as root
    folder = Path(tempfile.mkdtemp(prefix="skillscan-postgres-"))
    if user:
        shutil.chown(folder, user)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), *arguments]
        subprocess.run(command, user=user, check=True, cwd="/", stdout=subprocess.DEVNULL)

    data = str(folder / "data")
    try:
        run("initdb", "--pgdata", data, "--username", "prefect", "--auth", "trust", "--no-sync")
        options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off"
        log = str(folder / "log")
        run("pg_ctl", "--pgdata", data, "--log", log, "--options", options, "--wait", "start")
        try:
            for name in (database, *further):
                run("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "prefect", name)
            yield f"postgresql://prefect@127.0.0.1:{port}/{database}"
        finally:
            run("pg_ctl", "--pgdata", data, "--mode", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
