import io
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from engine import attachments, confined, errors
from engine.attachments import Paper, Upload, rebuilding
from tests.attachments import files


def rebuilt(content: bytes, file_name: str = "berkas.bin") -> Paper:
    return attachments.rebuild(Upload(file_name, content))


def shown(paper: Paper) -> Image.Image:
    return Image.open(io.BytesIO(paper.content))


def text_of(paper: Paper) -> str:
    with pypdfium2.PdfDocument(paper.content) as document:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_bounded())
            text.close()
            page.close()
        return "\n".join(pages)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"),
     ("PNG", "LA"), ("PNG", "I;16")],
)  # fmt: skip
def test_keeps_what_a_picture_shows(kind: str, mode: str) -> None:
    paper = rebuilt(files.picture(kind, mode=mode))

    assert (paper.media_type, paper.pages) == (f"image/{kind.lower()}", 1)
    assert shown(paper).size == (60, 40)
    assert shown(paper).mode in ("L", "RGB")


def test_colours_stay_where_they_were() -> None:
    left, right = (shown(rebuilt(files.picture("PNG", mode="P"))).getpixel(at) for at in ((10, 20), (50, 20)))

    assert (left, right) == ((255, 0, 0), (0, 0, 255))


def test_what_is_transparent_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")

    assert shown(rebuilt(out.getvalue())).getpixel((5, 5)) == (255, 255, 255)


def test_turns_a_photograph_upright_and_forgets_where_it_was_taken() -> None:
    paper = rebuilt(
        files.picture(exif=files.exif(orientation=6, description="Rumah Maria"), comment=b"catatan")
    )

    assert shown(paper).size == (40, 60)
    assert not shown(paper).getexif()
    for trace in (b"Exif", b"Rumah", b"catatan"):
        assert trace not in paper.content


def test_shrinks_a_large_photograph() -> None:
    assert shown(rebuilt(files.picture(size=(4000, 3000)))).size == (2000, 1500)


def test_a_heavy_png_is_kept_as_jpeg() -> None:
    out = io.BytesIO()
    Image.effect_noise((1100, 1100), 90).convert("RGB").save(out, "PNG")

    assert rebuilt(out.getvalue()).media_type == "image/jpeg"


@pytest.mark.parametrize("pixels", [(50_000, 50_000), (8_000, 8_000)])
def test_refuses_a_picture_that_swells(pixels: tuple[int, int]) -> None:
    with pytest.raises(errors.PictureTooBigError):
        rebuilt(files.png_bomb(*pixels))


def test_a_transparent_picture_may_be_smaller_only() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4100, 4100)).save(out, "PNG")

    with pytest.raises(errors.PictureTooBigError, match="at most 16000000 pixels, but it has 16810000"):
        rebuilt(out.getvalue())


def test_a_picture_with_something_behind_it_keeps_only_the_picture() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("evil.html", "<script>alert(1)</script>")

    paper = rebuilt(files.picture() + b"<?php system($_GET[0]); ?>" + archive.getvalue())

    assert not zipfile.is_zipfile(io.BytesIO(paper.content))
    assert b"<?php" not in paper.content


def test_a_script_in_a_png_chunk_is_gone() -> None:
    image = files.picture("PNG")
    text = b"tEXtComment\x00<script>alert(1)</script>"
    spoiled = image[:33] + files.chunk(text[:4], text[4:]) + image[33:]

    assert b"script" not in rebuilt(spoiled).content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"<html><script>alert(1)</script>",
        b"PK\x03\x04" + bytes(100),
        b"GIF89a" + bytes(100),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ" + bytes(100),
        b"junk\n%PDF-1.7",
    ],
)
def test_refuses_other_kinds_whatever_they_are_called(content: bytes) -> None:
    with pytest.raises(errors.UploadKindError):
        rebuilt(content, "foto.jpg")


