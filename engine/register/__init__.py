"""The register: an entry is made once, with its number; what changes it later stands beside it, never in it."""

from engine.register.amendments import (
    Amendment,
    Note,
    Standing,
    Version,
    cancel,
    correct,
    find,
    hold,
    notes,
    versions,
)
from engine.register.book import Line, book
from engine.register.entries import (
    MOST_A_DAY,
    Entry,
    NewEntry,
    content,
    enter,
    in_force,
    questions,
    void,
)
from engine.register.folio import Folio, Mention, of_case
from engine.register.gaps import Gap, gaps
from engine.register.old_books import OldEntry, numbered, take_over

__all__ = [
    "MOST_A_DAY",
    "Amendment",
    "Entry",
    "Folio",
    "Gap",
    "Line",
    "Mention",
    "NewEntry",
    "Note",
    "OldEntry",
    "Standing",
    "Version",
    "book",
    "cancel",
    "content",
    "correct",
    "enter",
    "find",
    "gaps",
    "hold",
    "in_force",
    "notes",
    "numbered",
    "of_case",
    "questions",
    "take_over",
    "versions",
    "void",
]
