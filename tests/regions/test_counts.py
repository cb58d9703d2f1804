from pathlib import Path

from sqlalchemy import func, select

from engine import regions
from engine.db.database import Database
from engine.db.offices import Region


def test_ships_kupang_whole(database: Database) -> None:
    with database.writing() as connection:
        shipped = regions.ship(connection)
        doubts = list(regions.doubts(connection, shipped))
        city = connection.execute(
            select(func.count()).select_from(Region).where(Region.code.like("53.71%"))
        ).scalar_one()

    assert doubts == []
    assert (shipped.total, city) == (59, 58)
    assert dict(shipped.levels) == {"provinsi": 1, "kota": 1, "kecamatan": 6, "kelurahan": 51}


def test_doubts_a_nation_that_is_cut_short(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "base.csv"
    path.write_text("11,ACEH\n12,SUMATERA UTARA\n")

    with database.writing() as connection:
        regions.ship(connection)
        (doubt,) = regions.doubts(connection, regions.load(connection, path))

    assert "but got 2/0/0/0" in doubt


def test_doubts_a_city_that_lost_a_kelurahan(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "villages.csv"
    kept = [area for area in regions.read_shipped() if area.level == "kelurahan"][:-1]
    path.write_text("\n".join(f"{area.code},{area.name}" for area in kept))

    with database.writing() as connection:
        regions.ship(connection)
        loaded = regions.load(connection, path)
        (doubt,) = regions.doubts(connection, loaded)

    assert loaded.retired == 1
    assert doubt.endswith("there are 6 and 50")


def test_loading_twice_changes_nothing(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "base.csv"
    path.write_text("\n".join(f"{area.code},{area.name}" for area in regions.read_shipped()))

    with database.writing() as connection:
        first = regions.load(connection, path)
        second = regions.load(connection, path)

    assert (first.levels, second.retired) == (second.levels, 0)
