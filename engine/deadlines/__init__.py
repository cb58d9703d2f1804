"""Deadlines of tasks: near, past, escalated to the superior; each is said once."""

from engine.deadlines.levels import Deadline, Level, Patience

__all__ = ["Deadline", "Level", "Patience"]
