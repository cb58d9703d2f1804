"""No form asks for money. Population documents are free (UU 24/2013 Pasal 79A), and whoever charges for one or lets it
be charged goes to prison (Pasal 95B). Take the question out; a fee of another office is no part of this procedure."""

import re
from collections.abc import Iterator

from engine.forms import Form
from engine.forms.components import Field, Rows, walk
from engine.lint.model import Model
from engine.lint.problem import Problem

CODE = "E240"
MONEY = re.compile(
    r"(?<![a-z])(biaya|tarif|harga|bayar|dibayar|pembayaran|retribusi|pungutan|ongkos|denda|rupiah|rp"
    r"|fee|fees|price|payment|cost|charge)(?![a-z])"
)


def check(model: Model) -> Iterator[Problem]:
    for path, form in model.forms.items():
        if isinstance(form, Form):
            for key, words in _questions(form):
                if MONEY.search(words.lower().replace("_", " ")):
                    sentence = (
                        f"Expected no question about money (UU 24/2013 Pasal 79A), but '{key}' asks for it"
                    )
                    yield Problem(path, _line(model.files[path], key), CODE, sentence)


def _questions(form: Form) -> Iterator[tuple[str, str]]:
    for part in walk(form.components):
        if isinstance(part, Field):
            yield part.path, f"{part.path} {part.look.label.id} {part.look.label.en} {part.suffix}"
        elif isinstance(part, Rows):
            yield part.path, f"{part.path} {part.look.label.id} {part.look.label.en}"
            for inner in walk(part.components):
                if isinstance(inner, Field):
                    yield (
                        inner.path,
                        f"{inner.path} {inner.look.label.id} {inner.look.label.en} {inner.suffix}",
                    )


def _line(content: bytes, key: str) -> int:
    place = content.find(f'"{key.rpartition(".")[2]}"'.encode())
    return content.count(b"\n", 0, max(place, 0)) + 1
