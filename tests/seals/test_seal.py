"""The seal: COSE_Sign1 over a few facts of a document."""

import datetime as dt

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors.seals import (
    SealAlteredError,
    SealError,
    SealRetiredError,
    SealUnknownKeyError,
    SealUnreadableError,
)
from engine.seals import cose, seal
from engine.tokens import check_token
from engine.vault import Keys, Vault
from tests.seals.making import CONTENT, DOCUMENT, KEYS, SAID, VAULT, as_bytes, as_text, made


def test_says_number_kind_day_content_and_token() -> None:
    found = seal.parse(made(), KEYS.paper_keys)

    assert (found.number, found.kind) == (SAID["number"], SAID["kind"])
    assert found.issued_on == dt.date(2026, 11, 24)
    assert found.content == seal.content_mark(VAULT, DOCUMENT, CONTENT)
    assert found.token == check_token(VAULT, DOCUMENT)
    assert found.key_id == KEYS.papers.id


def test_holds_nothing_of_whom_it_is_about() -> None:
    content = as_bytes(made())
    _, _, payload, _ = cbor2.loads(content)

    assert sorted(cbor2.loads(payload)) == [1, 2, 3, 4, 5]
    assert b"Gabriel" not in content
    assert b"5371031711269001" not in content


def test_is_the_same_every_time() -> None:
    assert made() == made(Vault(Keys.from_json(KEYS.to_json())))


def test_fits_a_code_of_57_modules() -> None:
    address = f"HTTPS://CEK.KUPANGKOTA.GO.ID/S/{made()}"

    assert len(address) <= 311  # version 10 at level M holds so many capitals


@pytest.mark.parametrize(
    "other",
    [
        {"number": "5371-LU-24112026-0018"},
        {"kind": "akta_kematian"},
        {"issued_on": "2026-11-25"},
        {"content": {}},
        {"document_id": "0199d0a0-0000-7000-8000-0000000000d2"},
    ],
)
def test_another_document_has_another_seal(other: dict[str, object]) -> None:
    assert made(**other) != made()  # type: ignore[arg-type]


def test_the_same_content_of_two_documents_does_not_look_the_same() -> None:
    """Or else a guess at what a paper says could be tried out."""
    assert seal.content_mark(VAULT, DOCUMENT, CONTENT) != seal.content_mark(VAULT, DOCUMENT + "x", CONTENT)


def test_is_read_from_an_address_and_in_small_letters() -> None:
    address = f" http://127.0.0.1:8000/s/{made().lower()} "

    assert seal.parse(address, KEYS.paper_keys) == seal.parse(made(), KEYS.paper_keys)


@pytest.mark.parametrize("at", range(0, 160, 3))
def test_refuses_every_altered_byte(at: int) -> None:
    content = bytearray(as_bytes(made()))
    content[at] ^= 1

    with pytest.raises(SealError):
        seal.parse(as_text(bytes(content)), KEYS.paper_keys)


def test_refuses_another_number_under_the_same_signature() -> None:
    protected, head, payload, signature = cbor2.loads(as_bytes(made()))
    forged = payload.replace(b"0017", b"0018")

    with pytest.raises(SealAlteredError):
        seal.parse(
            as_text(cbor2.dumps([protected, head, forged, signature], canonical=True)), KEYS.paper_keys
        )


def test_refuses_a_key_that_is_not_the_offices() -> None:
    with pytest.raises(SealUnknownKeyError):
        seal.parse(made(Vault(Keys.new())), KEYS.paper_keys)


def test_refuses_what_the_same_key_signed_for_something_else() -> None:
    claims = cbor2.loads(cbor2.loads(as_bytes(made()))[2])
    other = cose.signed(VAULT, claims, b"terbit-states-1")

    with pytest.raises(SealAlteredError):
        seal.parse(as_text(other), KEYS.paper_keys)


def test_refuses_a_second_spelling_of_the_same_seal() -> None:
    """The same parts in a longer form of CBOR, and letters behind the end."""
    longer = b"\x98\x04" + as_bytes(made())[1:]

    for text in (as_text(longer), made() + "A", made() + "=", made()[:-1]):
        with pytest.raises(SealError):
            seal.parse(text, KEYS.paper_keys)


def test_after_a_change_of_keys_old_seals_hold_and_new_ones_have_the_new_key() -> None:
    old = made()
    keys = Keys.from_json(KEYS.with_new_paper_key(dt.date(2026, 11, 24)).to_json())

    new = made(Vault(keys), issued_on="2026-11-25")

    assert seal.parse(old, keys.paper_keys).key_id == KEYS.papers.id
    assert seal.parse(new, keys.paper_keys).key_id == keys.papers.id
    assert KEYS.papers.private not in keys.to_json()


def test_refuses_a_new_seal_by_a_retired_key() -> None:
    """Whoever still has it."""
    keys = KEYS.with_new_paper_key(dt.date(2026, 11, 24))

    with pytest.raises(SealRetiredError):
        seal.parse(made(issued_on="2026-11-25"), keys.paper_keys)


def test_a_key_file_from_before_there_were_seals_has_a_key_of_papers() -> None:
    import orjson

    document = orjson.loads(KEYS.to_json())
    del document["papers"]
    old = orjson.dumps(document)

    assert Keys.from_json(old).papers == Keys.from_json(old).papers
    assert Keys.from_json(old).papers != KEYS.papers


@given(st.one_of(st.text(max_size=400), st.binary(max_size=250).map(as_text)))
def test_whatever_somebody_makes_up_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(SealError):
        seal.parse(text, KEYS.paper_keys)


@pytest.mark.parametrize("text", ["", "/", "A" * 100_000, "é" * 10, "\x00", as_text(b"\x9f" * 40)])
def test_what_is_no_seal_is_called_unreadable(text: str) -> None:
    with pytest.raises(SealUnreadableError):
        seal.parse(text, KEYS.paper_keys)
