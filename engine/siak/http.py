"""The centre over HTTP, as its access for regions and institutions works (`CALL_NIK` and its kin)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from engine.errors.siak import CentreAddressError, CentreBusyError, CentreRefusedError
from engine.siak import records
from engine.siak.client import Client, read_object
from engine.siak.port import NOT_FOUND, Entry, Finding, Person, Receipt

THRESHOLD = 80
"""A name that is alike by so much out of 100 counts as the same."""
VERIFY, RECORD, WRITE = "CALL_VERIFY_BY_ELEMEN", "CALL_NIK", "TULIS_HASIL"
REFUSALS = {"IP ADDRESS TIDAK SESUAI": "alamat_ip", "LOGIN GAGAL": "login"}
UNKNOWN = "DATA TIDAK DITEMUKAN"


@dataclass(frozen=True)
class Access:
    """Who asks, as agreed with the ministry. `minimal`: the centre is sent values and says which fit; otherwise it
    sends the whole record, which is compared here and forgotten."""

    user: str
    password: str = field(repr=False)
    address: str
    minimal: bool = True


class HttpCentre:
    def __init__(self, client: Client, access: Access, name: str = "http") -> None:
        self._client = client
        self._access = access
        self.name = name

    def check(self, person: Person) -> Finding:
        if self._access.minimal:
            row = self._row(VERIFY, records.asked(person) | {"TRESHOLD": THRESHOLD})
            return records.verified(row, person) if row else Finding(NOT_FOUND)
        row = self._row(RECORD, {"nik": person.nik})
        return records.compared(row, person, THRESHOLD) if row else Finding(NOT_FOUND)

    def push(self, entry: Entry, key: str) -> Receipt:
        body = self._signed({"nomor": entry.number, "isi": entry.facts})
        answer = self._client.post(WRITE, body, {"Idempotency-Key": key})
        row = _first(read_object(answer))
        number, at = row.get("NOMOR"), row.get("WAKTU")
        if not number or not at:
            _refuse(str(row.get("RESPON") or ""), answer.status)
        return Receipt(str(number), str(at), sha256(answer.raw).hexdigest())

    def _row(self, path: str, question: Mapping[str, Any]) -> dict[str, Any] | None:
        """What the centre says of the person; None where it does not know him."""
        answer = self._client.post(path, self._signed(question))
        row = _first(read_object(answer))
        said = str(row.get("RESPON") or "").strip()
        if said.upper() == UNKNOWN:
            return None
        if said or answer.status != 200 or not row:
            _refuse(said, answer.status)
        return row

    def _signed(self, question: Mapping[str, Any]) -> dict[str, Any]:
        access = self._access
        return {"user_id": access.user, "password": access.password, "ip_user": access.address, **question}


def _first(page: Mapping[str, Any]) -> dict[str, Any]:
    content = page.get("content")
    row = content[0] if isinstance(content, list) and content else page if "RESPON" in page else {}
    if not isinstance(row, dict):
        raise CentreBusyError("jawaban_rusak", "Expected rows from the centre, but its answer has others")
    return row


def _refuse(said: str, status: int) -> None:
    """What it says may name anything, so only what is known is repeated."""
    code = REFUSALS.get(said.upper())
    if code:
        raise CentreRefusedError(code, f"Expected the centre to let the office in, but it says: {said}")
    if said or status != 200:
        raise CentreRefusedError(
            "ditolak", f"Expected the centre to take it, but it refuses (status {status})"
        )
    raise CentreBusyError("jawaban_rusak", "Expected a result from the centre, but its answer has none")


def stand_in(url: str, access: Access) -> HttpCentre:
    """The stand-in on this machine; made-up people never reach the real centre. Raises CentreAddressError."""
    host = urlsplit(url).hostname or ""
    try:
        local = ip_address(host).is_loopback
    except ValueError:
        local = host == "localhost"
    if not local:
        raise CentreAddressError
    return HttpCentre(Client(url), access, "stub")
