"""A new application at a desk, without scripts: form, papers, receipt; on both databases."""

import io

import pytest
from PIL import Image

from engine.db.database import Database
from tests.web.site import Site, birth, case_of, file_birth, make_site
from tests.web.visitor import Page, Visitor


def picture(colour: str = "white") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 60), colour).save(made, "JPEG")
    return made.getvalue()


def hand_in(clerk: Visitor, case_id: str, requirement: str, content: bytes, name: str = "surat.jpg") -> Page:
    return hand_in_all(clerk, case_id, requirement, [(content, name)])


def hand_in_all(clerk: Visitor, case_id: str, requirement: str, files: list[tuple[bytes, str]]) -> Page:
    token = clerk.get(f"/kasus/{case_id}/berkas").value("csrf_token")
    data = {"csrf_token": token, "berkas": files}
    return clerk.upload(f"/kasus/{case_id}/berkas/{requirement}", data)


def files(page: Page, requirement: str) -> list[str]:
    found = page.tree.xpath(f"//section[@id='{requirement}']//ol/li/a")
    return [link.text_content() for link in found]


def test_takes_an_application_from_form_to_receipt(database: Database) -> None:
    clerk = make_site(database).staff("loket")

    papers = file_birth(clerk)
    received = hand_in(clerk, case_of(papers), "keterangan_lahir", picture())
    receipt = clerk.get(received.link("Lanjut ke tanda terima"))

    assert papers.heading == "Berkas Gabriel Yohanes Nalle"
    assert "1 dari 4 berkas diterima" in received.text
    assert receipt.heading == "Tanda terima AL-2026-00001"
    for said in ("Kartu keluarga tempat anak dicatat: mohon dibawa atau dikirim", "Gratis", "lapor.go.id",
                 "1 hari kerja setelah berkas lengkap", "Tidak ada biaya apa pun."):  # fmt: skip
        assert said in receipt.text
    came = receipt.tree.xpath("//section[h2='Sudah diterima']//li")
    assert [paper.text_content() for paper in came] == ["Surat keterangan lahir"]


def test_asks_for_the_papers_that_the_answers_call_for(sqlite_database: Database) -> None:
    clerk = make_site(sqlite_database).staff("loket")

    page = file_birth(clerk, bukti__kelahiran="sptjm")

    headings = [heading.text_content() for heading in page.tree.xpath("//section//h2")]
    assert any("SPTJM kebenaran data kelahiran" in heading for heading in headings)
    assert "Surat keterangan lahir" not in headings


def test_shows_every_mistake_at_once_and_keeps_what_was_typed(sqlite_database: Database) -> None:
    clerk = make_site(sqlite_database).staff("loket")

    wrong = {
        "anak.nama": "Gabriel 7",
        "anak.tanggal_lahir-dd": "31",
        "anak.berat_kg": "32",
        "kk.nomor": "123",
    }
    page = file_birth(clerk, **wrong)

    assert page.status == 422
    assert page.title.startswith("Galat:")
    assert [error.partition(":")[0] for error in page.errors()] == [
        "Data anak, Nama lengkap", "Data anak, Tanggal lahir", "Data anak, Berat lahir",
        "Kartu keluarga, Nomor KK tempat anak dicatat",
    ]  # fmt: skip
    assert page.value("anak.nama") == "Gabriel 7"
    assert page.value("anak.tanggal_lahir-dd") == "31"
    assert page.value("saksi_2.nama") == "Ester Taneo"
    assert page.value("anak.jenis_kelamin") == "L"


def test_opens_one_case_however_often_the_button_is_pressed(database: Database) -> None:
    site = make_site(database)
    clerk = site.staff("loket")
    form = clerk.get("/permohonan/akta_kelahiran")

    first = clerk.press(form, "Simpan dan lanjut", birth())
    second = clerk.press(form, "Simpan dan lanjut", birth())

    assert case_of(first) == case_of(second)


def test_draws_questions_anew_that_depend_on_an_answer(shop: Site) -> None:
    clerk = shop.staff("loket")
    form = clerk.get("/permohonan/akta_kelahiran")

    page = clerk.press(form, "Perbarui isian", {"ibu.kewarganegaraan": "WNA", "anak.nama": "Ani Nalle"})

    assert form.tree.xpath("//input[@name='ibu.dokumen_perjalanan']") == []
    assert len(page.tree.xpath("//input[@name='ibu.dokumen_perjalanan']")) == 1
    assert page.tree.xpath("//input[@name='ibu.nik']") == []
    assert page.value("anak.nama") == "Ani Nalle"
    assert page.errors() == []


def test_sends_the_form_when_enter_is_pressed(shop: Site) -> None:
    clerk = shop.staff("loket")
    page = clerk.get("/permohonan/akta_kelahiran")

    sent = clerk.enter(page, page.tree.xpath("//form[@data-keep]")[0], {"anak.nama": "Ani Nalle"})

    assert sent.status == 422


