from collections import Counter
from pathlib import Path

import pytest

from engine import regions
from engine.errors import AreaFileError
from engine.regions import Area


def written(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


def test_ships_kota_kupang_whole() -> None:
    levels = Counter(area.level for area in regions.read_shipped())

    assert levels == {"provinsi": 1, "kota": 1, "kecamatan": 6, "kelurahan": 51}


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [
        ("53", "provinsi", None),
        ("53.71", "kota", "53"),
        ("53.03", "kabupaten", "53"),
        ("53.71.03", "kecamatan", "53.71"),
        ("53.71.03.1010", "kelurahan", "53.71.03"),
        ("53.03.01.2001", "desa", "53.03.01"),
        ("91.03.01.3001", "desa_adat", "91.03.01"),
    ],
)
def test_a_code_tells_level_and_parent(code: str, level: str, parent: str | None) -> None:
    area = Area(code, "-")

    assert (area.level, area.parent) == (level, parent)


def test_reads_a_file_with_a_head_in_any_order(tmp_path: Path) -> None:
    path = written(tmp_path, "districts.csv", "code,regency_code,name", '53.71.03,53.71,"Kelapa Lima"')

    assert list(regions.read(path)) == [Area("53.71.03", "Kelapa Lima")]


def test_reads_a_file_without_a_head(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "base.csv",
        "53,NUSA TENGGARA TIMUR",
        "53.71,KOTA KUPANG",
        "53.01,KAB. KUPANG",
        "31,DKI JAKARTA",
    )

    assert [area.name for area in regions.read(path)] == [
        "Nusa Tenggara Timur", "Kota Kupang", "Kabupaten Kupang", "DKI Jakarta",
    ]  # fmt: skip


def test_reads_a_folder_of_the_national_files(tmp_path: Path) -> None:
    written(tmp_path, "provinces.csv", "code,name", "53,NUSA TENGGARA TIMUR")
    written(tmp_path, "regencies.csv", "code,province_code,name", "53.71,53,KOTA KUPANG")
    written(tmp_path, "islands.csv", "code,name", "53.71.40001,Pulau Kera")

    assert [area.code for area in regions.read(tmp_path)] == ["53", "53.71"]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (
            ("5371010,5371,ALAK",),
            "areas.csv:1: Expected codes with dots such as 53.71.03, but these are the stat",
        ),
        (("code,name", "53.71.3,Alak"), "areas.csv:2: Expected a code such as"),
        (("code,name", "53.71"), "areas.csv:2: Expected a code and a name"),
        (("id,name", "53,NTT"), "areas.csv:1: Expected a column 'code' or 'kode'"),
    ],
)
def test_refuses_what_are_no_area_codes(tmp_path: Path, lines: tuple[str, ...], sentence: str) -> None:
    path = written(tmp_path, "areas.csv", *lines)

    with pytest.raises(AreaFileError) as refused:
        list(regions.read(path))

    assert refused.value.sentence.startswith(sentence)


def test_refuses_a_folder_without_area_files(tmp_path: Path) -> None:
    with pytest.raises(AreaFileError, match="but none is there"):
        list(regions.read(tmp_path))


def test_refuses_what_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    path.write_bytes(b"53,\xff\xfe")

    with pytest.raises(AreaFileError, match="but it is something else"):
        list(regions.read(path))
