"""A worker: takes a place, runs jobs in threads of its own, ends tidily. One in a process."""

import logging
import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING

from dbos import DBOS, SQLAlchemyDatasource

from engine.errors import SlotLostError, WorkerRunningError
from engine.jobs import slots, storage
from engine.jobs.attempts import Attempts, Patience
from engine.jobs.port import Duties
from engine.jobs.reaper import Reaper

if TYPE_CHECKING:
    from engine.db.database import Database

VERSION = "1"
"""Raised only when the steps of a job change: DBOS's own default, a hash of the code, strands jobs at each release."""
LIVES = 5
"""How often a job may end its worker before it counts as dead."""
REAPING = 5.0

logger = logging.getLogger("terbit.jobs")
_only = threading.Lock()


class Worker:
    """`poll`: seconds between two looks at a queue; `grace`: how many running jobs have left at the end."""

    def __init__(
        self,
        database: "Database",
        duties: Duties,
        *,
        poll: float = 0.5,
        patience: Patience | None = None,
        reaping: float = REAPING,
        grace: int = 10,
    ) -> None:
        self._database = database
        self._duties = duties
        self._poll = poll
        self._patience = patience or Patience()
        self._reaping = reaping
        self._grace = grace
        self._stopping = threading.Event()
        self._lost: SlotLostError | None = None

    def start(self) -> None:
        if not _only.acquire(blocking=False):
            raise WorkerRunningError
        try:
            self._slot = slots.take(self._database)
        except BaseException:
            _only.release()
            raise
        try:
            self._launch()
        except BaseException:
            self._end(0)
            raise

    def stop(self) -> None:
        """Takes no new jobs and waits a while for running ones; the next worker takes up what is left."""
        self._stopping.set()
        self._reaper.join(self._grace)
        self._end(0 if self._lost or self._is_idle() else self._grace)

    def wait(self, until: threading.Event) -> None:
        """Returns when told to end; raises SlotLostError when another worker may have its place."""
        while not until.wait(0.2):
            if self._lost:
                raise self._lost

    def __enter__(self) -> "Worker":
        self.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self.stop()

    def _launch(self) -> None:
        _quieten()
        url = storage.url_for_dbos(self._database.url)
        DBOS(
            config={
                "name": storage.APPLICATION,
                "system_database_url": url,
                "dbos_system_schema": storage.SCHEMA,
                "sys_db_pool_size": 8,
                "serializer": storage.SERIALIZER,
                "executor_id": self._slot.mine,
                "application_version": VERSION,
                "run_migrations": False,
                "enable_otlp": False,
                "log_level": "WARNING",
            }
        )
        self._register(self._datasource(url))
        storage.set_up_queues(self._database, self._poll)
        DBOS.launch()
        self._reaper = threading.Thread(target=self._reap, name="reaper", daemon=True)
        self._reaper.start()

    def _datasource(self, url: str) -> SQLAlchemyDatasource:
        return SQLAlchemyDatasource.create(
            url,
            engine=self._database.writer,
            schema=storage.SCHEMA,
            serializer=storage.SERIALIZER,
            run_migrations=False,
        )

    def _register(self, datasource: SQLAlchemyDatasource) -> None:
        attempts = Attempts(self._database, datasource, self._duties, self._patience, self._stopping)

        @DBOS.workflow(name=storage.WORKFLOW, max_recovery_attempts=LIVES)
        def run_job(job_id: str) -> None:
            attempts.run(job_id)

    def _reap(self) -> None:
        reaper = Reaper(self._database, self._duties, self._slot)
        while not self._stopping.wait(self._reaping):
            try:
                reaper.tick()
            except SlotLostError as lost:
                self._lost = lost
                self._stopping.set()
            except Exception as problem:  # the database is away: it is looked at again in a moment
                logger.warning("reaper: %s", type(problem).__name__)

    def _end(self, grace: int) -> None:
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=grace)
        self._slot.release()
        _only.release()

    def _is_idle(self) -> bool:
        """Looked at for a moment only, since DBOS's own waiting goes by whole seconds."""
        for _ in range(20):
            if not DBOS.list_workflows(
                status="PENDING", executor_id=self._slot.mine, load_input=False, limit=1
            ):
                return True
            time.sleep(0.02)
        return False


def _quieten() -> None:
    """DBOS's warnings go to the handlers that everybody's go to, and its chatter nowhere."""
    library = logging.getLogger("dbos")
    if not library.handlers:
        library.addHandler(logging.NullHandler())
    library.setLevel(logging.WARNING)
