"""A whole case, with everything that goes wrong on its way: no name and no number of it stands where it may not."""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import orjson
import pytest
from sqlalchemy import select

from engine import history, outside, timers
from engine.calls import Call, Handlers, Result
from engine.db.cases import Incident, Job
from engine.db.database import Database
from engine.db.history import Event
from engine.jobs.queue import DbosQueue
from engine.notices import FileChannel
from tests.jobs.doing import worker
from tests.markers import (
    CARD,
    CHILD,
    CLEAR,
    NAMES,
    NUMBERS,
    PERSON,
    PHONE,
    SUBJECT,
    Addresses,
    columns_with,
    files_of,
    markers_in,
)
from tests.web.site import Site, case_of, file_birth, make_site
from tests.web.test_intake_pages import hand_in, picture
from tests.web.test_task_page import everything, forward, take
from tests.web.visitor import BASE, Visitor, visitor

RENDER, LINK, MOTHER = "rendering.render", "messages.send", NUMBERS["ibu.nik"]
HAPPENED = {
    "case.opened", "case.seen", "case.withdrawn", "task.completed", "job.failed", "job.retried", "job.discarded",
    "job.done",
    "document.issued", "paper.received", "login.failed", "search.done", "audit.begun", "audit.exported",
}  # fmt: skip


def stumbling(call: Call) -> Result:
    """A handler that tells in its error all that it knows."""
    raise ValueError(f"cannot set {call.record}")


@dataclass
class Stage:
    site: Site
    addresses: Addresses
    outbox: Path
    working: Handlers

    @classmethod
    def of(cls, database: Database, outbox: Path) -> "Stage":
        site = make_site(database)
        engine = site.bureau.engine
        engine.queue, engine.channel = DbosQueue(database), FileChannel(outbox)
        whole = engine.handlers
        stage = cls(site, Addresses.of(site.app), outbox, whole)
        stage.break_down(RENDER, LINK)
        return stage

    def break_down(self, *names: str) -> None:
        """Of the handlers these stumble, and no others."""
        broken = {name: replace(self.working[name], function=stumbling) for name in names}
        self.site.bureau.engine.handlers = Handlers({**self.working, **broken})

    def work(self) -> None:
        """What waits outside is done or given up."""
        engine = self.site.bureau.engine
        with worker(engine.database, outside.duties(engine)):
            deadline = time.monotonic() + 20
            while self._waits() and time.monotonic() < deadline:
                time.sleep(0.05)

    def _waits(self) -> bool:
        with self.site.bureau.engine.reading() as reading:
            return reading.execute(select(Job.id).where(Job.state == "open")).first() is not None


@pytest.fixture
def stage(database: Database, tmp_path: Path) -> Iterator[Stage]:
    made = Stage.of(database, tmp_path / "outbox")
    yield made
    made.site.bureau.engine.queue.close()  # type: ignore[attr-defined]


def goes_wrong_at_the_door(stage: Stage) -> None:
    stranger = visitor(stage.site.app)
    stranger.log_in(MOTHER, CARD)
    stranger.log_in("loket", MOTHER)
    stranger.get(f"/kasus/{MOTHER}")
    stranger.get(f"/tidak-ada/{SUBJECT}")
    stranger.get("/v", query_string={"kode": CARD})
    stranger.client.post("/masuk", data={"nama": MOTHER}, headers={"Origin": "null"}, base_url=BASE)
    stranger.client.get("/", base_url=f"http://{CARD}.example")


def takes_the_application(stage: Stage) -> str:
    clerk = stage.site.staff("loket")
    refused = file_birth(clerk, **{**PERSON, "kk.nomor": "1"})
    assert refused.status == 422
    case_id = case_of(file_birth(clerk, **PERSON))
    hand_in(clerk, case_id, "kartu_keluarga", picture(), f"KK {CARD} {SUBJECT}.jpg")
    assert hand_in(clerk, case_id, "kartu_keluarga", b"no picture", f"{MOTHER}.jpg").status == 415
    clerk.get(f"/kasus/{case_id}/tanda-terima")
    return case_id


def looks_for_people(person: Visitor) -> None:
    for typed in (MOTHER, CARD, PHONE["pelapor.telepon"], SUBJECT, NAMES["ibu.nama"]):
        found = person.press(person.get("/kasus"), "Cari", {"q": typed})
        assert (SUBJECT in found.text) == (typed != NAMES["ibu.nama"])
    person.press(person.get("/tugas"), "Terapkan", {"q": MOTHER})
    person.get(f"/kasus/{MOTHER}")
    person.get("/kasus", query_string={"sesudah": MOTHER, "asal": CARD, "layanan": SUBJECT})


def refuses_and_returns(stage: Stage) -> None:
    """A completion without answers, a draft, one that came too late; words that name somebody."""
    head, page = take(stage.site, "rt.oesapa")
    said = {"catatan": f"{NAMES['ibu.nama']} {MOTHER} tidak ditemukan", "anak.nama": SUBJECT}
    head.post(f"{page.path}/draf", {"csrf_token": page.value("csrf_token"), **said})
    objecting = head.press(page, "Ajukan keberatan", said)
    assert head.press(objecting, "Ajukan keberatan", {"alasan": "", **said}).status == 422
    head.press(page, "Kirim dan teruskan", everything(page))
    assert head.press(page, "Kirim dan teruskan", said).status in (200, 409)
    other = stage.site.staff("kel.liliba")
    assert other.get(page.path).status == 403


