"""Check tokens: what is printed into the QR code, and what people type from it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from engine.tokens import ALPHABET, LENGTH, check_token, normalised
from engine.vault import Keys, Vault

VAULT = Vault(Keys.new())


def test_is_26_letters_without_those_that_look_alike() -> None:
    token = check_token(VAULT, "dokumen")

    assert re.fullmatch(r"[0-7][0-9A-HJKMNP-TV-Z]{25}", token)


def test_is_the_same_each_time_and_another_for_each_document_and_office() -> None:
    tokens = {check_token(VAULT, "satu"), check_token(VAULT, "dua"), check_token(Vault(Keys.new()), "satu")}

    assert check_token(VAULT, "satu") in tokens
    assert len(tokens) == 3


@given(st.uuids())
def test_carries_all_of_its_128_bits(document_id: object) -> None:
    token = check_token(VAULT, str(document_id))

    number = 0
    for letter in token:
        number = number * 32 + ALPHABET.index(letter)
    assert number.to_bytes(16) == VAULT.derive("check-token", str(document_id))[:16]
    assert len(token) == LENGTH


def test_reads_what_is_typed_from_paper() -> None:
    token = "01ARZ3NDEKTSV4RRFFQ69G5FAV"

    assert normalised("oiarz3nd-ektsv4rr ffq69g5fav") == token
    assert normalised(token) == token
