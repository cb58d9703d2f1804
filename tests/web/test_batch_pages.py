"""Applications many at once, page by page and without scripts."""

from engine.db.database import Database
from tests.test_batches import child, table
from tests.web.site import make_site
from tests.web.visitor import BASE, Page, Visitor

START = "/permohonan/kia/kumpulan"
OCCASION = {
    "kegiatan": "Perekaman KIA", "tempat": "SDN Contoh",
    "tanggal-dd": "24", "tanggal-mm": "11", "tanggal-yyyy": "2026",
}  # fmt: skip


def send(clerk: Visitor, content: bytes, **changed: str) -> Page:
    token = clerk.get(START).value("csrf_token")
    typed = {**OCCASION, **changed}
    return clerk.upload(START, {"csrf_token": token, **typed, "berkas": (content, "anak.xlsx")})


def test_takes_the_rows_that_were_confirmed(database: Database) -> None:
    clerk = make_site(database).staff("loket")

    preview = send(clerk, table(child(0), child(1), child(2, subjek__nama="Rosa 7")).content)
    taken = clerk.press(preview, "Ambil baris yang dipilih", {})

    assert preview.heading == "Perekaman KIA"
    assert "Anak, Nama lengkap: Nama hanya memakai huruf Latin" in preview.text
    assert "2 permohonan diambil" in taken.text
    assert [link.text_content() for link in taken.tree.xpath("//a[@class='number']")] == [
        "KI-2026-00001",
        "KI-2026-00002",
    ]


def test_says_what_the_occasion_lacks_beside_its_fields(sqlite_database: Database) -> None:
    clerk = make_site(sqlite_database).staff("loket")

    page = send(clerk, table(child(0)).content, **{"kegiatan": "", "tanggal-mm": "13"})

    assert page.status == 422
    assert [error.text_content() for error in page.tree.xpath("//*[@class='err']")] == [
        "Nama kegiatan: isi bagian ini.",
        "Tanggal kegiatan: isi tanggal, bulan dan tahun dengan angka.",
    ]


def test_says_what_is_wrong_with_the_file(sqlite_database: Database) -> None:
    clerk = make_site(sqlite_database).staff("loket")

    page = send(clerk, table(child(0, subjek__nama="=1+1")).content)

    assert page.status == 422
    assert "Ada sel yang berisi rumus" in page.text


def test_a_discarded_file_takes_nothing(sqlite_database: Database) -> None:
    clerk = make_site(sqlite_database).staff("loket")
    preview = send(clerk, table(child(0)).content)

    after = clerk.press(preview, "Buang berkas ini", {})

    assert after.heading == "Permohonan baru"
    assert "Perekaman KIA" not in clerk.get(START).text


def test_gives_the_template_in_both_kinds(sqlite_database: Database) -> None:
    clerk = make_site(sqlite_database).staff("loket")

    plain = clerk.get(f"{START}/format.csv").response
    book = clerk.client.get(f"{START}/format.xlsx", base_url=BASE)

    assert book.data.startswith(b"PK")
    assert "subjek.nama" in plain.get_data(as_text=True)


def test_a_partner_is_offered_its_own_types(sqlite_database: Database) -> None:
    partner = make_site(sqlite_database).staff("mitra")

    page = partner.get("/permohonan")

    assert [link.text_content() for link in page.tree.xpath("//li/h2/a")] == [
        "Akta kelahiran",
        "Akta kematian",
        "Surat keterangan lahir mati",
    ]
    assert partner.get("/permohonan/kia/kumpulan").status == 403
