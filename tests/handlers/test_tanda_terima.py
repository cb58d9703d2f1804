"""The receipt that an applicant takes home."""

import zxingcpp

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
        "Surat keterangan lahir",
        "tidak dipungut biaya",
    ):
        assert line in text


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
