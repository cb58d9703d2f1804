"""What is done to a signed document so that it says something else, and is refused."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Literal

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfTimeStamper

from engine.demo.signing import stamps
from engine.errors.signing import UnsoundSignatureError
from engine.signing import LEVELS, Level
from engine.signing.local import LocalSigner
from engine.signing.port import Order
from engine.signing.stamps import TimeStamper
from engine.signing.validation import confirm, inspect
from tests.signing.papers import (
    HEAD,
    OTHER,
    PASSPHRASE,
    Desk,
    authority,
    holder,
    paper,
    ranges,
    renewed,
    signed,
    strangers,
)

Forgery = Callable[[bytes], bytes]
ROOTS = (b"/TandaTangan", b"/Contents")


def flipped(pdf: bytes) -> bytes:
    """One bit of what the page shows."""
    at = pdf.index(b"stream") + 12
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def flipped_in_the_signature(pdf: bytes) -> bytes:
    _, end, _, _ = ranges(pdf)
    at = end + 1200
    return pdf[:at] + (b"0" if pdf[at : at + 1] != b"0" else b"1") + pdf[at + 1 :]


def rotated(pdf: bytes) -> bytes:
    """Behind the signature, as a reader would save it."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = generic.NumberObject(90)
    writer.update_container(page)
    return saved(writer)


