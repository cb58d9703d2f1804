"""What completing costs, told in what a busy machine does not change: SQL statements and function calls."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from engine import logins, tasks
from engine.db.counting import counted
from engine.db.database import Database
from engine.demo.office import PASSWORD
from engine.submission import Submission
from tests.builders import Bureau

ON, BACK = "setuju", "kembalikan"


@contextmanager
def counted_calls() -> Iterator[Iterator[int]]:
    """How many functions are called, which a busy machine does not change."""
    numbers = count()

    def note(_frame: object, what: str, _argument: object) -> None:
        if what in ("call", "c_call"):
            next(numbers)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield numbers
    finally:
        sys.setprofile(before)


def dearest(database: Database, bureau: Bureau, case_id: str) -> dict[str, int]:
    """Step -> the most statements that one completion of it took, log-in, grants and history included, on a way to
    the end with one return on it."""
    token = {name: logins.log_in(bureau.engine, name, PASSWORD).token for name in bureau.walker.actors}
    costs: dict[str, int] = {}
    returned = False
    while choices := bureau.walker.choices(case_id):
        outcome = BACK if BACK in choices and not returned else ON
        returned = returned or outcome == BACK
        step = bureau.walker.prepare(case_id, outcome)
        assert step is not None
        bureau.engine.office  # noqa: B018 - looked up every five seconds, not with each completion
        with counted(database) as statements:
            signed_in = logins.resume(bureau.engine, token[step.username])
            assert signed_in is not None
            tasks.complete(bureau.engine, signed_in.actor, step.task_id, Submission.of(step.posted, outcome))
        costs[step.node] = max(len(statements), costs.get(step.node, 0))
        bureau.walker.drain()
    assert returned
    return costs
