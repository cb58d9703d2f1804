"""The central register of residents (SIAK terpusat): what it says of a person, and that it is told what was entered.

Regions may read by a web service and write by hand (Permendagri 102/2019), so who asks is a port: nobody, who leaves
it to people, or a client over HTTP.
"""

from engine.siak.port import (
    BY_PEOPLE,
    BY_WIRE,
    DIFFERS,
    NOT_FOUND,
    POLICY,
    SAME,
    UNUSED,
    Centre,
    Entry,
    Finding,
    Person,
    Receipt,
)

__all__ = [
    "BY_PEOPLE",
    "BY_WIRE",
    "DIFFERS",
    "NOT_FOUND",
    "POLICY",
    "SAME",
    "UNUSED",
    "Centre",
    "Entry",
    "Finding",
    "Person",
    "Receipt",
]
