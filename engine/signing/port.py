"""What the rest of the engine knows of whoever puts signatures on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Protocol, get_args

from engine.errors.signing import UnknownLevelError

if TYPE_CHECKING:
    from engine.signing.trust import Trust

Level = Literal["B-B", "B-T", "B-LTA"]
"""PAdES (ETSI EN 319 142-1): the signature alone; with a time stamp; with all that it takes to check it for ever.
B-LT is left out: nothing would cover the proofs that it adds."""
LEVELS: Sequence[Level] = get_args(Level)


def wanted(parameters: Mapping[str, Any]) -> Level:
    """The level that a diagram asks for, as `tingkat`. Raises UnknownLevelError."""
    named = parameters.get("tingkat") or "B-LTA"
    level = next((one for one in LEVELS if one == named), None)
    if level is None:
        raise UnknownLevelError(LEVELS)
    return level


MADE_UP = "demo"
"""The signer of an office that is made up; a real one is refused."""


@dataclass(frozen=True)
class Officer:
    """Whose signature it must be: the name as his certificate says it, and his NIP and NIK where they are known."""

    person_id: str
    name: str = field(repr=False)
    number: str | None = field(repr=False)
    nik: str | None = field(default=None, repr=False)


class Secret:
    """A passphrase on its way to the signer: in memory only, shown and kept by nothing."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "Secret()"

    def __reduce__(self) -> NoReturn:
        raise TypeError("Expected a secret to stay in memory, but something wants to write it down")


@dataclass(frozen=True)
class Order:
    pdf: bytes = field(repr=False)
    officer: Officer
    level: Level
    secret: Secret | None = None


class Signer(Protocol):
    @property
    def name(self) -> str:
        """Of the adapter, for the history."""

    @property
    def asks(self) -> bool:
        """Whether the officer has to give his passphrase each time."""

    @property
    def trust(self) -> "Trust":
        """Whom the office believes when it checks a signature."""

    def sign(self, order: Order) -> bytes:
        """The signed file. It has no way to know an order that it was given before: twice the same order gives two
        good signatures. Raises SignerBusyError, SignerRefusedError."""
