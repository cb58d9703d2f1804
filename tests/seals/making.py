"""Made-up seals."""

import base64
from collections.abc import Mapping
from typing import Any

from engine.seals import seal
from engine.vault import Keys, Vault

KEYS = Keys.new()
VAULT = Vault(KEYS)
DOCUMENT = "0199d0a0-0000-7000-8000-0000000000d1"
SAID = {"number": "5371-LU-24112026-0017", "kind": "akta_kelahiran", "issued_on": "2026-11-24"}
CONTENT = {"record": {"anak": {"nama": "Gabriel Imanuel Benu"}, "siak": {"nik_anak": "5371031711269001"}}}


def made(
    vault: Vault = VAULT,
    document_id: str = DOCUMENT,
    content: Mapping[str, Any] | None = None,
    **said: Any,
) -> str:
    return seal.made(vault, document_id, SAID | said, CONTENT if content is None else content)


def as_bytes(text: str) -> bytes:
    return base64.b32decode(text + "=" * (-len(text) % 8))


def as_text(content: bytes) -> str:
    return base64.b32encode(content).decode().rstrip("=")
