"""Notices: what leaves the office, and that it leaves once."""

import json
from pathlib import Path
from typing import Any

import pytest

from engine import casefile
from engine.calls import Call, Later, Refused
from engine.db.database import Database
from engine.notices import FileChannel, texts
from handlers import notices
from tests.builders import make_bureau


@pytest.fixture
def call(sqlite_database: Database, tmp_path: Path) -> Call:
    bureau = make_bureau(sqlite_database)
    bureau.engine.channel = FileChannel(tmp_path / "outbox")
    with bureau.engine.reading() as reading:
        file = casefile.read(reading, bureau.walker.open("akta_kelahiran").case_id)
    return Call(
        handler="notices.send", node="kirim_kabar", key="01a2-job", case=file.identity, parameters={},
        record=file.record, now=bureau.clock(), engine=bureau.engine,
    )  # fmt: skip


def send(call: Call, **parameters: Any) -> Any:
    made = Call(
        **{**vars(call), "parameters": {"pesan": "dokumen_terbit", "telepon": "0812-0000-9000"} | parameters}
    )
    return notices.send(made)


def outbox(call: Call) -> list[Path]:
    assert isinstance(call.engine.channel, FileChannel)
    folder = call.engine.channel.folder
    return sorted(folder.iterdir()) if folder.exists() else []


def test_puts_a_notice_into_the_outbox(call: Call) -> None:
    result = send(call)

    (file,) = outbox(call)
    assert result == {"terkirim": True, "saluran": "berkas"}
    assert json.loads(file.read_text()) == {
        "to": "0812-0000-9000",
        "text": "Dinas Kependudukan dan Pencatatan Sipil Kota Kupang: Dokumen untuk permohonan "
        f"{call.case.number} (Akta kelahiran) sudah terbit. Ambil di loket penyerahan, Senin-Jumat 08.00-15.00. "
        "Bawa tanda terima dan KTP-el asli; yang mewakili membawa surat kuasa. Layanan ini gratis.",
        "at": "2026-11-24T01:00:00+00:00",
    }


@pytest.mark.parametrize("message", texts.TEXTS)
def test_names_nobody(call: Call, message: str) -> None:
    send(call, pesan=message)

    (file,) = outbox(call)
    text = json.loads(file.read_text())["text"]
    people = [group for group in call.record.values() if isinstance(group, dict) and "nama" in group]
    assert people
    for value in (person.get(name) for person in people for name in ("nama", "nik", "kk")):
        assert value is None or value not in text


def test_sends_once_however_often_it_is_called(call: Call) -> None:
    assert send(call) == send(call)

    assert [file.name for file in outbox(call)] == ["01a2-job.json"]


def test_keeps_the_outbox_from_other_users(call: Call) -> None:
    send(call)

    (file,) = outbox(call)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("phone", [None, "", "  "])
def test_sends_nothing_to_somebody_without_a_telephone(call: Call, phone: str | None) -> None:
    assert send(call, telepon=phone) == {"terkirim": False, "alasan": "tanpa_telepon"}
    assert outbox(call) == []


def test_says_that_there_is_no_way_to_send(call: Call) -> None:
    call.engine.channel = None

    assert send(call) == {"terkirim": False, "alasan": "tanpa_saluran"}


def test_refuses_a_message_that_it_does_not_have(call: Call) -> None:
    with pytest.raises(Refused) as refused:
        send(call, pesan="hadiah")

    assert refused.value.code == "pesan"


def test_tries_again_later_when_the_outbox_takes_nothing(call: Call, tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("in the way")

    with pytest.raises(Later):
        send(call)
