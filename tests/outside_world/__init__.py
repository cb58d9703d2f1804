"""Handlers that need no outside world: quick, and they answer what the real ones would."""

from engine.calls import Handlers
from handlers import blanks, messages, papers, parties, register, residents, siak
from tests.outside_world import notices, rendering, signing

HANDLERS = Handlers.of(
    register, rendering, notices, messages, papers, parties, blanks, residents, siak, signing
)
