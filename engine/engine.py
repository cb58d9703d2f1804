"""The engine: what the office runs on, put together once at start."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from engine import office as offices
from engine.access import SYSTEM, Actor
from engine.calls import Handlers
from engine.db.database import Database
from engine.definitions import Definitions
from engine.jobs import Queue
from engine.office import Office
from engine.siak import BY_PEOPLE, BY_WIRE, POLICY
from engine.vault import Vault
from engine.work import Reading, Work

if TYPE_CHECKING:
    from engine.casefile import CaseFile
    from engine.notices.channels import Channel
    from engine.siak.port import Centre
    from engine.signing.port import Signer
    from engine.signing.stamps import TimeStamper

FRESH = timedelta(seconds=5)
STEADY = timedelta(minutes=1)
"""How old the office's settings may be for a page, and for a change."""


def wall_clock() -> datetime:
    return datetime.now(UTC)


@dataclass
class Engine:
    """Definitions, handlers, database and clock of one office. Threads share it."""

    database: Database
    vault: Vault
    handlers: Handlers
    queue: Queue
    office_code: str
    public_url: str = "http://127.0.0.1:8000"
    channel: "Channel | None" = None
    """By which way notices to applicants leave; an office without any tells them at the counter."""
    signer: "Signer | None" = None
    """Who puts electronic signatures on; an office without them signs its papers by hand."""
    stamps: "Callable[[], TimeStamper] | None" = None
    """Who gives the further time stamps by which signed documents stay provable."""
    centre: "Centre | None" = None
    """Who asks the central register (SIAK); in an office without, people look and type there themselves."""
    download_days: int = 14
    """How long the link in a notice gives a signed document."""
    centre_quota: int = 5000
    """Questions that it may be sent in a day."""
    clock: Callable[[], datetime] = wall_clock
    witness: "Callable[[CaseFile], None] | None" = None
    """Sees every case that has moved, before it is written: scenarios tell by it which ways were taken."""
    definitions: Definitions = field(init=False)
    _office: tuple[datetime, Office] | None = field(init=False, default=None)
    _lock: threading.Lock = field(init=False, default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.definitions = Definitions(self.handlers)

    @property
    def office(self) -> Office:
        """The office as its settings say now."""
        return self._office_within(FRESH)

    @property
    def steady_office(self) -> Office:
        """The same without looking again, for a change: whoever changes something has just read a page."""
        return self._office_within(STEADY)

    def _office_within(self, age: timedelta) -> Office:
        known, now = self._office, datetime.now(UTC)
        if known is not None and now - known[0] < age:
            return known[1]
        with self._lock, self.database.reading() as connection:
            wired = {POLICY: BY_PEOPLE if self.centre is None else BY_WIRE}
            office = replace(offices.load(connection, self.office_code), wired=wired)
            self.definitions.lay(office.reasons)
            self._office = (now, office)
        return office

    def forget(self) -> None:
        """Makes a change of the office's settings seen at once in this process."""
        self._office = None
        self.office  # noqa: B018 - looked up now, since definitions are laid under its reasons

    @contextmanager
    def reading(self, actor: Actor = SYSTEM) -> Iterator[Reading]:
        with self.database.reading() as connection:
            yield Reading(self, connection, actor, self.clock())

    @contextmanager
    def work(self, actor: Actor, request_id: str | None = None) -> Iterator[Work]:
        """Commits at the end; rolls back whole, history and enqueued jobs too, when something is raised."""
        self.steady_office  # noqa: B018 - looked up before the write lock is taken, not under it
        with self.database.writing() as connection, self.work_on(connection, actor, request_id) as work:
            yield work

    @contextmanager
    def work_on(self, connection: Connection, actor: Actor, request_id: str | None = None) -> Iterator[Work]:
        """Work within a transaction that somebody else commits."""
        work = Work(self, connection, actor, self.clock(), request_id)
        yield work
        work.close()
