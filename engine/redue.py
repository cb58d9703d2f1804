"""What is due, reckoned anew after the calendar has changed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from engine import history, retiming
from engine.access import Actor
from engine.db.cases import Case
from engine.engine import Engine
from engine.reckoning import COLUMNS, Moved, reckon
from engine.work import Work

AT_ONCE = 200
"""Cases that are locked together."""


def redue(engine: Engine, actor: Actor) -> Moved:
    """Of every open case, some at a time, each locked as a completion locks it; timers of diagrams too. Told in the
    history of the office."""
    moved, last = Moved(), None
    while True:
        with engine.work(actor) as work:
            cases = _some(work, last)
            if not cases:
                break
            moved += reckon(work, cases)
        last = cases[-1].id
    timers = retiming.retime(engine)
    with engine.work(actor) as work:
        work.record(history.Event("office.redue", "office", facts={**vars(moved), "timers": timers}))
    return moved


def _some(work: Work, last: str | None) -> Sequence[Row[Any]]:
    wanted = [Case.office_code == work.office.code, Case.state == "open"]
    if last is not None:
        wanted.append(Case.id > last)
    return work.execute(
        select(*COLUMNS).where(*wanted).order_by(Case.id).limit(AT_ONCE).with_for_update()
    ).all()
