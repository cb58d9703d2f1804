"""One line a request: what was asked for and how it went; never who it was about."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

KEYS = frozenset({"event", "level", "timestamp", "request_id", "method", "route", "status", "ms", "person",
                  "error", "sentence", "place"})  # fmt: skip
"""What may be logged; anything else is dropped."""
IDENTITY_NUMBER = re.compile(r"\d{16}")


def configure(form: str) -> None:
    """`form`: json for machines, text for eyes."""
    shown = structlog.dev.ConsoleRenderer() if form == "text" else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            allowed,
            structlog.processors.EventRenamer("event"),
            shown,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def allowed(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Only known keys, and no identity number in any of them."""
    return {
        key: IDENTITY_NUMBER.sub("[nomor]", value) if isinstance(value, str) else value
        for key, value in line.items()
        if key in KEYS
    }


log = structlog.get_logger()


def place(error: BaseException) -> str:
    """Where an error was raised: file and line of the innermost frame, without its values."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
