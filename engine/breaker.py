"""A circuit breaker: an outside system that fails again and again is left alone for a while."""

import threading
import time
from collections.abc import Callable


class Breaker:
    """Opens after `most` failures in a row, for `rest` seconds; then one call may try whether it works again.
    Threads of a process share it."""

    def __init__(self, most: int = 5, rest: float = 60, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._rest = rest
        self._clock = clock
        self._failures = 0
        self._opened_at = 0.0
        self._lock = threading.Lock()

    def admits(self) -> bool:
        """Whether a call may be made now. Who is admitted says `worked` or `failed` afterwards; where he says
        nothing, another may try after the same rest."""
        with self._lock:
            if self._failures < self._most:
                return True
            if self._clock() - self._opened_at < self._rest:
                return False
            self._opened_at = self._clock()
            return True

    def worked(self) -> None:
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            if self._failures >= self._most:
                self._opened_at = self._clock()
