"""BSrE's signing service, on both of its interfaces, with whatever goes wrong there."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from engine.breaker import Breaker
from engine.demo import signing
from engine.errors import EngineError
from engine.errors.signing import (
    OfficerRefusedError,
    SignerBusyError,
    SignerRefusedError,
    UnsoundSignatureError,
)
from engine.signing import Order, Secret
from engine.signing.bsre import ISSUED, STATES, BsreSigner, Login
from engine.signing.validation import confirm
from tests.signing.papers import HEAD, authority, paper
from tests.standin import bsre as service
from tests.standin.serving import World, serving

OFFICER = replace(HEAD, nik="5371035205720001")
PHRASE = Secret(service.PASSPHRASE)
VERSIONS = ("v1", "v2")
BUSY = {
    "delay": "network",
    "drop": "network",
    "slow_body": "network",
    "signed_then_dropped": "network",
    "error_500": "their_error",
    "nonsense": "broken",
    "nonsense_400": "broken",
    "empty_200": "broken",
    "no_pdf": "broken",
    "too_many": "too_many",
}
"""Fault -> what the officer is told, who may try again."""
HIS = {"wrong_passphrase": "passphrase", "login_failed": "login", "refuse": "login"}
"""Nothing is signed until somebody has put it right; the papers go on waiting."""
REFUSED = {"error_in_200": "refused", "refused_400": "refused"}
"""Of this file: an incident."""
UNSOUND = {
    "unsigned": "unsigned",
    "other_file": "other_file",
    "other_person": "other_person",
    "cut_off": "unreadable",
}
"""A file that proves nothing: an incident."""


@pytest.fixture(scope="module")
def served() -> Iterator[World]:
    with serving() as world:
        yield world


@pytest.fixture
def world(served: World) -> World:
    served.bsre.officers = {str(OFFICER.nik): OFFICER}
    served.bsre.states.clear()
    served.bsre.faults.next.clear()
    served.bsre.heard.clear()
    return served


def signer(world: World, version: str = "v2", breaker: Breaker | None = None) -> BsreSigner:
    login = Login(service.USER, service.PASSWORD)
    trust = signing.trust(authority())
    return BsreSigner(f"{world.url}/esign", login, trust, version, breaker or Breaker(), patience=0.5)


def sign(asked: BsreSigner, phrase: Secret = PHRASE) -> bytes:
    signed = asked.sign(Order(paper(), OFFICER, "B-B", phrase))
    confirm(signed, paper(), OFFICER, asked.trust)
    return signed


@pytest.mark.parametrize("version", VERSIONS)
def test_the_officers_signature_comes_back_behind_our_bytes(world: World, version: str) -> None:
    assert sign(signer(world, version)).startswith(paper())


def test_a_file_that_is_kept_there_is_fetched(world: World) -> None:
    world.bsre.faults.next = ["by_id"]

    assert sign(signer(world, "v1")).startswith(paper())
    assert world.bsre.heard[-1].startswith("/esign/api/sign/download/")


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("state", [one for one in STATES if one != ISSUED])
def test_sends_nothing_for_an_officer_who_may_not_sign(world: World, state: str, version: str) -> None:
    world.bsre.states[str(OFFICER.nik)] = state

    with pytest.raises(OfficerRefusedError) as refused:
        sign(signer(world, version))

    assert refused.value.code == f"state_{state.lower()}"
    assert len(world.bsre.heard) == 1


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    ("fault", "kind", "code"),
    [
        *((fault, SignerBusyError, code) for fault, code in BUSY.items()),
        *((fault, OfficerRefusedError, code) for fault, code in HIS.items()),
        *((fault, SignerRefusedError, code) for fault, code in REFUSED.items()),
        *((fault, UnsoundSignatureError, code) for fault, code in UNSOUND.items()),
    ],
)
def test_tells_what_went_wrong(
    world: World, version: str, fault: str, kind: type[EngineError], code: str
) -> None:
    world.bsre.faults.next = [fault]

    with pytest.raises(kind) as told:
        sign(signer(world, version))

    assert type(told.value) is kind
    assert getattr(told.value, "code", None) == code
    assert service.PASSPHRASE not in str(told.value)
    assert str(OFFICER.nik) not in str(told.value)


def test_another_passphrase_is_refused_and_not_repeated(world: World) -> None:
    with pytest.raises(OfficerRefusedError) as refused:
        sign(signer(world), Secret("Kucing-Belang-12"))

    assert (refused.value.code, "Kucing" in str(refused.value)) == ("passphrase", False)


def test_an_officer_without_a_nik_is_not_asked_for(world: World) -> None:
    with pytest.raises(OfficerRefusedError) as refused:
        signer(world).sign(Order(paper(), HEAD, "B-B", PHRASE))

    assert (refused.value.code, world.bsre.heard) == ("no_nik", [])


def test_leaves_a_service_alone_that_fails_and_tries_it_again_later(world: World) -> None:
    now = [0.0]
    asked = signer(world, breaker=Breaker(most=2, rest=60, clock=lambda: now[0]))
    world.bsre.faults.next = ["error_500", "drop"]
    for _ in range(3):
        with pytest.raises(SignerBusyError) as busy:
            sign(asked)
    calls = len(world.bsre.heard)

    now[0] = 61

    assert (busy.value.code, calls) == ("rest", 4)
    assert sign(asked).startswith(paper())


def test_every_fault_of_the_stand_in_is_in_a_table() -> None:
    told = {*BUSY, *HIS, *REFUSED, *UNSOUND, "by_id"}

    assert told == set(service.FAULTS)
