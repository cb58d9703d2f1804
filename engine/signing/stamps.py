"""Time stamps (RFC 3161): proof of when a signature was there, from somebody else."""

import urllib.error
import urllib.request

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from engine.errors.signing import SignerBusyError

__all__ = ["DummyTimeStamper", "HttpStamps", "TimeStamper", "TimestampRequestError"]
PATIENCE = 10
"""Seconds."""
LARGEST = 1 << 20


class HttpStamps(TimeStamper):
    """A time-stamping authority at an address."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        request = urllib.request.Request(  # noqa: S310 - from the settings, http or https only
            self._url, req.dump(), {"Content-Type": "application/timestamp-query"}
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
                found = tsp.TimeStampResp.load(answer.read(LARGEST))
        except (OSError, ValueError):
            raise SignerBusyError(
                "stamps", "Expected a time stamp, but the authority that gives them does not answer"
            ) from None
        try:
            found["status"]  # parsed now: of an answer without a stamp the library makes no refusal
        except ValueError:
            raise TimestampRequestError("a refusal") from None
        return found
