"""A birth certificate through every desk of the office, as each person sees it, with scripts and without."""

from collections.abc import Callable

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import FilePayload, expect

from tests.attachments.files import picture
from tests.browser import walking
from tests.browser.application import CHILD, write_application
from tests.browser.clerk import TICK, Clerk
from tests.browser.conftest import Visit
from tests.browser.house import House
from tests.browser.lending import PHONE
from tests.browser.test_accessibility import SIDEWAYS
from tests.browser.walking import arrive

pytestmark = pytest.mark.browser
Desk = Callable[[str], Clerk]
CARD = "Kartu keluarga tempat anak dicatat"
SCAN: FilePayload = {"name": "kartu.jpg", "mimeType": "image/jpeg", "buffer": picture(size=(600, 400))}
UNREADABLE = "Foto atau pindaian tidak terbaca."
YES = {
    "Apakah keluarga ini tinggal di RT Anda?": "Ya",
    "Apakah peristiwa yang dilaporkan diketahui di lingkungan Anda?": "Ya",
    "Apakah para saksi dikenal?": "Ya",
}
TOLD = [
    "Permohonan diterima",
    "1 berkas diunggah",
    "Periksa fakta di lingkungan",
    "Teliti permohonan",
    "Tanda tangani surat",
    "Periksa kelengkapan berkas",
    "Verifikasi isi permohonan: dikembalikan",
    "1 berkas diunggah",
    "Lengkapi permohonan",
    "Periksa kelengkapan berkas",
    "Verifikasi isi permohonan",
    "Rekam data di SIAK",
    "Periksa draf akta",
    "Validasi draf akta",
    "Tanda tangani akta",
    "Serahkan kutipan akta",
]


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def desk(request: pytest.FixtureRequest, visit: Visit) -> Desk:
    """Somebody who has just logged in, by his user name."""

    def sit_down(username: str) -> Clerk:
        clerk = Clerk(visit(scripts=request.param))
        clerk.sign_in(username)
        return clerk

    return sit_down


def test_a_birth_certificate_goes_from_the_counter_to_the_family(
    desk: Desk, house: House, visit: Visit
) -> None:
    number = hand_in(desk("loket"))
    check_in_the_area(desk, number)
    check_papers(desk("loket2"), number)
    send_back(desk("verifikator"), number)
    complete_what_is_missing(desk("loket"), number, house)
    check_papers(desk("loket2"), number)
    record_and_sign(desk, number)
    house.bureau.walker.drain()

    printed = hand_over(desk("penyerahan"), number, house)

    check_publicly(visit, printed, house)


def hand_in(counter: Clerk) -> str:
    write_application(counter)
    counter.press("Simpan dan lanjut ke berkas")
    walking.pass_what_is_asked(counter.page)
    counter.sees(f"Berkas {CHILD}", "0 dari 4 berkas diterima")
    upload(counter, f"Pilih berkas {CARD}")
    counter.sees("1 dari 4 berkas diterima", "kartu.jpg")
    counter.follow("Lanjut ke tanda terima")
    counter.sees(
        "DITERIMA", CHILD, "setelah berkas lengkap", "Sudah diterima", CARD, "Tidak ada biaya apa pun"
    )
    return counter.page.locator("h1").inner_text().removeprefix("Tanda terima ")


def upload(counter: Clerk, label: str, scan: FilePayload = SCAN) -> None:
    """Sent as soon as it is chosen where scripts run, by the button beside it otherwise."""
    chooser = counter.page.get_by_label(label)
    form = counter.page.locator("form[data-files]", has=chooser)
    chooser.set_input_files(scan)
    if form.locator("button").is_visible():
        form.locator("button").click()


def check_in_the_area(desk: Desk, number: str) -> None:
    head = desk("rt.oesapa")
    head.take(number)
    head.fill("Fakta di lingkungan", YES)
    head.press("Kirim dan teruskan")
    head.is_told(
        f"{number}, {CHILD} sudah diteruskan. Sekarang di Petugas registrasi kelurahan: Teliti permohonan."
    )

    officer = desk("kel.oesapa")
    officer.take(number)
    officer.accept_papers()
    officer.fill("Hasil penelitian", {"Alamat sesuai dengan data kelurahan?": "Ya"})
    officer.fill("Hasil penelitian", {"Peristiwa diketahui di kelurahan?": "Ya"})
    officer.fill(
        "Surat keterangan lurah", {"Nomor surat": "474/17/OSP", "Tanggal surat": ("24", "11", "2026")}
    )
    officer.press("Kirim dan teruskan")
    officer.is_told(f"{number}, {CHILD} sudah diteruskan. Sekarang di Lurah: Tanda tangani surat.")

    lurah = desk("lurah.oesapa")
    lurah.take(number)
    lurah.sees("474/17/OSP")
    lurah.press("Tandatangani dan teruskan")
    lurah.is_told(
        f"{number}, {CHILD} sudah diteruskan. Sekarang di Petugas loket: Periksa kelengkapan berkas."
    )


def check_papers(counter: Clerk, number: str) -> None:
    counter.take(number)
    counter.accept_papers()
    counter.fill("Formulir F-2.01A", {"Formulir sudah ditandatangani pelapor dan kedua saksi": TICK})
    counter.press("Berkas lengkap, teruskan")
    counter.is_told(
        f"{number}, {CHILD} sudah diteruskan. Sekarang di Verifikator: Verifikasi isi permohonan."
    )


