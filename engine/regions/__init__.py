"""Administrative areas by the codes of the Ministry of Home Affairs."""

from engine.regions.files import Area, read, read_shipped
from engine.regions.table import Loaded, children, districts, load, names, ship, trail

__all__ = [
    "Area",
    "Loaded",
    "children",
    "districts",
    "load",
    "names",
    "read",
    "read_shipped",
    "ship",
    "trail",
]
