"""Cases that stand still where pages are looked at; each is made when it is first asked for."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from sqlalchemy import insert, select, update

from engine import casefile, downloads, papers, tasks
from engine.access import SYSTEM
from engine.attachments import Upload
from engine.cases import Opened
from engine.db.cases import Case, Incident, Job
from engine.db.documents import Document, Signing
from engine.db.siak import SiakDifference
from engine.ids import new_id
from engine.siak import DIFFERS, SAME, Finding, Person, differences
from engine.siak.differences import Found
from engine.submission import Submission
from engine.tokens import check_token
from tests.attachments.files import pdf, picture
from tests.browser.house import House, Waits

CARD = "kartu_keluarga"


@dataclass
class Scenes:
    house: House

    @cached_property
    def free(self) -> Waits:
        """Nobody has taken its check at the counter."""
        return self.house.case_at("periksa_kelengkapan")

    @cached_property
    def own(self) -> Waits:
        """The verifier holds it, with two papers to look at."""
        return self.verifying()

    def verifying(self) -> Waits:
        waits = self.house.case_at("verifikasi_isi")
        self.hand_in(waits.opened, Upload("kartu.jpg", picture(size=(600, 400))))
        self.hand_in(waits.opened, Upload("keterangan.pdf", pdf(2)), "keterangan_lahir")
        return self.claimed(waits)

    @cached_property
    def area(self) -> Waits:
        return self.claimed(self.house.case_at("verifikasi_rt", "kel.oesapa"))

    @cached_property
    def recording(self) -> Waits:
        return self.claimed(self.house.case_at("rekam_siak"))

    @cached_property
    def checked(self) -> Waits:
        """The head of section initials it next."""
        return self.house.case_at("periksa_draf")

    @cached_property
    def signing(self) -> Waits:
        return self.claimed(self.house.case_at("tanda_tangan"))

    @cached_property
    def handing(self) -> Waits:
        return self.claimed(self.house.case_at("serahkan_dokumen"))

    @cached_property
    def returned(self) -> Waits:
        """The counter has to complete it: the verifier could not read a paper."""
        waits = self.house.case_at("verifikasi_isi")
        self.hand_in(waits.opened, Upload("kartu.jpg", picture(size=(600, 400))))
        self.house.bureau.walker.step(waits.opened.case_id, "kembalikan")
        return self.claimed(self.house.walk(waits.opened, "lengkapi_permohonan"))

    @cached_property
    def stopped(self) -> Waits:
        """The system could not do a step of it."""
        waits = self.house.case_at("periksa_draf")
        self.incident(waits, "buat_dokumen", "rendering.render")
        return waits

    @cached_property
    def unsent(self) -> str:
        """The page of a notice that was not sent."""
        waits = self.house.case_at("periksa_draf")
        return f"{waits.case_path}/gangguan/{self.incident(waits, 'periksa_draf', 'notices.letter')}"

    @cached_property
    def difference(self) -> str:
        """The page of something that differs from SIAK."""
        case_id = self.house.case_at("periksa_draf").opened.case_id
        person = Person("5371031203800001", {"nama": "Yohanes Bani", "tanggal_lahir": "1980-03-12"})
        finding = Finding(DIFFERS, {"nama": DIFFERS, "tanggal_lahir": SAME})
        with self.house.engine.work(SYSTEM) as work:
            differences.note(work, Found.of(differences.CHECKED, case_id, case_id, person, finding))
            mine = SiakDifference.case_id == case_id
            return f"/beda-siak/{work.execute(select(SiakDifference.id).where(mine)).scalar_one()}"

    def incident(self, waits: Waits, node: str, handler: str) -> str:
        """Of work that no token waits for; its id."""
        with self.house.engine.work(SYSTEM) as work:
            job = {"id": new_id(), "case_id": waits.opened.case_id, "token": "", "node": node, "handler": handler,
                   "state": "failed", "created_at": work.now}  # fmt: skip
            row = {"id": new_id(), "case_id": waits.opened.case_id, "job_id": job["id"], "node": node, "kind": "tries",
                   "sentence": "Expected an answer", "state": "open", "opened_at": work.now}  # fmt: skip
            work.execute(insert(Job), [job | work.office.owner])
            work.execute(insert(Incident), [row | work.office.owner])
        return str(row["id"])

    @cached_property
    def finished(self) -> Opened:
        return self.house.finished()

    @cached_property
    def certificate_id(self) -> str:
        with self.house.engine.reading() as reading:
            mine = (Document.case_id == self.finished.case_id, Document.kind == "akta_kelahiran")
            return reading.execute(select(Document.id).where(*mine)).scalar_one()

    @property
    def token(self) -> str:
        """What the code of an issued certificate holds."""
        return check_token(self.house.engine.vault, self.certificate_id)

    @cached_property
    def overdue(self) -> str:
        """A case that was refused three years ago, with a paper."""
        waits = self.house.case_at("verifikasi_isi")
        self.hand_in(waits.opened, Upload("kartu.jpg", picture(size=(600, 400))))
        self.house.bureau.walker.step(waits.opened.case_id, "tolak")
        with self.house.engine.work(SYSTEM) as work:
            long_ago = work.now - timedelta(days=3 * 365)
            work.execute(update(Case).where(Case.id == waits.opened.case_id).values(closed_at=long_ago))
        return waits.opened.case_id

    @cached_property
    def link(self) -> str:
        """Where the applicant fetches a certificate, as if it had been signed electronically."""
        row = {"document_id": self.certificate_id, "state": "signed", "signer": "uji", "level": "B-B",
               "plain_sha256": "0" * 64, "plain_size": 1, "sha256": "0" * 64}  # fmt: skip
        with self.house.engine.work(SYSTEM) as work:
            times = {"started_at": work.now, "signed_at": work.now}
            work.execute(insert(Signing), [row | times | work.office.owner])
        (address,) = downloads.offer(self.house.engine, self.finished.case_id, "kunci")
        return address.removeprefix(self.house.address)

    def of_applicant(self, waits: Waits) -> str:
        """The applicant's telephone."""
        with self.house.engine.reading() as reading:
            row = reading.execute(select(Case.__table__).where(Case.id == waits.opened.case_id)).one()
            return str(casefile.read_record(reading, row)["pelapor"]["telepon"])

    def hand_in(self, opened: Opened, upload: Upload, requirement: str = CARD) -> None:
        papers.hand_in(
            self.house.engine, self.house.bureau.actor("loket"), opened.case_id, requirement, [upload]
        )

    def claimed(self, waits: Waits) -> Waits:
        """By the person who would do it."""
        tasks.claim(self.house.engine, self.house.bureau.actor(waits.task.username), waits.task.task_id)
        return waits

    def overtake(self, waits: Waits, username: str) -> None:
        """Somebody else takes over the task and completes it, as from another window."""
        engine, task = self.house.engine, waits.task
        tasks.release(engine, self.house.bureau.actor(task.username), task.task_id)
        tasks.complete(
            engine, self.house.bureau.actor(username), task.task_id, Submission.of(task.posted, "setuju")
        )
