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
