"""Whether what was loaded is whole: the numbers that the national files are known to have."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from engine.db.offices import Region
from engine.regions.table import Loaded

LEVELS = ("provinsi", "kabupaten/kota", "kecamatan", "desa/kelurahan")
EDITIONS = ((38, 514, 7_285, 83_762), (34, 514, 7_230, 83_441))
"""Provinces, regencies, districts, villages: idn-area-data 4 and the older base.csv."""
KUPANG, KUPANG_HAS = "53.71", (6, 51)
MERGED = {
    "kabupaten": "kabupaten/kota",
    "kota": "kabupaten/kota",
    "kelurahan": "desa/kelurahan",
    "desa": "desa/kelurahan",
    "desa_adat": "desa/kelurahan",
}


def doubts(connection: Connection, loaded: Loaded) -> Iterator[str]:
    """Sentences for whoever loaded: an unknown count is a newer edition, or a file cut short."""
    counted = dict.fromkeys(LEVELS, 0)
    for level, count in loaded.levels.items():
        counted[MERGED.get(level, level)] += count
    counts = tuple(counted.values())
    if counts[0] > 1 and counts not in EDITIONS:
        known = " or ".join("/".join(map(str, edition)) for edition in EDITIONS)
        yield f"Expected {known} areas by level, but got {'/'.join(map(str, counts))}: a newer file, or a part"
    found = tuple(_active(connection, level) for level in ("kecamatan", "kelurahan"))
    if found != KUPANG_HAS:
        yield f"Expected 6 kecamatan and 51 kelurahan in force in {KUPANG}, but there are {found[0]} and {found[1]}"


def _active(connection: Connection, level: str) -> int:
    counted = select(func.count()).where(
        Region.level == level, Region.active.is_(True), Region.code.like(f"{KUPANG}.%")
    )
    return connection.execute(counted).scalar_one()
