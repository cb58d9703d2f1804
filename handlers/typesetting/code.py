"""The QR code as SVG: level M, quiet zone of four modules, one path of whole rows."""

from itertools import groupby

import segno

QUIET = 4


def svg(content: str) -> str:
    """`content` in capitals: letters, digits and the signs of an address then take five and a half bits each."""
    rows = [bytes(row) for row in segno.make_qr(content, error="m", boost_error=False).matrix]
    across = len(rows) + 2 * QUIET
    # A row is a hair higher than a module, so that no light shows between rows on a screen.
    steps = "".join(
        f"M{start + QUIET} {y + QUIET}h{length}v1.02h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _dark(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {across}"><path d="{steps}"/></svg>'
    )


def _dark(row: bytes) -> list[tuple[int, int]]:
    """Where the dark runs of a row begin, and how long they are."""
    runs, start = [], 0
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            runs.append((start, length))
        start += length
    return runs
