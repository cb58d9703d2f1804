"""Every few seconds: work of dead workers is queued again, dead jobs are handed to people, old ones forgotten."""

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from dbos import DBOS
from sqlalchemy import select

from engine.db.cases import Job
from engine.jobs import storage
from engine.jobs.port import Duties
from engine.jobs.slots import Slot

if TYPE_CHECKING:
    from engine.db.database import Database

KEPT = timedelta(days=30)
BATCH = 500
DEAD = ["ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
DEATH = "Expected a worker to end this job, but every worker that tried ended itself"


class Reaper:
    def __init__(self, database: "Database", duties: Duties, slot: Slot) -> None:
        self._database = database
        self._duties = duties
        self._slot = slot
        self._forgot_at = 0.0

    def tick(self) -> None:
        self._slot.check()
        self._take_over()
        self._bury()
        if time.monotonic() - self._forgot_at > 3600 or not self._forgot_at:
            self._forget()
            self._forgot_at = time.monotonic()

    def _take_over(self) -> None:
        running = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        for name in {one.executor_id for one in running if one.executor_id}:
            with self._slot.if_free(name) as free:
                if free:
                    # The public way, resume, would forget how often the job has killed its worker.
                    DBOS._recover_pending_workflows([name])

    def _bury(self) -> None:
        dead = DBOS.list_workflows(status=DEAD, limit=BATCH, load_input=False, load_output=False)
        for one in dead:
            self._give_up(*storage.job_of(one.workflow_id))
        if dead:
            DBOS.delete_workflows([one.workflow_id for one in dead])

    def _give_up(self, job_id: str, attempt: int) -> None:
        with self._database.writing() as connection:
            latest = connection.execute(select(Job.attempt).where(Job.id == job_id)).scalar_one_or_none()
            if latest == attempt:
                self._duties.give_up(connection, job_id, DEATH)

    def _forget(self) -> None:
        before = (datetime.now(UTC) - KEPT).isoformat()
        while old := DBOS.list_workflows(
            status=["SUCCESS", "CANCELLED"],
            completed_before=before,
            limit=BATCH,
            load_input=False,
            load_output=False,
        ):
            DBOS.delete_workflows([one.workflow_id for one in old])
