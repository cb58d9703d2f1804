"""A worker process to be killed: `victim.py URL CALLS GATE`. A call waits until the file GATE is there."""

import signal
import sys
import threading
import time
from pathlib import Path

from engine.db.database import Database
from engine.jobs import Duties, Outcome
from tests.jobs.doing import Doing, give_up, settle, worker


def main(url: str, calls: str, gate: str) -> None:
    doing = Doing(Path(calls))
    until = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: until.set())

    def perform(job_id: str) -> Outcome:
        outcome = doing.perform(job_id)
        while not Path(gate).exists():
            time.sleep(0.02)
        return outcome

    database = Database(url)
    with worker(database, Duties(perform, settle, give_up)) as running:
        running.wait(until)


if __name__ == "__main__":
    main(*sys.argv[1:])
