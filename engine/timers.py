"""Wakes what is due: rows by time, never a scan of cases."""

from sqlalchemy import select

from engine import casefile, filing
from engine.access import SYSTEM
from engine.db.cases import Timer
from engine.engine import Engine
from engine.errors import CaseClosedError

AT_ONCE = 50


def sweep(engine: Engine, at_most: int = AT_ONCE) -> int:
    """How many cases were woken. Each in a transaction of its own; two sweeps at once do each case once."""
    with engine.reading() as reading:
        due = reading.execute(
            select(Timer.case_id).where(Timer.due_at <= reading.now).order_by(Timer.due_at).limit(at_most)
        ).scalars()
        cases = list(dict.fromkeys(due))
    return sum(_wake(engine, case_id) for case_id in cases)


def _wake(engine: Engine, case_id: str) -> bool:
    with engine.work(SYSTEM) as work:
        still = (
            work.execute(select(Timer.node).where(Timer.case_id == case_id, Timer.due_at <= work.now))
            .scalars()
            .all()
        )
        if not still:
            return False
        try:
            file = casefile.lock(work, case_id)
        except CaseClosedError:
            return False
        before = file.run.tokens()
        file.run.wake()
        if file.run.tokens() == before:
            return False
        filing.record_event(file, "timer.fired", node=still[0], began=file.save())
        return True
