"""The office that browsers visit: a server with real background work, and cases walked to where a test needs them."""

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from engine.cases import Opened
from engine.db.database import Database
from engine.demo.walk import PATIENCE, Prepared, Walker
from engine.engine import Engine
from engine.jobs.queue import DbosQueue
from tests.builders import Bureau, make_bureau
from web import background, wiring
from web.app import create_app

TYPE = "akta_kelahiran"


class Waiting(Walker):
    """Lets the office's own worker do the background work."""

    def drain(self) -> None:
        until = time.monotonic() + 30
        while any(depth.waiting or depth.running for depth in self.queue.depth().values()):
            assert time.monotonic() < until, "Expected the worker to finish, but jobs still wait"
            time.sleep(0.05)


class Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Requests are logged by the application."""


@dataclass
class House:
    bureau: Bureau
    address: str

    @property
    def engine(self) -> Engine:
        return self.bureau.engine

    def name(self, username: str) -> str:
        return self.bureau.actor(username).name

    def case_at(self, node: str, by: str = "loket", scenario: str | int = 0) -> "Waits":
        """A new case, walked until `node` waits for somebody."""
        opened = self.bureau.walker.open(TYPE, by, scenario)
        return self.walk(opened, node)

    def walk(self, opened: Opened, node: str) -> "Waits":
        for _ in range(PATIENCE):
            self.bureau.walker.drain()
            task = self.bureau.walker.prepare(opened.case_id)
            assert task is not None, f"Expected {node} on the way, but {opened.number} ended"
            if task.node == node:
                return Waits(opened, task)
            self.bureau.walker.step(opened.case_id)
        raise AssertionError(f"Expected {node} on the way, but {opened.number} goes in circles")

    def finished(self) -> Opened:
        opened = self.bureau.walker.open(TYPE)
        assert self.bureau.walker.to_end(opened.case_id) == "issued"
        return opened


@dataclass(frozen=True)
class Waits:
    """A case and the task that waits on it."""

    opened: Opened
    task: Prepared

    @property
    def number(self) -> str:
        return self.opened.number

    @property
    def case_path(self) -> str:
        return f"/kasus/{self.opened.case_id}"

    @property
    def task_path(self) -> str:
        return f"/tugas/{self.task.task_id}"


@contextmanager
def serving(database: Database, *, working: bool = True) -> Iterator[House]:
    """`working` False: without background work, of which a process can do one office's only."""
    bureau = make_bureau(database, wiring.HANDLERS, queue=DbosQueue(database))
    bureau.walker = Waiting(bureau.engine, bureau.queue, bureau.walker.chance)
    server = make_server("127.0.0.1", 0, create_app(bureau.engine), threaded=True, request_handler=Quiet)
    bureau.engine.public_url = f"http://127.0.0.1:{server.port}"
    work = background.running(bureau.engine) if working else nullcontext()
    thread = threading.Thread(target=_work, args=(work, server))
    thread.start()
    try:
        yield House(bureau, bureau.engine.public_url)
    finally:
        if thread.is_alive():
            server.shutdown()
        thread.join()


def _work(work: AbstractContextManager[object], server: BaseWSGIServer) -> None:
    """In a thread of its own: in the tests' own one Playwright's event loop runs, which the worker does not stand."""
    try:
        with work:
            server.serve_forever(0.05)
    finally:
        server.server_close()
