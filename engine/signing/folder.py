"""The signer of an office with officers' keys in files: a folder with `<NIP>.p12` for each of them, and whom to believe
in `roots/` and `chain/` (certificates) and `lists/` (revocation lists, as fresh as somebody fetches them)."""

import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from asn1crypto import pem

from engine.errors.signing import SignerBusyError, SignerRefusedError, SigningFolderError
from engine.signing.local import LocalSigner
from engine.signing.port import Officer
from engine.signing.stamps import HttpStamps, TimeStamper
from engine.signing.trust import Trust


def local(folder: Path, stamps: str) -> LocalSigner:
    """`stamps`: the address of a time-stamping authority. Officers are asked for their passphrase. Raises
    SigningFolderError where nobody would be believed."""
    believed = trust(folder)

    def key(officer: Officer) -> bytes | None:
        return _key(folder, officer)

    return LocalSigner(believed, stamping(stamps), key)


def stamping(address: str) -> Callable[[], TimeStamper]:
    """Asked for only where a level needs a time stamp."""

    def stamped() -> TimeStamper:
        if not address:
            raise SignerBusyError(
                "stamps", "Expected an address that gives time stamps, but TERBIT_STAMPS is empty"
            )
        return HttpStamps(address)

    return stamped


def trust(folder: Path) -> Trust:
    """Raises SigningFolderError where nobody would be believed."""
    roots = _read(folder / "roots")
    if not roots:
        raise SigningFolderError(folder)
    return Trust(roots, _read(folder / "chain"), lambda: _read(folder / "lists"), fetch=True)


def _key(folder: Path, officer: Officer) -> bytes | None:
    """By NIP, which is digits; a file that others may read is refused."""
    if officer.number is None or not officer.number.isdigit():
        return None
    path = folder / f"{officer.number}.p12"
    if not path.is_file():
        return None
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise SignerRefusedError(
            "key_open", "Expected the officer's key for its owner's eyes only, but others may read it"
        )
    return path.read_bytes()


def _read(folder: Path) -> Sequence[bytes]:
    """Every file of it, PEM or DER, as DER."""
    if not folder.is_dir():
        return ()
    found = [path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()]
    return [one for content in found for one in _unarmoured(content)]


def _unarmoured(content: bytes) -> Sequence[bytes]:
    if not pem.detect(content):
        return (content,)
    return [der for _, _, der in pem.unarmor(content, multiple=True)]
