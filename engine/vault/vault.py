"""AES-256-GCM for columns, HMAC for the blind index and for tokens, Ed25519 for the history."""

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from engine.errors import EmptyFingerprintError, SealBrokenError, UnknownDataKeyError
from engine.vault.keys import Keys, PaperPublic
from engine.vault.numbers import normalise

VERSION = b"\x01"
HEAD = 3  # one byte of version, two of the key's number
NONCE = 12
TAG = 16


class Vault:
    """Threads share it; nothing in it changes."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._ciphers = {number: AESGCM(key) for number, key in keys.data.items()}
        current = max(keys.data)
        self._seal = self._ciphers[current]
        self._head = VERSION + current.to_bytes(2, "big")
        self._paper_signer = Ed25519PrivateKey.from_private_bytes(keys.papers.private)
        self._signer = Ed25519PrivateKey.from_private_bytes(keys.events.private)

    def __repr__(self) -> str:
        return f"Vault(data keys {sorted(self._ciphers)}, event key {self._keys.events.id})"

    @property
    def public_keys(self) -> dict[str, bytes]:
        return self._keys.public_keys

    @property
    def paper_key(self) -> bytes:
        """The id of the key that `sign_paper` uses: 8 bytes."""
        return self._keys.papers.id

    @property
    def paper_keys(self) -> tuple[PaperPublic, ...]:
        return self._keys.paper_keys

    def seal(self, table: str, column: str, row_id: str, plain: bytes) -> bytes:
        """31 bytes longer than `plain`; opens again only at the same place."""
        nonce = os.urandom(NONCE)
        return self._head + nonce + self._seal.encrypt(nonce, plain, _place(table, column, row_id))

    def open(self, table: str, column: str, row_id: str, sealed: bytes) -> bytes:
        if len(sealed) < HEAD + NONCE + TAG or sealed[:1] != VERSION:
            raise SealBrokenError(table, column)
        number = int.from_bytes(sealed[1:HEAD], "big")
        cipher = self._ciphers.get(number)
        if cipher is None:
            raise UnknownDataKeyError(number)
        nonce, content = sealed[HEAD : HEAD + NONCE], sealed[HEAD + NONCE :]
        try:
            return cipher.decrypt(nonce, content, _place(table, column, row_id))
        except InvalidTag:
            raise SealBrokenError(table, column) from None

    def is_stale(self, sealed: bytes) -> bool:
        """Whether an older data key sealed it, so that it should be sealed anew."""
        return sealed[:HEAD] != self._head

    def fingerprint(self, kind: str, value: str) -> bytes:
        """16 bytes, equal for equal numbers however they were typed; `kind` is nik, kk, phone, person
        (a name and a birth date) or row (of a file of applications)."""
        number = normalise(kind, value)
        if not number:
            raise EmptyFingerprintError(kind)
        return hmac.digest(self._keys.index, f"{kind}|{number}".encode(), "sha256")[:16]

    def derive(self, purpose: str, row_id: str) -> bytes:
        """32 bytes that only this office can make, the same every time: never stored."""
        return hmac.digest(self._keys.documents, f"{purpose}|{row_id}".encode(), "sha256")

    def sign(self, message: bytes) -> tuple[str, bytes]:
        """The event key's id and its Ed25519 signature, 64 bytes."""
        return self._keys.events.id, self._signer.sign(message)

    def sign_paper(self, message: bytes) -> bytes:
        """An Ed25519 signature, 64 bytes, by the key of papers."""
        return self._paper_signer.sign(message)


def _place(table: str, column: str, row_id: str) -> bytes:
    return f"{table}|{column}|{row_id}".encode()
