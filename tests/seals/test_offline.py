"""A paper is checked by its seal, pinned keys and a list of states, and nothing else."""

import datetime as dt
from collections.abc import Iterable

import pytest

from engine.errors.seals import PinsFormatError, StatesForgedError
from engine.seals import cose, offline, pins, states
from engine.tokens import check_token
from engine.vault import Keys, Vault
from tests.seals.making import DOCUMENT, KEYS, VAULT, as_bytes, as_text, made

NOW = dt.datetime(2026, 11, 25, 3, tzinfo=dt.UTC)
MARK = states.mark(check_token(VAULT, DOCUMENT))


def listed(
    vault: Vault = VAULT, now: dt.datetime = NOW, revoked: Iterable[bytes] = (), **others: Iterable[bytes]
) -> bytes:
    return states.signed(vault, now, {"revoked": revoked} | others)


def code(text: str, content: bytes | None, now: dt.datetime = NOW, keys: Keys = KEYS) -> str:
    return offline.check(text, keys.paper_keys, content, now).code


def test_a_document_of_which_nothing_is_listed_is_in_force() -> None:
    answer = offline.check(made(), KEYS.paper_keys, listed(revoked=[b"somebody"]), NOW)

    assert answer.code == "in_force"
    assert answer.seal is not None
    assert answer.seal.number == "5371-LU-24112026-0017"
    assert answer.listed_at == NOW


@pytest.mark.parametrize("state", ["superseded", "revoked", "draft"])
def test_tells_the_state_that_is_listed(state: str) -> None:
    assert code(made(), states.signed(VAULT, NOW, {state: [b"12345678", MARK]})) == state


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (NOW + dt.timedelta(days=1, hours=23), "in_force"),
        (NOW + dt.timedelta(days=2, minutes=1), "list_old"),
        (NOW - dt.timedelta(hours=1), "list_old"),
        (NOW - dt.timedelta(minutes=5), "in_force"),
    ],
)
def test_an_old_list_does_not_say_that_a_document_is_in_force(moment: dt.datetime, expected: str) -> None:
    assert code(made(), listed(), moment) == expected


def test_what_was_revoked_stays_so_however_old_the_list_is() -> None:
    assert code(made(), listed(revoked=[MARK]), NOW + dt.timedelta(days=400)) == "revoked"


def test_a_list_says_nothing_of_a_document_younger_than_it() -> None:
    assert code(made(issued_on="2026-11-26"), listed()) == "list_before"


def test_without_a_list_only_the_seal_is_known() -> None:
    assert code(made(), None) == "no_list"


@pytest.mark.parametrize(
    "forged",
    [
        b"",
        b"junk",
        listed(Vault(Keys.new())),
        listed(revoked=[MARK])[:-1],
        cose.signed(VAULT, {1: int(NOW.timestamp())}, states.PURPOSE),
        cose.signed(VAULT, {1: "x", 2: "y", 3: {}}, states.PURPOSE),
        cose.signed(VAULT, {1: 0, 2: 2**62, 3: []}, states.PURPOSE),
        as_bytes(made()),
    ],
    ids=["empty", "junk", "foreign", "cut", "without_states", "of_other_types", "without_end", "a_seal"],
)
def test_refuses_a_list_that_the_office_has_not_signed(forged: bytes) -> None:
    assert code(made(), forged) == "list_forged"


def test_a_mark_that_was_taken_off_the_list_breaks_it() -> None:
    assert code(made(), listed(revoked=[MARK]).replace(MARK, b"\x00" * 8)) == "list_forged"


def test_forged_seals_are_told_from_unknown_keys() -> None:
    altered = bytearray(as_bytes(made()))
    altered[-1] ^= 1

    assert code(as_text(bytes(altered)), listed()) == "altered"
    assert code(made(Vault(Keys.new())), listed()) == "unknown_key"
    assert code("HALO", listed()) == "unreadable"


def test_after_a_change_of_keys_old_seals_hold_by_the_new_list_and_no_new_list_by_the_old_key() -> None:
    keys = KEYS.with_new_paper_key(dt.date(2026, 11, 25))
    later = NOW + dt.timedelta(days=7)

    assert code(made(), listed(Vault(keys), later), later, keys) == "in_force"
    assert code(made(), listed(VAULT, later), later, keys) == "list_forged"
    assert code(made(issued_on="2026-11-27"), listed(Vault(keys), later), later, keys) == "retired"


def test_pins_are_what_the_keys_were() -> None:
    keys = KEYS.with_new_paper_key(dt.date(2026, 11, 25)).paper_keys

    assert pins.parse(pins.as_json("Dukcapil", keys)) == keys


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"keys": []}', b'{"keys": [{"public": "eA==", "until": null}]}']
)
def test_refuses_pins_that_are_none(content: bytes) -> None:
    with pytest.raises(PinsFormatError):
        pins.parse(content)


def test_a_list_parses_to_what_was_signed() -> None:
    found = states.parse(listed(revoked=[MARK], superseded=[b"abcdefgh"]), KEYS.paper_keys)

    assert found.marks == {"revoked": {MARK}, "superseded": {b"abcdefgh"}, "draft": frozenset()}
    with pytest.raises(StatesForgedError):
        states.parse(listed(), Keys.new().paper_keys)