def overlaid(pdf: bytes) -> bytes:
    """The shadow attack: other words over those that were signed."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    words = generic.StreamObject(stream_data=b"q 1 1 1 rg 0 0 600 800 re f Q")
    writer.add_stream_to_page(0, writer.add_object(words))
    return saved(writer)


def saved(writer: IncrementalPdfFileWriter) -> bytes:
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def rewritten(pdf: bytes) -> bytes:
    """As qpdf does: the same pages, put together anew."""
    output = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(output)
    return output.getvalue()


def followed_by_junk(pdf: bytes) -> bytes:
    """Nothing shows it."""
    return pdf + b"\n% junk\n"


def filled_up(pdf: bytes) -> bytes:
    """The noughts that are left in the gap of the last signature, which nothing covers."""
    end = pdf.rindex(b"00000000>")
    return pdf[:end] + b"1" + pdf[end + 1 :]


def written_otherwise(pdf: bytes) -> bytes:
    """One digit of the last signature in the other size: it says the same, and is another file."""
    start = pdf.rindex(b"<3082") + 400
    at = next(at for at in range(start, len(pdf)) if pdf[at : at + 1].isalpha())
    return pdf[:at] + pdf[at : at + 1].swapcase() + pdf[at + 1 :]


def followed_by_spaces(pdf: bytes) -> bytes:
    return pdf + b" "


def cut_back(pdf: bytes) -> bytes:
    """The file as it was before it was signed."""
    return pdf[: len(paper())]


def wrapped(pdf: bytes) -> bytes:
    """The gap for the signature made wider, so that what stands in it counts for nothing."""
    start, length, second, rest = ranges(pdf)
    old = pdf[pdf.index(b"[", pdf.index(b"/ByteRange")) : pdf.index(b"]", pdf.index(b"/ByteRange")) + 1]
    new = f"[{start} {length - 50} {second} {rest}".encode()
    return pdf.replace(old, new.ljust(len(old) - 1) + b"]", 1)


ALTERED: dict[Forgery, set[str]] = {
    flipped: {"altered"},
    flipped_in_the_signature: {"altered", "unreadable"},
    rotated: {"uncovered", "added"},
    overlaid: {"uncovered", "added"},
    rewritten: {"uncovered", "altered", "unreadable"},
    followed_by_junk: {"uncovered"},
    followed_by_spaces: {"uncovered"},
    filled_up: {"uncovered"},
    written_otherwise: {"uncovered"},
    cut_back: {"unsigned"},
    wrapped: {"altered", "uncovered"},
}


@pytest.mark.parametrize("level", [*LEVELS, "renewed"])
@pytest.mark.parametrize("forgery", ALTERED, ids=lambda forgery: forgery.__name__)
def test_refuses_a_file_that_was(forgery: Forgery, level: Level | Literal["renewed"]) -> None:
    forged = forgery(renewed() if level == "renewed" else signed(level))

    with pytest.raises(UnsoundSignatureError) as refused:
        inspect(forged, Desk().signer.trust)

    assert refused.value.code in ALTERED[forgery]


def stamped(pdf: bytes, by: TimeStamper) -> bytes:
    changed = IncrementalPdfFileWriter(BytesIO(pdf))
    return bytes(PdfTimeStamper(by).timestamp_pdf(changed, "sha256").getvalue())


@pytest.mark.parametrize(
    "file", [lambda: signed("B-T"), lambda: signed("B-LTA"), renewed], ids=["once", "long", "renewed"]
)
@pytest.mark.parametrize("forgery", [rotated, overlaid], ids=lambda forgery: forgery.__name__)
def test_refuses_a_change_that_a_time_stamp_covers(forgery: Forgery, file: Callable[[], bytes]) -> None:
    """Whoever changes it may have the change stamped: the last bytes are covered then."""
    changed = stamped(forgery(file()), stamps(authority()))

    with pytest.raises(UnsoundSignatureError) as refused:
        inspect(changed, Desk().signer.trust)

    assert refused.value.code in ("added", "altered")


def test_refuses_a_renewed_file_with_another_bit_in_any_later_part() -> None:
    """Wherever the further stamp covers it: before its gap and behind."""
    first, whole = len(signed("B-LTA")), renewed()
    start = whole.rindex(b"<3082")
    end = whole.index(b">", start)
    places = [
        *range(first + 16, start, (start - first) // 12),
        *range(end + 1, len(whole), (len(whole) - end) // 12),
    ]
    codes = []
    for at in places:
        with pytest.raises(UnsoundSignatureError) as refused:
            inspect(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], Desk().signer.trust)
        codes.append(refused.value.code)

    assert len(codes) >= 24
    assert set(codes) <= {"altered", "stamp", "unreadable", "uncovered", "added"}


def test_refuses_a_further_time_stamp_of_a_stranger() -> None:
    forged = stamped(signed("B-LTA"), stamps(strangers()))

    with pytest.raises(UnsoundSignatureError) as refused:
        inspect(forged, Desk().signer.trust)

    assert refused.value.code == "stamp"


def test_refuses_a_further_time_stamp_that_is_older_than_the_one_below_it() -> None:
    """A chain whose later links say that they were there before the earlier ones proves no order."""
    past = stamps(authority())
    past.fixed_dt = datetime.now(UTC) - timedelta(hours=1)

    with pytest.raises(UnsoundSignatureError) as refused:
        inspect(stamped(signed("B-LTA"), past), Desk().signer.trust)

    assert refused.value.code == "stamp"


def test_refuses_a_certificate_that_was_revoked_before() -> None:
    """The key was known to be lost; whoever has it may sign whatever he likes, without a time stamp."""
    desk = Desk()
    desk.holders[HEAD.person_id] = authority().officer(HEAD.name, HEAD.number)
    pdf = desk.signed("B-B")
    authority().revoke(desk.holders[HEAD.person_id].certificate)

    with pytest.raises(UnsoundSignatureError) as refused:
        inspect(pdf, desk.signer.trust)

    assert refused.value.code == "revoked"


def revoked(hours: float) -> tuple[bytes, Desk]:
    """A file that was stamped, by a certificate that was revoked so much later."""
    desk = Desk()
    desk.holders[HEAD.person_id] = authority().officer(HEAD.name, HEAD.number)
    pdf = desk.signed("B-T")
    since = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=hours)
    authority().revoke(desk.holders[HEAD.person_id].certificate, since)
    return pdf, desk


def test_refuses_what_was_stamped_after_the_certificate_was_revoked() -> None:
    pdf, desk = revoked(hours=-1)

    with pytest.raises(UnsoundSignatureError) as refused:
        inspect(pdf, desk.signer.trust)

    assert refused.value.code == "revoked"


def test_what_was_stamped_before_holds_after_it_was_revoked() -> None:
    pdf, desk = revoked(hours=1)

    assert inspect(pdf, desk.signer.trust).name == HEAD.name


def test_refuses_an_authority_of_the_same_name() -> None:
    desk = Desk(strangers(), {HEAD.person_id: strangers().officer(HEAD.name, HEAD.number)})

    with pytest.raises(UnsoundSignatureError) as refused:
        inspect(desk.signed("B-T"), Desk().signer.trust)

    assert refused.value.code in ("untrusted", "stamp")


def test_refuses_a_certificate_that_its_holder_made_himself() -> None:
    """With the officer's name and number in it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, HEAD.name),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, str(HEAD.number)),
        ]
    )
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    certificate = (
        made.not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = pkcs12.serialize_key_and_certificates(
        b"head", key, certificate, None, BestAvailableEncryption(PASSPHRASE)
    )
    own = Desk().signer
    signer = LocalSigner(own.trust, own.stamps, lambda officer: file, PASSPHRASE)

    with pytest.raises(UnsoundSignatureError) as refused:
        confirm(signer.sign(Order(paper(), HEAD, "B-T")), paper(), HEAD, own.trust)

    assert refused.value.code == "untrusted"


def test_refuses_a_time_stamp_of_a_stranger() -> None:
    own = Desk().signer
    signer = LocalSigner(own.trust, lambda: stamps(strangers()), own.keys, PASSPHRASE)

    with pytest.raises(UnsoundSignatureError) as refused:
        inspect(signer.sign(Order(paper(), HEAD, "B-T")), own.trust)

    assert refused.value.code == "stamp"


def test_refuses_the_signature_of_another_officer() -> None:
    """With a good certificate of his own, for the officer's task."""
    desk = Desk(holders={HEAD.person_id: holder(OTHER)})

    with pytest.raises(UnsoundSignatureError) as refused:
        confirm(desk.signed("B-T"), paper(), HEAD, desk.signer.trust)

    assert refused.value.code == "other_person"


def test_refuses_a_namesake() -> None:
    namesake = authority().officer(HEAD.name, OTHER.number)
    desk = Desk(holders={HEAD.person_id: namesake})

    with pytest.raises(UnsoundSignatureError) as refused:
        confirm(desk.signed("B-T"), paper(), HEAD, desk.signer.trust)

    assert refused.value.code == "other_person"


def test_refuses_another_file_with_a_good_signature() -> None:
    with pytest.raises(UnsoundSignatureError) as refused:
        confirm(signed("B-T"), b"%PDF-1.7 another", HEAD, Desk().signer.trust)

    assert refused.value.code == "other_file"


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7", b"\x00" * 1000, b"%PDF-1.7\n" + b"[" * 5000])
def test_refuses_what_is_no_pdf(pdf: bytes) -> None:
    with pytest.raises(UnsoundSignatureError) as refused:
        inspect(pdf, Desk().signer.trust)

    assert refused.value.code == "unreadable"


def test_confirms_the_officers_own_signature() -> None:
    found = confirm(signed("B-LTA"), paper(), HEAD, Desk().signer.trust)

    assert found.name == HEAD.name
