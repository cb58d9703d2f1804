"""The parent's side of the check: one child at a time, replaced after a while and whenever it stops."""

import atexit
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.lint import child
from engine.lint.finding import OURS, Order
from engine.lint.problem import Problem

TOO_MUCH = "E901"


@dataclass(frozen=True)
class Limits:
    """`cpu` seconds and `memory` bytes of one check; `seconds` by the clock, for a machine that is busy; `checks`:
    after how many a child is replaced."""

    cpu: float = 4.0
    seconds: float = 30.0
    memory: int = 256 << 20
    checks: int = 1000


@dataclass
class _Child:
    process: "subprocess.Popen[bytes]"
    link: socket.socket
    owner: int = field(default_factory=os.getpid)
    """A fork of this process neither talks to the same child nor ends it."""
    done: int = 0

    @property
    def is_well(self) -> bool:
        return self.owner == os.getpid() and self.process.poll() is None

    def end(self) -> None:
        self.link.close()
        atexit.unregister(self.end)
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()


class Inspector:
    """Threads share it. Nothing is started before the first check."""

    def __init__(self, limits: Limits = Limits()) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._child: _Child | None = None

    def inspect(self, order: Order) -> list[Problem]:
        """Every problem, in the order of the files and lines; one more where the check itself was too dear."""
        with self._lock:
            found = set(self._exchange(order))
        return sorted(found)

    def close(self) -> None:
        with self._lock:
            self._end()

    @property
    def process_id(self) -> int | None:
        return None if self._child is None else self._child.process.pid

    def _exchange(self, order: Order) -> Iterator[Problem]:
        try:
            running = self._running()
        except (EOFError, OSError) as error:
            sentence = f"Expected the checking process to start, but it did not ({type(error).__name__})"
            yield Problem(order.main, 1, OURS, sentence)
            return
        running.done += 1
        try:
            running.link.sendall(child.pack(order, self._limits.cpu))
            while (said := child.read_frame(running.link)) is not None:
                yield Problem(*said)
        except (EOFError, OSError):
            self._end()
            yield Problem(order.main, 1, TOO_MUCH, self._sentence)

    @property
    def _sentence(self) -> str:
        limits = self._limits
        return (
            f"Expected a check within {limits.cpu:g} s of computing time and {limits.memory >> 20} MB, "
            "but these files need more: take parts out into called processes"
        )

    def _running(self) -> _Child:
        known = self._child
        if known is not None and known.is_well and known.done < self._limits.checks:
            return known
        self._end()
        self._child = self._start()
        child.read_frame(self._child.link)  # its first word
        return self._child

    def _start(self) -> _Child:
        ours, theirs = socket.socketpair()
        ours.settimeout(self._limits.seconds)
        number = theirs.fileno()
        command = [sys.executable, "-I", "-m", child.__name__, str(number), str(self._limits.memory)]
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own module
                command,
                pass_fds=(number,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={"LANG": "C.UTF-8"},
                cwd="/",
            )
        started = _Child(process, ours)
        atexit.register(started.end)
        return started

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None
