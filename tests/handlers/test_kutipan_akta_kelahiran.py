"""The excerpt of a birth certificate: what it says, that it is archivable, that its code is read."""

import subprocess
from pathlib import Path

import pytest
import zxingcpp

from engine.seals import seal
from handlers.typesetting import MissingFieldError
from tests.handlers import sheets
from tests.handlers.sheets import URL, VAULT, excerpt, opened, pages, picture, words

LONG = "Maria Magdalena Kristina Yuliana Rambu Umbu Fernandez-Parera"
FATHER, MOTHER = "Yohanes Nalle", "Maria Goreti Bere"


def test_says_what_the_register_says_in_both_languages() -> None:
    text = words(excerpt())

    for line in (
        "REPUBLIK INDONESIA PENCATATAN SIPIL",
        "WARGA NEGARA INDONESIA Indonesian citizen",
        "Kutipan Akta Kelahiran Excerpt of Birth Certificate",
        "5371031711269001",
        "Berdasarkan Akta Kelahiran Nomor 5371-LU-24112026-0017",
        "By virtue of Birth Certificate Number 5371-LU-24112026-0017",
        "bahwa di Kota Kupang, pada tanggal 17-11-2026",
        "tujuh belas November tahun dua ribu dua puluh enam",
        "seventeenth of November, two thousand and twenty-six",
        "telah lahir was born Gabriel Imanuel Benu anak kesatu, laki-laki first child, male",
        "dua puluh empat November tahun dua ribu dua puluh enam",
        "Pejabat Pencatatan Sipil Kota Kupang",
        "Melkianus Fanggidae Plt. Kepala Dinas",
    ):
        assert line in text


@pytest.mark.parametrize(
    ("model", "said", "unsaid"),
    [
        (
            "ayah_ibu",
            ["dari ayah of the father", FATHER, "dan ibu and the mother", MOTHER],
            ["perkawinannya"],
        ),
        ("ayah_ibu_belum_tercatat", [FATHER, MOTHER, "yang perkawinannya belum tercatat"], []),
        ("ibu", ["dari seorang ibu of a mother", MOTHER], [FATHER, "ayah"]),
        (
            "tanpa_orang_tua",
            ["seorang anak laki-laki a male child"],
            [FATHER, MOTHER, "ayah", "dan ibu"],
        ),
    ],
)
def test_names_the_parents_that_its_model_names(model: str, said: list[str], unsaid: list[str]) -> None:
    """Perpres 96/2018 Pasal 33 and 48: which parents an excerpt names follows from the proof of marriage."""
    text = words(excerpt({"model_akta.kode": model}))

    assert [part for part in said if part not in text] == []
    assert [part for part in unsaid if part in text] == []


def test_speaks_of_a_fourth_child_and_a_girl() -> None:
    text = words(excerpt({"anak.kelahiran_ke": 4, "anak.jenis_kelamin": "P"}))

    assert "anak keempat, perempuan fourth child, female" in text


def test_calls_a_child_of_two_foreigners_a_foreigner() -> None:
    text = words(excerpt({"ayah.kewarganegaraan": "WNA", "ibu.kewarganegaraan": "WNA"}))

    assert "WARGA NEGARA ASING Foreign citizen" in text


@pytest.mark.parametrize(
    ("citizenship", "said"), [("WNA", "WARGA NEGARA ASING"), ("WNI", "WARGA NEGARA INDONESIA")]
)
def test_the_childs_own_citizenship_goes_before_what_follows_from_the_parents(
    citizenship: str, said: str
) -> None:
    parents = {"ayah.kewarganegaraan": "WNA", "ibu.kewarganegaraan": "WNA" if citizenship == "WNI" else "WNI"}

    assert said in words(excerpt({"anak.kewarganegaraan": citizenship, **parents}))


def test_a_child_of_one_citizen_is_a_citizen() -> None:
    """UU 12/2006 Pasal 4."""
    assert "WARGA NEGARA INDONESIA" in words(excerpt({"ayah.kewarganegaraan": "WNA"}))


