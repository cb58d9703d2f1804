"""The parent's side of the typesetter: one child at a time, replaced after a while and whenever it stops."""

import atexit
import base64
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from handlers.typesetting import child
from handlers.typesetting.errors import MissingFieldError, RendererStoppedError, RenderingError, TemplateError

MISSING = re.compile(r"missing field: ([A-Za-z0-9_.]+)")
KINDS = (".typ", ".svg", ".png", ".jpg")
"""What a template may consist of; the rest of a document type stays here."""


@dataclass(frozen=True)
class Limits:
    """`documents`: after how many a child is replaced; `cpu` and `seconds`: for one document."""

    documents: int = 500
    cpu: int = 5
    seconds: float = 20.0
    memory: int = 1 << 30
    size: int = 20 << 20


@dataclass(frozen=True)
class Template:
    """`main` is a path of `files`, which is a whole document type."""

    main: str
    files: Mapping[str, bytes] = field(repr=False)


@dataclass
class _Child:
    process: "subprocess.Popen[bytes]"
    link: socket.socket
    folder: Path
    owner: int = field(default_factory=os.getpid)
    """A fork of this process neither talks to the same child nor ends it."""
    done: int = 0

    def end(self) -> None:
        self.link.close()
        atexit.unregister(self.end)
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()
            shutil.rmtree(self.folder, ignore_errors=True)


class Renderer:
    """Threads share it. Nothing is started before the first document. `standard`: the part and level of PDF/A."""

    def __init__(self, limits: Limits = Limits(), standard: str = "a-2b") -> None:
        self._limits = limits
        self._standard = standard
        self._lock = threading.Lock()
        self._child: _Child | None = None

    def render(self, template: Template, data: Mapping[str, Any], day: datetime | None = None) -> bytes:
        """The same template, data and day give the same bytes."""
        if template.main not in template.files:
            raise TemplateError(template.main, "the document type does not have it")
        order = self._order(template, data, day)
        with self._lock:
            try:
                good, answer = self._exchange(template, order)
            except RenderingError:
                self._end()
                raise
        if good:
            return answer
        raise _problem(template, answer.decode(errors="replace"))

    def close(self) -> None:
        with self._lock:
            self._end()

    @property
    def process_id(self) -> int | None:
        return None if self._child is None else self._child.process.pid

    def _order(self, template: Template, data: Mapping[str, Any], day: datetime | None) -> bytes:
        files = {path: content for path, content in template.files.items() if path.endswith(KINDS)}
        return json.dumps(
            {
                "main": template.main,
                "files": {path: base64.b64encode(content).decode() for path, content in files.items()},
                "data": json.dumps(data, ensure_ascii=False, sort_keys=True),
                "timestamp": int((day or datetime(2000, 1, 1, tzinfo=UTC)).timestamp()),
                "cpu": self._limits.cpu,
                "standard": self._standard,
            }
        ).encode()

    def _exchange(self, template: Template, order: bytes) -> tuple[bool, bytes]:
        running = self._running()
        running.done += 1
        running.link.settimeout(self._limits.seconds)
        until = time.monotonic() + self._limits.seconds
        try:
            running.link.sendall(len(order).to_bytes(4) + order)
            head = child.read(running.link, 5)
            size = int.from_bytes(head[1:])
            if size > self._limits.size:
                raise RendererStoppedError(template.main, f"it has {size} bytes")
            running.link.settimeout(max(0.1, until - time.monotonic()))
            return head[:1] == b"+", child.read(running.link, size)
        except TimeoutError:
            raise RendererStoppedError(
                template.main, f"it takes longer than {self._limits.seconds:g} s"
            ) from None
        except (EOFError, OSError):
            raise RendererStoppedError(template.main, "it needs more memory or computing time") from None

    def _running(self) -> _Child:
        known = self._child
        if known is not None and known.owner == os.getpid() and known.done < self._limits.documents:
            return known
        self._end()
        self._child = self._start()
        return self._child

    def _start(self) -> _Child:
        ours, theirs = socket.socketpair()
        folder = Path(tempfile.mkdtemp(prefix="terbit-"))
        number = theirs.fileno()
        command = [
            sys.executable,
            "-I",
            str(Path(child.__file__)),
            str(number),
            str(folder),
            str(self._limits.memory),
        ]
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own file
                command,
                pass_fds=(number,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # typst's words may quote data
                env={"RAYON_NUM_THREADS": "1", "LANG": "C.UTF-8"},
                cwd=folder,
            )
        started = _Child(process, ours, folder)
        atexit.register(started.end)
        return started

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


def _problem(template: Template, words: str) -> RenderingError:
    """typst's words may quote the data that it stumbled over: only their kind goes further by itself."""
    missing = MISSING.search(words)
    if missing:
        return MissingFieldError(missing[1])
    return TemplateError(template.main, _kind(words), words)


def _kind(words: str) -> str:
    known = {
        "file not found": "it reads a file that is not there",
        "access denied": "it reads outside its folder",
        "outside of project root": "it reads outside its folder",
        "package": "it wants a package",
        "infinite": "it loops without end",
        "maximum": "it goes too deep",
        "panicked": "it stopped itself",
    }
    return next((kind for sign, kind in known.items() if sign in words), "it has a mistake")
