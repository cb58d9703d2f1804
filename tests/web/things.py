"""What the addresses of routes are about: for each role a case of Oesapa, taken at its desk, with a task of its own."""

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask
from sqlalchemy import insert, select, update

from engine import absences, attachments, deployments, documents, founding, logins, people
from engine.absences import NewAbsence
from engine.access import SYSTEM
from engine.attachments import Paper
from engine.db.cases import Case, Incident, Job, Task
from engine.db.definitions import Proposal
from engine.db.offices import Assignment
from engine.db.siak import SiakDifference
from engine.documents import NewDocument
from engine.founding import NewPost
from engine.ids import new_id
from engine.people import NewPerson
from engine.siak import DIFFERS, Finding, Person, differences
from engine.siak.differences import Found
from engine.work import Work
from tests.attachments.files import picture
from tests.builders import PASSWORD_HASH, Bureau
from tests.web.rules import COUNTER, DESKS, WORKERS
from tests.web.visitor import Visitor

OESAPA, LILIBA = "53.71.03.1010", "53.71.04.1010"
TYPE = "akta_kelahiran"
SECRET = "Zefanya Rahasia Nitbani"
"""The name of whoever a case is about."""
NIK = "5371031203800001"
SOME_ID = "01900000-0000-7000-8000-000000000000"
NO_OUTAGE = "01900000-0000-7000-8000-00000000000a"
FILE = "kartu-keluarga-nitbani.jpg"


@dataclass(frozen=True)
class Things:
    """Ids of what belongs to one case."""

    case_id: str
    task_id: str
    attachment_id: str
    document_id: str
    incident_id: str
    proposal_id: str
    person_id: str
    post_id: str
    assignment_id: str
    absence_id: str
    stranded_id: str
    difference_id: str

    def address(self, pattern: str) -> str:
        fixed = {"document_type": TYPE, "requirement": "kartu_keluarga", "outcome": "keberatan", "number": "1",
                 "saved_id": SOME_ID, "path": "shared/reasons.toml", "outage_id": NO_OUTAGE,
                 "batch_id": SOME_ID, "destruction_id": SOME_ID, "suffix": "csv",
                 "token": "x", "sealed": "x", "name": "app.css"}  # fmt: skip
        return pattern.format(**fixed, **self.__dict__)


def login(bureau: Bureau, app: Flask, person_id: str) -> Visitor:
    """A session without the slow part of a login."""
    opened = logins._open_session(bureau.engine, person_id)
    client = app.test_client()
    client.set_cookie("terbit", opened.token, domain="127.0.0.1")
    return Visitor(client)


def somebody(bureau: Bureau, role: str, area: str) -> str:
    """A person in a new post of the role over the area; his id."""
    name = f"Pejabat {role} {area}"
    with bureau.engine.work(SYSTEM) as work:
        person_id = people.add(work, NewPerson(new_id(), name, "", None, None), PASSWORD_HASH)
        founding.appoint(work, person_id, NewPost(f"{role} uji", role, area, f"Unit {role}"))
    return person_id


def retired(bureau: Bureau) -> str:
    """Somebody whose only post ended a moment ago; his id."""
    person_id = somebody(bureau, COUNTER, OESAPA)
    with bureau.engine.work(SYSTEM) as work:
        mine = Assignment.person_id == person_id
        work.execute(update(Assignment).where(mine).values(until=work.now))
    return person_id


