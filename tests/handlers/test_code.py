import re

import segno

from handlers.typesetting.code import svg
from tests.handlers.sheets import URL


def dark(picture: str) -> set[tuple[int, int]]:
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v", picture)
    return {(int(x) + step - 4, int(y) - 4) for x, y, length in runs for step in range(int(length))}


def test_draws_every_dark_module_once() -> None:
    matrix = segno.make_qr(URL, error="m", boost_error=False).matrix

    assert dark(svg(URL)) == {
        (x, y) for y, row in enumerate(matrix) for x, module in enumerate(row) if module
    }


def test_leaves_four_modules_of_quiet_around_a_code_of_version_three() -> None:
    assert 'viewBox="0 0 37 37"' in svg(URL)


def test_needs_fewer_modules_in_capitals() -> None:
    assert 'viewBox="0 0 41 41"' in svg(URL.lower())
