"""The office's own papers as PDF, with the letterhead of the version in force."""

import datetime as dt
from contextlib import suppress

from engine import archive, deployments, register
from engine.definitions import UnknownDocumentTypeError
from engine.work import Reading, Work
from handlers import records

LETTERHEAD = "shared/letterhead.typ"


def book(work: Work, first: dt.date, last: dt.date) -> bytes:
    """Raises PeriodError, Later."""
    lines = register.book(work, first, last)
    printed = (work.actor.name, work.local.date())
    return records.book(lines, (first, last), printed, work.office, _letterhead(work))


def destruction(reading: Reading, destruction_id: str) -> bytes:
    """Raises NotFoundError, Later."""
    told = archive.minutes(reading, destruction_id)
    engine, office = reading.engine, reading.office
    kinds = {
        name: engine.definitions.current(reading.connection, office.code, name)
        for name in sorted({one.document_type for one in told.entries})
    }
    names = {name: found.name for name, found in kinds.items()}
    return records.destruction(told, names, office, _letterhead(reading))


def _letterhead(reading: Reading) -> dict[str, bytes]:
    """Of the first type in force: all share it."""
    engine, office = reading.engine, reading.office.code
    for name in deployments.known_types(reading):
        with suppress(UnknownDocumentTypeError):
            return {
                LETTERHEAD: engine.definitions.current(reading.connection, office, name).files[LETTERHEAD]
            }
    raise UnknownDocumentTypeError(LETTERHEAD)
