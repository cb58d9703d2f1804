"""An administrator's pages: people with one-time codes, posts and stand-ins, calendar and policies; and no case."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from engine import founding
from engine.access import SYSTEM
from engine.db.cases import Task
from tests.databases import Embedded
from tests.web.site import Site, file_birth, make_site
from tests.web.visitor import Page, Visitor, visitor


@pytest.fixture
def site(embedded: Embedded) -> Iterator[Site]:
    with embedded.fresh() as database:
        yield make_site(database)


def add_person(admin: Visitor, username: str = "orang.baru") -> tuple[Page, str]:
    """The page of a new person, and the one-time code that it shows."""
    form = admin.get("/kelola/orang/baru")
    page = admin.press(form, "Tambah dan buat kode", {"nama": "Orang Baru", "nama_pengguna": username})
    return page, page.tree.xpath("//*[contains(@class,'note')]//strong")[0].text_content().strip()


def test_a_new_person_comes_in_with_the_code_and_chooses_a_password(site: Site) -> None:
    _, code = add_person(site.staff("admin"))
    newcomer = visitor(site.app)

    first = newcomer.log_in("orang.baru", code)
    again = newcomer.get("/saya")
    typed = {"sekarang": code, "baru": "pagi di pelabuhan", "ulang": "pagi di pelabuhan"}
    chosen = newcomer.press(again, "Simpan kata sandi", typed)

    assert (first.path, again.path) == ("/saya/sandi", "/saya/sandi")
    assert chosen.path == "/saya"


def test_the_code_is_shown_once(site: Site) -> None:
    admin = site.staff("admin")
    _, code = add_person(admin)
    link = admin.get("/kelola/orang").link("Orang Baru")

    assert code not in admin.get(link).text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"nama": "", "nama_pengguna": "x.y"}, "Isi semua kolom"),
        ({"nama": "A B", "nama_pengguna": "kasi"}, "sudah dipakai"),
        ({"nama": "A B", "nama_pengguna": "a.b", "nik": "12"}, "16 angka"),
    ],
)
def test_says_what_is_wrong_and_keeps_what_was_typed(site: Site, fields: dict[str, str], said: str) -> None:
    admin = site.staff("admin")

    page = admin.press(admin.get("/kelola/orang/baru"), "Tambah dan buat kode", fields)

    assert page.status == 422
    assert said in page.text
    assert page.value("nama_pengguna") == fields["nama_pengguna"]


def test_a_deputy_gets_the_queue_and_is_named_in_the_case_s_story(site: Site) -> None:
    admin, clerk = site.staff("admin"), site.staff("loket")
    person = admin.get(admin.get("/kelola/orang?cari=verifikator").link(named(site, "verifikator")))
    deputy = str(site.bureau.actor("penyerahan").person_id)
    dates = {"mulai": "2026-11-24", "sampai": "2026-11-26", "surat": "851/9/2026", "pengganti": deputy}
    page = admin.press(person, "Catat dan alihkan antrean", dates)
    assert page.status == 200
    case = file_birth(clerk)

    desk = site.staff("penyerahan").get("/saya")

    assert case.status == 200
    assert "Plh" in desk.text
    assert named(site, "verifikator") in desk.text


def named(site: Site, username: str) -> str:
    return site.bureau.actor(username).name


def test_an_administrator_gives_himself_no_post(site: Site) -> None:
    admin = site.staff("admin")
    post = admin.get(admin.get("/kelola/jabatan?peran=Verifikator").link("Verifikator"))

    page = admin.press(post, "Tetapkan", {"orang": str(site.bureau.actor("admin").person_id)})

    assert page.status == 422
    assert "diri sendiri" in page.text


def test_an_administrator_sees_no_case(site: Site) -> None:
    case = file_birth(site.staff("loket")).path.split("/")[2]

    page = site.staff("admin").get(f"/kasus/{case}")

    assert page.status == 403


def test_a_post_that_ended_while_a_page_was_open_says_so_and_keeps_the_draft(site: Site) -> None:
    admin, counter = site.staff("admin"), site.staff("loket")
    for step in founding.STEPS:
        founding.set_policy(site.bureau.engine, SYSTEM, step, "nonaktif")
    file_birth(counter)
    task = counter.press(counter.get("/tugas"), "Ambil AL-")
    person = admin.get(admin.get("/kelola/orang?cari=loket").link(named(site, "loket")))
    post = admin.get(person.link("Petugas Loket 1"))
    admin.press(post, "Akhiri")

    page = counter.press(task, "Simpan draf")

    assert page.status == 403
    assert "sudah berakhir" in page.text
    assert "disimpan sebagai draf" in page.text


def test_a_holiday_is_added_and_dropped(site: Site) -> None:
    admin = site.staff("admin")

    page = admin.press(
        admin.get("/kelola/libur"), "Simpan hari", {"hari": "2026-12-28", "nama": "Hari Jadi Kota"}
    )
    assert "Hari Jadi Kota" in page.text

    assert "Hari Jadi Kota" not in admin.press(page, "Hapus Hari Jadi Kota").text


def test_hours_that_cannot_be_read_are_refused(site: Site) -> None:
    admin = site.staff("admin")

    page = admin.press(admin.get("/kelola/jam"), "Simpan jam kerja", {"mon": "pagi"})

    assert page.status == 422
    assert "tidak terbaca" in page.text


def test_a_policy_of_one_service_goes_before_the_office_s(site: Site) -> None:
    admin = site.staff("admin")

    admin.press(admin.get("/kelola/kebijakan"), "Simpan kebijakan", {"akta_kelahiran.rt": "nonaktif"})

    office = site.bureau.engine.office
    assert office.policy("rt", "akta_kelahiran") == "nonaktif"
    assert office.policy("rt", "akta_kematian") == founding.POLICIES["rt"]


def test_a_policy_of_one_variant_goes_before_the_service_s(site: Site) -> None:
    admin, walker = site.staff("admin"), site.bureau.walker
    typed = {"ktp_el.rt": "wajib", "ktp_el.baru.rt": "nonaktif", "ktp_el.baru.kelurahan": "nonaktif"}

    admin.press(admin.get("/kelola/kebijakan"), "Simpan kebijakan", typed)

    assert site.bureau.engine.office.policy("rt", "ktp_el", "hilang") == "wajib"
    new, lost = (
        walker.prepare(walker.open("ktp_el", "loket", scenario).case_id) for scenario in ("baru", "hilang")
    )
    assert new is not None
    assert lost is not None
    assert (new.node, lost.node) == ("periksa_kelengkapan", "verifikasi_rt")
    told = site.staff("auditor").get("/periksa/kantor?jenis=settings").text
    assert "ktp el, baru, rt: kosong → nonaktif" in told


def test_who_asks_siak_follows_the_connection_unless_the_office_says(site: Site) -> None:
    admin, engine = site.staff("admin"), site.bureau.engine

    for chosen, way in (("", "manual"), ("otomatis", "otomatis"), ("nonaktif", "nonaktif")):
        admin.press(admin.get("/kelola/kebijakan"), "Simpan kebijakan", {"siak": chosen})
        assert engine.office.policy("siak", "ktp_el") == way


def test_an_rt_is_added_with_the_post_of_its_head(site: Site) -> None:
    admin = site.staff("admin")

    page = admin.press(admin.get("/kelola/wilayah"), "Tambah RT", {"rw": "7", "rt": "31"})

    assert page.heading == "Ketua RT 031 RW 007"


def test_a_partner_takes_only_what_is_ticked(site: Site) -> None:
    admin, partner = site.staff("admin"), site.staff("mitra")
    assert "Akta kematian" in partner.get("/permohonan").text

    page = admin.press(
        admin.get("/kelola/unit"), "Simpan layanan RS Kasih Bunda", {"layanan": "akta_kelahiran"}
    )

    assert "Perubahan disimpan" in page.text
    assert "Akta kematian" not in partner.get("/permohonan").text


def test_lateness_goes_to_the_superior_that_the_office_chose(site: Site) -> None:
    admin = site.staff("admin")
    file_birth(site.staff("loket"))
    before = first_look(site)

    wrong = admin.press(admin.get("/kelola/keterlambatan"), "Simpan keterlambatan", {"persen": "100"})
    admin.press(
        wrong,
        "Simpan keterlambatan",
        {"persen": "60", "jam": "3", "ambil": "7", "atasan.Verifikator": "Kepala bidang"},
    )

    office = site.bureau.engine.office
    assert wrong.status == 422
    assert (office.patience.near, office.patience.beyond) == (0.6, timedelta(hours=3))
    assert office.collect_days == 7
    assert office.superiors["Verifikator"] == "Kepala bidang"
    assert office.superiors["Operator SIAK"] == "Kepala seksi"
    assert first_look(site) < before


def test_a_reason_is_added_and_another_no_longer_offered(site: Site) -> None:
    admin = site.staff("admin")
    typed = {
        "teks": "Akta pembanding belum ada.",
        "teks_en": "The other deed is missing.",
        "dasar": "SOP kantor",
    }

    wrong = admin.press(admin.get("/kelola/alasan"), "Tambah alasan", typed)
    added = admin.press(wrong, "Tambah alasan", {**typed, "untuk": "kembalikan"})
    gone = admin.press(added, "Jangan tawarkan Foto atau pindaian tidak terbaca.")

    assert wrong.status == 422
    assert wrong.value("teks") == typed["teks"]
    assert "alasan kantor ini" in added.text
    assert "tidak ditawarkan lagi" in gone.text
    told = site.staff("auditor").get("/periksa/kantor?jenis=settings").text
    assert "ditawarkan: ya → tidak" in told
    assert "boleh dipakai untuk: kosong → dikembalikan" in told


def first_look(site: Site) -> datetime:
    """When the first open task is looked at."""
    with site.bureau.engine.reading() as reading:
        looks = reading.execute(select(Task.look_at).where(Task.state == "open", Task.look_at.is_not(None)))
        return min(looks.scalars())


def assign(site: Site, post: str, username: str) -> Page:
    """The administrator puts somebody into the post of this title."""
    admin = site.staff("admin")
    page = admin.get(admin.get("/kelola/jabatan").link(post))
    return admin.press(page, "Tetapkan", {"orang": str(site.bureau.actor(username).person_id)})


def numbers(page: Page) -> list[str]:
    return [link.text_content().strip() for link in page.tree.xpath("//tbody//*[contains(@class,'lead')]//a")]


def test_one_person_heads_two_rt_and_has_both_queues_and_posts(site: Site) -> None:
    here, there = (site.bureau.walker.open("akta_kelahiran", f"rt.{part}") for part in ("oesapa", "liliba"))
    assert numbers(site.staff("rt.oesapa").get("/tugas")) == [here.number]

    page = assign(site, "Ketua RT 011 RW 004", "rt.oesapa")

    head = site.staff("rt.oesapa")
    assert page.status == 200
    assert sorted(numbers(head.get("/tugas"))) == sorted([here.number, there.number])
    assert "Ketua RT 021 RW 008" in head.get("/saya").text
    assert "Ketua RT 011 RW 004" in head.get("/saya").text


def test_a_change_of_an_rt_s_head_moves_the_queue_and_what_he_holds(site: Site) -> None:
    opened = site.bureau.walker.open("akta_kelahiran", "kel.oesapa")
    old = site.staff("rt.oesapa")
    held = old.press(old.get("/tugas"), "Ambil tugas berikutnya")
    assert "memegang tugas ini" in held.text

    assign(site, "Ketua RT 021 RW 008", "cetak")

    new = site.staff("cetak")
    assert numbers(new.get("/tugas")) == [opened.number]
    assert new.press(new.get("/tugas"), "Ambil tugas berikutnya").path == held.path
    assert opened.number not in old.get("/tugas").text
    assert old.get(held.path).status == 403
