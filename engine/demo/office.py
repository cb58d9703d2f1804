"""The made-up office's units, posts and people."""

import random
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select

from engine import blanks, founding, partners, passwords, people
from engine.access import SYSTEM
from engine.db import offices
from engine.demo import families
from engine.engine import Engine
from engine.ids import new_id
from engine.people import NewPerson
from engine.work import Work

PASSWORD = "contoh-terbit"  # noqa: S105 - printed at every start of a demo office
CITY = "53.71"


@dataclass(frozen=True)
class Seat:
    """Somebody in a post. `area` is a region's code; `unit` the name of the unit."""

    username: str
    title: str
    role: str
    unit: str
    area: str = CITY
    kind: str = "dinas"


OESAPA, LILIBA, SIKUMANA = "53.71.03.1010", "53.71.04.1010", "53.71.02.1008"
PARTS = {"oesapa": OESAPA, "liliba": LILIBA, "sikumana": SIKUMANA}
RTS = {"oesapa": ("008", "021"), "liliba": ("004", "011"), "sikumana": ("002", "014")}
"""Per kelurahan, one RW and one RT with a head who logs in."""

PARTNERS = {"RS Kasih Bunda": ("akta_kelahiran", "akta_kematian", "lahir_mati")}
"""What the partners' desks take: a hospital reports births and deaths."""
BLANKS = {"ktp_el": ("KTP00000001", "KTP00000300"), "kia": ("KIA00000001", "KIA00000300")}
"""The first and last serial of each kind that the made-up office has received."""

SEATS: tuple[Seat, ...] = (
    Seat("loket", "Petugas Loket 1", "Petugas loket", "Loket 1"),
    Seat("loket2", "Petugas Loket 2", "Petugas loket", "Loket 2"),
    Seat("verifikator", "Verifikator", "Verifikator", "Bidang Pelayanan Pencatatan Sipil"),
    Seat("verifikator2", "Verifikator", "Verifikator", "Bidang Pelayanan Pencatatan Sipil"),
    Seat("operator", "Operator SIAK", "Operator SIAK", "Bidang PIAK"),
    Seat("kasi", "Kepala Seksi Kelahiran", "Kepala seksi", "Seksi Kelahiran"),
    Seat(
        "kabid",
        "Kepala Bidang Pelayanan Pencatatan Sipil",
        "Kepala bidang",
        "Bidang Pelayanan Pencatatan Sipil",
    ),
    Seat("kadis", "Kepala Dinas", "Kepala dinas", "Dinas"),
    Seat("cetak", "Petugas Cetak KTP-el", "Petugas cetak", "Seksi Identitas Penduduk"),
    Seat("blangko", "Pengelola Blangko", "Pengelola blangko", "Sekretariat"),
    Seat("penyerahan", "Petugas Penyerahan", "Petugas penyerahan", "Loket Pengambilan"),
    Seat("mitra", "Petugas Registrasi RS Kasih Bunda", "Mitra", "RS Kasih Bunda", kind="mitra"),
    Seat("auditor", "Auditor Inspektorat", "Auditor", "Inspektorat", kind="luar"),
    Seat("perancang", "Perancang Proses", "Perancang proses", "Bidang PIAK"),
    Seat("penyetuju", "Sekretaris", "Penyetuju proses", "Sekretariat"),
    Seat("admin", "Administrator Akun", "Administrator", "Bidang PIAK"),
)


def seats() -> list[Seat]:
    local = []
    for name, area in PARTS.items():
        rw, rt = RTS[name]
        title = name.title()
        local += [
            Seat(
                f"rt.{name}",
                f"Ketua RT {rt} RW {rw}",
                "Ketua RT",
                f"RT {rt} Kel. {title}",
                f"{area}.{rw}.{rt}",
                "rt",
            ),
            Seat(
                f"kel.{name}",
                "Petugas Registrasi",
                "Petugas registrasi kelurahan",
                f"Kel. {title}",
                area,
                "kelurahan",
            ),
            Seat(f"lurah.{name}", f"Lurah {title}", "Lurah", f"Kel. {title}", area, "kelurahan"),
        ]
    return [*SEATS, *local]


def staff(engine: Engine, chance: random.Random, password_hash: str | None = None) -> dict[str, str]:
    """Units, posts and people for every role; username -> name. All have PASSWORD, hashed once."""
    password_hash = password_hash or passwords.hash_password(PASSWORD)
    with engine.work(SYSTEM) as work:
        city = _units_of_the_city(work)
        names = {seat.username: _seat(work, seat, chance, (password_hash, city)) for seat in seats()}
        for unit, types in PARTNERS.items():
            unit_id = work.execute(select(offices.Unit.id).where(offices.Unit.name == unit)).scalar_one()
            partners.limit(work, unit_id, types)
    _deliver_blanks(engine)
    return names


def _deliver_blanks(engine: Engine) -> None:
    """Cards for citizens and children; of the orange ones there are none yet."""
    with engine.reading() as reading:
        keeper = people.actor_of(reading, "blangko")
    with engine.work(keeper) as work:
        for kind, serials in BLANKS.items():
            blanks.receive(work, blanks.Act(kind, minutes="SJ-001/CONTOH"), *serials)


def _units_of_the_city(work: Work) -> str:
    """The office and its kecamatan and kelurahan as units; the id of the office's."""
    rows = work.execute(
        select(offices.Region.code, offices.Region.name, offices.Region.level)
        .where(offices.Region.code.like(f"{CITY}%"))
        .order_by(offices.Region.code)
    ).all()
    ids = {row.code: new_id() for row in rows}
    units = [
        {
            "id": ids[row.code],
            "name": work.office.name if row.code == CITY else row.name,
            "kind": "dinas" if row.code == CITY else row.level,
            "area_code": row.code,
            "parent_id": ids.get(row.code.rpartition(".")[0]),
            **work.office.owner,
        }
        for row in rows
    ]
    work.execute(insert(offices.Unit), units)
    return ids[CITY]


def _seat(work: Work, seat: Seat, chance: random.Random, shared: tuple[str, str]) -> str:
    password_hash, parent = shared
    born = date(chance.randint(1968, 1998), chance.randint(1, 12), chance.randint(1, 28))
    somebody = families.person(chance, "537104", chance.random() < 0.5, born, chance.choice(families.FAMILY))
    kk = f"537104010120{chance.choice(families.SERIALS):04d}"
    number = _employee_number(somebody) if seat.kind == "dinas" else None
    new = NewPerson(seat.username, somebody.name, PASSWORD, somebody.nik, kk, number)
    post = founding.NewPost(seat.title, seat.role, seat.area, seat.unit, seat.kind, parent)
    founding.appoint(work, people.add(work, new, password_hash), post)
    return somebody.name


def _employee_number(somebody: families.MadeUp) -> str:
    """NIP: birth, month of appointment, sex, serial; made up like the NIK."""
    born = somebody.born
    return f"{born:%Y%m%d}{born.year + 24}{born.month:02d}{2 if somebody.female else 1}{somebody.nik[-3:]}"
