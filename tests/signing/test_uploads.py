"""Signed files as they are sent: PDFs and ZIPs of them, whatever else a ZIP may be."""

import io
import struct
import zipfile

import pytest

from engine.signing import uploads
from engine.signing.uploads import Upload, opened
from tests.signing.papers import paper

PDF = b"%PDF-1.7\n"


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as opened_:
        for name, content in files.items():
            opened_.writestr(name, content)
    return made.getvalue()


def codes(name: str, content: bytes) -> list[str | None]:
    return [one.refused for one in opened([(name, content)])]


def test_a_zip_is_taken_apart_and_what_systems_put_beside_is_left() -> None:
    sent = packed(
        {"a/satu.pdf": paper(), "dua.pdf": PDF, "__MACOSX/._satu.pdf": b"x", "a/.DS_Store": b"x", "b/": b""}
    )

    assert opened([("semua.zip", sent), ("tiga.pdf", PDF)]) == [
        Upload("a/satu.pdf", paper()), Upload("dua.pdf", PDF), Upload("tiga.pdf", PDF)
    ]  # fmt: skip


def test_what_is_too_big_is_refused_by_itself() -> None:
    big = PDF + b"\0" * uploads.MOST_BYTES
    sent = packed({"besar.pdf": big, "kecil.pdf": PDF})

    assert codes("besar.pdf", big) == ["too_big"]
    assert codes("semua.zip", sent) == ["too_big", None]


def test_a_zip_that_grows_without_end_is_refused() -> None:
    """300 MB in 300 KB: read up to the bound, then no more."""
    many = packed({f"{one}.pdf": PDF + b"\0" * (9 << 20) for one in range(33)})

    assert len(many) < 1 << 20
    assert codes("bom.zip", many) == ["bomb"]


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    content = packed({"a.pdf": PDF + b"\0" * (1 << 20)})
    at = content.index(b"PK\x01\x02") + 24
    lying = content[:at] + struct.pack("<I", 20) + content[at + 4 :]

    assert codes("bohong.zip", lying) == ["zip"]


@pytest.mark.parametrize(
    ("what", "content"),
    [
        ("cut off", packed({"a.pdf": paper()})[:-40]),
        ("only a beginning", b"PK\x03\x04" + b"\0" * 400),
        ("encrypted", b"PK\x03\x04"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_zip_that_is_none_is_refused(what: str, content: bytes) -> None:
    if what == "encrypted":
        plain = bytearray(packed({"a.pdf": paper()}))
        plain[6] |= 1
        plain[plain.index(b"PK\x01\x02") + 8] |= 1
        content = bytes(plain)

    assert codes("rusak.zip", content) == ["zip"]


def test_a_zip_within_a_zip_is_no_pdf() -> None:
    assert codes("dalam.zip", packed({"isi.zip": packed({"a.pdf": PDF})})) == ["no_pdf"]


def test_an_empty_zip_has_nothing() -> None:
    assert opened([("kosong.zip", packed({}))]) == []


def test_more_files_than_are_looked_at_at_once_are_left() -> None:
    names = {f"{one}.pdf": PDF for one in range(uploads.MOST + 1)}
    each = list(names.items())

    assert codes("banyak.zip", packed(names)) == ["too_many"]
    assert [one.refused for one in opened(each)] == [None] * uploads.MOST + ["unreached"]
