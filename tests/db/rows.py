"""Rows as they may stand in tables, for tests of the tables themselves."""

import datetime as dt

OWNED = {"office_code": "kupang", "regency_code": "53.71"}
NOW = dt.datetime(2026, 11, 24, 1, tzinfo=dt.UTC)
CASE = "0199d0a0-0000-7000-8000-000000000001"
PERSON = "0199d0a0-0000-7000-8000-000000000002"
OTHER = "0199d0a0-0000-7000-8000-000000000003"

VERSION = {"id": "a" * 64, "document_type": "akta_kelahiran", "number": 1, "created_at": NOW, **OWNED}
CASE_ROW = {
    "id": CASE, "number": "AL-1", "document_type": "akta_kelahiran", "version_id": "a" * 64,
    "version": 1, "state": "open", "subject_name": "Contoh", "area_code": "53.71.03.1010",
    "intake_role": "Petugas loket", "intake_area": "53.71", "intake_unit": "Loket",
    "opened_at": NOW, "opened_by": PERSON, "returns": 0, "visits": {}, "record": b"r",
    "engine_state": b"s", **OWNED,
}  # fmt: skip
ENTRY = {
    "id": OTHER, "kind": "LU", "entry_date": dt.date(2026, 11, 24), "serial": 1, "number": "LU-1",
    "case_id": CASE, "content": b"c", "registrar_id": PERSON, "state": "in_force", "created_at": NOW, **OWNED,
}  # fmt: skip
DOCUMENT = {
    "id": OTHER, "case_id": CASE, "kind": "akta_kelahiran", "number": "LU-1", "state": "draft",
    "token_hash": b"5" * 32, "issued_on": dt.date(2026, 11, 24), "signer_post": "Kepala Dinas", "signer_id": PERSON,
    "created_at": NOW, "changed_at": NOW, **OWNED,
}  # fmt: skip
BLANK = {"id": OTHER, "kind": "ktp_el", "serial": "KTP1", "state": "stock", **OWNED}
ROWS: dict[str, dict[str, object]] = {
    "terbit_event": {
        "id": OTHER, "stream": "office", "seq": 1, "kind": "office.opened", "at": NOW, "body": b"{}",
        "previous": b"0" * 32, "hash": b"1" * 32, "signature": b"2" * 64, "key_id": "k1", **OWNED,
    },
    "terbit_history_leaf": {"index": 0, "event_id": OTHER, "leaf": b"3" * 32, **OWNED},
    "terbit_history_checkpoint": {"size": 1, "root": b"4" * 32, "note": b"n", "created_at": NOW, **OWNED},
    "terbit_answer": {
        "id": OTHER, "case_id": CASE, "node": "mulai", "values": b"v", "written_at": NOW, **OWNED,
    },
    "terbit_register_entry": ENTRY,
    "terbit_register_version": {
        "id": OTHER, "entry_id": OTHER, "number": 2, "case_id": CASE, "content": b"c", "basis": "Putusan",
        "registrar_id": PERSON, "created_at": NOW, **OWNED,
    },
    "terbit_margin_note": {
        "id": OTHER, "entry_id": OTHER, "case_id": CASE, "kind": "pembetulan", "text": b"t", "basis": "Putusan",
        "registrar_id": PERSON, "created_at": NOW, **OWNED,
    },
    "terbit_signing": {
        "document_id": OTHER, "state": "signing", "signer": "local", "level": "B-LTA", "plain_sha256": "a" * 64,
        "plain_size": 1, "started_at": NOW, **OWNED,
    },
    "terbit_earlier_file": {
        "document_id": OTHER, "size": 1, "sha256": "a" * 64, "replaced_at": NOW, **OWNED,
    },
    "terbit_definition_version": VERSION,
    "terbit_definition_file": {
        "version_id": "a" * 64, "path": "akta_kelahiran.bpmn", "content": b"<x/>", **OWNED,
    },
    "terbit_blank": BLANK,
    "terbit_blank_movement": {
        "id": OTHER, "blank_id": OTHER, "kind": "ktp_el", "posting": 1, "after": "stock",
        "day": dt.date(2026, 11, 24), "at": NOW, **OWNED,
    },
    "terbit_blank_count": {
        "id": OTHER, "kind": "ktp_el", "day": dt.date(2026, 11, 24), "opening": 0, "received": 1, "used": 0,
        "spoiled": 0, "returned": 0, "destroyed": 0, "closing": 1, "counted": 1, "at": NOW, **OWNED,
    },
    "terbit_printing": {
        "id": OTHER, "document_id": DOCUMENT["id"], "act": "first", "sheets": 1, "person_id": PERSON, "at": NOW,
        **OWNED,
    },
}  # fmt: skip


def job(job_id: str, **changed: object) -> dict[str, object]:
    return {
        "id": job_id, "case_id": CASE, "token": "t", "node": "kirim", "handler": "notices.send", "state": "open",
        "attempt": 1, "created_at": NOW, **OWNED, **changed,
    }  # fmt: skip
