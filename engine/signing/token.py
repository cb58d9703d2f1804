"""Signs with a key that never leaves its token (PKCS #11): a card, or an officer's part of an HSM. The token's label
and that of key and certificate on it are his NIP; his PIN opens it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pkcs11  # type: ignore[import-untyped]
from pkcs11 import exceptions
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, find_token

from engine.errors.signing import OfficerRefusedError, SignerBusyError, SignerRefusedError
from engine.signing.local import put_on
from engine.signing.port import Order
from engine.signing.stamps import TimeStamper
from engine.signing.trust import Trust

WRONG = (exceptions.PinIncorrect, exceptions.PinInvalid, exceptions.PinLenRange, exceptions.ArgumentsBad)
ABSENT = (exceptions.NoSuchKey, exceptions.NoSuchToken)


@dataclass(frozen=True)
class TokenSigner:
    """`library`: the PKCS #11 module of whoever made the token. A process is logged in to a token as a whole, so
    orders go one after the other."""

    library: Path
    trust: Trust
    stamps: Callable[[], TimeStamper]
    name: str = "pkcs11"
    asks: bool = True
    one: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def sign(self, order: Order) -> bytes:
        with self.one, self._opened(order) as session:
            holder = _holder(session, order.officer.number)
            return put_on(order.pdf, holder, order.level, self.trust, self.stamps)

    @contextmanager
    def _opened(self, order: Order) -> Iterator[pkcs11.Session]:
        """Nothing that the module says is repeated: some of them quote what they were given."""
        try:
            with self._token(order).open(user_pin=order.secret.reveal() if order.secret else "") as session:
                yield session
        except WRONG:
            raise OfficerRefusedError(
                "passphrase", "Expected the PIN of the token, but got another one"
            ) from None
        except exceptions.PinLocked:
            raise OfficerRefusedError(
                "pin_locked", "Expected a token that can be opened, but its PIN is locked"
            ) from None
        except ABSENT:
            raise _without_key() from None
        except exceptions.PKCS11Error as problem:
            kind = type(problem).__name__
            raise SignerBusyError("token", f"Expected the token to sign, but it says {kind}") from None

    def _token(self, order: Order) -> pkcs11.Token:
        number = order.officer.number
        if not number:
            raise _without_key()
        slots = pkcs11.lib(str(self.library)).get_slots(token_present=True)
        token = find_token(slots, token_criteria=TokenCriteria(label=number))
        if token is None:
            raise _without_key()
        return token


def _holder(session: pkcs11.Session, label: str | None) -> PKCS11Signer:
    """Elliptic curves sign a hash that is made here: few tokens make it themselves."""
    found = PKCS11Signer(session, cert_label=label, key_label=label)
    certificate = found.signing_cert
    hashes_here = certificate is not None and certificate.public_key.algorithm == "ec"
    return PKCS11Signer(
        session, signing_cert=certificate, cert_label=label, key_label=label, use_raw_mechanism=hashes_here
    )


def _without_key() -> SignerRefusedError:
    return OfficerRefusedError("no_key", "Expected a token with the officer's key, but there is none")
