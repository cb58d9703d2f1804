"""What became of a task that somebody has just completed: said on the page he comes to next."""

from dataclasses import dataclass

from sqlalchemy import select

from engine import handover, receipts
from engine.db.cases import Case, Task
from engine.work import Reading


@dataclass(frozen=True)
class Sent:
    """`next`: name and role of each step that waits now; none where the case has ended or a system is at work. `taken`:
    somebody came for the document, and signs a receipt."""

    case_id: str
    case_number: str
    subject_name: str
    outcome: str
    state: str
    next: tuple[tuple[str, str], ...]
    taken: bool = False


def sent(reading: Reading, task_id: str) -> Sent | None:
    """None for a task that the actor did not complete."""
    row = reading.execute(
        select(Task.case_id, Task.case_number, Task.outcome, Task.duty, Case.subject_name, Case.state)
        .join(Case, Case.id == Task.case_id)
        .where(Task.id == task_id, Task.state == "done", Task.done_by == reading.actor.person_id)
    ).first()
    if row is None:
        return None
    waiting = reading.execute(
        select(Task.name, Task.role)
        .where(Task.case_id == row.case_id, Task.state == "open")
        .order_by(Task.id)
    )
    steps = tuple((task.name, task.role) for task in waiting)
    taken = row.duty == receipts.DUTY and handover.was_taken(reading, row.case_id)
    return Sent(row.case_id, row.case_number, row.subject_name, row.outcome or "", row.state, steps, taken)
