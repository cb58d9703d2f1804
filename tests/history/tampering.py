"""What somebody does who owns the database: the guards are no obstacle to him."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, delete, select, text, update

from engine.db.history import Event, EventValues, Stream
from engine.history.event import link
from tests.history.working import Desk


@contextmanager
def behind(desk: Desk) -> Iterator[Connection]:
    with desk.database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE terbit_event DISABLE TRIGGER ALL"))
        else:
            guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'terbit_event'"
            for name in connection.execute(text(guards)).scalars().all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        yield connection


def edit(desk: Desk, seq: int, **columns: object) -> None:
    with behind(desk) as connection:
        connection.execute(update(Event).where(Event.seq == seq).values(**columns))


def edit_body(desk: Desk, seq: int, old: bytes, new: bytes) -> None:
    with behind(desk) as connection:
        body = connection.execute(select(Event.body).where(Event.seq == seq)).scalar_one()
        assert old in body
        connection.execute(update(Event).where(Event.seq == seq).values(body=body.replace(old, new)))


def remove(desk: Desk, *seqs: int) -> None:
    with behind(desk) as connection:
        connection.execute(delete(Event).where(Event.seq.in_(seqs)))


def swap(desk: Desk, first: int, second: int) -> None:
    with behind(desk) as connection:
        for old, new in ((first, 1000), (second, first), (1000, second)):
            connection.execute(update(Event).where(Event.seq == old).values(seq=new))


def squeeze_in(desk: Desk, after: int) -> None:
    """A copy of an event, as one more after it; the later ones move up."""
    with behind(desk) as connection:
        last = connection.execute(select(Stream.seq)).scalar_one()
        for seq in range(last, after, -1):
            connection.execute(update(Event).where(Event.seq == seq).values(seq=seq + 1))
        row = dict(connection.execute(select(Event.__table__).where(Event.seq == after)).mappings().one())
        false = {"id": "00000000-0000-7000-8000-00000000000f", "seq": after + 1, "hash": bytes(32)}
        connection.execute(Event.__table__.insert(), [row | false])
        connection.execute(update(Stream).values(seq=last + 1))


def rehash(desk: Desk, seq: int, old: bytes, new: bytes) -> None:
    """Edits a body and makes every hash behind it fit again, but can't sign."""
    edit_body(desk, seq, old, new)
    with behind(desk) as connection:
        rows = connection.execute(
            select(Event.id, Event.seq, Event.body, Event.previous).order_by(Event.seq)
        ).all()
        previous = rows[0].previous
        for row in rows:
            hash_ = link(previous, row.body)
            connection.execute(update(Event).where(Event.id == row.id).values(previous=previous, hash=hash_))
            previous = hash_
        connection.execute(update(Stream).values(hash=previous))


def exchange_values(desk: Desk, first: int, second: int) -> None:
    with behind(desk) as connection:
        ids = [
            connection.execute(select(Event.id).where(Event.seq == seq)).scalar_one()
            for seq in (first, second)
        ]
        contents = [
            connection.execute(select(EventValues.content).where(EventValues.event_id == id_)).scalar_one()
            for id_ in ids
        ]
        for id_, content in zip(ids, reversed(contents), strict=True):
            connection.execute(update(EventValues).where(EventValues.event_id == id_).values(content=content))


def drop_values(desk: Desk, seq: int) -> None:
    with behind(desk) as connection:
        event_id = connection.execute(select(Event.id).where(Event.seq == seq)).scalar_one()
        connection.execute(delete(EventValues).where(EventValues.event_id == event_id))
