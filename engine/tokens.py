"""Check tokens of documents: 128 bits in Crockford's base 32, which has no letters that look alike."""

import hashlib

from engine.vault import Vault

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
_LOOK_ALIKES = str.maketrans("OIL", "011", " -")


def check_token(vault: Vault, document_id: str) -> str:
    """The same every time, made anew from the keys each time: it is stored nowhere."""
    return from_bytes(token_bytes(vault, document_id))


def token_bytes(vault: Vault, document_id: str) -> bytes:
    """The same as 16 bytes."""
    return vault.derive("check-token", document_id)[:16]


def from_bytes(token: bytes) -> str:
    number = int.from_bytes(token)
    return "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def normalised(typed: str) -> str:
    """As somebody types it from paper: small letters, gaps, O for 0, I and L for 1."""
    return typed.upper().translate(_LOOK_ALIKES)


def hash_token(token: str) -> bytes:
    """What the database keeps of it."""
    return hashlib.sha256(token.encode(errors="replace")).digest()
