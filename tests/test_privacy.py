from datetime import date
from pathlib import Path

import pytest

from engine.errors import NoticeError
from engine.privacy import PATH, in_force, parse_notices

SHIPPED = parse_notices((Path(__file__).parents[1] / "processes" / PATH).read_bytes())
FIELDS = "\n".join(
    f'{name} = "x"\n{name}_en = "x"' for name in ("purpose", "basis", "recipients", "kept", "rights")
)


def notice(version: str, since: str) -> str:
    return f'[[notice]]\nversion = "{version}"\nsince = {since}\nconfirmed = true\n{FIELDS}\n'


def test_ships_a_notice_that_names_its_law() -> None:
    found = in_force(SHIPPED, date(2026, 11, 25))

    assert found is not None
    assert "UU 27/2022" in found.basis
    assert not found.confirmed


def test_tells_the_notice_that_began_last() -> None:
    notices = parse_notices((notice("2", "2026-07-01") + notice("1", "2026-01-01")).encode())

    days = [date(2025, 12, 31), date(2026, 6, 30), date(2026, 7, 1)]

    assert [found and found.version for found in (in_force(notices, day) for day in days)] == [None, "1", "2"]


@pytest.mark.parametrize(
    "broken",
    [
        b"[[notice",
        b"\xff",
        b'[[notice]]\nversion = "1"\n',
        (notice("1", "2026-01-01") * 2).encode(),
    ],
)
def test_refuses_a_notice_that_cannot_be_read(broken: bytes) -> None:
    with pytest.raises(NoticeError):
        parse_notices(broken)
