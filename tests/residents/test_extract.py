"""Files as SIAK gives them: numbers lose their zeros, codes stand for words, some lines are wrong."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.errors import ExtractError
from engine.residents.extract import Wrong, read
from engine.residents.loading import Listed
from engine.vault import Keys
from tests.residents.families import FATHER, KK, MOTHER
from web.cli import terbit

LINE = {
    "NIK": FATHER, "NO_KK": KK, "NAMA_LGKP": "YOHANES NALLE", "JENIS_KLMIN": "LAKI-LAKI", "TMPT_LHR": "ATAMBUA",
    "TGL_LHR": "1980-03-12", "AGAMA": "2", "STATUS_KAWIN": "KAWIN TERCATAT", "STAT_HBKEL": "KEPALA KELUARGA",
    "PDDK_AKH": "5", "JENIS_PKRJN": "088", "GOL_DARAH": "TIDAK TAHU", "NAMA_LGKP_AYAH": "PETRUS NALLE",
    "NAMA_LGKP_IBU": "ESTER BERE", "NIK_AYAH": "", "NIK_IBU": MOTHER, "ALAMAT": "JL. TIMOR RAYA 12", "NO_RT": "21",
    "NO_RW": "8", "NO_PROP": "53", "NO_KAB": "71", "NO_KEC": "3", "NO_KEL": "1010",
}  # fmt: skip


def written(path: Path, *lines: dict[str, str]) -> Path:
    rows = [",".join(lines[0]), *(",".join(line.values()) for line in lines)]
    path.write_text("\n".join(rows), encoding="utf-8-sig")
    return path


def first(path: Path, **changed: str) -> Listed | Wrong:
    return next(read(written(path / "siak.csv", {**LINE, **changed})))


def test_reads_a_line_by_the_names_of_forms(tmp_path: Path) -> None:
    line = first(tmp_path)

    assert isinstance(line, Listed)
    assert line.record == {
        "nik": FATHER, "nama": "YOHANES NALLE", "tempat_lahir": "ATAMBUA", "ayah": "PETRUS NALLE", "ibu": "ESTER BERE",
        "nik_ibu": MOTHER, "tanggal_lahir": "1980-03-12", "jenis_kelamin": "L", "agama": "kristen",
        "shdk": "kepala_keluarga", "status_perkawinan": "kawin_tercatat", "pendidikan": "slta",
        "golongan_darah": "tidak_tahu", "pekerjaan": "88",
    }  # fmt: skip
    assert line.address == {
        "kelurahan": "53.71.03.1010",
        "rw": "008",
        "rt": "021",
        "jalan": "JL. TIMOR RAYA 12",
    }


@pytest.mark.parametrize(
    ("column", "value", "name", "read_as"),
    [
        ("JENIS_KLMIN", "2", "jenis_kelamin", "P"),
        ("JENIS_KLMIN", "Perempuan", "jenis_kelamin", "P"),
        ("AGAMA", "KATOLIK", "agama", "katholik"),
        ("AGAMA", "9", "agama", None),
        ("GOL_DARAH", "AB-", "golongan_darah", "AB-"),
        ("STAT_HBKEL", "7", "shdk", "orang_tua"),
        ("STATUS_KAWIN", "CERAI MATI", "status_perkawinan", "cerai_mati"),
        ("JENIS_PKRJN", "PETANI", "pekerjaan", None),
        ("NIK_IBU", "0000000000000000", "nik_ibu", None),
    ],
)
def test_knows_codes_and_words(
    tmp_path: Path, column: str, value: str, name: str, read_as: str | None
) -> None:
    line = first(tmp_path, **{column: value})

    assert isinstance(line, Listed)
    assert line.record.get(name) == read_as


@pytest.mark.parametrize(
    "changed",
    [
        {"NIK": "5371044001900001"},
        {"NO_KK": "12"},
        {"NAMA_LGKP": ""},
        {"TGL_LHR": "12-03-1980"},
        {"STAT_HBKEL": "99"},
    ],
)
def test_says_which_line_cannot_be_true_without_repeating_it(tmp_path: Path, changed: dict[str, str]) -> None:
    line = first(tmp_path, **changed)

    assert isinstance(line, Wrong)
    assert line.line == 2
    assert not any(value in line.sentence for value in (FATHER, "NALLE", *filter(None, changed.values())))


@pytest.mark.parametrize("content", [b"NIK,NAMA\n1,2\n", b"\xff\xfe\x00\x00", b""])
def test_refuses_a_file_that_is_no_extract(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.csv"
    path.write_bytes(content)

    with pytest.raises(ExtractError):
        list(read(path))


def test_the_command_loads_what_can_be_true_and_names_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERBIT_DATABASE_URL", f"sqlite:///{tmp_path / 'office.db'}")
    monkeypatch.setenv("TERBIT_KEYS", str(tmp_path / "keys.json"))
    Keys.create(tmp_path / "keys.json")
    file = written(tmp_path / "siak.csv", LINE, LINE, {**LINE, "NIK": "5371044001900001"})
    run = CliRunner()
    run.invoke(terbit, ["db", "upgrade"], catch_exceptions=False)
    founded = run.invoke(
        terbit, ["office", "init", "--administrator", "admin", "--password", "rahasia-sekali-1"]
    )
    assert founded.exit_code == 0, founded.output

    loaded = run.invoke(terbit, ["resident", "load", str(file), "--json"])

    assert loaded.exit_code == 1
    assert '{"read": 3, "new": 1, "changed": 0, "kept": 0, "refused": 2}' in loaded.output
    assert "siak.csv:3: NIK ini sudah ada" in loaded.output
    assert FATHER not in loaded.output
