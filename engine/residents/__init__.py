"""Residents and family cards: what the office knows of them beside its cases, a working copy of SIAK."""

from engine.residents.changes import IssuedCard, born, card_issued, changed, died
from engine.residents.knowledge import functions

__all__ = ["IssuedCard", "born", "card_issued", "changed", "died", "functions"]
