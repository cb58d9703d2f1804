"""Residents and family cards: what the office knows of them beside its cases, a working copy of SIAK."""

from engine.residents.changes import IssuedCard, born, card_issued, changed, died, standing_on
from engine.residents.entries import HEAD
from engine.residents.knowledge import functions
from engine.residents.registered import follow

__all__ = [
    "HEAD",
    "IssuedCard",
    "born",
    "card_issued",
    "changed",
    "died",
    "follow",
    "functions",
    "standing_on",
]
