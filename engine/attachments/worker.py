"""Run as a script of its own, without the rest of the engine: `worker.py picture|pdf MOST_PAGES`.
Reads an upload from its input; writes a line of JSON and, unless it refuses, the new file behind it."""

import io
import json
import resource
import sys
import warnings
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    import pikepdf
    from PIL import Image

MEMORY = 768 * 2**20
PROCESSOR_SECONDS = 10
MOST_PIXELS = 40_000_000
MOST_WIDE_PIXELS = 16_000_000
"""Of a picture that is transparent or has 16 bits a pixel: such ones need three times the memory."""
MOST_OBJECTS = 50_000
LONGEST_SIDE = 2000
HEAVY_PNG = 1_500_000
"""Bytes above which a picture is kept as JPEG instead."""
MOST_UNPACKED = 400 * 2**20
"""Bytes that all compressed streams of a PDF may unpack to."""
FOOT = 2048
"""Bytes at the end of a PDF that its end mark may be in."""
FLATE = "/FlateDecode"
PACKING = (FLATE, "/LZWDecode", "/RunLengthDecode")
PAGE_PARTS = frozenset(
    {"/Type", "/Resources", "/Contents", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group"}
)
RESOURCE_KINDS = frozenset(
    {"/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font", "/ProcSet", "/Properties"}
)
ACTIVE = (
    "/JS",
    "/JavaScript",
    "/AA",
    "/OpenAction",
    "/Launch",
    "/EmbeddedFile",
    "/EmbeddedFiles",
    "/EF",
    "/RichMedia",
)
OUTWARD = ("/F", "/FFilter", "/FDecodeParms", "/OPI", "/Ref", "/Alternates", "/AF", "/Metadata", "/PieceInfo")
"""What lets a stream stand for a file or picture elsewhere, or carry another one along."""


class Refusal(Exception):  # noqa: N818
    def __init__(self, refused: str, **facts: object) -> None:
        super().__init__(refused)
        self.head = {"refused": refused, **facts}


def main(kind: str, most_pages: int) -> None:
    _limit()
    content = sys.stdin.buffer.read()
    try:
        head, made = _picture(content) if kind == "picture" else _pdf(content, most_pages)
    except Refusal as refusal:
        head, made = refusal.head, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + made)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _unreadable(why: str) -> NoReturn:
    raise Refusal("unreadable", why=why)


def _picture(content: bytes) -> tuple[dict[str, object], bytes]:
    from PIL import Image, UnidentifiedImageError

    warnings.simplefilter("error")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as image:
            count, most = image.width * image.height, _most_pixels(image)
            if count > most:
                raise Refusal("pixels", count=count, most=most)
            is_png = image.format == "PNG"
            return _encode(_plain(image), is_png)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refusal("pixels", count=MOST_PIXELS * 2, most=MOST_PIXELS) from None
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        Warning,
        MemoryError,
        zlib.error,
    ):
        _unreadable("the picture is damaged")


def _most_pixels(image: "Image.Image") -> int:
    wide = image.has_transparency_data or image.mode.startswith("I")
    return MOST_WIDE_PIXELS if wide else MOST_PIXELS


def _plain(image: "Image.Image") -> "Image.Image":
    """Upright, opaque, small enough, and nothing but pixels: no EXIF, comment or profile."""
    from PIL import Image, ImageOps

    image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    image = _workable(image)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    image = ImageOps.exif_transpose(image)
    plain = Image.new("L" if image.mode == "L" else "RGB", image.size, "white")
    plain.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return plain


def _workable(image: "Image.Image") -> "Image.Image":
    """In a mode that shrinks well: L, RGB or RGBA."""
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in ("L", "RGB") else image.convert("RGB")


def _encode(image: "Image.Image", as_png: bool) -> tuple[dict[str, object], bytes]:
    made = io.BytesIO()
    if as_png:
        image.save(made, "PNG")
    if not as_png or made.tell() > HEAVY_PNG:
        made = io.BytesIO()
        image.save(made, "JPEG", quality=85, optimize=True)
        return {"media_type": "image/jpeg", "suffix": "jpg", "pages": 1}, made.getvalue()
    return {"media_type": "image/png", "suffix": "png", "pages": 1}, made.getvalue()


def _pdf(content: bytes, most_pages: int) -> tuple[dict[str, object], bytes]:
    import pikepdf

    if b"%%EOF" not in content[-FOOT:]:
        _unreadable("its end is missing")
    try:
        with pikepdf.open(io.BytesIO(content)) as source:
            count = len(source.pages)
            if count > most_pages:
                raise Refusal("pages", count=count)
            if count == 0:
                _unreadable("it has no page")
            if len(source.objects) > MOST_OBJECTS:
                _unreadable("it has too many parts")
            return {"media_type": "application/pdf", "suffix": "pdf", "pages": count}, _page_by_page(source)
    except pikepdf.PasswordError:
        _unreadable("it is locked by a password")
    except (
        pikepdf.PdfError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RuntimeError,
        MemoryError,
    ):
        _unreadable("the PDF is damaged")


def _page_by_page(source: "pikepdf.Pdf") -> bytes:
    """A new document of the old pages. What forms and stamps show is drawn into the page; what they do is gone."""
    import pikepdf

    if any("/Annots" in page for page in source.pages):
        source.generate_appearance_streams()
        source.flatten_annotations("screen")
    made = pikepdf.new()
    for page in source.pages:
        _keep_only(page.obj, PAGE_PARTS)
        made.pages.append(page)
        resources = made.pages[-1].obj.get("/Resources")
        if isinstance(resources, pikepdf.Dictionary):
            _keep_only(resources, RESOURCE_KINDS)
    unpacked = 0
    for part in made.objects:
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            unpacked += _disarm(part)
        if unpacked > MOST_UNPACKED:
            _unreadable("it unpacks to too much")
    out = io.BytesIO()
    made.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _keep_only(part: Any, names: frozenset[str]) -> None:
    for name in set(part.keys()) - names:
        del part[name]


def _disarm(part: Any) -> int:
    """Takes out what acts or points outward; the bytes that a stream unpacks to."""
    import pikepdf

    for name in ACTIVE:
        if name in part:
            del part[name]
    if not isinstance(part, pikepdf.Stream):
        return 0
    for name in OUTWARD:
        if name in part:
            del part[name]
    if int(part.get("/Width", 0)) * int(part.get("/Height", 0)) > MOST_PIXELS * 2:
        raise Refusal("pixels", count=int(part.Width) * int(part.Height), most=MOST_PIXELS * 2)
    return sum(_unpacked(part))


def _unpacked(stream: Any) -> Iterator[int]:
    """Sizes of the pieces that it unpacks to, until it is too much."""
    filters = [str(name) for name in _listed(stream.get("/Filter"))]
    packing = [name for name in filters if name in PACKING]
    if len(packing) > 1:
        _unreadable("it is packed twice")
    if packing and filters[0] != FLATE:
        yield len(stream.read_bytes())
    elif packing:
        yield from _inflated(stream.read_raw_bytes())


def _inflated(packed: bytes) -> Iterator[int]:
    unpacker, total = zlib.decompressobj(), 0
    while packed and total <= MOST_UNPACKED:
        try:
            piece = unpacker.decompress(packed, 2**20)
        except zlib.error:
            return
        total, packed = total + len(piece), unpacker.unconsumed_tail
        yield len(piece)


def _listed(value: Any) -> list[Any]:
    import pikepdf

    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
