"""The history: what happened, signed and chained; and, apart from it, the values, which can be erased."""

import datetime as dt

from sqlalchemy import BigInteger, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.db.base import CODE, ID, SEALED, Base, OfficeOwned


class Event(OfficeOwned, Base):
    """`body` is what was signed, byte by byte; the other columns repeat it for look-up and are compared with it."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    stream: Mapped[str] = mapped_column(String(64))
    """`case:<id>`, `person:<id>` or `office`: each is a chain of its own."""
    seq: Mapped[int]
    kind: Mapped[str] = mapped_column(CODE)
    case_id: Mapped[str | None] = mapped_column(ID)
    person_id: Mapped[str | None] = mapped_column(ID)
    at: Mapped[dt.datetime]
    body: Mapped[bytes]
    previous: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))
    key_id: Mapped[str] = mapped_column(String(16))

    __table_args__ = (
        UniqueConstraint("stream", "seq"),
        Index(None, "case_id", "at"),
        Index(None, "person_id", "at"),
    )


class EventValues(OfficeOwned, Base):
    """The values before and after, and the words of a reason, of one event. Erasable."""

    event_id: Mapped[str] = mapped_column(ID, primary_key=True)
    content: Mapped[bytes] = mapped_column(SEALED)


class Stream(OfficeOwned, Base):
    """The last link of a chain: the one mutable row of the history."""

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    seq: Mapped[int]
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class HistoryLeaf(OfficeOwned, Base):
    """An event's place in the order over all streams, given by the sequencer after commit, without gaps."""

    index: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    event_id: Mapped[str] = mapped_column(ID, unique=True)
    leaf: Mapped[bytes] = mapped_column(LargeBinary(32))


class HistoryCheckpoint(OfficeOwned, Base):
    """The signed root over the first `size` leaves (RFC 6962)."""

    size: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    root: Mapped[bytes] = mapped_column(LargeBinary(32))
    note: Mapped[bytes]
    created_at: Mapped[dt.datetime]
