"""Cases and the work on them. What a list shows stands in the row; what a person wrote is sealed."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from engine.db.base import AREA, CODE, FINGERPRINT, ID, SEALED, Base, OfficeOwned
from engine.db.definitions import HASH

OPEN = text("state = 'open'")
CLOSED = text("closed_at IS NOT NULL")
KELURAHAN = text("substr(area_code || '.', 1, 14)")
"""The kelurahan that a task lies in, as `territory.inside` asks for it."""


IN_HAND = text("state = 'open' AND shelf <> 'applicant'")
NAMED = text("state = 'open' AND shelf <> 'work'")
ESCALATED = text("state = 'open' AND escalated_to IS NOT NULL")
REMINDED_OF = text("state = 'open' AND remind_at IS NOT NULL")
LOOKED_AT = text("state = 'open' AND look_at IS NOT NULL")


def _open(name: str, *columns: Any, where: Any = OPEN) -> Index:
    return Index(f"ix_terbit_task_{name}", *columns, postgresql_where=where, sqlite_where=where)


def _desks(name: str, *columns: Any, where: Any, role: str = "role") -> tuple[Index, ...]:
    """Tasks of a desk in the order of their deadlines: of the whole office, a kelurahan, one area by itself. With
    what counting looks at, so that it reads no rows."""
    areas = {"all": (), "kelurahan": (KELURAHAN,), "area": ("area_code",)}
    counted = {"kelurahan": ("claimed_by", "area_code")}
    order = (*columns, "due_at", "id")
    return tuple(
        _open(
            f"{name}_{within}",
            "office_code",
            role,
            *area,
            *order,
            *counted.get(within, ("claimed_by",)),
            where=where,
        )
        for within, area in areas.items()
    )


class Case(OfficeOwned, Base):
    """One application, from intake to its end. `state` follows the tokens; `version` guards saves."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    number: Mapped[str] = mapped_column(String(32))
    document_type: Mapped[str] = mapped_column(CODE)
    version_id: Mapped[str] = mapped_column(HASH, ForeignKey("terbit_definition_version.id"))
    version: Mapped[int] = mapped_column(Integer, default=1)
    state: Mapped[str] = mapped_column(String(16))
    subject_name: Mapped[str] = mapped_column(String(200))
    """The only personal datum in plain text: searched by prefix and with typing errors, within a territory."""
    area_code: Mapped[str] = mapped_column(AREA)
    intake_role: Mapped[str] = mapped_column(String(64))
    intake_area: Mapped[str] = mapped_column(AREA)
    intake_unit: Mapped[str] = mapped_column(String(200))
    opened_at: Mapped[dt.datetime]
    opened_by: Mapped[str] = mapped_column(ID)
    request_id: Mapped[str | None] = mapped_column(String(64))
    """The request that opened it: sent twice, it opens one case."""
    closed_at: Mapped[dt.datetime | None]
    complete_at: Mapped[dt.datetime | None]
    """When the papers were found complete: the promise runs from here."""
    promised_at: Mapped[dt.datetime | None]
    paused_at: Mapped[dt.datetime | None]
    pause_reason: Mapped[str | None] = mapped_column(CODE)
    returns: Mapped[int] = mapped_column(Integer, default=0)
    visits: Mapped[dict[str, int]] = mapped_column(JSON)
    """How often each task of the diagram was reached."""
    record: Mapped[bytes] = mapped_column(SEALED)
    """The answers as they stand now, merged: a JSON object, sealed."""
    engine_state: Mapped[bytes] = mapped_column(SEALED)
    """Where the tokens are; written and read by `engine.process` only."""
    secret: Mapped[bytes | None] = mapped_column(SEALED)
    """The key of the case's commitments in the history; deleting it is erasure."""

    __table_args__ = (
        UniqueConstraint("office_code", "number"),
        UniqueConstraint("opened_by", "request_id"),
        CheckConstraint("state IN ('open', 'issued', 'rejected', 'withdrawn', 'ended')", name="state"),
        Index(None, "office_code", "area_code", "opened_at"),
        Index(
            "ix_terbit_case_closed", "office_code", "closed_at", postgresql_where=CLOSED, sqlite_where=CLOSED
        ),
        Index("ix_terbit_case_subject", "office_code", text("lower(subject_name)")),
    )


