"""The birth that a clerk types in: born at home a week ago, so that the head of the kelurahan writes the statement."""

from tests.browser.clerk import Answer, Clerk

CHILD = "Gabriel Yohanes Nalle"
ANSWERS: dict[str, dict[str, Answer]] = {
    "Data anak": {
        "Nama lengkap": CHILD,
        "Jenis kelamin": "Laki-laki",
        "Kota atau kabupaten kelahiran": "Kota Kupang",
        "Tempat dilahirkan": "Rumah",
        "Penolong kelahiran": "Bidan atau perawat",
        "Tanggal lahir": ("17", "11", "2026"),
        "Pukul (WITA)": "03.25",
        "Jenis kelahiran": "Tunggal",
        "Kelahiran ke": "2",
        "Berat lahir": "3,2",
        "Panjang lahir": "49",
    },
    "Bukti": {
        "Bukti kelahiran": "Surat keterangan lurah (lahir di rumah atau tempat lain)",
        "Bukti perkawinan orang tua": "Akta perkawinan",
    },
    "Kartu keluarga": {"Nomor KK tempat anak dicatat": "5371030208199001"},
    "Alamat": {"Kelurahan": "Oesapa", "RW": "008", "RT": "021", "Jalan dan nomor rumah": "Jl. Adisucipto 9"},
    "Ibu": {
        "Nama lengkap": "Maria Goreti Bere",
        "NIK": "5371034507949001",
        "Tempat lahir": "Kupang",
        "Tanggal lahir": ("5", "7", "1994"),
    },
    "Ayah": {
        "Nama lengkap": "Yohanes Nalle",
        "NIK": "5371031203919001",
        "Tempat lahir": "Atambua",
        "Tanggal lahir": ("12", "3", "1991"),
    },
    "Pelapor": {
        "Hubungan dengan anak": "Ayah",
        "Nomor telepon": "081234567890",
        "Nama lengkap": "Yohanes Nalle",
        "NIK": "5371031203919001",
        "Nomor KK": "5371030208199001",
    },
    "Saksi pertama": {"Nama lengkap": "Petrus Klau", "NIK": "5371031204809002"},
    "Saksi kedua": {"Nama lengkap": "Ester Taneo", "NIK": "5371035204809003"},
}


def write_application(clerk: Clerk) -> None:
    clerk.follow("Permohonan baru")
    clerk.follow("Mulai Akta kelahiran")
    for group, answers in ANSWERS.items():
        clerk.fill(group, answers)
