"""What expressions over a case may call beside FEEL's own functions: the one table for forms, gateways, decisions
and requirements. A text that is no number gives a context that says why; anything but a text gives null.

What asks the office's knowledge of residents (`OF_RESIDENTS`) is null here, where no database is at hand: in conditions
that hide, defaults, requirements, the designer's preview, dry runs and the command line. Rules of forms, flows,
parameters and decisions of a case get `engine.residents.functions` in its place."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from engine import feel, identity

Functions = Mapping[str, Callable[..., Any]]


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


def penduduk(nik: Any, kk: Any = None) -> None:
    """{ada, keadaan, hidup, kk, kepala, hubungan, kelamin, lahir, status_perkawinan, ktp, ganda, sumber}; for a list of
    NIKs a list, which costs one statement. `ada` false: not among the residents; null: nobody knows. `keadaan`: hidup,
    meninggal or pindah; `kk`: whether he stands on the card `kk` (sama), another (lain) or none (tidak_ada); `ktp`:
    the day his card was made; `ganda`: somebody of the same name and birth date has another NIK; `sumber`: told by a
    case of this office (kantor) or by an extract (siak)."""


def kartu_keluarga(nomor: Any, keluar: Any = None) -> None:
    """{ada, berlaku, anggota}: who stands on the card, each as `penduduk` tells him, without those who leave it (a
    NIK or a list of them)."""


def kelahiran_ibu(nik: Any) -> None:
    """The birth dates of this mother's children, the earliest first."""


def nik_lain(nik: Any, nama: Any, lahir: Any) -> None:
    """Whether somebody alive of this name and birth date is known under another NIK."""


OF_RESIDENTS: Functions = {
    "penduduk": penduduk,
    "kartu_keluarga": kartu_keluarga,
    "kelahiran_ibu": kelahiran_ibu,
    "nik_lain": nik_lain,
}

FUNCTIONS: Functions = {
    "nik": nik,
    "nomor_kk": nomor_kk,
    "tanggal_lahir_nik": tanggal_lahir_nik,
    **OF_RESIDENTS,
}


def misused(expression: feel.Reading) -> Iterator[str]:
    """A sentence for each call that always gives null: of no function, or with other values than it takes."""
    for name, given in sorted(expression.calls, key=str):
        function = FUNCTIONS.get(name)
        if function is None:
            yield f"Expected a function of FEEL or of the office, but '{name}' is none: it always gives null"
        elif not feel.takes(function, given):
            wanted = ", ".join(inspect.signature(function).parameters)
            yield f"Expected '{name}({wanted})', but it is given other values: it always gives null"
