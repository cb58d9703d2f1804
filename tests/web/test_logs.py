"""No name and no number of anybody leaves the office by its log or its addresses."""

import json

import pytest

from engine.db.database import Database
from tests.web.site import BIRTH, case_of, file_birth, make_site
from tests.web.test_task_page import everything, take
from web import logs


def test_logs_a_line_a_request_without_personal_data(
    sqlite_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    site = make_site(sqlite_database)
    clerk = site.staff("loket")
    case_id = case_of(file_birth(clerk))
    clerk.press(clerk.get("/kasus"), "Cari", {"q": BIRTH["ibu.nik"]})
    clerk.press(clerk.get("/kasus"), "Cari", {"q": "Gabriel"})
    clerk.get(f"/kasus/{case_id}")
    head, page = take(site, "rt.oesapa")
    head.press(page, "Kirim dan teruskan", everything(page))
    head.press(page, "Kirim dan teruskan")

    printed = capsys.readouterr()
    written = printed.out + printed.err
    lines = [json.loads(line) for line in printed.err.splitlines()]

    marks = [value for name, value in BIRTH.items() if name.endswith((".nama", ".nik", ".nomor", ".kk"))]
    assert [mark for mark in [*marks, "Gabriel", "contoh-terbit"] if mark in written] == []
    assert len(lines) > 8
    assert {line["event"] for line in lines} == {"request"}
    assert "/kasus/<id:case_id>" in {line["route"] for line in lines}


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ({"event": "request", "nik": "5371034507949001"}, {"event": "request"}),
        ({"event": "found 5371034507949001"}, {"event": "found [nomor]"}),
        ({"event": "x", "status": 200}, {"event": "x", "status": 200}),
    ],
)
def test_lets_only_known_keys_through(line: dict[str, object], kept: dict[str, object]) -> None:
    assert logs.allowed(None, "info", line) == kept
