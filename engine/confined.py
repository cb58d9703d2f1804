"""Runs one of our own scripts on what somebody sent, in a process that may do little and ends soon."""

import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from engine.errors import UploadUnreadableError

PATIENCE = 30
"""Seconds on the clock; the script's own limit is in seconds of processor time."""
_AT_ONCE = threading.BoundedSemaphore(2)


def run(script: Path, arguments: Sequence[str], content: bytes) -> tuple[Mapping[str, Any], bytes]:
    """What the script tells in its first line, as JSON, and whatever comes behind it."""
    with _AT_ONCE:
        output = _output(script, arguments, content)
    head, _, rest = output.partition(b"\n")
    try:
        told: Mapping[str, Any] = orjson.loads(head)
    except ValueError:
        raise UploadUnreadableError("reading it broke off") from None
    return told, rest


def _output(script: Path, arguments: Sequence[str], content: bytes) -> bytes:
    command = [sys.executable, "-I", "-B", str(script), *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own script; what was sent goes in as its input only
            command, input=content, capture_output=True, timeout=PATIENCE, env={}, cwd="/", check=False
        )
    except subprocess.TimeoutExpired:
        raise UploadUnreadableError("it takes too long to read") from None
    if done.returncode != 0:
        raise UploadUnreadableError("reading it broke off")
    return done.stdout
