"""The receipt that an applicant takes home."""

import zxingcpp

from engine import receipts
from tests.handlers.sheets import URL, pages, picture, receipt, words

PAPERS = [
    {"label": "Surat keterangan lahir", "there": True},
    {"label": "Kartu keluarga orang tua", "there": False},
]


def test_says_what_was_handed_in_when_and_where() -> None:
    text = words(receipt(PAPERS, number="TT-AL-2026-00431"))

    for line in (
        "Tanda Terima Permohonan Receipt of application",
        "AL-2026-00431",
        "TT-AL-2026-00431",
        "Layanan Service Akta kelahiran",
        "Gabriel Imanuel Benu",
        "Senin, 23 November 2026, pukul 10.20 WITA",
        "Loket 1",
        "paling lama 1 hari kerja setelah berkas lengkap",
        "Sudah diterima Handed in Surat keterangan lahir",
        "Masih ditunggu Still needed Kartu keluarga orang tua",
    ):
        assert line in text


def test_says_that_it_is_free_and_where_to_report_who_asks_for_money() -> None:
    """UU 24/2013 Pasal 79A and 95B."""
    text = words(receipt(PAPERS)).replace("\u2010", "-")

    assert "GRATIS di semua meja" in text
    assert "UU 24/2013 Pasal 79A" in text
    assert "Pasal 95B" in text
    for channel in receipts.COMPLAINTS:
        assert channel.split()[-1] in text


def test_says_what_the_data_are_for() -> None:
    """UU 27/2022: the subject is told the purpose."""
    assert "Data pribadi (UU 27/2022): Data dipakai untuk memeriksa permohonan ini." in words(receipt(PAPERS))


def test_leaves_out_a_list_that_is_empty() -> None:
    text = words(receipt([PAPERS[0]]))

    assert "Sudah diterima" in text
    assert "Masih ditunggu" not in text


def test_is_one_page_even_with_every_paper_of_a_long_list() -> None:
    papers = [
        {"label": f"Surat pernyataan tanggung jawab mutlak nomor {number}", "there": False}
        for number in range(8)
    ]
    name = "Maria Magdalena Kristina Yuliana Rambu Umbu Fernandez-Parera"

    pdf = receipt(papers, {"pelapor.nama": name}, name=name)

    assert pages(pdf) == 1
    assert words(pdf).count(name) == 2


def test_its_code_is_read_from_a_scan() -> None:
    scan = picture(receipt(PAPERS), dpi=150)

    assert [code.text for code in zxingcpp.read_barcodes(scan)] == [URL]
