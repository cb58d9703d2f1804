"""The words of a case's name and where it lies, kept for searching."""

from sqlalchemy import delete, insert

from engine import names
from engine.casefile import CaseFile
from engine.db.inbox import CaseName
from engine.work import Work

MOST = 12


def note(work: Work, case_id: str, name: str, area_code: str) -> None:
    rows = [
        {
            "case_id": case_id,
            "position": position,
            "word": word,
            "sound": names.sound(word),
            "area_code": area_code,
            **work.office.owner,
        }
        for position, word in enumerate(dict.fromkeys(names.words(name)[:MOST]))
    ]
    if rows:
        work.execute(insert(CaseName), rows)


def renew(file: CaseFile) -> None:
    """Only where a completion changed the name or the area."""
    name, area_code = file.value("subject_name"), file.value("area_code")
    if (name, area_code) == (file.row.subject_name, file.row.area_code):
        return
    file.work.execute(delete(CaseName).where(CaseName.case_id == file.row.id))
    note(file.work, file.row.id, name, area_code)
