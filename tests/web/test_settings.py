"""The environment is checked at start, every mistake at once."""

from pathlib import Path

import pytest

from engine.errors.siak import CentreAddressError, CentreUnsetError
from engine.errors.signing import SignerUnsetError, SigningFolderError
from tests.signing.papers import authority
from web import settings, wiring
from web.settings import SETTINGS, SettingsError, read


def test_has_a_default_for_everything() -> None:
    chosen = read({})

    assert chosen.database_url == "sqlite:///var/terbit.db"
    assert chosen.trusted_hosts == ["127.0.0.1"]
    assert not chosen.secure


def test_reads_a_secret_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "url"
    secret.write_text("postgresql+psycopg://terbit:secret@db/terbit\n", encoding="utf-8")

    chosen = read({"TERBIT_DATABASE_URL_FILE": str(secret)})

    assert chosen.database_url == "postgresql+psycopg://terbit:secret@db/terbit"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TERBIT_DATABASE_URL", "mysql://x"),
        ("TERBIT_PUBLIC_URL", "terbit.example"),
        ("TERBIT_PUBLIC_URL", "https://terbit.example/path"),
        ("TERBIT_PROXIES", "many"),
        ("TERBIT_PROXIES", "-1"),
        ("TERBIT_THREADS", "0"),
        ("TERBIT_LOG", "xml"),
        ("TERBIT_SIGNER", "stempel"),
        ("TERBIT_BSRE_URL", "esign.kantor"),
        ("TERBIT_BSRE_VERSION", "v3"),
        ("TERBIT_SIAK", "telepati"),
        ("TERBIT_SIAK_IP", "rumah"),
        ("TERBIT_SIAK_QUOTA", "0"),
        ("TERBIT_DATABASE_URL_FILE", "/nowhere"),
        ("TERBIT_COLOUR", "red"),
    ],
)
def test_refuses_a_wrong_value_with_a_sentence_that_names_it(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read({name: value})

    assert len(refused.value.sentences) == 1
    assert name in refused.value.sentences[0]
    assert refused.value.sentences[0].startswith("Expected ")


def test_tells_every_mistake_at_once() -> None:
    with pytest.raises(SettingsError) as refused:
        read({"TERBIT_LOG": "xml", "TERBIT_PROXIES": "x"})

    assert len(refused.value.sentences) == 2


def test_never_repeats_a_secret_in_its_sentence() -> None:
    with pytest.raises(SettingsError) as refused:
        read({"TERBIT_DATABASE_URL": "mysql://terbit:hunter2@db"})

    assert "hunter2" not in str(refused.value)


def test_shows_no_password_of_siak() -> None:
    assert "rahasia" not in repr(read({"TERBIT_SIAK_PASSWORD": "rahasia"}))


def test_names_what_the_central_register_needs() -> None:
    with pytest.raises(CentreUnsetError):
        wiring.centre(read({"TERBIT_SIAK": "http"}))


def test_the_stand_in_of_siak_is_refused_on_another_machine() -> None:
    chosen = {"TERBIT_SIAK": "stub", "TERBIT_SIAK_URL": "https://siak.example", "TERBIT_SIAK_USER": "x"}

    with pytest.raises(CentreAddressError):
        wiring.centre(read(chosen))


def test_describes_each_setting_of_the_class() -> None:
    assert [setting.name for setting in SETTINGS] == list(settings.Settings.__dataclass_fields__)


def test_the_signing_service_needs_an_address_a_name_and_somebody_to_believe(tmp_path: Path) -> None:
    chosen = {"TERBIT_SIGNER": "bsre", "TERBIT_SIGNING": str(tmp_path)}

    with pytest.raises(SignerUnsetError):
        wiring.signer(read(chosen))
    with pytest.raises(SigningFolderError):
        wiring.signer(
            read(chosen | {"TERBIT_BSRE_URL": "https://esign.kantor", "TERBIT_BSRE_USER": "dukcapil"})
        )


def test_officers_are_asked_where_tokens_sign(tmp_path: Path) -> None:
    (tmp_path / "roots").mkdir()
    (tmp_path / "roots" / "akar.der").write_bytes(authority().root.der)

    signer = wiring.signer(read({"TERBIT_SIGNER": "pkcs11", "TERBIT_SIGNING": str(tmp_path)}))

    assert signer is not None
    assert (signer.name, signer.asks) == ("pkcs11", True)


def test_officers_bring_files_back_where_they_sign_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(SigningFolderError):
        wiring.signer(read({"TERBIT_SIGNER": "manual", "TERBIT_SIGNING": str(tmp_path)}))
    (tmp_path / "roots").mkdir()
    (tmp_path / "roots" / "akar.der").write_bytes(authority().root.der)

    signer = wiring.signer(read({"TERBIT_SIGNER": "manual", "TERBIT_SIGNING": str(tmp_path)}))

    assert signer is not None
    assert (signer.name, signer.asks) == ("manual", True)


def test_officers_are_asked_where_bsre_signs(tmp_path: Path) -> None:
    (tmp_path / "roots").mkdir()
    (tmp_path / "roots" / "akar.der").write_bytes(authority().root.der)
    chosen = read(
        {
            "TERBIT_SIGNER": "bsre",
            "TERBIT_SIGNING": str(tmp_path),
            "TERBIT_BSRE_URL": "https://esign.kantor",
            "TERBIT_BSRE_USER": "dukcapil",
            "TERBIT_BSRE_PASSWORD": "rahasia-kantor",
        }
    )

    signer = wiring.signer(chosen)

    assert signer is not None
    assert (signer.name, signer.asks) == ("bsre", True)
    assert "rahasia-kantor" not in f"{signer!r} {chosen!r}"
