"""What the rest of the engine knows of the central register."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

SAME, DIFFERS, NOT_FOUND = "sesuai", "tidak_sesuai", "tidak_ditemukan"
POLICY = "siak"
"""The step policy that says who asks and tells the centre: an operator in a task of his, this system, or nobody."""
BY_PEOPLE, BY_WIRE, UNUSED = "manual", "otomatis", "nonaktif"


@dataclass(frozen=True)
class Person:
    """Whom the centre is asked about. `facts`: what the application says of him by the form's names: `nama`, `kk`,
    `jenis_kelamin`, `tempat_lahir`, `tanggal_lahir` (yyyy-mm-dd)."""

    nik: str = field(repr=False)
    facts: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class Finding:
    """What the centre says of a person, without a value. `fields`: name -> `sesuai` or `tidak_sesuai`; `likeness`:
    name -> 0 to 100, where it gives one. `transaction`: its own number of the call."""

    result: str
    fields: Mapping[str, str] = field(default_factory=dict)
    likeness: Mapping[str, int] = field(default_factory=dict)
    transaction: str | None = None


@dataclass(frozen=True)
class Entry:
    """What was entered in the office's register. `facts` are sent as they are."""

    number: str
    facts: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Receipt:
    """`number`: as the centre keeps the entry; `at` as it says it; `sha256` of its whole answer."""

    number: str
    at: str
    sha256: str


class Centre(Protocol):
    @property
    def name(self) -> str:
        """Of the adapter, for the history."""

    def check(self, person: Person) -> Finding:
        """Raises CentreBusyError, CentreRefusedError."""

    def push(self, entry: Entry, key: str) -> Receipt:
        """The same key twice is one entry. Raises CentreBusyError, CentreRefusedError."""
