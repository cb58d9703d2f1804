"""The checking process: a strange file may cost this one its life, and nothing else.

Started as `python -I -m engine.lint.child SOCKET MEMORY`; says when it is ready. A request is four bytes of length, a
head in JSON and the files one after another; the answer is each problem as JSON after its length, as it is found, and
a length of zero.
"""

import resource
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from typing import Any

import orjson

from engine.lint.finding import Order, find
from engine.lint.model import Catalog, Known

READ = (".bpmn", ".dmn", ".json", ".toml")
"""Of all other files it is enough to know that they are there."""
READY = b'"ready"'
FIRST = (
    b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="first"><startEvent id="a"/>'
    b'<endEvent id="b"/><sequenceFlow id="c" sourceRef="a" targetRef="b"/></process></definitions>'
)


@dataclass(frozen=True)
class Function:
    """A handler as rules know it."""

    outside: bool
    parameters: Mapping[str, str] = field(default_factory=dict)


def pack(order: Order, cpu: float) -> bytes:
    files = {path: content if path.endswith(READ) else b"" for path, content in order.files.items()}
    catalog = order.catalog
    head = {
        "document_type": order.document_type,
        "whole": order.whole,
        "called": order.called,
        "effort": order.effort,
        "lanes": sorted(catalog.lanes),
        "duties": sorted(catalog.duties),
        "handlers": None if catalog.handlers is None else _facts(catalog.handlers),
        "files": [[path, len(content)] for path, content in files.items()],
        "cpu": cpu,
    }
    return _framed(orjson.dumps(head)) + b"".join(files.values())


def _facts(handlers: Mapping[str, Known]) -> dict[str, list[Any]]:
    return {name: [one.outside, dict(one.parameters)] for name, one in handlers.items()}


def unpack(head: Mapping[str, Any], link: socket.socket) -> Order:
    files = {path: read(link, size) for path, size in head["files"]}
    handlers = head["handlers"]
    known = None if handlers is None else {name: Function(*told) for name, told in handlers.items()}
    catalog = Catalog(frozenset(head["lanes"]), frozenset(head["duties"]), known)
    return Order(files, head["document_type"], catalog, head["whole"], head["called"], head["effort"])


def _framed(part: bytes) -> bytes:
    return len(part).to_bytes(4) + part


def read(link: socket.socket, count: int) -> bytes:
    parts = []
    while count:
        part = link.recv(min(count, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def read_frame(link: socket.socket) -> Any:
    """None at the end of an answer."""
    size = int.from_bytes(read(link, 4))
    return orjson.loads(read(link, size)) if size else None


def serve(link: socket.socket) -> None:
    while True:
        try:
            head = read_frame(link)
            order = unpack(head, link)
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_PROF, head["cpu"])  # its signal ends the process
        for problem in find(order):
            link.sendall(_framed(orjson.dumps(astuple(problem))))
        signal.setitimer(signal.ITIMER_PROF, 0)
        link.sendall(_framed(b""))


def main() -> None:
    link = socket.socket(fileno=int(sys.argv[1]))
    list(find(Order({"first.bpmn": FIRST}, "first")))  # reads grammars and rules before anything is measured
    for what, most in ((resource.RLIMIT_AS, int(sys.argv[2])), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(what, (most, most))
    link.sendall(_framed(READY))
    serve(link)


if __name__ == "__main__":
    main()
