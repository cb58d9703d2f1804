"""The logins of a person that are alive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from engine.db.offices import Session
from engine.people import IDLE
from engine.work import Reading


@dataclass(frozen=True)
class OpenLogin:
    token_hash: bytes
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


def of_actor(reading: Reading) -> Sequence[OpenLogin]:
    """The latest first."""
    rows = reading.execute(
        select(Session.token_hash, Session.created_at, Session.seen_at, Session.expires_at)
        .where(
            Session.person_id == reading.actor.person_id,
            Session.ended_at.is_(None),
            Session.expires_at > reading.now,
            Session.seen_at > reading.now - IDLE,
        )
        .order_by(Session.created_at.desc())
    )
    return [OpenLogin(**row._mapping) for row in rows]
