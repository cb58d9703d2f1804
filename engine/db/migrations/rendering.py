"""What of the database is ours, and how our column types are written in a migration."""

from typing import Literal

from engine.db.base import AREA, ID, UtcDateTime

IMPORTS = "from engine.db.base import AREA, ID, UtcDateTime"


def is_ours(_thing: object, name: str | None, kind: str, *_rest: object) -> bool:
    """Alembic's include_object: the job queue keeps its own tables beside ours."""
    return kind != "table" or (name or "").startswith("terbit_")


def render(kind: str, thing: object, _context: object) -> str | Literal[False]:
    if kind == "type":
        if isinstance(thing, UtcDateTime):
            return "UtcDateTime()"
        for name, known in (("AREA", AREA), ("ID", ID)):
            if thing is known:
                return name
    return False
