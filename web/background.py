"""What runs beside the pages: the worker for outside systems, and the sweep of what is due."""

import atexit
import itertools
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import structlog

from engine import outside, stranded, tasks, timers
from engine.deadlines import sweep as deadlines
from engine.engine import Engine
from engine.jobs.worker import Worker
from engine.notices import reminders
from engine.siak import again
from engine.signing import renewals
from engine.stops import outages
from engine.tasks import leases

EVERY = 5.0
"""Seconds between two sweeps."""
ASKING = 60.0
"""Seconds between two rounds of questions to the central register, which is slow at times: a thread of its own."""
SELDOM = 12
"""Sweeps between two looks for tasks that nobody may do."""
RENEWING = 60.0
"""Seconds between two looks for documents whose proof is to be renewed."""
log = structlog.get_logger()


@contextmanager
def running(engine: Engine) -> Iterator[Worker]:
    """Background work until the block ends; what has begun is finished first."""
    stop = threading.Event()
    threads = [
        threading.Thread(target=task, args=(engine, stop), name=task.__name__.strip("_"), daemon=True)
        for task in (_sweep, _ask_again, _renew)
    ]
    with Worker(engine.database, outside.duties(engine)) as worker:
        for thread in threads:
            thread.start()
        try:
            yield worker
        finally:
            stop.set()
            for thread in threads:
                thread.join()


def start(engine: Engine) -> None:
    """Background work until the process ends."""
    stack = ExitStack()
    stack.enter_context(running(engine))
    atexit.register(stack.close)


def _renew(engine: Engine, stop: threading.Event) -> None:
    """Apart from the sweep: whoever gives time stamps may take his time. A few at once, so that it ends soon."""
    while not stop.wait(RENEWING):
        try:
            renewals.sweep(engine)
        except Exception:
            log.exception("renewal failed")


def _sweep(engine: Engine, stop: threading.Event) -> None:
    for turn in itertools.count():
        if stop.wait(EVERY):
            return
        try:
            timers.sweep(engine)
            tasks.release_leavers(engine)
            leases.sweep(engine)
            if turn % SELDOM == 0:
                stranded.sweep(engine)
            outages.settle(engine)
            reminders.sweep(engine)
            while deadlines.sweep(engine) == deadlines.AT_ONCE and not stop.is_set():
                pass
        except Exception:
            log.exception("sweep failed")


def _ask_again(engine: Engine, stop: threading.Event) -> None:
    while not stop.wait(ASKING):
        try:
            again.sweep(engine, stopped=stop.is_set)
        except Exception:
            log.exception("asking again failed")
