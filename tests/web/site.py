"""The application over a made-up office, and applications typed in as a clerk would."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache

from engine.db.database import Database
from tests.builders import Bureau, make_bureau
from tests.web.visitor import BASE, Page, Visitor, staff
from web import settings, wiring
from web.app import create_app
from web.pages import BLUEPRINTS


class Compiled(BytecodeCache):
    """Templates that another application of this process has compiled already."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


TEMPLATES = Compiled()


@dataclass
class Site:
    bureau: Bureau
    app: Flask

    def staff(self, username: str) -> Visitor:
        return staff(self.app, username)


def make_site(database: Database, *more: object, environment: Mapping[str, str] | None = None) -> Site:
    """`more`: further blueprints, for pages that only a test has."""
    bureau = make_bureau(database, wiring.HANDLERS)
    chosen = settings.read({"TERBIT_PUBLIC_URL": BASE, **(environment or {})})
    app = create_app(bureau.engine, chosen, (*BLUEPRINTS, *more))  # type: ignore[arg-type]
    app.jinja_env.bytecode_cache = TEMPLATES
    return Site(bureau, app)


BIRTH = {
    "anak.nama": "Gabriel Yohanes Nalle",
    "anak.jenis_kelamin": "L",
    "anak.tempat_dilahirkan": "rumah_sakit",
    "anak.penolong": "bidan",
    "anak.jenis_kelahiran": "tunggal",
    "anak.pukul": "03.25",
    "anak.kelahiran_ke": "2",
    "anak.berat_kg": "3,2",
    "anak.panjang_cm": "49",
    "bukti.kelahiran": "keterangan_lahir",
    "bukti.perkawinan": "akta_perkawinan",
    "kk.nomor": "5371030208199001",
    "alamat.kelurahan": "53.71.03.1010",
    "alamat.rw": "008",
    "alamat.rt": "021",
    "ibu.nama": "Maria Goreti Bere",
    "ibu.nik": "5371034507949001",
    "ibu.tempat_lahir": "Kupang",
    "ayah.nama": "Yohanes Nalle",
    "ayah.nik": "5371031203919001",
    "ayah.tempat_lahir": "Atambua",
    "pelapor.hubungan": "ayah",
    "pelapor.nama": "Yohanes Nalle",
    "pelapor.nik": "5371031203919001",
    "pelapor.kk": "5371030208199001",
    "saksi_1.nama": "Petrus Klau",
    "saksi_1.nik": "5371031204809002",
    "saksi_2.nama": "Ester Taneo",
    "saksi_2.nik": "5371035204809003",
}
DATES = {
    "anak.tanggal_lahir": "17-11-2026",
    "ibu.tanggal_lahir": "05-07-1994",
    "ayah.tanggal_lahir": "12-03-1991",
}


def birth(**changed: str) -> dict[str, str]:
    """What a clerk types for a child born seven days ago; names with `__` for dots."""
    typed = dict(BIRTH)
    for path, day in DATES.items():
        typed |= dict(zip((f"{path}-dd", f"{path}-mm", f"{path}-yyyy"), day.split("-"), strict=True))
    return typed | {name.replace("__", "."): value for name, value in changed.items()}


def file_birth(clerk: Visitor, **changed: str) -> Page:
    """The page after a new application was sent; one that looks like another goes on as no double, one that has
    warnings in spite of them."""
    page = send_birth(clerk, **changed)
    if page.heading == "Mungkin ganda":
        page = clerk.press(page, "Lanjutkan, bukan ganda", {"ganda.alasan": "orang_lain"})
    return go_on(clerk, page)


def go_on(clerk: Visitor, page: Page) -> Page:
    """In spite of what the page warns of, if it does."""
    if not page.tree.xpath("//*[@id='perhatikan']"):
        return page
    return clerk.press(page, "Sudah diperiksa, teruskan", {"peringatan.alasan": "Cocok dengan berkas asli."})


def send_birth(clerk: Visitor, **changed: str) -> Page:
    """The page that comes first."""
    form = clerk.get("/permohonan/akta_kelahiran")
    return clerk.press(form, "Simpan dan lanjut", birth(**changed))


def case_of(page: Page) -> str:
    """The id of the case that a page below /kasus/ is about."""
    return page.path.split("/")[2]
