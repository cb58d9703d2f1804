"""An officer's key on a token, which SoftHSM plays: it signs for him who knows the PIN, and shows the key to nobody."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pkcs11  # type: ignore[import-untyped]
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from engine.demo import signing
from engine.errors.signing import OfficerRefusedError, SignerBusyError
from engine.signing import LEVELS, Level, Order, Secret
from engine.signing.token import TokenSigner
from engine.signing.validation import confirm
from tests.signing.papers import HEAD, OTHER, authority, holder, paper

LIBRARY = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "24681357"


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TokenSigner]:
    """The head's; SoftHSM reads where its tokens are when it is loaded, so all tests of a process share one folder."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    number = str(HEAD.number)
    run = ["softhsm2-util", "--init-token", "--free", "--label", number, "--pin", PIN, "--so-pin", "11223344"]
    subprocess.run(run, check=True, capture_output=True)
    key = holder(HEAD).key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(key)
    named = ["--token", number, "--label", number, "--id", "A1", "--pin", PIN]
    run = ["softhsm2-util", "--import", str(folder / "key.pem"), *named]
    subprocess.run(run, check=True, capture_output=True)
    put_certificate(number, holder(HEAD).der)
    yield TokenSigner(LIBRARY, signing.trust(authority()), lambda: signing.stamps(authority()))
    del os.environ["SOFTHSM2_CONF"]


def put_certificate(label: str, der: bytes) -> None:
    from asn1crypto.x509 import Certificate

    subject = Certificate.load(der).subject.dump()
    with pkcs11.lib(str(LIBRARY)).get_token(token_label=label).open(rw=True, user_pin=PIN) as session:
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.LABEL: label,
                pkcs11.Attribute.ID: b"\xa1",
                pkcs11.Attribute.SUBJECT: subject,
                pkcs11.Attribute.VALUE: der,
                pkcs11.Attribute.TOKEN: True,
            }
        )


@pytest.mark.parametrize("level", LEVELS)
def test_signs_with_the_key_on_the_token(token: TokenSigner, level: Level) -> None:
    signed = token.sign(Order(paper(), HEAD, level, Secret(PIN)))

    assert confirm(signed, paper(), HEAD, token.trust).number == HEAD.number


@pytest.mark.parametrize("pin", ["13572468", "", "1", "9" * 300])
def test_another_pin_opens_nothing_and_is_not_repeated(token: TokenSigner, pin: str) -> None:
    with pytest.raises(OfficerRefusedError) as refused:
        token.sign(Order(paper(), HEAD, "B-B", Secret(pin)))

    assert refused.value.code == "passphrase"
    assert "13572468" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_an_officer_without_a_token_cannot_sign(token: TokenSigner) -> None:
    with pytest.raises(OfficerRefusedError) as refused:
        token.sign(Order(paper(), OTHER, "B-B", Secret(PIN)))

    assert refused.value.code == "no_key"


def test_a_module_that_is_not_there_is_tried_again_later(token: TokenSigner) -> None:
    absent = replace(token, library=Path("/nowhere.so"))

    with pytest.raises(SignerBusyError) as busy:
        absent.sign(Order(paper(), HEAD, "B-B", Secret(PIN)))

    assert busy.value.code == "token"


def test_it_can_be_opened_again_after_a_wrong_pin(token: TokenSigner) -> None:
    with pytest.raises(OfficerRefusedError):
        token.sign(Order(paper(), HEAD, "B-B", Secret("00000000")))

    assert token.sign(Order(paper(), HEAD, "B-B", Secret(PIN))).startswith(paper())
