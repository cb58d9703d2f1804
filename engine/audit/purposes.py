"""What an auditor looks for, in his own words: said once, it stands in his stream before all that he looks at."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from engine import history
from engine.access import Actor
from engine.audit import events
from engine.audit.mandate import mandate
from engine.db.history import Event
from engine.engine import Engine
from engine.errors import EngineError
from engine.work import Reading

BEGUN = "audit.begun"
LONGEST = 200
HOLDS = timedelta(days=30)


class PurposeNeededError(EngineError):
    def __init__(self) -> None:
        super().__init__(f"Expected a purpose of 1 to {LONGEST} characters, but got none or a longer one")


@dataclass(frozen=True)
class Purpose:
    words: str = field(repr=False)
    since: datetime


def begin(engine: Engine, actor: Actor, words: str) -> None:
    """From now on the actor looks for this, such as a letter of assignment and its subject."""
    grant, said = mandate(actor), " ".join(words.split())
    if not said or len(said) > LONGEST:
        raise PurposeNeededError
    with engine.work(actor) as work:
        stream = history.of_person(actor.person_id)
        work.record(history.Event(BEGUN, stream, words=said, grant=grant))


def current(reading: Reading) -> Purpose | None:
    """The last one that the actor stated; it holds for thirty days."""
    mine = [
        Event.person_id == reading.actor.person_id,
        Event.kind == BEGUN,
        Event.at >= reading.now - HOLDS,
    ]
    for event in events.latest(reading, mine, 1):
        if event.words:
            return Purpose(event.words, event.at)
    return None
