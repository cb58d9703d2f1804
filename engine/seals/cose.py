"""COSE_Sign1 with Ed25519 (RFC 9052, RFC 9053): a CBOR map that a key of the office vouches for."""

from collections.abc import Mapping
from typing import Any

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from engine.errors.seals import SealAlteredError, SealUnknownKeyError, SealUnreadableError
from engine.vault import Vault

ALGORITHM, KEY_ID = 1, 4
EDDSA = -8


def signed(vault: Vault, claims: Mapping[int, Any], purpose: bytes) -> bytes:
    """The same bytes every time. `purpose` is signed too, and not carried: what is signed as one thing is never taken
    for another."""
    protected = _encoded({ALGORITHM: EDDSA, KEY_ID: vault.paper_key})
    payload = _encoded(claims)
    signature = vault.sign_paper(_message(protected, payload, purpose))
    return _encoded([protected, {}, payload, signature])


def opened(content: bytes, keys: Mapping[bytes, bytes], purpose: bytes) -> tuple[bytes, Mapping[int, Any]]:
    """The id of its key, and the claims. `keys`: id -> raw public key. Nothing of the claims is looked at before the
    signature holds. Raises SealUnreadableError, SealUnknownKeyError, SealAlteredError."""
    protected, payload, signature = _parts(content)
    head = _decoded(protected)
    if not isinstance(head, dict) or head.get(ALGORITHM) != EDDSA or not isinstance(head.get(KEY_ID), bytes):
        raise SealUnreadableError
    key_id: bytes = head[KEY_ID]
    public = keys.get(key_id)
    if public is None:
        raise SealUnknownKeyError(key_id.hex())
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _message(protected, payload, purpose))
    except InvalidSignature:
        raise SealAlteredError from None
    claims = _decoded(payload)
    if not isinstance(claims, dict):
        raise SealUnreadableError
    return key_id, claims


def _parts(content: bytes) -> tuple[bytes, bytes, bytes]:
    """Only in the one form that `signed` writes: no second spelling of the same seal."""
    found = _decoded(content)
    if not isinstance(found, list) or len(found) != 4 or _encoded(found) != content:
        raise SealUnreadableError
    protected, unprotected, payload, signature = found
    if unprotected != {} or not all(isinstance(one, bytes) for one in (protected, payload, signature)):
        raise SealUnreadableError
    return protected, payload, signature


def _message(protected: bytes, payload: bytes, purpose: bytes) -> bytes:
    """Sig_structure of RFC 9052, 4.4."""
    return _encoded(["Signature1", protected, purpose, payload])


def _encoded(value: Any) -> bytes:
    return cbor2.dumps(value, canonical=True)


def _decoded(content: bytes) -> Any:
    try:
        return cbor2.loads(content, max_depth=4, allow_indefinite=False, allow_duplicate_keys=False)
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError):
        raise SealUnreadableError from None