def send_back(verifier: Clerk, number: str) -> None:
    verifier.take(number)
    verifier.sees("terakhir diterima", "kartu.jpg")
    verifier.accept_papers()
    verifier.return_paper(CARD, UNREADABLE, "Baris nomor 3 tertutup bayangan.")
    verifier.page.get_by_role("button", name="Kembalikan untuk dilengkapi").click()
    verifier.is_told(f"{number}, {CHILD} sudah dikembalikan untuk dilengkapi.", "Sekarang di Petugas loket")


def complete_what_is_missing(counter: Clerk, number: str, house: House) -> None:
    counter.page.get_by_role("link", name="Menunggu pemohon").click()
    counter.take(number)
    counter.sees(UNREADABLE, "Baris nomor 3 tertutup bayangan.", house.name("verifikator"))
    counter.follow("Unggah berkas pengganti")
    counter.page.locator("summary", has_text="Ganti kartu.jpg").click()
    upload(counter, "Pilih berkas pengganti kartu.jpg", {**SCAN, "buffer": picture(size=(800, 500))})
    counter.sees("berkas baru, belum diperiksa")
    counter.follow("Kembali ke tugas")
    counter.press("Kirim permohonan")
    confirm_what_is_asked(counter, number)
    counter.is_told(f"{number}, {CHILD} sudah diteruskan.", "Periksa kelengkapan berkas")


def confirm_what_is_asked(counter: Clerk, number: str) -> None:
    """Where the office knows a child of this name and day already, as after another journey."""
    looked = counter.page.locator("#perhatikan").get_by_role("button", name="Sudah diperiksa, teruskan")
    looked.or_(counter.page.get_by_role("status").filter(has_text=number)).first.wait_for()
    if looked.count():
        looked.click()
        arrive(counter.page)


def record_and_sign(desk: Desk, number: str) -> None:
    verifier = desk("verifikator")
    verifier.take(number)
    verifier.sees("putaran ke-2")
    verifier.accept_papers()
    verifier.fill("Hasil pemeriksaan", {"Apakah anak ini sudah pernah dicatat?": "Tidak ditemukan"})
    verifier.fill("Hasil pemeriksaan", {"Apakah berkas asli dan sesuai?": "Ya"})
    verifier.press("Setujui dan teruskan")
    verifier.is_told("Sekarang di Operator SIAK: Rekam data di SIAK.")

    operator = desk("operator")
    operator.take(number)
    operator.fill("Hasil perekaman SIAK", {"NIK anak": "5371031711269001"})
    operator.press("Simpan rekaman dan teruskan")
    operator.is_told("Sekarang di Kepala seksi: Periksa draf akta.")
    for username, words, where in (
        ("kasi", "Paraf dan teruskan", "Sekarang di Kepala bidang: Validasi draf akta."),
        ("kabid", "Paraf dan teruskan", "Sekarang di Kepala dinas: Tanda tangani akta."),
        ("kadis", "Tandatangani dan teruskan", "Sekarang dikerjakan sistem."),
    ):
        head = desk(username)
        head.follow("Tugas")
        head.take(number)
        head.press(words)
        head.is_told(f"{number}, {CHILD} sudah diteruskan.", where)


def hand_over(officer: Clerk, number: str, house: House) -> bytes:
    """The printed certificate."""
    officer.take(number)
    officer.fill("Penyerahan", {"Cara penyerahan": "Dikirim sebagai PDF dan dicetak sendiri"})
    officer.press("Serahkan dan selesaikan")
    officer.is_told(f"{number}, {CHILD} sudah selesai.")
    officer.follow(number)
    expect(officer.page.locator("h1")).to_have_text(f"Akta kelahiran {CHILD}")
    officer.sees("Selesai", "berlaku", UNREADABLE, house.name("kadis"))
    story = officer.story()
    assert "Dicatat dalam register" in story
    assert [title for title in story if title in TOLD] == TOLD
    with officer.page.expect_download() as loading:
        officer.page.get_by_role("link", name=".pdf").last.click()
    return loading.value.path().read_bytes()


def check_publicly(visit: Visit, printed: bytes, house: House) -> None:
    """By somebody who scans the code of the paper."""
    pages = pypdfium2.PdfDocument(printed)
    codes = sorted(code.text for code in zxingcpp.read_barcodes(pages[0].render(scale=4).to_pil()))
    pages.close()
    assert [code.lower()[: len(house.address) + 3] for code in codes] == [
        f"{house.address}/s/", f"{house.address}/v/",
    ]  # fmt: skip

    passer_by = Clerk(visit())
    for code in codes:
        passer_by.page.goto(code)

        expect(passer_by.page.locator("h1")).to_have_text("Dokumen ini asli dan berlaku")
    passer_by.sees("BERLAKU", "Kutipan akta kelahiran", "CONTOH, TIDAK BERLAKU.")
    expect(passer_by.page.locator("body")).not_to_contain_text("Nalle")


@pytest.mark.parametrize(("username", "scripts"), [("rt.oesapa", False), ("kel.oesapa", True)])
def test_the_area_takes_an_application_on_a_phone(visit: Visit, username: str, scripts: bool) -> None:
    officer = Clerk(visit(scripts=scripts, viewport=PHONE))
    officer.sign_in(username)

    number = hand_in(officer)

    assert officer.page.evaluate(SIDEWAYS) == 0
    assert number.startswith("AL-")
