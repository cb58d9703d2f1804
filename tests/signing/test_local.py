"""A signature put on here: what it leaves as it was, and what other programs say of it."""

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from engine.errors.signing import SignerRefusedError
from engine.signing import LEVELS, Level, Order
from engine.signing.validation import inspect
from tests.signing.papers import HEAD, Desk, authority, paper, signed


def told(pdf: bytes, folder: Path) -> str:
    """What poppler says, in a house where the authority's root is believed."""
    (folder / "signed.pdf").write_bytes(pdf)
    (folder / "root.pem").write_bytes(authority().root.certificate.public_bytes(Encoding.PEM))
    store = f"sql:{folder}"
    subprocess.run(["certutil", "-N", "-d", store, "--empty-password"], check=True)
    subprocess.run(
        ["certutil", "-A", "-d", store, "-n", "root", "-t", "CT,C,C", "-i", folder / "root.pem"], check=True
    )
    return subprocess.run(
        ["pdfsig", "-nssdir", folder, folder / "signed.pdf"], check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.parametrize("level", LEVELS)
def test_leaves_our_bytes_as_they_are(level: Level) -> None:
    assert signed(level).startswith(paper())


@pytest.mark.parametrize("level", LEVELS)
def test_tells_who_signed(level: Level) -> None:
    found = inspect(signed(level), Desk().signer.trust)

    assert (found.name, found.number) == (HEAD.name, HEAD.number)
    assert (found.at is None) == (level == "B-B")


@pytest.mark.parametrize("level", LEVELS)
def test_poppler_calls_it_valid_and_trusted(level: Level, tmp_path: Path) -> None:
    said = told(signed(level), tmp_path)

    assert "Signature is Valid." in said
    assert "Certificate is Trusted." in said
    assert f"serialNumber={HEAD.number},CN={HEAD.name}" in said


@pytest.mark.parametrize("level", LEVELS)
def test_qpdf_finds_no_fault(level: Level, tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed(level))

    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)


@pytest.mark.parametrize("level", LEVELS)
def test_it_is_pdf_a_still(level: Level) -> None:
    """ISO 19005-2, 6.1.3 and 6.4.1: an end of line after each %%EOF; no field without an appearance that is shown."""
    pdf = signed(level)

    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_metadata() as metadata:
        assert metadata.pdfa_status == "2B"
        fields = list(opened.Root.AcroForm.Fields)
        assert all("/AP" in field or list(field.Rect) == [0, 0, 0, 0] for field in fields)
        assert "/NeedAppearances" not in opened.Root.AcroForm
    ends = pdf.split(b"%%EOF")[1:]
    assert all(end.startswith((b"\n", b"\r\n")) for end in ends[:-1])


def test_refuses_to_sign_for_good_with_a_revoked_certificate() -> None:
    desk = Desk()
    desk.holders[HEAD.person_id] = authority().officer(HEAD.name, HEAD.number)
    authority().revoke(desk.holders[HEAD.person_id].certificate)

    with pytest.raises(SignerRefusedError) as refused:
        desk.signed("B-LTA")

    assert refused.value.code == "certificate"


def test_refuses_an_officer_without_a_key() -> None:
    signer = Desk().signer
    keyless = type(signer)(signer.trust, signer.stamps, lambda officer: None, b"")

    with pytest.raises(SignerRefusedError) as refused:
        keyless.sign(Order(paper(), HEAD, "B-B"))

    assert refused.value.code == "no_key"


def test_refuses_another_passphrase() -> None:
    signer = Desk().signer
    wrong = type(signer)(signer.trust, signer.stamps, signer.keys, b"bukan ini")

    with pytest.raises(SignerRefusedError) as refused:
        wrong.sign(Order(paper(), HEAD, "B-B"))

    assert refused.value.code == "passphrase"
