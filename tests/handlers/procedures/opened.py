"""A PDF as the tests look at it."""

import pypdfium2


def pages(pdf: bytes) -> list[str]:
    """The text of each page with single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def sizes(pdf: bytes) -> set[tuple[int, int]]:
    """Widths and heights in millimetres, the shorter first."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = {
            (round(a * 25.4 / 72), round(b * 25.4 / 72)) for a, b in (page.get_size() for page in document)
        }
    finally:
        document.close()
    return {(min(size), max(size)) for size in found}