def does(stage: Stage, username: str, typed: dict[str, str]) -> None:
    person, page = take(stage.site, username)
    form = page.tree.xpath("//button[@name='hasil'][@value='setuju']")[0]
    done = person.press(page, " ".join(form.text_content().split()), {**everything(page), **typed})
    assert done.path == "/tugas", done.errors()


def stopped(stage: Stage) -> str | None:
    """Where a case stopped: the address of its incident."""
    with stage.site.bureau.engine.reading() as reading:
        found = select(Incident.id, Incident.case_id, Incident.sentence).where(Incident.state == "open")
        incident = reading.execute(found).first()
    return f"/kasus/{incident.case_id}/gangguan/{incident.id}" if incident and incident.sentence else None


def fails_and_is_mended(stage: Stage) -> None:
    """The document is made at the second try; what would have been linked is given up."""
    stage.work()
    stage.break_down(LINK)
    mender, words = stage.site.staff("kabid"), f"NIK {MOTHER} atas nama {SUBJECT} sudah benar"
    mender.press(mender.get(str(stopped(stage))), "Coba lagi", {"alasan": words})
    stage.work()
    while address := stopped(stage):
        mender.press(mender.get(address), "Lepas pekerjaan ini", {"alasan": words})
        stage.work()


def is_handed_over(stage: Stage, case_id: str) -> None:
    taker = {"penyerahan.penerima": NAMES["ayah.nama"], "penyerahan.hubungan": "keluarga"}
    shown = {"penyerahan.identitas": "ktp_el", "penyerahan.identitas_akhir": NUMBERS["ayah.nik"][-4:]}
    does(stage, "penyerahan", {**taker, **shown})
    desk = stage.site.staff("penyerahan")
    printed = desk.press(desk.get(f"/kasus/{case_id}"), "Cetak tanda terima penyerahan")
    assert printed.response.headers["Content-Type"] == "application/pdf"


def is_audited(stage: Stage, case_id: str) -> None:
    auditor = stage.site.staff("auditor")
    auditor.press(auditor.get("/periksa/kasus"), "Cari", {"q": MOTHER})
    token = auditor.get("/periksa/kasus").value("csrf_token")
    auditor.post("/periksa/tujuan", {"csrf_token": token, "tujuan": f"Aduan {SUBJECT} {CARD}"})
    for page in ("", "/peristiwa.csv", "/jejak.json"):
        auditor.client.get(f"/periksa/kasus/{case_id}{page}", base_url=BASE)
    auditor.client.get("/periksa/kasus.csv", base_url=BASE)


def walks(stage: Stage) -> None:
    """Everything that happens to a case, to its end."""
    goes_wrong_at_the_door(stage)
    case_id = takes_the_application(stage)
    refuses_and_returns(stage)
    forward(stage.site, "kel.oesapa", "loket", "verifikator")
    looks_for_people(stage.site.staff("kadis"))
    stage.site.bureau.clock.forward(hours=30)
    timers.sweep(stage.site.bureau.engine)
    does(stage, "operator", {"siak.nik_anak": CHILD})
    forward(stage.site, "kasi", "kabid", "kadis")
    fails_and_is_mended(stage)
    is_handed_over(stage, case_id)
    is_audited(stage, case_id)


def withdraws_another(stage: Stage) -> None:
    clerk = stage.site.staff("loket2")
    case_id = case_of(file_birth(clerk, **PERSON))
    page = clerk.get(f"/kasus/{case_id}/tarik")
    clerk.press(page, "Tarik permohonan", {"catatan": f"Diminta {NAMES['ibu.nama']} {MOTHER}"})


def test_keeps_everybody_s_data_where_they_belong(
    stage: Stage, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    engine = stage.site.bureau.engine
    walks(stage)
    withdraws_another(stage)

    printed = capfd.readouterr()
    assert markers_in(printed.out + printed.err + caplog.text) == set()
    assert {address for address in stage.addresses.seen if markers_in(address)} == set()
    with engine.reading() as reading:
        events = reading.execute(select(Event.kind, Event.body)).all()
        assert history.verify(reading, engine.vault.public_keys).problems == []
    assert {event.kind for event in events} >= HAPPENED
    assert {marker for event in events for marker in markers_in(bytes(event.body))} == set()
    stands = {marker: columns_with(engine.database, marker) for marker in CLEAR}
    assert stands.pop(SUBJECT) == {("terbit_case", "subject_name"), ("terbit_task", "subject_name")}
    assert {marker: where for marker, where in stands.items() if where} == {}
    assert {marker for file in files_of(engine.database) for marker in markers_in(file.read_bytes())} <= {
        SUBJECT
    }
    notices = [orjson.loads(file.read_bytes()) for file in sorted(stage.outbox.iterdir())]
    assert {notice["to"] for notice in notices} == {"+6281298769015"}
    assert markers_in("".join(notice["text"] for notice in notices)) == set()
