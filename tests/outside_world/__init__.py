"""Handlers that need no outside world: quick, and they answer what the real ones would."""

from engine.calls import Handlers
from tests.outside_world import messages, notices, register, rendering

HANDLERS = Handlers.of(register, rendering, notices, messages)
