"""An officer downloads what waits, signs it elsewhere, and uploads it again."""

import io
import zipfile
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from engine.db.cases import Incident
from engine.db.documents import Document
from engine.signing.manual import ManualSigner
from tests.databases import Embedded
from tests.signing.offices import APART
from tests.signing.papers import OTHER, Desk, holder
from tests.signing.test_attacks import followed_by_junk
from tests.signing.test_signed_elsewhere import head, signed, withdraw
from tests.web.site import Site, make_site
from tests.web.test_signing_page import PASSWORD, boxes, ready, states
from tests.web.visitor import Page, Visitor
from web import signers

UPLOAD = "/tanda-tangan/unggah"


@pytest.fixture
def site(embedded: Embedded) -> Iterator[Site]:
    with embedded.fresh() as database:
        made = make_site(database)
        made.bureau.engine.handlers = APART
        made.bureau.engine.signer = ManualSigner(Desk().signer.trust)
        yield made


def take(visitor: Visitor) -> dict[str, bytes]:
    """What is ticked on the page as it stands, by name."""
    got = visitor.press(visitor.get("/tanda-tangan"), "Unduh untuk ditandatangani").response
    content = got.get_data()
    if got.content_type == "application/pdf":
        return {got.headers["Content-Disposition"]: content}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def upload(visitor: Visitor, *files: bytes, password: str = PASSWORD) -> Page:
    token = visitor.get("/tanda-tangan").value("csrf_token")
    named = [(content, f"berkas-{at}.pdf") for at, content in enumerate(files)]
    return visitor.upload(UPLOAD, {"csrf_token": token, "sandi": password, "berkas": named})


def test_one_document_is_a_pdf_and_several_are_a_zip(site: Site) -> None:
    visitor = ready(site, 1)
    [(name, alone)] = take(visitor).items()
    ready(site, 1)

    both = take(visitor)

    assert ".pdf" in name
    assert len(both) == 2
    assert alone in both.values()
    assert all(content.startswith(b"%PDF") for content in both.values())


def test_the_page_tells_what_is_away(site: Site) -> None:
    visitor = ready(site, 1)
    before = visitor.get("/tanda-tangan")

    take(visitor)

    assert "belum kembali" not in before.text
    assert "Frasa sandi" not in before.text
    assert "belum kembali" in visitor.get("/tanda-tangan").text


def test_what_was_signed_is_uploaded_and_in_force(site: Site) -> None:
    visitor = ready(site, 2)
    files = [signed(site.bureau, one) for one in take(visitor).values()]

    done = upload(visitor, *files)

    assert (done.status, states(site)) == (200, ["in_force", "in_force"])
    assert "2 dokumen diterima bertanda tangan" in done.text
    assert "Tidak ada dokumen yang menunggu tanda tangan Anda." in done.text


