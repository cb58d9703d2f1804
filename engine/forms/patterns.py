"""Patterns that designers write, run by FEEL's engine: in time linear in the text."""

import datetime as dt

from engine import feel

_MATCHES = feel.compile("matches(text, pattern)")
_ANY_TIME = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def matches(pattern: str, text: str) -> bool | None:
    """None: the pattern is none."""
    found = _MATCHES.evaluate({"text": text, "pattern": pattern}, now=_ANY_TIME)
    return found if isinstance(found, bool) else None
