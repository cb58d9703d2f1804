"""Run as a script of its own: reads a PNG, JPEG or PDF, writes a line of JSON with what its codes say."""

import io
import json
import resource
import sys
from collections.abc import Iterator

MEMORY = 1024 * 2**20
PROCESSOR_SECONDS = 15
PAGES = 4
DOTS = 200
"""An inch."""
PIXELS = 60_000_000


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import zxingcpp
    from PIL import Image

    def pictures(content: bytes) -> Iterator[Image.Image]:
        if content[:1024].lstrip().startswith(b"%PDF"):
            import pypdfium2

            document = pypdfium2.PdfDocument(content)
            for number in range(min(len(document), PAGES)):
                page = document[number]
                scale = min(DOTS / 72, (PIXELS / (page.get_width() * page.get_height())) ** 0.5)
                yield page.render(scale=scale, grayscale=True).to_pil()
            document.close()
            return
        Image.MAX_IMAGE_PIXELS = PIXELS // 2  # beyond twice of it Pillow refuses
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            yield picture.convert("L")

    found = [
        code.text for picture in pictures(sys.stdin.buffer.read()) for code in zxingcpp.read_barcodes(picture)
    ]
    print(json.dumps({"codes": found}))


if __name__ == "__main__":
    main()
