"""Passwords: argon2id, at most four at once, the same time for everybody."""

import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()  # argon2id, 64 MiB, 3 passes
_AT_ONCE = threading.BoundedSemaphore(4)  # 256 MiB at most
SHORTEST = 12
"""Characters of a password that somebody chooses."""
NOBODYS = _HASHER.hash(secrets.token_hex(16))
"""What an unknown name's password is held against, so that it takes as long as a known one's."""


def hash_password(password: str) -> str:
    """0.16 s."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def fits(password_hash: str, password: str) -> bool:
    with _AT_ONCE:
        try:
            return _HASHER.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False
