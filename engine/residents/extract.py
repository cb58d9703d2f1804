"""An extract of SIAK as the centre gives it: a CSV file whose columns are those of its NIK service."""

import csv
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine import identity
from engine.errors import ExtractError
from engine.residents.loading import Listed

COLUMNS: Mapping[str, str] = {
    "NAMA_LGKP": "nama", "TMPT_LHR": "tempat_lahir", "NAMA_LGKP_AYAH": "ayah", "NAMA_LGKP_IBU": "ibu",
    "NIK_AYAH": "nik_ayah", "NIK_IBU": "nik_ibu", "KEWARGANEGARAAN": "kewarganegaraan",
}  # fmt: skip
NEEDED = (
    "NIK",
    "NO_KK",
    "NAMA_LGKP",
    "JENIS_KLMIN",
    "TGL_LHR",
    "STAT_HBKEL",
    "NO_PROP",
    "NO_KAB",
    "NO_KEC",
    "NO_KEL",
)
DATES: Mapping[str, str] = {
    "TGL_LHR": "tanggal_lahir",
    "TGL_KWN": "tanggal_perkawinan",
    "EKTP_CREATED": "ktp",
}
LISTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "JENIS_KLMIN": ("jenis_kelamin", ("L", "P")),
    "AGAMA": ("agama", ("islam", "kristen", "katholik", "hindu", "budha", "khonghucu", "lainnya")),
    "STAT_HBKEL": ("shdk", ("kepala_keluarga", "suami", "istri", "anak", "menantu", "cucu", "orang_tua", "mertua",
                            "famili", "lainnya", "lainnya")),
    "STATUS_KAWIN": ("status_perkawinan", ("belum_kawin", "kawin_tercatat", "kawin_belum_tercatat",
                                           "cerai_hidup_tercatat", "cerai_hidup_belum_tercatat", "cerai_mati")),
    "PDDK_AKH": ("pendidikan", ("tidak_belum_sekolah", "paud_tk", "sd", "sltp", "slta", "d1_d2", "d3", "d4", "s1",
                                "s2", "s3", "lainnya")),
    "GOL_DARAH": ("golongan_darah", ("A", "B", "AB", "O", "A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-",
                                     "tidak_tahu")),
}  # fmt: skip
"""Column -> the name in forms and its values in the order of their codes, from 1: the lists of the 2026 forms."""
WORDS = {
    "laki_laki": "L",
    "perempuan": "P",
    "kristen_protestan": "kristen",
    "katolik": "katholik",
    "buddha": "budha",
}
AREA = (("NO_PROP", 2), ("NO_KAB", 2), ("NO_KEC", 2), ("NO_KEL", 4))
NEIGHBOURHOOD = (("NO_RW", "rw"), ("NO_RT", "rt"))


@dataclass(frozen=True)
class Wrong:
    """A line that is not loaded. `sentence` holds nothing of what the line says."""

    line: int
    sentence: str


def read(path: Path) -> Iterator[Listed | Wrong]:
    """Line after line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = sorted(set(NEEDED) - set(rows.fieldnames or ()))
            if missing:
                raise ExtractError(
                    f"Expected the columns {', '.join(NEEDED)}, but {', '.join(missing)} is missing"
                )
            for row in rows:
                yield _line(rows.line_num, {name: (row[name] or "").strip() for name in row if name})
    except (UnicodeDecodeError, csv.Error):
        raise ExtractError("Expected a CSV file in UTF-8, but it is something else") from None


def _line(number: int, row: Mapping[str, str]) -> Listed | Wrong:
    nik, kk = row["NIK"].zfill(16), row["NO_KK"].zfill(16)
    for verdict, what in ((identity.check_nik(nik), "NIK"), (identity.check_kk(kk), "NO_KK")):
        if not verdict.ok:
            return Wrong(
                number, f"Expected a number that can exist as {what}, but: {verdict.problems[0].sentence}"
            )
    record = {"nik": nik, **_values(row)}
    for name in ("nama", "jenis_kelamin", "tanggal_lahir", "shdk"):
        if not record.get(name):
            return Wrong(number, f"Expected '{name}' in a form that is known, but it is empty or another one")
    return Listed(record, kk, _address(row), line=number)


def _values(row: Mapping[str, str]) -> dict[str, Any]:
    """What the line says, by the names of forms; what cannot be read is left out."""
    found: dict[str, Any] = {name: row[column] for column, name in COLUMNS.items() if row.get(column)}
    found |= {name: _day(row.get(column, "")) for column, name in DATES.items()}
    found |= {name: _of_list(row.get(column, ""), values) for column, (name, values) in LISTS.items()}
    found["pekerjaan"] = str(int(row["JENIS_PKRJN"])) if row.get("JENIS_PKRJN", "").isdecimal() else None
    for name in ("nik_ayah", "nik_ibu"):
        found[name] = found.get(name) if identity.check_nik(found.get(name, "")).ok else None
    return {name: value for name, value in found.items() if value}


def _of_list(text: str, values: tuple[str, ...]) -> str | None:
    """A code, one of the values, or the words that stand for it."""
    if text.isdecimal():
        return values[int(text) - 1] if 1 <= int(text) <= len(values) else None
    word = re.sub(r"[^a-z0-9+-]+", "_", text.lower().replace("-laki", "_laki")).strip("_")
    plain = {value.lower(): value for value in values}
    return plain.get(WORDS.get(word, word).lower())


def _day(text: str) -> str | None:
    try:
        return dt.date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return None


def _address(row: Mapping[str, str]) -> dict[str, str]:
    found = {"kelurahan": ".".join(row[column].zfill(digits) for column, digits in AREA)}
    found |= {name: row[column].zfill(3) for column, name in NEIGHBOURHOOD if row.get(column)}
    return found | ({"jalan": row["ALAMAT"]} if row.get("ALAMAT") else {})
