"""What is said of a task's deadline, and when: it is near, it is past, its superior is told."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.calendar import Calendar
from engine.clock import Span, ends


class Level(enum.IntEnum):
    NEAR = 1
    PAST = 2
    ESCALATED = 3


@dataclass(frozen=True)
class Patience:
    """Of an office. `near`: the share of a task's time after which it is nearly due. `beyond`: office time that a task
    may be late before the superior is told."""

    near: float = 0.8
    beyond: timedelta = timedelta(hours=7)


@dataclass(frozen=True)
class Deadline:
    """A task's clock: it runs by the calendar of the desk, from when the task began, but for stops."""

    calendar: Calendar
    began: datetime
    allowed: timedelta
    stops: Sequence[Span] = ()

    @property
    def due_at(self) -> datetime:
        return self.after(self.allowed)

    def after(self, length: timedelta) -> datetime:
        return ends(self.calendar, self.began, length, self.stops)

    def look(self, patience: Patience, told: int = 0) -> tuple[Level, datetime] | None:
        """What is to be said next, and when; None where all has been said."""
        if told < Level.NEAR:
            return Level.NEAR, self.after(self.allowed * patience.near)
        if told < Level.PAST:
            return Level.PAST, self.due_at
        if told < Level.ESCALATED:
            return Level.ESCALATED, self.after(self.allowed + patience.beyond)
        return None

    def look_at(self, patience: Patience, told: int = 0) -> datetime | None:
        following = self.look(patience, told)
        return following[1] if following else None