class CaseParty(OfficeOwned, Base):
    """A person who takes part in a case, found by number only; keeps officers from their own family's cases."""

    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), primary_key=True)
    field: Mapped[str] = mapped_column(String(100), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    fingerprint: Mapped[bytes] = mapped_column(FINGERPRINT)

    __table_args__ = (
        CheckConstraint("kind IN ('nik', 'kk', 'phone')", name="kind"),
        Index(None, "fingerprint", "kind", "office_code"),
    )


class CaseLink(OfficeOwned, Base):
    """A case that another one started by a message. `key` correlates: the same message with it starts nothing twice."""

    started_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), primary_key=True)
    sender_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), index=True)
    message: Mapped[str] = mapped_column(CODE)
    key: Mapped[str] = mapped_column(CODE)
    document_type: Mapped[str] = mapped_column(CODE)

    __table_args__ = (UniqueConstraint("office_code", "message", "key", "document_type"),)


class CaseFlag(OfficeOwned, Base):
    """Something that happened in another case and that whoever works on this one has to look at first."""

    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(CODE, primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), primary_key=True)
    raised_at: Mapped[dt.datetime]


class CaseDuty(OfficeOwned, Base):
    """Who did which duty on a case, in which role and as what: what separation of duties is decided from."""

    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("terbit_person.id"), primary_key=True)
    duty: Mapped[str] = mapped_column(String(32), primary_key=True)
    role: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    """`definitif`, or as what he stood in: `plt`, `plh`."""


class Answer(OfficeOwned, Base):
    """What one completion wrote: never changed. The case's record is the sum of its answers."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"))
    node: Mapped[str] = mapped_column(CODE)
    item: Mapped[str | None] = mapped_column(CODE)
    values: Mapped[bytes] = mapped_column(SEALED)
    person_id: Mapped[str | None] = mapped_column(ID)
    written_at: Mapped[dt.datetime]

    __table_args__ = (Index(None, "case_id", "node", "written_at"),)


class Task(OfficeOwned, Base):
    """Work that waits for a person. One row is all that an inbox reads."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"))
    token: Mapped[str] = mapped_column(String(36))
    """The engine's id of the waiting token; changes when the case migrates."""
    node: Mapped[str] = mapped_column(CODE)
    item: Mapped[str | None] = mapped_column(CODE)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(64))
    duty: Mapped[str] = mapped_column(String(32))
    apart: Mapped[str | None] = mapped_column(Text)
    """Ids of the steps whose doers may not do this one, as the diagram draws it: `|id||id|`."""
    area_code: Mapped[str] = mapped_column(AREA)
    state: Mapped[str] = mapped_column(String(16))
    document_type: Mapped[str] = mapped_column(CODE)
    case_number: Mapped[str] = mapped_column(String(32))
    subject_name: Mapped[str] = mapped_column(String(200))
    origin: Mapped[str] = mapped_column(String(200))
    round: Mapped[int] = mapped_column(Integer, default=1)
    shelf: Mapped[str] = mapped_column(String(16))
    """Where it lies on its desk (`engine.shelves`)."""
    due_at: Mapped[dt.datetime]
    look_at: Mapped[dt.datetime | None]
    """When something is to be said of the deadline next; null while the clock stands, and when all has been said."""
    escalated_to: Mapped[str | None] = mapped_column(String(64))
    """The role of the superior who was told that it is late."""
    remind_at: Mapped[dt.datetime | None]
    """When whoever may collect the document is reminded next; null where nothing is to be collected, or enough was
    said."""
    reminded: Mapped[int] = mapped_column(Integer, default=0)
    """How often he was."""
    created_at: Mapped[dt.datetime]
    claimed_by: Mapped[str | None] = mapped_column(ForeignKey("terbit_person.id"))
    claimed_at: Mapped[dt.datetime | None]
    held_until: Mapped[dt.datetime | None]
    """When the claim lapses unless its holder touches it again."""
    lost_by: Mapped[str | None] = mapped_column(ID)
    """Whose claim lapsed or was taken over: told so until somebody completes the task or he takes it again."""
    done_by: Mapped[str | None] = mapped_column(ForeignKey("terbit_person.id"))
    done_at: Mapped[dt.datetime | None]
    outcome: Mapped[str | None] = mapped_column(CODE)
    request_id: Mapped[str | None] = mapped_column(String(64))

    __table_args__ = (
        CheckConstraint("state IN ('open', 'done', 'cancelled')", name="state"),
        *_desks("hand", where=IN_HAND),
        *_desks("shelf", "shelf", where=NAMED),
        _open("type", "office_code", "role", "document_type", "due_at", "id", where=IN_HAND),
        _open("mine", "claimed_by", "due_at", "id"),
        _open("lost", "lost_by", "due_at", "id"),
        _open("lease", "office_code", "held_until"),
        _open("look", "office_code", "look_at", where=LOOKED_AT),
        _open("remind", "office_code", "remind_at", where=REMINDED_OF),
        *_desks("unit", where=ESCALATED, role="escalated_to"),
        Index("ix_terbit_task_sent", "done_by", "done_at"),
        Index(None, "case_id"),
    )


