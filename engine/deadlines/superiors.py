"""Who is told when a role is late: data of the office, laid over what ships."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).parent / "superiors.toml"


@cache
def shipped() -> Mapping[str, str]:
    """Role -> the role of its superior."""
    found: dict[str, str] = tomllib.loads(SHIPPED.read_text())
    return found


def below(superiors: Mapping[str, str], role: str) -> frozenset[str]:
    """The roles whose superior it is, and theirs."""
    found: set[str] = set()
    reached = {role}
    while reached:
        reached = {lower for lower, superior in superiors.items() if superior in reached} - found
        found |= reached
    return frozenset(found - {role})
