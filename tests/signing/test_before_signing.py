"""What is done to a document of ours before it is signed, so that a good signature stands over other words."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from engine.errors.signing import UnsoundSignatureError
from engine.signing import LEVELS, Level
from engine.signing.validation import confirm
from tests.signing.papers import HEAD, PASSPHRASE, Desk, authority, holder, paper, signed
from tests.signing.test_attacks import overlaid, rotated, saved

Change = Callable[[IncrementalPdfFileWriter], None]
NAME = generic.NameObject


def script() -> generic.DictionaryObject:
    return generic.DictionaryObject(
        {NAME("/S"): NAME("/JavaScript"), NAME("/JS"): generic.TextStringObject("app.alert(1)")}
    )


def started(writer: IncrementalPdfFileWriter) -> None:
    """A script that runs when the file is opened."""
    writer.root["/OpenAction"] = writer.add_object(script())
    writer.update_root()


def noted(writer: IncrementalPdfFileWriter) -> None:
    """A note over the page that is no part of a form."""
    note = {
        "/Type": NAME("/Annot"),
        "/Subtype": NAME("/FreeText"),
        "/Contents": generic.TextStringObject("Lain"),
    }
    page = writer.root["/Pages"]["/Kids"][0]
    rect = generic.ArrayObject(generic.NumberObject(one) for one in (0, 0, 500, 500))
    made = generic.DictionaryObject({NAME(key): value for key, value in note.items()} | {NAME("/Rect"): rect})
    page["/Annots"] = generic.ArrayObject([writer.add_object(made)])
    writer.update_container(page)


def filled(writer: IncrementalPdfFileWriter) -> None:
    """A form that draws itself (XFA)."""
    form = {NAME("/Fields"): generic.ArrayObject(), NAME("/XFA"): generic.TextStringObject("<xdp/>")}
    writer.root["/AcroForm"] = generic.DictionaryObject(form)
    writer.update_root()


def attached(writer: IncrementalPdfFileWriter) -> None:
    names = generic.DictionaryObject({NAME("/EmbeddedFiles"): generic.DictionaryObject()})
    writer.root["/Names"] = writer.add_object(names)
    writer.update_root()


def changed(by: Change) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(paper()))
    by(writer)
    return saved(writer)


def another_behind() -> bytes:
    """Our bytes, and behind them another whole file that says nothing of them."""
    ours, other = paper() + b"\n", BytesIO()
    with pikepdf.open(BytesIO(paper())) as opened:
        opened.pages[0].Rotate = 90
        opened.save(other, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    moved = other.getvalue()
    start = moved.rindex(b"xref\n", 0, moved.rindex(b"startxref"))
    lines = moved[start:].split(b"\n")
    for at, line in enumerate(lines):
        if line.endswith(b" n "):
            lines[at] = b"%010d" % (int(line[:10]) + len(ours)) + line[10:]
        if line == b"startxref":
            lines[at + 1] = b"%d" % (start + len(ours))
    return ours + moved[:start] + b"\n".join(lines)


def placed(rect: tuple[int, int, int, int], act: str | None = None) -> bytes:
    """Signed by the officer himself, into a field that is shown, or that does something."""
    writer = IncrementalPdfFileWriter(BytesIO(paper() + b"\n"))
    append_signature_field(writer, SigFieldSpec("Paraf", box=rect))
    field = writer.root["/AcroForm"]["/Fields"][0]
    if act is not None:
        field["/AA"] = generic.DictionaryObject({NAME(act): script()})
    signer = SimpleSigner.load_pkcs12_data(
        authority().file_of(holder(HEAD), PASSPHRASE), other_certs=[], passphrase=PASSPHRASE
    )
    made = PdfSigner(PdfSignatureMetadata(field_name="Paraf"), signer).sign_pdf(writer)
    return bytes(made.getvalue())


COVERED: dict[str, Callable[[], bytes]] = {
    "overlaid": lambda: overlaid(paper()),
    "rotated": lambda: rotated(paper()),
    "started": lambda: changed(started),
    "noted": lambda: changed(noted),
    "filled": lambda: changed(filled),
    "attached": lambda: changed(attached),
    "another behind": another_behind,
}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("change", COVERED)
def test_refuses_what_was_changed_before_it_was_signed(change: str, level: Level) -> None:
    forged = Desk().signed(level, pdf=COVERED[change]())

    with pytest.raises(UnsoundSignatureError) as refused:
        confirm(forged, paper(), HEAD, Desk().signer.trust)

    assert forged.startswith(paper())
    assert refused.value.code == "changed"


def test_refuses_a_signature_that_may_hide_what_the_paper_says() -> None:
    with pytest.raises(UnsoundSignatureError) as refused:
        confirm(placed((0, 0, 595, 842)), paper(), HEAD, Desk().signer.trust)

    assert refused.value.code == "visible"


def test_refuses_a_signature_that_starts_something() -> None:
    with pytest.raises(UnsoundSignatureError) as refused:
        confirm(placed((0, 0, 0, 0), "/E"), paper(), HEAD, Desk().signer.trust)

    assert refused.value.code == "changed"


def test_takes_an_officers_plain_signature_as_no_pades() -> None:
    """As programs make it that know PDF but not PAdES."""
    found = confirm(placed((0, 0, 0, 0)), paper(), HEAD, Desk().signer.trust)

    assert (found.name, found.level) == (HEAD.name, None)


@pytest.mark.parametrize("level", LEVELS)
def test_tells_the_level_that_a_signature_reaches(level: Level) -> None:
    assert confirm(signed(level), paper(), HEAD, Desk().signer.trust).level == level


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("asked", LEVELS)
def test_a_lower_level_than_asked_is_refused(level: Level, asked: Level) -> None:
    found = confirm(signed(level), paper(), HEAD, Desk().signer.trust)

    if LEVELS.index(level) >= LEVELS.index(asked):
        assert found.require(HEAD, asked) is found
    else:
        with pytest.raises(UnsoundSignatureError) as refused:
            found.require(HEAD, asked)
        assert refused.value.code == "level"
