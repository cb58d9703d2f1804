"""Timers of diagrams, counted anew after the calendar has changed."""

from sqlalchemy import select

from engine import casefile
from engine.access import SYSTEM
from engine.db.cases import Timer
from engine.engine import Engine
from engine.errors import CaseClosedError


def retime(engine: Engine) -> int:
    """How many cases wait for another moment than before. Each in a transaction of its own."""
    with engine.reading() as reading:
        mine = Timer.office_code == engine.office_code
        cases = (
            reading.execute(select(Timer.case_id).where(mine).distinct().order_by(Timer.case_id))
            .scalars()
            .all()
        )
    return sum(_retime(engine, case_id) for case_id in cases)


def _retime(engine: Engine, case_id: str) -> bool:
    with engine.work(SYSTEM) as work:
        try:
            file = casefile.lock(work, case_id)
        except CaseClosedError:
            return False
        file.run.recount()
        if file.run.tokens() == file.before:
            return False
        file.save()
        return True
