"""Several of the office's own PDFs as one, to be printed in one go."""

import io
from collections.abc import Sequence


def joined(files: Sequence[bytes]) -> bytes:
    """Their pages one after the other. Signatures do not hold in it: it goes to the printer, not to anybody."""
    import pikepdf

    with pikepdf.new() as made:
        for content in files:
            with pikepdf.open(io.BytesIO(content)) as one:
                made.pages.extend(one.pages)
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


def sheets(content: bytes) -> int:
    """How many sheets of paper it takes, printed on one side."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as one:
        return len(one.pages)
