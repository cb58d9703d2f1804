"""What somebody does to an office's history who owns its database: the guards are no obstacle to him."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text, update

from engine.db.history import Event, Stream
from engine.history.event import link
from tests.builders import Bureau


@contextmanager
def behind(bureau: Bureau) -> Iterator[Connection]:
    with bureau.engine.database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE terbit_event DISABLE TRIGGER ALL"))
        else:
            guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'terbit_event'"
            for name in connection.execute(text(guards)).scalars().all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        yield connection


def _at(case_id: str, seq: int) -> Any:
    return (Event.stream == f"case:{case_id}") & (Event.seq == seq)


def edit(bureau: Bureau, case_id: str, seq: int, old: bytes, new: bytes) -> None:
    with behind(bureau) as connection:
        body = bytes(connection.execute(select(Event.body).where(_at(case_id, seq))).scalar_one())
        assert old in body
        connection.execute(update(Event).where(_at(case_id, seq)).values(body=body.replace(old, new)))


def overwrite(bureau: Bureau, case_id: str, seq: int, **columns: object) -> None:
    with behind(bureau) as connection:
        connection.execute(update(Event).where(_at(case_id, seq)).values(**columns))


def remove(bureau: Bureau, case_id: str, *seqs: int) -> None:
    with behind(bureau) as connection:
        for seq in seqs:
            connection.execute(delete(Event).where(_at(case_id, seq)))


def swap(bureau: Bureau, case_id: str, first: int, second: int) -> None:
    with behind(bureau) as connection:
        for old, new in ((first, 1000), (second, first), (1000, second)):
            connection.execute(update(Event).where(_at(case_id, old)).values(seq=new))


def squeeze_in(bureau: Bureau, case_id: str, after: int, **false: object) -> None:
    """A copy of an event, as one more after it; the later ones and the last link move up."""
    with behind(bureau) as connection:
        last = connection.execute(select(Stream.seq).where(Stream.id == f"case:{case_id}")).scalar_one()
        for seq in range(last, after, -1):
            connection.execute(update(Event).where(_at(case_id, seq)).values(seq=seq + 1))
        row = dict(connection.execute(select(Event.__table__).where(_at(case_id, after))).mappings().one())
        own = {"id": "00000000-0000-7000-8000-00000000000f", "seq": after + 1, "hash": bytes(32)}
        connection.execute(insert(Event), [row | own | false])
        connection.execute(update(Stream).where(Stream.id == f"case:{case_id}").values(seq=last + 1))


def rewrite(bureau: Bureau, case_id: str, seq: int, old: bytes, new: bytes) -> None:
    """Edits a body and makes every hash behind it fit again, but can't sign."""
    edit(bureau, case_id, seq, old, new)
    with behind(bureau) as connection:
        mine = Event.stream == f"case:{case_id}"
        rows = connection.execute(
            select(Event.id, Event.body, Event.previous).where(mine, Event.seq >= seq).order_by(Event.seq)
        ).all()
        previous = bytes(rows[0].previous)
        for row in rows:
            hash_ = link(previous, bytes(row.body))
            connection.execute(update(Event).where(Event.id == row.id).values(previous=previous, hash=hash_))
            previous = hash_
        connection.execute(update(Stream).where(Stream.id == f"case:{case_id}").values(hash=previous))


def vanish(bureau: Bureau, case_id: str) -> None:
    """Every event of a case, and that there were any."""
    with behind(bureau) as connection:
        connection.execute(delete(Event).where(Event.stream == f"case:{case_id}"))
        connection.execute(delete(Stream).where(Stream.id == f"case:{case_id}"))
