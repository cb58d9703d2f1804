"""The verifier reads what SIAK says of the people, field by field, or that he has to look himself; and goes on."""

from collections.abc import Iterator

import pytest

from engine import casefile
from engine.db.database import Database
from engine.siak.client import Client
from engine.siak.http import Access, HttpCentre
from tests.builders import connect
from tests.standin import siak as population
from tests.standin.serving import World, serving
from tests.web.site import Site, make_site
from tests.web.test_task_page import take
from tests.web.visitor import Page

ACCESS = Access(population.USER, population.PASSWORD, population.ADDRESS)


@pytest.fixture
def world() -> Iterator[World]:
    with serving() as world:
        yield world


@pytest.fixture
def site(database: Database, world: World) -> Site:
    site = make_site(database)
    connect(site.bureau, HttpCentre(Client(world.siak_url, patience=1), ACCESS))
    return site


def opened(site: Site, world: World, **held: str) -> str:
    """An identity card is applied for by somebody of whom SIAK holds this, and else what the application says."""
    case_id = site.bureau.walker.open("ktp_el", "loket").case_id
    with site.bureau.engine.reading() as reading:
        one = casefile.read(reading, case_id).record["subjek"]
    row = population.row(
        one["nik"], one["nama"].upper(), one["kk"], population.SEXES[one["jenis_kelamin"]],
        one["tempat_lahir"].upper(), one["tanggal_lahir"],
    )  # fmt: skip
    world.siak.people[one["nik"]] = row | held
    return case_id


def at_verifier(site: Site, case_id: str) -> Page:
    to_verifier(site, case_id)
    return take(site, "verifikator")[1]


def to_verifier(site: Site, case_id: str) -> None:
    while site.bureau.walker.step(case_id) != "periksa_kelengkapan":
        site.bureau.walker.drain()
    site.bureau.walker.drain()


def panel(page: Page) -> str:
    return " ".join(page.tree.xpath("//*[@id='siak']")[0].text_content().split())


def test_the_verifier_reads_what_fits_and_what_does_not(site: Site, world: World) -> None:
    case_id = opened(site, world, TGL_LHR="1970-01-01")

    said = panel(at_verifier(site, case_id))

    assert "Pemohon dokumen, Pelapor Tidak sesuai" in said
    assert "Nama Sesuai kemiripan 100 dari 100" in said
    assert "Nomor KK Sesuai" in said
    assert "Jenis kelamin Sesuai" in said
    assert "Tanggal lahir Tidak sesuai" in said
    assert "1970" not in said


def test_the_verifier_is_told_to_look_himself_and_goes_on(site: Site, world: World) -> None:
    case_id = opened(site, world)
    world.faults.next = ["login_failed"]

    said = panel(at_verifier(site, case_id))
    site.bureau.walker.step(case_id)

    assert "SIAK tidak mengenali nama atau kata sandi kantor ini." in said
    assert "Periksa NIK dan data ini sendiri di SIAK" in said
    assert site.bureau.walker.choices(case_id) != ()


def test_speaks_english(site: Site, world: World) -> None:
    case_id = opened(site, world)
    verifier = site.staff("verifikator")
    verifier.press(verifier.get("/saya"), "English")

    to_verifier(site, case_id)
    page = verifier.press(verifier.get("/tugas"), "Claim the next task")

    assert "Comparison with SIAK" in panel(page)
    assert "Date of birth Fits" in panel(page)


def test_an_operator_looks_people_up_where_the_office_is_not_connected(site: Site) -> None:
    connect(site.bureau, None)
    case_id = site.bureau.walker.open("akta_kelahiran", "loket").case_id
    to_verifier(site, case_id)
    operator, page = take(site, "operator")
    typed = {f"cocok_siak.orang.{row}.hasil": "sesuai" for row in range(4)}

    assert "Tambah baris" not in page.text
    assert "Hapus baris" not in page.text
    operator.press(
        page, "Simpan rekaman dan teruskan", typed | {"cocok_siak.orang.0.hasil": "tidak_ditemukan"}
    )

    said = panel(take(site, "verifikator")[1])
    assert "Dicocokkan operator di SIAK" in said
    assert "Ibu NIK tidak ditemukan di SIAK" in said
    assert "Ayah, Pelapor Sesuai Nama Sesuai" in said