@pytest.mark.parametrize(
    "name", [LONG, "Suprapto", "Yesaya D'Arc Ku'ulei", "X Æ", "Nyoman Ìdá Añjelo-Šimić", "A" * 60]
)
def test_names_of_every_length_fit_on_one_page_as_they_were_written(name: str) -> None:
    changed = {
        "anak.nama": name,
        "ayah.nama": name,
        "ibu.nama": name,
        "model_akta.kode": "ayah_ibu_belum_tercatat",
    }

    pdf = excerpt(changed, name=name)

    assert words(pdf).count(name) == 4
    assert pages(pdf) == 1


def test_both_codes_are_read_from_a_scan_of_150_dots_an_inch() -> None:
    scan = picture(excerpt(), dpi=150)

    sealed, plain = sorted(zxingcpp.read_barcodes(scan), key=lambda code: code.text)
    assert plain.text == URL
    assert seal.parse(sealed.text, VAULT.paper_keys).number == "5371-LU-24112026-0017"
    assert width(plain) == pytest.approx(30 * 29 / 37, rel=0.03)
    assert width(sealed) == pytest.approx(38 * 57 / 65, rel=0.03)


def width(code: zxingcpp.Barcode) -> float:
    """In millimetres on paper, without the quiet zone."""
    return float(code.position.top_right.x - code.position.top_left.x) / 150 * 25.4


def test_both_codes_are_read_from_a_coarse_and_a_bright_scan() -> None:
    scan = picture(excerpt(), dpi=110).point(lambda shade: min(255, 90 + shade * 165 // 255))

    sealed, plain = sorted(code.text for code in zxingcpp.read_barcodes(scan))
    assert plain == URL
    assert seal.parse(sealed, VAULT.paper_keys).kind == "akta_kelahiran"


def test_says_across_the_page_that_it_is_an_example_in_a_demo_office_only() -> None:
    assert "CONTOH - TIDAK BERLAKU" in words(excerpt(demo=True))
    assert "CONTOH" not in words(excerpt(demo=False))


def test_is_an_archivable_pdf_with_its_fonts_and_no_emblem() -> None:
    with opened(excerpt()) as pdf, pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert metadata["dc:title"] == "Kutipan Akta Kelahiran 5371-LU-24112026-0017"
        fonts = [font.DescendantFonts[0] for font in pdf.pages[0].Resources.Font.values()]
        assert all("LibertinusSerif" in str(font.BaseFont) for font in fonts)
        assert all("/FontFile3" in font.FontDescriptor for font in fonts)
        assert not pdf.pages[0].get_images()


def test_is_a4() -> None:
    with opened(excerpt()) as pdf:
        box = [round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox]

    assert box == [0, 0, 210, 297]


def test_names_nobody_in_what_a_file_manager_shows() -> None:
    with opened(excerpt()) as pdf:
        told = str(dict(pdf.docinfo)) + str(pdf.Root.Metadata.read_bytes())

    for secret in ("Benu", "Nalle", "Bere", "5371031711269001"):
        assert secret not in told


def test_the_same_data_give_the_same_bytes() -> None:
    first = excerpt()
    sheets.rendering.RENDERER.close()

    assert excerpt() == first


def test_ends_in_a_line_so_that_a_signature_can_follow() -> None:
    assert excerpt().endswith(b"%%EOF\n")


def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    (tmp_path / "kutipan.pdf").write_bytes(excerpt())

    checked = subprocess.run(
        ["qpdf", "--check", tmp_path / "kutipan.pdf"], capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(
    "field",
    ["anak.nama", "anak.tanggal_lahir", "siak.nik_anak", "ibu.nama", "model_akta.kode", "anak.kelahiran_ke"],
)
@pytest.mark.parametrize("nothing", [None, ""])
def test_names_the_field_that_is_missing(field: str, nothing: object) -> None:
    with pytest.raises(MissingFieldError) as refused:
        excerpt({field: nothing})

    assert refused.value.sentence == f"Expected '{field}' to be filled, but the record has nothing there"


@pytest.mark.parametrize(
    "name",
    ["#panic()", "*tebal* _miring_", "$x$", "= Judul", '#read("/etc/passwd")', "</svg>", "\\u{41} @preview"],
)
def test_never_takes_data_for_markup(name: str) -> None:
    text = words(excerpt({"anak.nama": name, "ayah.nama": name}))

    assert text.count(name) == 2