def test_refuses_more_than_five_megabytes() -> None:
    with pytest.raises(errors.UploadTooBigError, match="at most 5000000 bytes, but it has 5000001"):
        rebuilt(files.picture().ljust(5_000_001, b"\0"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_refuses_a_picture_that_was_cut(kind: str, part: float) -> None:
    whole = files.picture(kind, size=(600, 400))

    with pytest.raises(errors.UploadUnreadableError):
        rebuilt(whole[: int(len(whole) * part)])


def test_keeps_what_a_pdf_shows() -> None:
    paper = rebuilt(files.pdf(pages=3))

    assert (paper.media_type, paper.pages) == ("application/pdf", 3)
    assert [line.strip() for line in text_of(paper).splitlines()] == ["Halaman 1", "Halaman 2", "Halaman 3"]


def test_the_same_upload_gives_the_same_paper() -> None:
    content = files.pdf(pages=2)

    assert rebuilt(content).sha256 == rebuilt(content).sha256


def test_fifty_pages_are_taken_and_fifty_one_are_not() -> None:
    assert rebuilt(files.pdf(pages=50)).pages == 50

    with pytest.raises(errors.UploadPagesError, match="at most 50 pages, but it has 51"):
        rebuilt(files.pdf(pages=51))


@pytest.mark.parametrize(
    "spoil",
    [files.with_script, files.with_launch, files.with_attachment, files.with_link_to_the_outside],
)
def test_nothing_that_acts_is_left_in_a_pdf(spoil: Callable[[pikepdf.Pdf], None]) -> None:
    paper = rebuilt(files.pdf(change=spoil))

    with pikepdf.open(io.BytesIO(paper.content)) as made:
        assert set(made.Root.keys()) == {"/Type", "/Pages"}
        assert set(made.pages[0].keys()) <= {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"}
        unpacked = b"".join(part.unparse(resolved=True) for part in made.objects)
    for trace in (
        b"JavaScript",
        b"/JS",
        b"/AA",
        b"/OpenAction",
        b"Launch",
        b"/bin/sh",
        b"evil",
        b"/EF",
        b"/Ref",
    ):
        assert trace not in unpacked
    assert "Halaman 1" in text_of(paper)


def test_what_was_typed_into_a_form_is_still_to_be_read() -> None:
    paper = rebuilt(files.pdf(change=files.with_filled_field))

    assert "Maria" in text_of(paper)
    with pikepdf.open(io.BytesIO(paper.content)) as made:
        assert "/AcroForm" not in made.Root
        assert "/Annots" not in made.pages[0]


def test_pages_that_inherit_their_size_and_fonts_keep_them() -> None:
    def inherit(made: pikepdf.Pdf) -> None:
        page = made.pages[0].obj
        made.Root.Pages.MediaBox, made.Root.Pages.Resources = page.MediaBox, page.Resources
        del page["/MediaBox"], page["/Resources"]

    paper = rebuilt(files.pdf(change=inherit))

    assert "Halaman 1" in text_of(paper)


def test_a_pdf_with_an_archive_behind_it_keeps_only_the_pages() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("evil.exe", "MZ")

    paper = rebuilt(files.pdf() + archive.getvalue())

    assert not zipfile.is_zipfile(io.BytesIO(paper.content))


@pytest.mark.parametrize(
    "spoil",
    [
        files.with_unpacking_bomb,
        files.with_double_packing,
        files.with_huge_picture,
        files.with_many_parts,
        files.with_itself,
    ],
)
def test_refuses_a_pdf_that_swells_and_soon(spoil: Callable[[pikepdf.Pdf], None]) -> None:
    content = files.pdf(change=spoil, compress_streams=False)
    began = time.monotonic()

    with pytest.raises(errors.UploadError):
        rebuilt(content)

    assert time.monotonic() - began < 15


def test_refuses_a_locked_pdf() -> None:
    content = files.pdf(encryption=pikepdf.Encryption(user="rahasia", owner="x"))

    with pytest.raises(errors.UploadUnreadableError, match="locked by a password"):
        rebuilt(content)


def test_takes_a_pdf_that_only_forbids_printing() -> None:
    content = files.pdf(encryption=pikepdf.Encryption(user="", owner="x"))

    assert "Halaman 1" in text_of(rebuilt(content))


@pytest.mark.parametrize("part", [0.05, 0.3, 0.7, 0.95])
def test_refuses_a_pdf_that_was_cut(part: float) -> None:
    whole = files.pdf(pages=2)

    with pytest.raises(errors.UploadUnreadableError):
        rebuilt(whole[: int(len(whole) * part)])


def test_gives_up_on_what_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "PATIENCE", 0.001)

    with pytest.raises(errors.UploadUnreadableError, match="it takes too long to read"):
        rebuilt(files.picture())


def test_survives_a_reader_that_breaks_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dying = tmp_path / "worker.py"
    dying.write_text("import os; os.abort()")
    monkeypatch.setattr(rebuilding, "WORKER", dying)

    with pytest.raises(errors.UploadUnreadableError, match="reading it broke off"):
        rebuilt(files.picture())


@pytest.mark.parametrize("whole", [files.pdf(pages=2), files.picture(), files.picture("PNG", mode="P")])
def test_bytes_changed_at_random_are_refused_or_rebuilt(whole: bytes) -> None:
    chance = random.Random(1)

    for _ in range(12):
        spoiled = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            spoiled[chance.randrange(12, len(spoiled))] = chance.randrange(256)
        try:
            paper = rebuilt(bytes(spoiled))
        except errors.UploadError:
            continue
        assert paper.media_type in ("application/pdf", "image/jpeg", "image/png")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Akta Nikah.JPEG", "Akta Nikah.jpg"),
        ("..\\..\\C:\\foto.jpg", "foto.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("foto.jpg.exe", "foto.jpg.jpg"),
        ("\x00\u202egpj.exe", "gpj.jpg"),
        ("", "berkas.jpg"),
        (".jpg", "berkas.jpg"),
        ("x" * 500 + ".jpg", "x" * 120 + ".jpg"),
    ],
)
def test_a_file_name_is_only_a_name(given: str, expected: str) -> None:
    assert Upload(given, b"").name_for("jpg") == expected