def things(bureau: Bureau, role: str) -> Things:
    """Its proposal is the designer's of the made-up office."""
    case_id = bureau.walker.open(TYPE, "kel.oesapa").case_id
    with bureau.engine.work(bureau.actor("kel.oesapa")) as work:
        task_id = work.execute(select(Task.id).where(Task.case_id == case_id)).scalar_one()
        desk = {"intake_role": role if role in DESKS else COUNTER, "intake_area": OESAPA}
        work.execute(update(Case).where(Case.id == case_id).values(subject_name=SECRET, **desk))
        shown = {"role": role if role in WORKERS else "Verifikator", "subject_name": SECRET}
        work.execute(update(Task).where(Task.case_id == case_id).values(area_code=OESAPA, **shown))
        paper = Paper(FILE, "image/jpeg", picture(), 1)
        attachment_id = attachments.store(work, case_id, "kartu_keluarga", paper)
        document_id, incident_id = _document(bureau, work, case_id), _incident(work, case_id)
        proposal_id = proposal(work, bureau.actor("perancang").person_id)
    files = (case_id, task_id, attachment_id, document_id, incident_id, proposal_id)
    with bureau.engine.work(SYSTEM) as work:
        stranded_id = _stranded(work, case_id)
        difference_id = difference(work, case_id)
    return Things(*files, *_absence(bureau), stranded_id, difference_id)


def difference(work: Work, case_id: str) -> str:
    """What SIAK said of somebody whom a document was issued about."""
    person, finding = Person(NIK, {"nama": SECRET}), Finding(DIFFERS, {"nama": DIFFERS})
    differences.note(work, Found.of(differences.CHECKED, case_id, case_id, person, finding))
    return str(work.execute(select(SiakDifference.id).where(SiakDifference.case_id == case_id)).scalar_one())


def _stranded(work: Work, case_id: str) -> str:
    """An incident of the case that nobody may go on with."""
    node = work.execute(select(Task.node).where(Task.case_id == case_id)).scalar_one()
    incident = {"id": new_id(), "case_id": case_id, "node": node, "kind": "nobody", "state": "open",
                "sentence": "Expected somebody", "opened_at": work.now}  # fmt: skip
    work.execute(insert(Incident), [incident | work.office.owner])
    return str(incident["id"])


def _absence(bureau: Bureau) -> tuple[str, str, str, str]:
    """Somebody in a post who is away tomorrow: ids of person, post, assignment and absence."""
    away, deputy = somebody(bureau, COUNTER, OESAPA), somebody(bureau, COUNTER, OESAPA)
    with bureau.engine.work(SYSTEM) as work:
        since = work.now + timedelta(days=1)
        new = NewAbsence(away, deputy, "cuti", "851/1/2026", since, since + timedelta(days=1))
        absence_id = absences.begin(work, new)
        held = select(Assignment.id, Assignment.post_id).where(Assignment.person_id == away)
        row = work.execute(held).one()
    return away, row.post_id, row.id, absence_id


def _document(bureau: Bureau, work: Work, case_id: str) -> str:
    """A receipt with its file, in force."""
    signer = bureau.actor("kadis").person_id or ""
    new = NewDocument(case_id, "tanda_terima", f"TT-{case_id}", signer, "Petugas Loket")
    document_id = documents.draft(work, new)
    documents.store_file(work, document_id, f"%PDF {SECRET}".encode())
    documents.issue(work, document_id)
    return document_id


def _incident(work: Work, case_id: str) -> str:
    job = {"id": new_id(), "case_id": case_id, "token": "", "node": "buat_dokumen", "state": "failed",
           "handler": "notices.letter", "created_at": work.now}  # fmt: skip
    incident = {"id": new_id(), "case_id": case_id, "job_id": job["id"], "node": "buat_dokumen", "kind": "tries",
                "sentence": "Expected an answer", "state": "open", "opened_at": work.now}  # fmt: skip
    work.execute(insert(Job), [job | work.office.owner])
    work.execute(insert(Incident), [incident | work.office.owner])
    return str(incident["id"])


def proposal(work: Work, person_id: str | None) -> str:
    """An open one of this person, of the version that is in force anyway."""
    version = deployments.version_in_force(work, TYPE)
    row = {"id": new_id(), "document_type": TYPE, "version_id": version, "base_version_id": version,
           "proposed_by": person_id, "proposed_at": work.now, "reason": "Uji", "state": "open"}  # fmt: skip
    work.execute(insert(Proposal), [row | work.office.owner])
    return str(row["id"])
