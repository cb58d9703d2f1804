"""No form asks for money.

Population documents are free: UU 24/2013 Pasal 79A; whoever charges for one goes to prison (Pasal 95B)."""

import json
import re
from collections.abc import Iterator
from typing import Any

from engine.lint.model import Model
from engine.lint.problem import Problem

CODE = "E240"
MONEY = re.compile(
    r"(?<![a-z])(biaya|tarif|harga|bayar|pembayaran|retribusi|pungutan|ongkos|fee|price|payment)(?![a-z])"
)


def check(model: Model) -> Iterator[Problem]:
    for path, content in model.files.items():
        if path.endswith(".form.json"):
            for asked in _questions(content):
                sentence = f"Expected no question about money (UU 24/2013 Pasal 79A), but there is '{asked}'"
                yield Problem(path, _line(content, asked), CODE, sentence)


def _questions(content: bytes) -> Iterator[str]:
    try:
        form = json.loads(content)
    except ValueError:
        return
    waiting: list[Any] = [form]
    while waiting:
        part = waiting.pop()
        if not isinstance(part, dict):
            continue
        waiting += part.get("components", []) if isinstance(part.get("components"), list) else []
        if part.get("type") not in (None, "default", "text", "group", "separator"):
            words = f"{part.get('key', '')} {part.get('label', '')}".lower().replace("_", " ")
            if MONEY.search(words):
                yield str(part.get("key") or part.get("label"))


def _line(content: bytes, asked: str) -> int:
    return content[: max(content.find(f'"{asked}"'.encode()), 0)].count(b"\n") + 1
