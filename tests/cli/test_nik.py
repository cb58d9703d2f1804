from pathlib import Path

import pytest
from click.testing import CliRunner

from web.cli import terbit


def checked(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(terbit, ["nik", "check", *arguments])
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("number", "code", "line"),
    [
        ("5371010101900001", 0, "5371010101900001 ok"),
        ("5371047101900001", 0, "5371047101900001 ok"),
        ("5371044001900001", 1, "5371044001900001 bad day"),
        ("5371047201900001", 1, "5371047201900001 bad day"),
        ("5371043002900001", 1, "5371043002900001 bad date"),
        ("5371046902000001", 0, "5371046902000001 ok"),
        ("5371040101900000", 1, "5371040101900000 bad serial"),
        ("5371090101900001", 0, "5371090101900001 ok area"),
        ("53710401019O0001", 1, "53710401019O0001 bad digits"),
        ("5371 0101 0190 0001", 0, "5371 0101 0190 0001 ok"),
    ],
)
def test_gives_one_verdict_a_number(number: str, code: int, line: str) -> None:
    assert checked(number) == (code, line + "\n")


def test_reads_a_file_of_numbers(tmp_path: Path) -> None:
    file = tmp_path / "numbers"
    file.write_text("5371010101900001\n\n5371040101900000\n")

    assert checked("--file", str(file)) == (1, "5371010101900001 ok\n5371040101900000 bad serial\n")


def test_compares_with_what_was_told() -> None:
    told = ("5371010101900001", "--born", "1990-01-02", "--sex", "P")

    assert checked(*told) == (0, "5371010101900001 ok sex,born\n")
    assert checked("5371010101000001", "--born", "1900-01-01") == (0, "5371010101000001 ok\n")


def test_asks_for_a_number() -> None:
    assert checked()[0] == 1
