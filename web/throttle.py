"""How often one address may ask for what strangers can reach, such as the login and the check of documents."""

import functools
from collections.abc import Callable
from datetime import timedelta
from typing import ParamSpec, TypeVar

from flask import request

from engine import limits
from engine.errors import EngineError
from web import current

P = ParamSpec("P")
R = TypeVar("R")


class TooManyRequestsError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected some patience, but too many requests came from one address")


def throttled(
    name: str, most: int, window: timedelta, *methods: str
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """At most so many calls of the view in a window from one address; only `methods` count, if given."""

    def put(view: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(view)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            if not methods or request.method in methods:
                hit(name, most, window)
            return view(*args, **kwargs)

        return checked

    return put


def hit(name: str, most: int, window: timedelta) -> None:
    if limits.hit(current.engine(), f"{name}:{request.remote_addr}", window) > most:
        raise TooManyRequestsError
