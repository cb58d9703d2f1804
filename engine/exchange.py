"""One request to an outside system over HTTP and its whole answer, within a time."""

import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

NETWORK = (OSError, http.client.HTTPException)
"""What is raised where no whole answer comes."""


@dataclass(frozen=True)
class Request:
    """`path`: below the address of the system, without a leading slash. Either may hold what nobody else may read."""

    method: str
    path: str = field(repr=False)
    content: bytes = field(default=b"", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Answer:
    status: int
    raw: bytes = field(repr=False)


def exchange(url: str, request: Request, patience: float, largest: int) -> Answer:
    """Follows no redirect and uses no proxy. `patience`: seconds for an answer from its first to its last byte;
    `largest`: bytes of it. Raises one of NETWORK."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    until = time.monotonic() + patience
    connection = kind(parts.hostname or "", parts.port, timeout=patience)
    try:
        path = f"{parts.path.rstrip('/')}/{request.path}"
        connection.request(request.method, path, request.content, dict(request.headers))
        with connection.getresponse() as answer:
            return Answer(answer.status, _read(answer, until, largest))
    finally:
        connection.close()


def _read(answer: http.client.HTTPResponse, until: float, largest: int) -> bytes:
    """Whole: an answer that trickles in is not waited for longer than one that does not come."""
    read = bytearray()
    while piece := answer.read1(1 << 16):
        read += piece
        if time.monotonic() > until or len(read) > largest:
            raise TimeoutError
    if answer.length:
        raise http.client.IncompleteRead(bytes(read))
    return bytes(read)
