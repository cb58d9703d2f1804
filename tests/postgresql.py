"""A PostgreSQL server of the tests' own: Debian's, as an ordinary user, on a socket in a temporary folder."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.folders import folder_in_memory

OWNER = "terbit"
PATIENCE = 30
SETTINGS = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "shared_buffers=64MB",
    "max_connections=120",
    "autovacuum=off",
)
"""No TCP port; nothing here has to outlive a power cut."""


class NoServerError(Exception):
    def __init__(self) -> None:
        super().__init__(
            "Expected a PostgreSQL server to test with, but there is none: install Debian's postgresql"
        )


@dataclass(frozen=True)
class Server:
    folder: Path

    def address(self, database: str) -> str:
        return f"host={self.folder} dbname={database} user={OWNER}"

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{OWNER}@/{database}?host={self.folder}"


@contextmanager
def running() -> Iterator[Server]:
    programs = _programs()
    with folder_in_memory() as folder:
        become = _become(folder)
        cluster, log = folder / "data", folder / "log"
        subprocess.run(
            [*become, programs / "initdb", "-D", cluster, "-U", OWNER, "-A", "trust", "--no-sync",
             "--no-instructions", "-E", "UTF8", "--locale=C.UTF-8"],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        options = [
            part for setting in (*SETTINGS, f"unix_socket_directories={folder}") for part in ("-c", setting)
        ]
        with log.open("wb") as output:
            process = subprocess.Popen(
                [*become, programs / "postgres", "-D", cluster, *options], stdout=output, stderr=output
            )
        try:
            yield _answering(Server(folder), process, log)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)


def _programs() -> Path:
    """The newest server of Debian's, whose programs are not on the PATH, else the one on it."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise NoServerError
    return (found[-1] if found else Path(str(on_path)).resolve()).parent


def _become(folder: Path) -> list[str]:
    """How a command is started so that it ends with the tests, and not as root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return ["setpriv", "--pdeathsig", "INT"]
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return [
        "setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--pdeathsig", "INT",
    ]  # fmt: skip


def _answering(server: Server, process: subprocess.Popen[bytes], log: Path) -> Server:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(server.address("postgres")).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(
                    f"Expected PostgreSQL to start, but: {log.read_text()[-2000:]}"
                ) from None
            time.sleep(0.02)
        else:
            return server
