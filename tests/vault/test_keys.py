from pathlib import Path

import pytest

from engine import errors
from engine.vault import Keys, Vault


def test_creates_a_file_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "keys.json"

    Keys.create(path)

    assert path.stat().st_mode & 0o777 == 0o600


def test_loads_what_it_created(tmp_path: Path) -> None:
    created = Keys.create(tmp_path / "keys.json")

    assert Keys.load(tmp_path / "keys.json") == created


def test_never_writes_over_existing_keys(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    before = Keys.create(path)

    with pytest.raises(errors.KeyFileExistsError):
        Keys.create(path)

    assert Keys.load(path) == before


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o666])
def test_refuses_a_file_that_others_can_read(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "keys.json"
    Keys.create(path)
    path.chmod(mode)

    with pytest.raises(errors.KeyFileOpenError, match=f"but the mode is {mode:04o}: chmod 600 it"):
        Keys.load(path)


def test_says_that_the_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(errors.KeyFileMissingError, match="there is no such file"):
        Keys.load(tmp_path / "keys.json")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"v": 2}',
        b'{"v": 1, "data": {"1": "c2hvcnQ="}}',
        b'{"v": 1, "data": "x"}',
    ],
)
def test_refuses_a_malformed_file_without_repeating_it(content: bytes) -> None:
    with pytest.raises(errors.KeyFileFormatError) as refused:
        Keys.from_json(content)

    assert refused.value.__cause__ is None


def test_hides_its_secrets_when_printed() -> None:
    keys = Keys.new()

    shown = f"{keys!r} {keys.events!r} {Vault(keys)!r}"

    assert keys.events.id in shown
    assert repr(keys.index)[2:-1] not in shown
    assert repr(keys.events.private)[2:-1] not in shown
    assert repr(keys.data[1])[2:-1] not in shown


def test_a_rotated_data_key_opens_old_columns_and_seals_new_ones(tmp_path: Path) -> None:
    old = Keys.create(tmp_path / "keys.json")
    sealed = Vault(old).seal("terbit_case", "record", "c1", b"isi")

    old.with_new_data_key().save(tmp_path / "keys.json")

    vault = Vault(Keys.load(tmp_path / "keys.json"))
    assert vault.open("terbit_case", "record", "c1", sealed) == b"isi"
    assert vault.is_stale(sealed)
    assert not vault.is_stale(vault.seal("terbit_case", "record", "c1", b"isi"))


def test_a_saved_file_stays_closed_to_others(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    Keys.create(path).with_new_data_key().save(path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["keys.json"]


def test_a_rotated_event_key_leaves_only_its_public_half() -> None:
    old = Keys.new()

    new = old.with_new_event_key().with_new_event_key()

    assert new.public_keys[old.events.id] == old.events.public
    assert len(new.public_keys) == 3
    assert old.to_json().count(b"private") == new.to_json().count(b"private") == 1


def test_rotation_keeps_fingerprints_and_tokens() -> None:
    keys = Keys.new()
    old, new = Vault(keys), Vault(keys.with_new_data_key().with_new_event_key())

    assert old.fingerprint("nik", "5371031203919001") == new.fingerprint("nik", "5371031203919001")
    assert old.derive("document", "d1") == new.derive("document", "d1")
