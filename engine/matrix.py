"""The table of access as people read it: role by act, and how far it reaches. `access_matrix.toml` is its one place."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ACTS = (
    "see_task", "claim", "complete", "see_case", "see_desk_case", "see_papers", "tell", "print", "open_case",
    "withdraw", "repair", "revoke", "reconcile", "archive",
)  # fmt: skip
REACHES = ("rt", "kelurahan", "kota")


@dataclass(frozen=True)
class Line:
    """`level`: where the role's posts are. `acts`: act -> reach; what is not there is never allowed."""

    role: str
    level: str
    acts: Mapping[str, str]


@cache
def table() -> tuple[Line, ...]:
    read = tomllib.loads(Path(__file__).with_name("access_matrix.toml").read_text())
    return tuple(
        Line(role, acts["level"], {act: reach for act, reach in acts.items() if act != "level"})
        for role, acts in read.items()
    )
