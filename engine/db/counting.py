"""How many statements a piece of work sends: what benches and tests of cost look at."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import event

from engine.db.database import Database


@dataclass
class Statements:
    """The statements of one thread, without BEGIN and COMMIT."""

    texts: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.texts)


@contextmanager
def counted(database: Database) -> Iterator[Statements]:
    statements = Statements()
    thread = threading.get_ident()

    def note(_connection: object, _cursor: object, text: str, *_rest: object) -> None:
        if threading.get_ident() == thread and not text.startswith("BEGIN"):
            statements.texts.append(text)

    engines = [database.writer]
    if database.dialect == "sqlite":  # on PostgreSQL the reader hears what the writer hears
        engines.append(database.reader)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
