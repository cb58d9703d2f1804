"""Identifiers: UUIDv7 as text, so that rows sort by the time they were made."""

from datetime import datetime
from typing import NewType
from uuid import UUID

import uuid_utils

OfficeCode = NewType("OfficeCode", str)
CaseId = NewType("CaseId", str)
TaskId = NewType("TaskId", str)
JobId = NewType("JobId", str)
PersonId = NewType("PersonId", str)
PostId = NewType("PostId", str)
DocumentId = NewType("DocumentId", str)
EventId = NewType("EventId", str)
VersionId = NewType("VersionId", str)
"""SHA-256 of a whole document type: the diagram, its folder and every called process, as 64 hex digits."""


def new_id() -> str:
    return str(uuid_utils.uuid7())


def first_of(moment: datetime) -> str:
    """Sorts before every id that is made at the moment or later."""
    return str(UUID(int=int(moment.timestamp() * 1000) << 80))


def parse_id(text: str | None) -> str | None:
    """An id that came from outside, in an address or an event, as tables have it; None where it is none."""
    try:
        return str(UUID(text or ""))
    except ValueError:
        return None
