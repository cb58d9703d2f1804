"""One call to the centre over HTTP: a JSON object there, a JSON object back, within ten seconds."""

import http.client
import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from engine.breaker import Breaker
from engine.errors.siak import CentreBusyError
from engine.exchange import NETWORK, Answer, Request, exchange

PATIENCE = 10.0
"""Seconds for an answer from its first to its last byte."""
TRIES = 3
LARGEST = 1 << 20
Body = Mapping[str, Any]


@dataclass
class Client:
    """Follows no redirect and uses no proxy. `pause`: seconds of a wait between tries, to be shortened by tests."""

    url: str
    breaker: Breaker = field(default_factory=Breaker)
    patience: float = PATIENCE
    pause: float = 0.5
    sleep: Callable[[float], None] = time.sleep

    def post(self, path: str, body: Body, headers: Mapping[str, str] | None = None) -> Answer:
        """Tried three times where the network fails, once where the centre answers at all. Raises CentreBusyError."""
        if not self.breaker.admits():
            raise CentreBusyError(
                "rehat", "Expected the centre to answer, but it has failed too often of late"
            )
        content = orjson.dumps(body)
        for failures in range(1, TRIES + 1):
            try:
                answer = self._post(path, content, headers or {})
            except NETWORK:
                if failures < TRIES:
                    self.sleep(self.pause * failures * random.uniform(0.5, 1.5))  # noqa: S311 - a jitter
            else:
                return self._heard(answer)
        self.breaker.failed()
        raise CentreBusyError(
            "jaringan", f"Expected the centre to answer, but {TRIES} tries failed on the way"
        )

    def _heard(self, answer: Answer) -> Answer:
        if answer.status >= http.client.INTERNAL_SERVER_ERROR:
            self.breaker.failed()
            raise CentreBusyError(
                "galat_pusat", f"Expected the centre to answer, but it reports its error {answer.status}"
            )
        self.breaker.worked()
        return answer

    def _post(self, path: str, content: bytes, headers: Mapping[str, str]) -> Answer:
        sent = {"Content-Type": "application/json", **headers}
        return exchange(self.url, Request("POST", path, content, sent), self.patience, LARGEST)


def read_object(answer: Answer) -> dict[str, Any]:
    """The JSON object that was answered; numbers stay as they were written, since an identity number may come as
    one. Raises CentreBusyError."""
    try:
        found = json.loads(answer.raw, parse_int=str, parse_float=str)
    except ValueError:
        found = None
    if isinstance(found, dict):
        return found
    raise CentreBusyError("jawaban_rusak", "Expected JSON from the centre, but its answer is something else")
