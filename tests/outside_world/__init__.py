"""Handlers that need no outside world: quick, and they answer what the real ones would."""

from engine.calls import Handlers
from handlers import blanks, messages, papers, parties, residents
from tests.outside_world import notices, register, rendering

HANDLERS = Handlers.of(register, rendering, notices, messages, papers, parties, blanks, residents)
