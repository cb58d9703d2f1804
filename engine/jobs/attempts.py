"""One job: ask the outside system until it answers, then settle that in one transaction, exactly once."""

import logging
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dbos import SQLAlchemyDatasource
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from engine.errors import DatabaseUnavailableError, EngineError, SettlingError
from engine.jobs.port import Duties, Outcome

if TYPE_CHECKING:
    from engine.db.database import Database

logger = logging.getLogger("terbit.jobs")

Ending = Callable[[Connection], None]


@dataclass(frozen=True)
class Patience:
    """Waits between tries, in seconds: `first`, then `factor` times more, `most` at most."""

    tries: int = 6
    first: float = 1
    factor: float = 2
    most: float = 30

    def pause(self, failures: int) -> float:
        return min(self.most, self.first * self.factor ** (failures - 1))


class Stopping(BaseException):
    """Ends a job without a result, so that the worker that starts next takes it up again."""


class Attempts:
    """Runs jobs in the worker's threads. Answers are not kept in the queue's tables: they may name people; after a
    crash the outside system is asked again, with the same key."""

    def __init__(
        self,
        database: "Database",
        datasource: SQLAlchemyDatasource,
        duties: Duties,
        patience: Patience,
        stopping: threading.Event,
    ) -> None:
        self._database = database
        self._datasource = datasource
        self._duties = duties
        self._patience = patience
        self._stopping = stopping

    def run(self, job_id: str) -> None:
        ending = self._ending(job_id)
        try:
            self._take_effect("settle", ending)
        except Exception as problem:
            sentence = str(SettlingError(type(problem).__name__))
            self._take_effect(
                "give up", lambda connection: self._duties.give_up(connection, job_id, sentence)
            )

    def _ending(self, job_id: str) -> Ending:
        for failures in range(1, self._patience.tries + 1):
            try:
                outcome: Outcome = self._duties.perform(job_id)
            except Exception as problem:
                sentence = _told(job_id, problem)
                if failures < self._patience.tries:
                    self._wait(self._patience.pause(failures))
            else:
                return lambda connection: self._duties.settle(connection, job_id, outcome)
        sentence = (
            f"Expected an answer within {self._patience.tries} tries, but the last one ended with: {sentence}"
        )
        return lambda connection: self._duties.give_up(connection, job_id, sentence)

    def _take_effect(self, name: str, ending: Ending) -> None:
        """The effect and DBOS's note that this step is done are one transaction: a repeated step finds the note."""
        isolation: Literal["SERIALIZABLE", "READ COMMITTED"] = (
            "SERIALIZABLE" if self._database.dialect == "sqlite" else "READ COMMITTED"
        )
        while True:
            try:
                with self._database.turn():
                    self._datasource.run_tx_step(
                        {"name": name, "isolation_level": isolation}, self._effect, ending
                    )
                return
            except DatabaseUnavailableError:
                self._wait(1)

    def _effect(self, ending: Ending) -> None:
        try:
            ending(self._datasource.sql_session().connection())
        except OperationalError:
            raise  # a lost connection or a deadlock: DBOS tries again
        except Exception as problem:
            _log("settling failed", problem)
            raise SettlingError(type(problem).__name__) from None

    def _wait(self, seconds: float) -> None:
        if self._stopping.wait(seconds):
            raise Stopping


def _told(job_id: str, problem: Exception) -> str:
    """What a person may read of it: an own sentence, else only the kind, since a message may hold anything."""
    _log(f"job {job_id} failed", problem)
    return problem.sentence if isinstance(problem, EngineError) else type(problem).__name__


def _log(what: str, problem: Exception) -> None:
    places = "".join(traceback.format_tb(problem.__traceback__))
    logger.warning("%s: %s\n%s", what, type(problem).__name__, places)
