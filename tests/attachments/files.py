"""Files that people, and worse people, might hand in."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from PIL import Image


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: Any) -> bytes:
    """Left half red, right half blue, as far as the mode has colours."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    out = io.BytesIO()
    image.convert(mode).save(out, kind, **options)
    return out.getvalue()


def exif(orientation: int = 1, description: str = "") -> bytes:
    made = Image.Exif()
    made[0x0112] = orientation
    if description:
        made[0x010E] = description
    return made.tobytes()


def png_bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """A small file of one colour that claims, and holds, this many pixels."""
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(1 + width // 8)) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def pdf(pages: int = 1, change: Callable[[pikepdf.Pdf], None] | None = None, **saving: Any) -> bytes:
    """Pages that each show a line of text; `change` spoils them."""
    made = pikepdf.new()
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for number in range(pages):
        page = made.add_blank_page(page_size=(300, 300))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = made.make_stream(b"BT /F1 24 Tf 20 150 Td (Halaman %d) Tj ET" % (number + 1))
    if change is not None:
        change(made)
    out = io.BytesIO()
    made.save(out, **saving)
    return out.getvalue()


def with_script(made: pikepdf.Pdf) -> None:
    """JavaScript wherever a PDF may have some."""
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('hi')"))
    made.Root.OpenAction = script
    made.Root.AA = pikepdf.Dictionary(WC=script)
    made.Root.Names = pikepdf.Dictionary(
        JavaScript=pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("a"), script]))
    )
    page = made.pages[0].obj
    page.AA = pikepdf.Dictionary(O=script)
    page.Annots = pikepdf.Array([_link(script)])


def with_launch(made: pikepdf.Pdf) -> None:
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("/bin/sh"))
    made.Root.OpenAction = launch
    made.pages[0].obj.Annots = pikepdf.Array([_link(launch)])


def with_attachment(made: pikepdf.Pdf) -> None:
    made.attachments["virus.exe"] = b"MZ-evil-payload"


def with_link_to_the_outside(made: pikepdf.Pdf) -> None:
    """A form XObject that stands for a page of another file, and a stream that is another file."""
    stream = made.make_stream(b"q Q")
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    stream.BBox = pikepdf.Array([0, 0, 10, 10])
    stream.Ref = pikepdf.Dictionary(F=pikepdf.String("//evil.example/x.pdf"), Page=0)
    stream.OPI = pikepdf.Dictionary(F=pikepdf.String("//evil.example/y.tif"))
    made.pages[0].obj.Resources.XObject = pikepdf.Dictionary(X1=stream)


def with_filled_field(made: pikepdf.Pdf) -> None:
    """A text field somebody typed into, whose look is still to be made by the reader."""
    field = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T=pikepdf.String("nama"),
            V=pikepdf.String("Maria"),
            Rect=pikepdf.Array([20, 20, 200, 50]),
            DA=pikepdf.String("/F1 18 Tf 0 g"),
            F=4,
        )
    )
    fonts = made.pages[0].obj.Resources.Font
    made.Root.AcroForm = pikepdf.Dictionary(
        Fields=pikepdf.Array([field]), DR=pikepdf.Dictionary(Font=fonts), NeedAppearances=True
    )
    made.pages[0].obj.Annots = pikepdf.Array([field])


def with_unpacking_bomb(made: pikepdf.Pdf) -> None:
    """Half a megabyte that unpacks to half a gigabyte."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(2**24)) for _ in range(32)) + packer.flush()
    stream = made.make_stream(b"")
    stream.write(packed, filter=pikepdf.Name.FlateDecode)
    made.pages[0].obj.Contents = stream


def with_double_packing(made: pikepdf.Pdf) -> None:
    packed = zlib.compress(zlib.compress(bytes(2**26), 9), 9)
    stream = made.make_stream(b"")
    stream.write(packed, filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]))
    made.pages[0].obj.Contents = stream


def with_many_parts(made: pikepdf.Pdf) -> None:
    parts = [made.make_indirect(pikepdf.Dictionary(A=number)) for number in range(60_000)]
    made.pages[0].obj.Resources.Font.X = pikepdf.Array(parts)


def with_itself(made: pikepdf.Pdf) -> None:
    """A list of pages that holds itself."""
    made.Root.Pages.Kids.append(made.Root.Pages)


def with_huge_picture(made: pikepdf.Pdf) -> None:
    stream = made.make_stream(b"")
    stream.write(zlib.compress(b"x"), filter=pikepdf.Name.FlateDecode)
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width, stream.Height, stream.BitsPerComponent = 60_000, 60_000, 8
    stream.ColorSpace = pikepdf.Name.DeviceGray
    made.pages[0].obj.Resources.XObject = pikepdf.Dictionary(X1=stream)


def _link(action: pikepdf.Dictionary) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 300, 300]), A=action
    )
