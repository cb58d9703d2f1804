"""SIAK's web service: the record of a NIK, whether values fit, and a write with an idempotency key."""

import itertools
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from flask import Blueprint, Response, jsonify, request

from tests.standin.faults import Faults, answer

USER, PASSWORD, ADDRESS = "dukcapil5371", "rahasia-tiruan", "10.53.71.2"
SEXES = {"L": "Laki-Laki", "P": "Perempuan"}
ELEMENTS = ("NO_KK", "JENIS_KLMIN", "TMPT_LHR", "TGL_LHR")


def row(nik: str, name: str, kk: str, sex: str, place: str, born: str) -> dict[str, Any]:
    """Numbers as the real service writes them: without their quotes."""
    return {
        "NIK": int(nik), "NO_KK": int(kk), "NAMA_LGKP": name, "JENIS_KLMIN": sex, "TMPT_LHR": place, "TGL_LHR": born,
        "NO_KAB": 71, "NO_RT": 3,
    }  # fmt: skip


POPULATION = {
    "5371031203800001": row("5371031203800001", "YOHANES BANI", "5371030101100007", "Laki-Laki", "SOE", "1980-03-12"),
    "5371035507850002": row("5371035507850002", "MARIA TAEK", "5371030101100007", "Perempuan", "SOE", "1985-07-15"),
    "0171031203800009": row("0171031203800009", "ANTON LIU", "0171030101100001", "Laki-Laki", "ENDE", "1980-03-12"),
}  # fmt: skip


@dataclass
class Siak:
    faults: Faults
    people: dict[str, dict[str, Any]] = field(default_factory=lambda: dict(POPULATION))
    entries: dict[str, dict[str, str]] = field(default_factory=dict)
    """What was written, by idempotency key."""


def service(siak: Siak) -> Blueprint:
    pages = Blueprint("siak", __name__, url_prefix="/dukcapil/get_json/5371/dukcapil")
    numbers = itertools.count(1)

    @pages.before_request
    def disturb() -> Response | None:
        fault = siak.faults.take()
        return answer(fault) if fault else _denied()

    @pages.post("/CALL_NIK")
    def record() -> Response:
        found = siak.people.get(request.get_json()["nik"])
        return _page(found or {"RESPON": "Data Tidak Ditemukan"})

    @pages.post("/CALL_VERIFY_BY_ELEMEN")
    def verify() -> Response:
        asked = request.get_json()
        found = siak.people.get(asked["NIK"])
        if found is None:
            return _page({"RESPON": "Data Tidak Ditemukan"})
        said: dict[str, Any] = {
            name: _fits(str(asked[name]).upper() == str(found[name]).upper().zfill(len(str(asked[name]))))
            for name in ELEMENTS
            if name in asked
        }
        if "NAMA_LGKP" in asked:
            alike = round(100 * SequenceMatcher(None, asked["NAMA_LGKP"].upper(), found["NAMA_LGKP"]).ratio())
            said["NAMA_LGKP"] = f"{_fits(alike >= asked['TRESHOLD'])} ({alike})"
        return _page(said | {"TRANSACTION_ID": f"TRX{next(numbers):06}"})

    @pages.post("/TULIS_HASIL")
    def write() -> Response:
        key = request.headers["Idempotency-Key"]
        entry = {"NOMOR": f"SIAK-{len(siak.entries) + 1}", "WAKTU": "2026-11-24T09:00:00+08:00"}
        return _page(siak.entries.setdefault(key, entry))

    return pages


def _denied() -> Response | None:
    given = request.get_json()
    if given.get("ip_user") != ADDRESS:
        return _page({"RESPON": "IP Address Tidak Sesuai"})
    if (given.get("user_id"), given.get("password")) != (USER, PASSWORD):
        return _page({"RESPON": "Login Gagal"})
    return None


def _fits(fits: bool) -> str:
    return "Sesuai" if fits else "Tidak Sesuai"


def _page(content: dict[str, Any]) -> Response:
    return jsonify(
        content=[content], lastPage=True, firstPage=True, numberOfElements=1, totalElements=1, number=0, size=1,
        sort=None,
    )  # fmt: skip
