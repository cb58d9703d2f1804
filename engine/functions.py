"""What expressions over a case may call beside FEEL's own functions: the one table for forms, gateways, decisions
and requirements. A text that is no number gives a context that says why; anything but a text gives null."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from engine import identity


def nik(text: Any) -> Mapping[str, Any] | None:
    """{nomor, sah, lahir, kelamin, wilayah, urut, masalah}: what a NIK tells; all null but `sah` and `masalah`
    where it cannot exist. The birth date is in the latest century possible."""
    if not isinstance(text, str):
        return None
    verdict = identity.check_nik(text)
    found = verdict.number
    return {
        "nomor": found and found.number,
        "sah": verdict.ok,
        "lahir": found and found.born,
        "kelamin": found and found.sex,
        "wilayah": found and found.area,
        "urut": found and found.serial,
        "masalah": [problem.code for problem in verdict.problems],
    }


def nomor_kk(text: Any) -> Mapping[str, Any] | None:
    """{nomor, sah, direkam, wilayah, urut, masalah}: what the number of a family card tells."""
    if not isinstance(text, str):
        return None
    verdict = identity.check_kk(text)
    found = verdict.number
    return {
        "nomor": found and found.number,
        "sah": verdict.ok,
        "direkam": found and found.recorded,
        "wilayah": found and found.area,
        "urut": found and found.serial,
        "masalah": [problem.code for problem in verdict.problems],
    }


def tanggal_lahir_nik(text: Any) -> date | None:
    """`nik(text).lahir`."""
    found = identity.check_nik(text).number if isinstance(text, str) else None
    return found.born if found else None


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "nik": nik,
    "nomor_kk": nomor_kk,
    "tanggal_lahir_nik": tanggal_lahir_nik,
}