def test_a_zip_is_taken_with_a_row_for_each_file_that_is_not(site: Site) -> None:
    visitor = ready(site, 3)
    one, two, three = take(visitor).values()
    somebody = Desk(holders={head(site.bureau).person_id: holder(OTHER)})
    files = {
        "baik.pdf": signed(site.bureau, one),
        "orang lain.pdf": signed(site.bureau, two, desk=somebody),
        "ekor.pdf": followed_by_junk(signed(site.bureau, three)),
        "polos.pdf": three,
        "catatan.txt": b"<b>bukan PDF</b>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)

    done = upload(visitor, made.getvalue())

    rows = [" ".join(row.text_content().split()) for row in done.tree.xpath("//*[@role='status']//li")]
    told = {row.partition(" (")[0].partition(":")[0]: row.partition(": ")[2] for row in rows}
    assert states(site) == ["draft", "draft", "in_force"]
    assert "1 dokumen diterima bertanda tangan, 4 berkas tidak" in done.text
    assert told["orang lain.pdf"] == str(signers.BROUGHT["other_person"])
    assert told["ekor.pdf"] == str(signers.BROUGHT["uncovered"])
    assert told["polos.pdf"] == str(signers.BROUGHT["unsigned"])
    assert told["catatan.txt"] == str(signers.BROUGHT["no_pdf"])


@pytest.mark.parametrize(
    ("password", "files", "said"),
    [
        ("salah sekali", 1, "Kata sandi akun tidak cocok."),
        ("", 1, "Pilih berkas yang sudah ditandatangani, dan isi kata sandi akun Anda."),
        (PASSWORD, 0, "Pilih berkas yang sudah ditandatangani, dan isi kata sandi akun Anda."),
    ],
    ids=["wrong", "none", "no file"],
)
def test_takes_nothing_without_the_password_and_a_file(
    site: Site, password: str, files: int, said: str
) -> None:
    visitor = ready(site, 1)
    [plain] = take(visitor).values()

    told = upload(visitor, *[signed(site.bureau, plain)] * files, password=password)

    assert (told.status, states(site)) == (422, ["draft"])
    assert said in told.text


def test_who_guesses_the_password_waits(site: Site) -> None:
    visitor = ready(site, 1)
    [plain] = take(visitor).values()
    for _ in range(6):
        told = upload(visitor, signed(site.bureau, plain, "B-B"), password="salah sekali")

    assert (told.status, states(site)) == (429, ["draft"])


def test_a_reason_that_was_written_stays_where_nothing_was_ticked(site: Site) -> None:
    visitor = ready(site, 1)
    page = visitor.get("/tanda-tangan")
    name = str(page.tree.xpath("//input[starts-with(@name, 'alasan-')]/@name")[0])

    told = visitor.press(page, "Unduh untuk ditandatangani", {"pilih": [], name: "Nama ibu keliru"})

    assert told.status == 422
    assert "Centang sedikitnya satu dokumen." in told.text
    assert told.value(name) == "Nama ibu keliru"


def test_one_is_sent_back_with_a_reason_after_it_was_downloaded(site: Site) -> None:
    visitor = ready(site, 1)
    [plain] = take(visitor).values()
    page = visitor.get("/tanda-tangan")
    name = str(page.tree.xpath("//input[starts-with(@name, 'alasan-')]/@name")[0])

    left = visitor.press(page, "Kembalikan dengan alasan ini", {name: "Nama ibu keliru"})
    told = upload(visitor, signed(site.bureau, plain))

    assert boxes(left) == []
    assert str(signers.BROUGHT["gone"]) in told.text
    with site.bureau.engine.reading() as reading:
        assert reading.execute(select(Incident.kind)).scalars().all() == ["declined"]


def test_a_second_tab_downloads_the_same_and_its_file_is_not_used(site: Site) -> None:
    visitor = ready(site, 1)
    stale = visitor.get("/tanda-tangan")
    [plain] = take(visitor).values()
    upload(visitor, signed(site.bureau, plain))

    again = visitor.press(stale, "Unduh untuk ditandatangani")
    told = upload(visitor, signed(site.bureau, plain))

    assert again.response.get_data() == plain
    assert str(signers.BROUGHT["already"]) in told.text
    assert states(site) == ["in_force"]


def test_a_stale_page_of_a_withdrawn_case_is_told_so(site: Site) -> None:
    visitor = ready(site, 1)
    stale = visitor.get("/tanda-tangan")
    with site.bureau.engine.reading() as reading:
        case_id = reading.execute(select(Document.case_id)).scalar_one()
    withdraw(site.bureau, case_id)

    told = visitor.press(stale, "Unduh untuk ditandatangani")

    assert told.status == 409
    assert str(signers.BROUGHT["gone"]) in told.text


def test_a_hundred_megabytes_are_refused_unread(site: Site) -> None:
    visitor = ready(site, 1)

    told = upload(visitor, b"%PDF-1.7\n" + b"\0" * (100 << 20))

    assert (told.status, states(site)) == (413, ["draft"])


def test_nobody_else_downloads_or_uploads(site: Site) -> None:
    ready(site, 1)
    other = site.staff("kabid")
    token = other.get("/tugas").value("csrf_token")

    assert other.post("/tanda-tangan/unduh", {"csrf_token": token}).status == 403
    assert other.upload(UPLOAD, {"csrf_token": token, "berkas": [(b"x", "a.pdf")]}).status == 403


def test_every_refusal_has_words() -> None:
    codes = {
        "no_pdf",
        "too_big",
        "zip",
        "bomb",
        "too_many",
        "unreached",
        "other_file",
        "gone",
        "already",
        "level",
    }
    codes |= {
        "unsigned",
        "count",
        "altered",
        "added",
        "uncovered",
        "revoked",
        "expired",
        "untrusted",
        "stamp",
    }
    codes |= {"unreadable", "changed", "visible", "other_person"}

    assert codes <= set(signers.BROUGHT)
