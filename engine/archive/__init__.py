"""What is kept how long, what is past its time, and how two people destroy it."""

from engine.archive.destruction import (
    Decision,
    Destroyed,
    Entry,
    Minutes,
    decide,
    minutes,
    propose,
    recent,
    waiting,
)
from engine.archive.due import Due, due
from engine.archive.schedule import Rule, parse_schedule, schedule

__all__ = [
    "Decision",
    "Destroyed",
    "Due",
    "Entry",
    "Minutes",
    "Rule",
    "decide",
    "due",
    "minutes",
    "parse_schedule",
    "propose",
    "recent",
    "schedule",
    "waiting",
]
