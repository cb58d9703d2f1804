from pathlib import Path

import pytest
from sqlalchemy import select

from engine import regions
from engine.db.database import Database
from engine.db.offices import Region
from engine.identity import check_nik


@pytest.fixture
def kupang(database: Database) -> Database:
    with database.writing() as connection:
        regions.ship(connection)
    return database


def test_shipping_twice_changes_nothing(kupang: Database) -> None:
    with kupang.writing() as connection:
        again = regions.ship(connection)
        count = len(connection.execute(select(Region.code)).all())

    assert (again.total, again.retired, count) == (59, 0, 59)


def test_names_an_area_and_what_it_lies_in(kupang: Database) -> None:
    with kupang.reading() as connection:
        trail = regions.trail(connection, "53.71.03.1010.008.021")
        names = regions.names(connection, ["53.71.03.1010", "99"])

    assert trail == ["Oesapa", "Kelapa Lima", "Kota Kupang", "Nusa Tenggara Timur"]
    assert names == {"53.71.03.1010": "Oesapa"}


def test_lists_what_lies_just_below(kupang: Database) -> None:
    with kupang.reading() as connection:
        found = [area.name for area in regions.children(connection, "53.71.03")]

    assert found == ["Kelapa Lima", "Oesapa", "Lasiana", "Oesapa Barat", "Oesapa Selatan"]


def test_a_file_brings_renames_and_retires(kupang: Database, tmp_path: Path) -> None:
    path = tmp_path / "districts.csv"
    known = [f"53.71.0{number},Kecamatan {number}" for number in range(1, 6)]
    path.write_text("\n".join(["code,name", *known, "53.71.07,Baru"]))

    with kupang.writing() as connection:
        loaded = regions.load(connection, path)
        rows = {row.code: row for row in connection.execute(select(Region.code, Region.name, Region.active))}

    assert (dict(loaded.levels), loaded.retired) == ({"kecamatan": 6}, 1)
    assert rows["53.71.07"].active
    assert rows["53.71.01"].name == "Kecamatan 1"
    assert not rows["53.71.06"].active
    assert rows["53.71.06.1001"].active


def test_another_province_retires_nothing_here(kupang: Database, tmp_path: Path) -> None:
    path = tmp_path / "base.csv"
    path.write_text("31,DKI JAKARTA\n31.71,KOTA JAKARTA PUSAT\n31.71.01,Gambir\n31.71.01.1001,Gambir\n")

    with kupang.writing() as connection:
        loaded = regions.load(connection, path)

    assert (loaded.total, loaded.retired) == (4, 0)


def test_an_old_number_of_a_retired_area_is_still_known(kupang: Database, tmp_path: Path) -> None:
    path = tmp_path / "districts.csv"
    path.write_text("code,name\n53.71.01,Alak\n")

    with kupang.writing() as connection:
        regions.load(connection, path)
        areas = regions.districts(connection)

    assert check_nik("5371060101909001", areas=areas).problems == ()
    assert [problem.code for problem in check_nik("5371090101909001", areas=areas).problems] == ["area"]


def test_judges_no_area_that_was_never_loaded(kupang: Database) -> None:
    with kupang.reading() as connection:
        known = regions.known_districts(connection)

    assert "53.71.03" in known
    assert "53.71.09" not in known
    assert "31.71.01" in known


def test_judges_every_area_once_the_nation_is_loaded(kupang: Database, tmp_path: Path) -> None:
    path = tmp_path / "districts.csv"
    path.write_text("\n".join(f"{province}.01.01,Satu" for province in (*range(11, 50), *range(51, 54))))

    with kupang.writing() as connection:
        regions.load(connection, path)
        known = regions.known_districts(connection)

    assert "11.01.01" in known
    assert "31.71.01" not in known
    assert "53.71.03" in known
