"""A made-up paper as a scan: for offices of made-up people. It says on itself that it is none."""

import io
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from engine.attachments.rebuilding import Paper

if TYPE_CHECKING:
    from PIL.Image import Image

PAGE = (620, 877)
PAPER, INK, PALE = 246, 40, 214
WORD = "CONTOH"


def specimen(title: str, lines: Sequence[str]) -> Paper:
    """A page in grey with the lines that fit on it, a few kilobytes."""
    from PIL import ImageDraw

    page = _blank().copy()
    pen = ImageDraw.Draw(page)
    pen.text((56, 56), title[:48], INK, _font(22))
    for number, line in enumerate(lines[:26]):
        pen.text((56, 112 + number * 27), line[:62], INK, _font(15))
    content = io.BytesIO()
    page.save(content, "PNG", compress_level=1)
    return Paper(f"{title[:60]}.png", "image/png", content.getvalue(), 1)


@cache
def _blank() -> "Image":
    from PIL import Image, ImageDraw

    page, stamp = Image.new("L", PAGE, PAPER), Image.new("L", (560, 150), PAPER)
    ImageDraw.Draw(stamp).text((10, 10), WORD, PALE, _font(120))
    page.paste(stamp.rotate(35, expand=True, fillcolor=PAPER), (60, 260))
    pen = ImageDraw.Draw(page)
    pen.rectangle((28, 28, PAGE[0] - 28, PAGE[1] - 28), outline=150, width=2)
    pen.line((56, 92, PAGE[0] - 56, 92), fill=150)
    pen.text((56, PAGE[1] - 60), f"{WORD}, TIDAK BERLAKU", 120, _font(15))
    return page


@cache
def _font(size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.load_default(size)
