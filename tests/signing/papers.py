"""A small PDF/A to be signed, made-up officers, and authorities that are made once for all tests."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import typst

from engine.demo import signing
from engine.demo.authority import Authority, Holder
from engine.signing import lasting
from engine.signing.local import LocalSigner
from engine.signing.port import Level, Officer, Order

HEAD = Officer("0199d0a0-0000-7000-8000-0000000000f1", "Yohana Bria", "197205121998032004")
OTHER = Officer("0199d0a0-0000-7000-8000-0000000000f2", "Markus Nope", "196911021995031002")
PASSPHRASE = b"rahasia-ketua"


@cache
def paper(words: str = "Isi.") -> bytes:
    source = (
        '#set document(title: "Kutipan", date: datetime(year: 2026, month: 11, day: 24))\n= Kutipan\n' + words
    )
    return bytes(typst.compile(source.encode(), pdf_standards=["a-2b"]))


@cache
def authority() -> Authority:
    return Authority.found()


@cache
def strangers() -> Authority:
    """An authority of the same names that nobody believes."""
    return Authority.found()


@cache
def holder(officer: Officer) -> Holder:
    return authority().officer(officer.name, officer.number)


@dataclass
class Desk:
    """Signs with the officer's own certificate of this authority."""

    authority: Authority = field(default_factory=authority)
    holders: dict[str, Holder] = field(default_factory=dict)

    @property
    def signer(self) -> LocalSigner:
        return LocalSigner(
            signing.trust(self.authority), lambda: signing.stamps(self.authority), self._file, PASSPHRASE
        )

    def _file(self, officer: Officer) -> bytes:
        known = self.holders.get(officer.person_id) or holder(officer)
        return self.authority.file_of(known, PASSPHRASE)

    def signed(self, level: Level = "B-T", officer: Officer = HEAD, pdf: bytes | None = None) -> bytes:
        return self.signer.sign(Order(pdf or paper(), officer, level))


@cache
def signed(level: Level = "B-T") -> bytes:
    return Desk().signed(level)


@cache
def renewed() -> bytes:
    """With a further time stamp behind it."""
    desk = Desk().signer
    return lasting.renew(signed("B-LTA"), desk.trust, desk.stamps).pdf


def ranges(pdf: bytes) -> Sequence[int]:
    """The byte range of the first signature."""
    start = pdf.index(b"/ByteRange")
    inside = pdf[pdf.index(b"[", start) + 1 : pdf.index(b"]", start)]
    return [int(number) for number in inside.split()]
