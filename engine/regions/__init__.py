"""Administrative areas by the codes of the Ministry of Home Affairs."""

from engine.regions.counts import doubts
from engine.regions.files import Area, read, read_shipped
from engine.regions.table import (
    KnownDistricts,
    Loaded,
    children,
    districts,
    known_districts,
    load,
    names,
    ship,
    trail,
)

__all__ = [
    "Area",
    "KnownDistricts",
    "Loaded",
    "children",
    "districts",
    "doubts",
    "known_districts",
    "load",
    "names",
    "read",
    "read_shipped",
    "ship",
    "trail",
]
