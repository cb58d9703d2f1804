"""What is kept how long, what is past its time, and how two people destroy it."""

from engine.archive.destruction import (
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

__all__ = [
    "Destroyed",
    "Due",
    "Entry",
    "Minutes",
    "decide",
    "due",
    "minutes",
    "propose",
    "recent",
    "waiting",
]