class TaskDraft(OfficeOwned, Base):
    """What somebody typed and has not sent."""

    task_id: Mapped[str] = mapped_column(ForeignKey("terbit_task.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("terbit_person.id"), primary_key=True)
    values: Mapped[bytes] = mapped_column(SEALED)
    saved_at: Mapped[dt.datetime]


class Timer(OfficeOwned, Base):
    """A token that waits for a moment."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), index=True)
    token: Mapped[str] = mapped_column(String(36))
    node: Mapped[str] = mapped_column(CODE)
    due_at: Mapped[dt.datetime] = mapped_column(index=True)


class Job(OfficeOwned, Base):
    """Work outside that a token waits for. Its id is the idempotency key of the outside system."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), index=True)
    token: Mapped[str] = mapped_column(String(36))
    node: Mapped[str] = mapped_column(CODE)
    item: Mapped[str | None] = mapped_column(CODE)
    handler: Mapped[str] = mapped_column(CODE)
    state: Mapped[str] = mapped_column(String(16))
    attempt: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]

    __table_args__ = (CheckConstraint("state IN ('open', 'done', 'failed', 'gone')", name="state"),)


class Incident(OfficeOwned, Base):
    """Something stopped and a person has to see to it. `sentence` names no person and no number."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), index=True)
    job_id: Mapped[str | None] = mapped_column(ForeignKey("terbit_job.id"))
    node: Mapped[str] = mapped_column(CODE)
    kind: Mapped[str] = mapped_column(CODE)
    sentence: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16))
    opened_at: Mapped[dt.datetime]
    closed_at: Mapped[dt.datetime | None]
    closed_by: Mapped[str | None] = mapped_column(ID)

    __table_args__ = (
        CheckConstraint("state IN ('open', 'closed')", name="state"),
        Index(
            "ix_terbit_incident_open", "office_code", "opened_at", postgresql_where=OPEN, sqlite_where=OPEN
        ),
    )


class Attachment(OfficeOwned, Base):
    """A paper that was handed in: rebuilt, sealed, named by the hash of what is kept."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), index=True)
    requirement: Mapped[str] = mapped_column(CODE)
    file_name: Mapped[bytes] = mapped_column(SEALED)
    media_type: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(HASH)
    content: Mapped[bytes] = mapped_column(SEALED)
    uploaded_by: Mapped[str] = mapped_column(ID)
    uploaded_at: Mapped[dt.datetime]
    replaced_by: Mapped[str | None] = mapped_column(ID)
