"""Nobody signs here: the officer takes the file to where his certificate is and brings it back signed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from engine.errors.signing import OfficerRefusedError
from engine.signing.port import Order

if TYPE_CHECKING:
    from engine.signing.trust import Trust


@dataclass(frozen=True)
class ManualSigner:
    trust: "Trust"
    name: str = "manual"
    asks: bool = True

    def sign(self, _order: Order) -> NoReturn:
        raise OfficerRefusedError(
            "elsewhere", "Expected the officer to bring the signed file, but he was asked for a passphrase"
        )
