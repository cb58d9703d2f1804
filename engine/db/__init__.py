"""The tables, and how to reach them on SQLite and PostgreSQL."""

from engine.db import (
    archive,
    batches,
    blanks,
    cases,
    clocks,
    definitions,
    documents,
    history,
    inbox,
    notices,
    offices,
    printing,
    residents,
    siak,
)
from engine.db.base import Base

__all__ = [
    "Base",
    "archive",
    "batches",
    "blanks",
    "cases",
    "clocks",
    "definitions",
    "documents",
    "history",
    "inbox",
    "notices",
    "offices",
    "printing",
    "residents",
    "siak",
]
