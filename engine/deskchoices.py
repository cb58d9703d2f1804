"""How a person wants his lists: columns, what comes after a task, and the filters that he gave a name."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

import orjson
from sqlalchemy import delete, insert, select

from engine.access import Actor
from engine.db.inbox import DeskChoice, SavedFilter
from engine.db.upserts import insert_or
from engine.engine import Engine
from engine.errors import EngineError
from engine.ids import new_id
from engine.inbox import Filter
from engine.work import Reading

COLUMNS = ("alamat", "diajukan", "janji")
MOST = 12
LONGEST = 60
PLACE = ("terbit_saved_filter", "chosen")


class FilterNameMissingError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a name for the filter, but got none")


class TooManyFiltersError(EngineError):
    def __init__(self) -> None:
        super().__init__(f"Expected at most {MOST} saved filters, but there would be more")


@dataclass(frozen=True)
class Choice:
    """`columns` of COLUMNS. `onward`: after a task is done, straight to the next one."""

    columns: Sequence[str] = ()
    onward: bool = False


@dataclass(frozen=True)
class Saved:
    """A filter with its name; `queue` is the queue's key."""

    id: str
    name: str
    queue: str
    wanted: Filter = field(repr=False)


def choice(reading: Reading) -> Choice:
    row = reading.execute(
        select(DeskChoice.columns, DeskChoice.onward).where(DeskChoice.person_id == reading.actor.person_id)
    ).first()
    return Choice(tuple(row.columns), row.onward) if row else Choice()


def choose(engine: Engine, actor: Actor, chosen: Choice) -> None:
    values = {"columns": [name for name in COLUMNS if name in chosen.columns], "onward": chosen.onward}
    with engine.work(actor) as work:
        row = {"person_id": actor.person_id, **values, **work.office.owner}
        statement = insert_or(work.connection, DeskChoice).values(row)
        work.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_=values))


def saved(reading: Reading) -> list[Saved]:
    rows = reading.execute(
        select(SavedFilter.id, SavedFilter.name, SavedFilter.chosen)
        .where(SavedFilter.person_id == reading.actor.person_id)
        .order_by(SavedFilter.name, SavedFilter.id)
    )
    return [_saved(reading, row.id, row.name, row.chosen) for row in rows]


def _saved(reading: Reading, saved_id: str, name: str, chosen: bytes) -> Saved:
    values = orjson.loads(reading.vault.open(*PLACE, saved_id, chosen))
    return Saved(saved_id, name, values.pop("queue"), Filter(**values))


def save(engine: Engine, actor: Actor, name: str, queue: str, wanted: Filter) -> str:
    called = " ".join(name.split())[:LONGEST]
    if not called:
        raise FilterNameMissingError
    saved_id = new_id()
    with engine.work(actor) as work:
        mine = select(SavedFilter.id).where(SavedFilter.person_id == actor.person_id)
        if len(work.execute(mine).all()) >= MOST:
            raise TooManyFiltersError
        plain = orjson.dumps({"queue": queue, **asdict(wanted)})
        row = {"id": saved_id, "person_id": actor.person_id, "name": called, "created_at": work.now,
               "chosen": work.vault.seal(*PLACE, saved_id, plain)}  # fmt: skip
        work.execute(insert(SavedFilter), [row | work.office.owner])
    return saved_id


def drop(engine: Engine, actor: Actor, saved_id: str) -> None:
    """Somebody else's stays."""
    with engine.work(actor) as work:
        work.execute(
            delete(SavedFilter).where(SavedFilter.id == saved_id, SavedFilter.person_id == actor.person_id)
        )