def test_keeps_an_application_within_the_desks_territory(sqlite_database: Database) -> None:
    officer = make_site(sqlite_database).staff("kel.liliba")

    page = file_birth(officer, alamat__kelurahan="53.71.03.1010")

    assert page.status == 422
    assert "Alamat ini di luar wilayah Anda" in page.text


@pytest.mark.parametrize(
    ("content", "name", "status", "said"),
    [
        (b"#!/bin/sh", "surat.jpg", 415, "Kirim JPEG, PNG atau PDF."),
        (b"%PDF-1.4 broken", "surat.pdf", 422, "tidak dapat dibaca"),
        (b"\xff\xd8\xff" + b"0" * 5_100_000, "besar.jpg", 413, "lebih dari 5 MB"),
        (b"", "", 422, "Pilih berkasnya dulu."),
    ],
)
def test_refuses_a_file_with_a_sentence_beside_its_field(
    sqlite_database: Database, content: bytes, name: str, status: int, said: str
) -> None:
    clerk = make_site(sqlite_database).staff("loket")
    case_id = case_of(file_birth(clerk))

    page = hand_in(clerk, case_id, "keterangan_lahir", content, name)

    assert page.status == status
    assert said in page.errors()[0]
    control = page.tree.get_element_by_id("f-keterangan_lahir")
    assert said in page.tree.get_element_by_id(control.get("aria-describedby")).text


def test_puts_a_replacement_in_the_place_of_a_paper(database: Database) -> None:
    clerk = make_site(database).staff("loket")
    case_id = case_of(file_birth(clerk))
    first = hand_in(clerk, case_id, "keterangan_lahir", picture(), "lama.jpg")
    (form,) = first.tree.xpath("//section[@id='keterangan_lahir']//form[input[@name='ganti']]")

    page = clerk.upload(form.action, dict(form.fields) | {"berkas": (picture("grey"), "baru.jpg")})

    assert "baru.jpg" in page.text
    assert "lama.jpg" not in page.text


def test_takes_several_pages_at_once_and_names_the_one_that_is_none(database: Database) -> None:
    clerk = make_site(database).staff("loket")
    case_id = case_of(file_birth(clerk))
    pages = [(picture(), "1.jpg"), (b"#!/bin/sh", "2.jpg"), (picture("grey"), "3.jpg")]

    page = hand_in_all(clerk, case_id, "kartu_keluarga", pages)

    assert page.status == 415
    assert files(page, "kartu_keluarga") == ["1.jpg", "3.jpg"]
    [said] = page.errors()
    assert said.endswith("2.jpg: Kirim JPEG, PNG atau PDF.")


def test_the_same_file_sent_twice_is_kept_once(database: Database) -> None:
    site = make_site(database)
    clerk = site.staff("loket")
    case_id = case_of(file_birth(clerk))

    for _ in range(2):
        page = hand_in(clerk, case_id, "kartu_keluarga", picture())

    assert page.status == 200
    assert files(page, "kartu_keluarga") == ["surat.jpg"]
    assert "1 berkas diunggah" in clerk.get(f"/kasus/{case_id}").text


def test_takes_a_wrong_file_back_and_its_content_with_it(database: Database) -> None:
    site = make_site(database)
    clerk = site.staff("loket")
    case_id = case_of(file_birth(clerk))
    page = hand_in(clerk, case_id, "kartu_keluarga", picture(), "salah.jpg")
    address = page.link("salah.jpg")

    page = clerk.press(page, "Hapus salah.jpg")

    assert files(page, "kartu_keluarga") == []
    assert clerk.get(address).status == 404
    assert "Berkas ditarik meja penerima" in clerk.get(f"/kasus/{case_id}").text


def test_shows_a_paper_to_its_desk_as_a_harmless_download(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    clerk = site.staff("loket")
    page = hand_in(clerk, case_of(file_birth(clerk)), "keterangan_lahir", picture())

    answer = clerk.get(page.link("surat.jpg")).response

    assert answer.content_type == "image/jpeg"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert site.staff("rt.liliba").get(page.link("surat.jpg")).status == 403


def test_takes_no_paper_that_nobody_asked_for(sqlite_database: Database) -> None:
    clerk = make_site(sqlite_database).staff("loket")
    case_id = case_of(file_birth(clerk))

    assert hand_in(clerk, case_id, "surat_cinta", picture()).status == 404


def test_lets_only_the_receiving_desk_complete_an_application(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    case_id = case_of(file_birth(site.staff("kel.oesapa")))

    assert site.staff("kel.liliba").get(f"/kasus/{case_id}/berkas").status == 403
    assert site.staff("kel.oesapa").get(f"/kasus/{case_id}/tanda-terima").status == 200


def test_lets_a_partner_take_applications_without_searching_cases(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    hospital = site.staff("mitra")

    page = file_birth(hospital)

    assert page.heading == "Berkas Gabriel Yohanes Nalle"
    assert hospital.get("/kasus").status == 403
