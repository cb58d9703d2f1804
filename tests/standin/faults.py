"""What goes wrong next, told through the control route or by a test in this process."""

import socket
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from flask import Blueprint, Response, jsonify, request

FAULTS = (
    "delay",
    "error_500",
    "drop",
    "slow_body",
    "nonsense",
    "wrong_json",
    "respon",
    "refuse",
    "wrong_ip",
    "login_failed",
)
RESPON = {
    "respon": "Data Tidak Ditemukan",
    "wrong_ip": "IP Address Tidak Sesuai",
    "login_failed": "Login Gagal",
}
SLOW = 1.5
"""Seconds of a delay: more than the patience that tests give a client."""


@dataclass
class Faults:
    """`next`: faults of the calls to come, one each; then all is well. `calls`: how many calls have come."""

    next: list[str] = field(default_factory=list)
    calls: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self) -> str | None:
        with self.lock:
            self.calls += 1
            return self.next.pop(0) if self.next else None


def answer(fault: str) -> Response | None:
    """What is answered instead; None: nothing but the wait, then as always."""
    if fault == "delay":
        time.sleep(SLOW)
        return None
    if fault == "drop":
        request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        return Response(status=500)
    if fault in RESPON:
        return jsonify(content=[{"RESPON": RESPON[fault]}])
    answers = {
        "error_500": Response("galat", 500),
        "refuse": Response("{}", 403, mimetype="application/json"),
        "nonsense": Response("<html>Sedang pemeliharaan</html>"),
        "wrong_json": Response('{"content": [["bukan", "baris"]]}', mimetype="application/json"),
        "slow_body": Response(_trickle(), mimetype="application/json"),
    }
    return answers[fault]


def _trickle() -> Iterator[str]:
    for _ in range(int(SLOW / 0.1)):
        time.sleep(0.1)
        yield " "
    yield "{}"


def control(services: Mapping[str, tuple[Faults, Collection[str]]]) -> Blueprint:
    """`services`: by name, with the faults that each knows; `layanan` names one, or else it is SIAK."""
    pages = Blueprint("control", __name__)

    @pages.post("/kendali/galat")
    def order() -> tuple[str, int]:
        asked = request.get_json()
        faults, known = services[asked.get("layanan", "siak")]
        if set(asked["galat"]) - set(known):
            return f"Expected faults of {', '.join(known)}", 400
        faults.next.extend(asked["galat"])
        return "", 204

    return pages
