"""Whom the office believes: roots, the authorities below them, and what they say of revoked certificates."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto.x509 import Certificate
from pyhanko_certvalidator import ValidationContext


def _none() -> Sequence[bytes]:
    return ()


@dataclass(frozen=True)
class Trust:
    """Certificates and lists in DER. A certificate of which nobody says whether it is revoked is not believed."""

    roots: Sequence[bytes]
    others: Sequence[bytes] = ()
    lists: Callable[[], Sequence[bytes]] = _none
    """Revocation lists that are at hand; each time the newest."""
    fetch: bool = False
    """Whether lists and answers (OCSP) are fetched from where certificates say."""

    @asynccontextmanager
    async def asked(self) -> AsyncIterator["Contexts"]:
        """Checks are made within; what they fetch over is closed at the end."""
        contexts = Contexts(self)
        try:
            yield contexts
        finally:
            for one in contexts.made:
                await one.aclose()


@dataclass(frozen=True)
class Contexts:
    trust: Trust
    made: list[ValidationContext] = field(default_factory=list)

    def now(self) -> ValidationContext:
        return self._made(None, (), ())

    def at(
        self, moment: datetime, lists: Sequence[bytes] = (), answers: Sequence[bytes] = ()
    ) -> ValidationContext:
        """`lists` and `answers` came with the file."""
        return self._made(moment, lists, answers)

    def _made(
        self, moment: datetime | None, lists: Sequence[bytes], answers: Sequence[bytes]
    ) -> ValidationContext:
        trust = self.trust
        self.made.append(
            ValidationContext(
                trust_roots=[Certificate.load(one) for one in trust.roots],
                other_certs=[Certificate.load(one) for one in trust.others],
                crls=[*trust.lists(), *lists],
                ocsps=list(answers),
                allow_fetching=trust.fetch,
                revocation_mode="require",
                moment=moment,
                retroactive_revinfo=moment is not None,
            )
        )
        return self.made[-1]
