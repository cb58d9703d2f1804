"""Cases as auditors find them: tasks claimed, worked on, one of them returned."""

from engine import tasks
from tests.builders import Bureau

TYPE = "akta_kelahiran"
CHECKING = 3
"""The step at which the verifier reads the application, counted from nothing."""


def walked(bureau: Bureau, steps: int, *, returned_at: int | None = None, by: str = "loket") -> str:
    """Each task waits 20 minutes, then somebody works on it for 12; the case's id."""
    opened = bureau.walker.open(TYPE, by)
    for step in range(steps):
        outcome = "kembalikan" if step == returned_at else "setuju"
        prepared = bureau.walker.prepare(opened.case_id, outcome)
        assert prepared is not None
        bureau.clock.forward(minutes=20)
        tasks.claim(bureau.engine, bureau.actor(prepared.username), prepared.task_id)
        bureau.clock.forward(minutes=12)
        bureau.walker.step(opened.case_id, outcome)
        bureau.walker.drain()
    return opened.case_id
