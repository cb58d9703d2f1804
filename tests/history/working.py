"""A small stand-in for the engine: one office, one vault, transactions with a moment and an actor."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from engine import history
from engine.access import SYSTEM, Actor, Grant
from engine.db.cases import Case
from engine.db.database import Database
from engine.db.definitions import DefinitionVersion
from engine.db.offices import Person, Post, Unit
from engine.history import Report
from engine.ids import new_id
from engine.vault import Keys, Vault
from engine.work import Reading, Work

OWNER = {"office_code": "5371", "regency_code": "53.71"}
START = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class StandInOffice:
    code: str = "5371"
    regency_code: str = "53.71"

    @property
    def owner(self) -> dict[str, str]:
        return dict(OWNER)


@dataclass
class Desk:
    """What tests write histories with; its clock ticks a second per transaction."""

    database: Database
    vault: Vault = field(default_factory=lambda: Vault(Keys.new()))
    office: StandInOffice = field(default_factory=StandInOffice)
    now: datetime = START

    @property
    def steady_office(self) -> StandInOffice:
        return self.office

    @contextmanager
    def work(self, actor: Actor = SYSTEM, request_id: str | None = None) -> Iterator[Work]:
        self.now += timedelta(seconds=1)
        engine: Any = self
        with self.database.writing() as connection:
            work = Work(engine, connection, actor, self.now, request_id)
            yield work
            work.close()

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        engine: Any = self
        with self.database.reading() as connection:
            yield Reading(engine, connection, SYSTEM, self.now)

    def verify(self, stream: str | None = None) -> Report:
        with self.reading() as reading:
            return history.verify(reading, self.vault.public_keys, stream=stream)

    def officer(self, name: str = "Maria Ndoen", role: str = "Verifikator") -> Actor:
        """Somebody in a post over the whole city."""
        person_id, unit_id, post_id = new_id(), new_id(), new_id()
        with self.database.writing() as connection:
            person = {
                "id": person_id, "username": person_id, "name": name, "password_hash": "-", "language": "id",
                "created_at": START,
            }  # fmt: skip
            connection.execute(insert(Person), [person | OWNER])
            unit = {"id": unit_id, "name": "Dinas", "kind": "dinas", "area_code": "53.71"}
            connection.execute(insert(Unit), [unit | OWNER])
            post = {
                "id": post_id,
                "unit_id": unit_id,
                "title": f"{role} akta",
                "role": role,
                "area_code": "53.71",
            }
            connection.execute(insert(Post), [post | OWNER])
        return Actor(person_id, name, (Grant(post_id, f"{role} akta", role, "53.71"),))

    def case(self, secret: bytes = b"s" * 32) -> str:
        """A case of which only the history matters here."""
        case_id, version = new_id(), (new_id() + new_id()).replace("-", "")
        with self.database.writing() as connection:
            definition = {"id": version, "document_type": version, "number": 1, "created_at": START}
            connection.execute(insert(DefinitionVersion), [definition | OWNER])
            row = {
                "id": case_id, "number": case_id[:32], "document_type": "akta_kelahiran",
                "version_id": version, "version": 1, "state": "open",
                "subject_name": "Yohanes Foeh", "area_code": "53.71.03",
                "intake_role": "Petugas loket", "intake_area": "53.71", "intake_unit": "Loket 1",
                "opened_at": START, "opened_by": case_id, "returns": 0, "visits": {},
                "record": b"", "engine_state": b"",
                "secret": self.vault.seal("terbit_case", "secret", case_id, secret),
            }  # fmt: skip
            connection.execute(insert(Case), [row | OWNER])
        return case_id

    def write(self, *events: history.Event, actor: Actor = SYSTEM) -> None:
        """Each in a transaction of its own."""
        for event in events:
            with self.work(actor) as work:
                work.record(event)


def made(case_id: str, **changed: Any) -> history.Event:
    """A completed step of a case."""
    event = history.Event(
        "task.completed",
        f"case:{case_id}",
        case_id=case_id,
        node="periksa",
        outcome="setuju",
        changes={"anak.nama": (None, "Yohanes Foeh"), "anak.berat_kg": (2.9, 3.1)},
        words="Sesuai surat bidan.",
        secret=b"s" * 32,
    )
    return replace(event, **changed)
