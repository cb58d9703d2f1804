"""Issues cases and is killed: `victim.py URL KEYS AUTHORITY`, then a line `CASE MOMENT` a time; answers with the signal
that ended it. It approves the case unless that is done, works off what is queued, as an office on one machine does, and
ends once nothing but a person is waited for. Each life is a fork, so that Python starts once; a line without a moment
is none, and has all statements ready for the others."""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import event, select

from engine import outside
from engine.calls import Call, Handlers, Result
from engine.db.cases import Job, Task
from engine.db.database import Database
from engine.demo.signing import PASSPHRASE, made_up
from engine.demo.walk import Walker
from engine.engine import Engine
from engine.jobs import InlineQueue
from engine.jobs.queue import DbosQueue
from engine.jobs.worker import Worker
from engine.signing import Order, Signer
from engine.signing.trust import Trust
from engine.vault import Keys, Vault
from tests.builders import OFFICE
from tests.fakes import Clock
from web.wiring import HANDLERS

APPROVAL = "tanda_tangan"
PATIENCE = 60
UNHARMED = "not at all"
NUMBER = "INSERT INTO terbit_counter", "register:"
ENTRY = "INSERT INTO terbit_register_entry", ""
TO_RENDER = "INSERT INTO terbit_job", "rendering.render"
PAGE = "UPDATE terbit_document SET sha256", ""
TO_SIGN = "INSERT INTO terbit_job", "signing.sign"
INTENT = "INSERT INTO terbit_signing", ""
SIGNED = "UPDATE terbit_signing", ""
IN_FORCE = "UPDATE terbit_document SET state", ""
TO_TELL = "INSERT INTO terbit_job", "siak.push"
"""Statements, and what stands among their values."""
MOMENTS = {
    "the number is drawn": ("written", NUMBER),
    "the entry is made": ("written", ENTRY),
    "the approval is written": ("committing", TO_RENDER),
    "the approval is kept": ("committed", TO_RENDER),
    "the page is wanted": ("called", "rendering.render"),
    "the page is written": ("committing", PAGE),
    "the page is kept": ("committed", PAGE),
    "the page is told": ("committing", TO_SIGN),
    "the signature is due": ("committed", TO_SIGN),
    "the intent is written": ("committing", INTENT),
    "the intent is kept": ("committed", INTENT),
    "the signer is called": ("called", "signer"),
    "the signer has signed": ("answered", "signer"),
    "the signed file is written": ("written", SIGNED),
    "the document is in force": ("written", IN_FORCE),
    "the signature is written": ("committing", SIGNED),
    "the signature is kept": ("committed", SIGNED),
    "the work is done": ("answered", "signing.sign"),
    "the next is written": ("committing", TO_TELL),
    "the next is kept": ("committed", TO_TELL),
}
"""In the order in which a case comes by."""


@dataclass
class Fate:
    """Ends the process at its moment."""

    phase: str = ""
    what: object = None
    seen: set[str] = field(default_factory=set)

    def aim(self, moment: str) -> None:
        self.phase, self.what = MOMENTS.get(moment, ("", None))

    def come(self, phase: str, what: object) -> None:
        if (phase, what) == (self.phase, self.what):
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, database: Database) -> None:
        event.listen(database.writer, "after_cursor_execute", self._wrote)
        event.listen(database.writer, "commit", self._committing)
        event.listen(database.writer.pool, "checkin", self._returned)

    def _wrote(self, connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if not isinstance(self.what, tuple):
            return
        start, among = self.what
        if statement.startswith(start) and among in str(values):
            connection.info["marked"] = True
            self.come("written", self.what)

    def _committing(self, connection: Any) -> None:
        if connection.info.get("marked"):
            self.come("committing", self.what)
            connection.info["committed"] = True

    def _returned(self, _connection: Any, record: Any) -> None:
        if record.info.get("committed"):
            self.come("committed", self.what)


@dataclass
class Dying:
    signer: Signer
    fate: Fate
    name: str = "demo"
    asks: bool = False

    @property
    def trust(self) -> Trust:
        return self.signer.trust

    def sign(self, order: Order) -> bytes:
        self.fate.come("called", "signer")
        signed = self.signer.sign(order)
        self.fate.come("answered", "signer")
        return signed


def handlers(fate: Fate) -> Handlers:
    """The real ones."""

    def dying(name: str, function: Callable[[Call], Result]) -> Callable[[Call], Result]:
        def call(given: Call) -> Result:
            fate.come("called", name)
            result = function(given)
            fate.come("answered", name)
            return result

        return call

    mortal = ("rendering.render", "signing.sign")
    return Handlers(
        {
            name: replace(handler, function=dying(name, handler.function)) if name in mortal else handler
            for name, handler in HANDLERS.items()
        }
    )


def waiting(engine: Engine, case_id: str) -> str | None:
    """The step that waits for a person."""
    with engine.reading() as reading:
        nodes = reading.execute(select(Task.node).where(Task.case_id == case_id, Task.state == "open"))
        return nodes.scalars().first()


def busy(engine: Engine, case_id: str) -> bool:
    with engine.reading() as reading:
        jobs = reading.execute(select(Job.id).where(Job.case_id == case_id, Job.state == "open")).first()
    return jobs is not None or waiting(engine, case_id) in (None, APPROVAL)


def live(engine: Engine, case_id: str) -> None:
    engine.queue = DbosQueue(engine.database)
    with Worker(engine.database, outside.duties(engine), poll=0.05):
        if waiting(engine, case_id) == APPROVAL:
            Walker(engine, InlineQueue(), random.Random(1)).step(case_id)
        until = time.monotonic() + PATIENCE
        while busy(engine, case_id):
            if time.monotonic() > until:
                raise TimeoutError(case_id)
            time.sleep(0.02)


def first(engine: Engine, case_id: str) -> None:
    """Without a thread of its own: whoever has one should not fork."""
    engine.queue = queue = InlineQueue()
    walker = Walker(engine, queue, random.Random(1))
    walker.step(case_id)
    walker.drain()
    engine.database.close()


def forked(engine: Engine, fate: Fate, case_id: str, moment: str) -> int:
    child = os.fork()
    if child == 0:
        fate.aim(moment)
        live(engine, case_id)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def main(url: str, keys: str, authority: str) -> None:
    fate, database = Fate(), Database(url)
    fate.watch(database)
    signer = Dying(made_up(Path(authority), PASSPHRASE), fate)
    vault = Vault(Keys.load(keys))
    engine = Engine(database, vault, handlers(fate), InlineQueue(), OFFICE, signer=signer, clock=Clock())
    for line in sys.stdin:
        case_id, _, moment = line.strip().partition(" ")
        if moment:
            print(forked(engine, fate, case_id, moment), flush=True)
        else:
            first(engine, case_id)
            print(0, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
