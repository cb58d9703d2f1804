"""The made-up authority as a server on loopback: its lists, its answers, its time stamps."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from asn1crypto.tsp import TimeStampReq

from engine.demo.authority import Authority
from engine.demo.signing import stamps

REJECTION = bytes.fromhex("3005 3003 020102")
"""A status alone (RFC 3161, 2.4.2)."""


class Served(ThreadingHTTPServer):
    authority: Authority
    asked: list[str]


class Answers(BaseHTTPRequestHandler):
    server: Served

    def do_GET(self) -> None:
        lists = {"/root.crl": self.server.authority.root, "/issuing.crl": self.server.authority.issuing}
        self._answer(self.server.authority.list_of(lists[self.path]), "application/pkix-crl")

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        authority = self.server.authority
        if self.path == "/ocsp":
            self._answer(authority.answer(sent), "application/ocsp-response")
            return
        if self.path == "/refusing":
            self._answer(REJECTION, "application/timestamp-reply")
            return
        answer = stamps(authority).request_tsa_response(TimeStampReq.load(sent))  # type: ignore[attr-defined]
        self._answer(answer.dump(), "application/timestamp-reply")

    def _answer(self, content: bytes, kind: str) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Tests have no use for it."""


@contextmanager
def serving() -> Iterator[Served]:
    with Served(("127.0.0.1", 0), Answers) as server:
        server.asked = []
        server.authority = Authority.found(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
