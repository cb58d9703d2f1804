from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from engine import errors
from engine.vault import Keys, Vault
from engine.vault.numbers import normalise

NIK = "5371031203919001"


@pytest.fixture(scope="module")
def vault() -> Vault:
    return Vault(Keys.new())


@given(plain=st.binary(max_size=500))
def test_opens_what_it_sealed_at_the_same_place(vault: Vault, plain: bytes) -> None:
    sealed = vault.seal("terbit_case", "record", "c1", plain)

    assert vault.open("terbit_case", "record", "c1", sealed) == plain


@pytest.mark.parametrize(
    "place",
    [
        ("terbit_person", "record", "c1"),
        ("terbit_case", "secret", "c1"),
        ("terbit_case", "record", "c2"),
    ],
)
def test_refuses_a_seal_that_was_moved(vault: Vault, place: tuple[str, str, str]) -> None:
    sealed = vault.seal("terbit_case", "record", "c1", b"isi")

    with pytest.raises(errors.SealBrokenError):
        vault.open(*place, sealed)


def test_refuses_a_seal_with_any_byte_changed(vault: Vault) -> None:
    sealed = vault.seal("terbit_case", "record", "c1", b"isi")

    for position in range(len(sealed)):
        altered = bytearray(sealed)
        altered[position] ^= 1
        with pytest.raises((errors.SealBrokenError, errors.UnknownDataKeyError)):
            vault.open("terbit_case", "record", "c1", bytes(altered))


@pytest.mark.parametrize("length", range(31))
def test_refuses_a_seal_that_was_cut(vault: Vault, length: int) -> None:
    sealed = vault.seal("terbit_case", "record", "c1", b"")

    with pytest.raises(errors.SealBrokenError):
        vault.open("terbit_case", "record", "c1", sealed[:length])


def test_another_office_opens_nothing(vault: Vault) -> None:
    sealed = vault.seal("terbit_case", "record", "c1", b"isi")

    with pytest.raises(errors.SealBrokenError):
        Vault(Keys.new()).open("terbit_case", "record", "c1", sealed)


def test_the_same_value_never_looks_the_same_twice(vault: Vault) -> None:
    seals = {vault.seal("terbit_person", "nik", "p1", NIK.encode()) for _ in range(100)}

    assert len(seals) == 100
    assert {len(seal) for seal in seals} == {47}
    assert not any(NIK.encode() in seal for seal in seals)


def test_threads_share_it(vault: Vault) -> None:
    def round_trip(number: int) -> bool:
        plain = str(number).encode() * 50
        return vault.open("t", "c", str(number), vault.seal("t", "c", str(number), plain)) == plain

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(round_trip, range(2000)))


@pytest.mark.parametrize(
    "typed", [NIK, "5371 0312 0391 9001", "5371-0312-0391-9001", " 5371.0312.0391.9001\n"]
)
def test_a_number_typed_differently_has_one_fingerprint(vault: Vault, typed: str) -> None:
    assert vault.fingerprint("nik", typed) == vault.fingerprint("nik", NIK)


def test_kinds_do_not_share_fingerprints(vault: Vault) -> None:
    assert vault.fingerprint("nik", NIK) != vault.fingerprint("kk", NIK)


def test_a_fingerprint_has_sixteen_bytes(vault: Vault) -> None:
    assert len(vault.fingerprint("kk", NIK)) == 16


@pytest.mark.parametrize(
    "typed",
    [
        "081234567890",
        "+6281234567890",
        "6281234567890",
        "+62 812-3456-7890",
        "(0812) 3456 7890",
        "0062 81234567890",
        "+62 (0)812 3456 7890",
        "81234567890",
    ],
)
def test_a_telephone_number_is_compared_with_its_country(vault: Vault, typed: str) -> None:
    assert vault.fingerprint("phone", typed) == vault.fingerprint("phone", "0812 3456 7890")


def test_a_foreign_telephone_number_stays_foreign() -> None:
    assert normalise("phone", "+670 7712 3456") == "67077123456"


def test_refuses_to_index_what_holds_no_digit(vault: Vault) -> None:
    with pytest.raises(errors.EmptyFingerprintError):
        vault.fingerprint("nik", "tidak ada")


def test_refuses_to_index_an_unknown_kind(vault: Vault) -> None:
    with pytest.raises(errors.UnknownFingerprintKindError):
        vault.fingerprint("nama", "Maria")


def test_derives_the_same_token_for_the_same_row_only(vault: Vault) -> None:
    token = vault.derive("document", "d1")

    assert token == vault.derive("document", "d1")
    assert len({token, vault.derive("document", "d2"), vault.derive("receipt", "d1")}) == 3
    assert len(token) == 32


def test_signs_with_the_key_that_it_names(vault: Vault) -> None:
    key_id, signature = vault.sign(b"isi")

    Ed25519PublicKey.from_public_bytes(vault.public_keys[key_id]).verify(signature, b"isi")
    assert len(signature) == 64
    assert len(key_id) <= 16
