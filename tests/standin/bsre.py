"""BSrE's e-sign service, interfaces v1 and v2: signs for real, with certificates of a throw-away authority."""

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from flask import Blueprint, Response, jsonify, request

from engine.signing import Officer
from tests.signing.papers import OTHER, Desk
from tests.standin import faults as world
from tests.standin.faults import Faults

USER, PASSWORD, PASSPHRASE = "dukcapil5371", "rahasia-tiruan", "Burung-Kenari-77"
FAULTS = (
    "delay", "error_500", "drop", "slow_body", "nonsense", "refuse", "login_failed", "too_many",
    "error_in_200", "empty_200", "signed_then_dropped", "wrong_passphrase", "refused_400", "nonsense_400", "no_pdf",
    "unsigned", "other_file", "other_person", "cut_off", "by_id",
)  # fmt: skip


@dataclass
class Bsre:
    """`states`: by NIK, what is said of an officer instead of ISSUE. `officers`: by NIK, whose certificate signs.
    `signed`: how many signatures were made; `heard`: paths that were asked."""

    faults: Faults
    states: dict[str, str] = field(default_factory=dict)
    officers: dict[str, Officer] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    kept: dict[str, bytes] = field(default_factory=dict)
    signed: int = 0

    def sign(self, pdf: bytes, nik: str) -> bytes:
        self.signed += 1
        return Desk().signed("B-B", self.officers[nik], pdf)


def service(bsre: Bsre) -> Blueprint:
    pages = Blueprint("bsre", __name__, url_prefix="/esign")

    @pages.before_request
    def admitted() -> Response | None:
        bsre.heard.append(request.path)
        known = request.authorization
        if known is None or (known.username, known.password) != (USER, PASSWORD):
            return _error(401, "Unauthorized")
        return None

    @pages.get("/api/user/status/<nik>")
    def state(nik: str) -> Response:
        return _state(bsre, nik)

    @pages.post("/api/v2/user/check/status")
    def state_v2() -> Response:
        return _state(bsre, request.get_json()["nik"])

    @pages.post("/api/sign/pdf")
    def sign() -> Response:
        sent = request.form
        pdf = request.files["file"].read()
        found = _made(bsre, pdf, sent["nik"], sent["passphrase"])
        if isinstance(found, Response):
            return found
        number = f"dok/{len(bsre.kept) + 1}"
        bsre.kept[number] = found[1]
        if found[0] == "by_id":
            return jsonify(id_dokumen=number)
        return Response(found[1], mimetype="application/pdf", headers={"id_dokumen": number})

    @pages.get("/api/sign/download/<path:number>")
    def download(number: str) -> Response:
        return Response(bsre.kept[number], mimetype="application/pdf")

    @pages.post("/api/v2/sign/pdf")
    def sign_v2() -> Response:
        sent = request.get_json()
        found = _made(bsre, b64decode(sent["file"][0]), sent["nik"], sent["passphrase"])
        if isinstance(found, Response):
            return found
        return jsonify(time=120, file=[b64encode(found[1]).decode()])

    return pages


def _state(bsre: Bsre, nik: str) -> Response:
    said = bsre.states.get(nik, "ISSUE" if nik in bsre.officers else "NOT_REGISTERED")
    return jsonify(status_code=1111, status=said, message=f"Status pengguna {nik}")


def _made(bsre: Bsre, pdf: bytes, nik: str, phrase: str) -> Response | tuple[str | None, bytes]:
    """What goes wrong, if anything; else the file that is answered."""
    fault = bsre.faults.take()
    if fault == "wrong_passphrase" or phrase != PASSPHRASE:
        return _error(400, f"Proses signing gagal : Passphrase anda salah ({phrase})", 2031)
    wrong = _answers(fault)
    if wrong is not None:
        return wrong
    if fault in ("delay", "error_500", "drop", "slow_body", "nonsense", "refuse"):
        answered = world.answer(fault)
        if answered is not None:
            return answered
    files = {
        "no_pdf": lambda: b"PK\x03\x04 bukan PDF",
        "unsigned": lambda: pdf,
        "other_file": lambda: Desk().signed("B-B", bsre.officers[nik], pdf.replace(b"Kutipan", b"Kutipam")),
        "other_person": lambda: Desk().signed("B-B", OTHER, pdf),
        "cut_off": lambda: bsre.sign(pdf, nik)[:-400],
    }
    found = files.get(fault or "", partial(bsre.sign, pdf, nik))()
    if fault == "signed_then_dropped":
        dropped = world.answer("drop")
        assert dropped is not None
        return dropped
    return fault, found


def _answers(fault: str | None) -> Response | None:
    answers: dict[str, tuple[int, str, int]] = {
        "login_failed": (401, "Unauthorized", 401),
        "too_many": (429, "Too many requests", 429),
        "error_in_200": (200, "Dokumen gagal diproses", 2050),
        "refused_400": (400, "Dokumen terenkripsi", 2045),
    }
    if fault in answers:
        return _error(*answers[fault])
    if fault == "empty_200":
        return Response(status=200)
    if fault == "nonsense_400":
        return Response("<html>Bad Request</html>", 400)
    return None


def _error(status: int, words: str, code: int = 0) -> Response:
    said: dict[str, Any] = {"error": words, "status_code": code or status}
    answer = jsonify(said)
    answer.status_code = status
    return answer
