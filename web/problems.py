"""What the check found, in the words of the pages. The engine's own sentences are for logs and the command line."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from flask import url_for

from engine.lint import Problem
from web.language import Later

_ = Later

WORDS: Mapping[str, Any] = {
    "E100": _("Berkas ini tidak dapat dibaca sebagai diagram yang aman."),
    "E101": _("Satu berkas harus memuat tepat satu proses."),
    "E102": _("Nama proses harus sama dengan nama berkasnya."),
    "E103": _("Proses masih ditandai sebagai gambar saja, belum dapat dijalankan."),
    "E104": _("Proses harus punya tepat satu titik mulai."),
    "E105": _("Proses belum punya titik selesai."),
    "E110": _("Skrip tidak boleh dipakai dalam diagram. Pakai tugas sistem atau tabel keputusan."),
    "E111": _("Jenis elemen ini tidak dapat dijalankan. Ganti dengan jenis lain dari menu."),
    "E112": _("Jenis peristiwa ini tidak dapat dijalankan. Pakai jam, galat, atau titik selesai biasa."),
    "E113": _("Tugas ini hanya untuk pemulihan. Gambar jalan baliknya sebagai tugas biasa."),
    "E115": _("Peristiwa tepi ini tidak menempel pada langkah mana pun."),
    "E116": _("Peristiwa tepi ini belum menyebut apa yang ditunggunya."),
    "E117": _("Peristiwa galat harus menyela langkahnya."),
    "E120": _("Elemen ini belum punya id."),
    "E121": _("Id ini dipakai sistem sendiri. Pilih id lain."),
    "E122": _("Id ini dipakai lebih dari sekali."),
    "E123": _("Nama fungsi sama dengan id sebuah elemen. Ganti id elemen itu."),
    "E124": _("Id hanya boleh memuat huruf, angka, _, - dan titik."),
    "E126": _("Id tugas ini sama dengan awal nama isian sebuah formulir. Ganti id tugas itu."),
    "E127": _("Nama ini dipakai sistem sendiri. Pilih nama lain."),
    "E129": _("Nama hasil hanya boleh memuat huruf, angka dan _."),
    "E130": _("Nama jalur bukan peran yang dikenal kantor ini. Pilih perannya."),
    "E131": _("Tugas ini tidak berada di jalur mana pun. Geser ke jalur peran yang mengerjakannya."),
    "E133": _("Tugas orang tidak boleh berada di jalur Sistem."),
    "E140": _("Formulir ini tidak dapat dipakai."),
    "E150": _("Tugas sistem ini belum punya fungsi. Pilih fungsinya."),
    "E151": _("Fungsi ini tidak ada dalam rilis yang terpasang."),
    "E152": _("Fungsi ini tidak mengenal masukan itu."),
    "E160": _("Jalur keluar gerbang ini belum punya syarat."),
    "E162": _("Syarat hanya dibaca setelah gerbang. Pasang gerbang di depan jalur ini."),
    "W164": _("Lebih dari satu jalur keluar dari langkah ini selalu dilalui. Tunjukkan dengan gerbang."),
    "E165": _("Jalur bawaan gerbang ini bukan jalur keluarnya sendiri."),
    "E166": _("Gerbang peristiwa perlu paling sedikit dua peristiwa di belakangnya."),
    "E167": _("Di belakang gerbang peristiwa hanya boleh ada peristiwa yang menunggu."),
    "E168": _("Peristiwa ini juga dicapai dari tempat lain, tidak hanya dari gerbangnya."),
    "E170": _("Langkah ini tidak pernah dicapai dari titik mulai."),
    "E171": _("Langkah ini tidak punya jalan ke titik selesai. Tarik panah ke langkah berikutnya."),
    "E172": _("Lingkaran tanpa gerbang: kasus tidak akan pernah keluar dari sini."),
    "E173": _("Ujung alur ini tidak terhubung ke sebuah langkah."),
    "E174": _("Lingkaran ini hanya berisi gerbang: kasus berputar tanpa akhir."),
    "E176": _("Alur ini melintasi batas subproses."),
    "E177": _("Tidak boleh ada alur yang masuk ke sini."),
    "E178": _("Tidak boleh ada alur yang keluar dari titik selesai."),
    "E179": _("Terlalu banyak langkah berturut-turut. Pindahkan sebagian ke prosedur yang dipanggil."),
    "E180": _("Gerbang penggabung ini menunggu cabang yang berasal dari dirinya sendiri."),
    "E182": _("Gerbang ini menunggu cabang yang tidak pernah ada: kasus berhenti selamanya."),
    "E183": _("Gerbang ini menunggu semua cabang, padahal hanya satu yang ditempuh."),
    "E190": _("Syarat ini tidak dapat dibaca."),
    "E191": _("Masukan fungsi ini tidak dapat dibaca."),
    "E192": _("Ungkapan pengulangan ini tidak dapat dibaca."),
    "E193": _("Bahasa ungkapan ini bukan FEEL."),
    "E195": _("Pemegang dokumen ini tidak dapat dibaca."),
    "E200": _("Waktu jam ini tidak dapat dibaca."),
    "E201": _("Jam ini harus punya tepat satu waktu."),
    "E202": _("Ulangan jam hanya boleh di tepi langkah dan tidak menyela."),
    "E203": _("Ulangan jam ini tidak ada akhirnya. Tulis berapa kali, misalnya R3/P1D."),
    "E206": _("Jangka waktu jam ini tidak cocok untuk ulangan."),
    "E207": _("Jenis waktu jam ini tidak cocok dengan isinya."),
    "E210": _("Langkah keputusan ini belum menunjuk tabel keputusan yang ada."),
    "E211": _("Tabel keputusan ini tidak dapat dipakai."),
    "E212": _("Langkah keputusan ini belum memberi nama pada hasilnya."),
    "E220": _("Prosedur yang dipanggil tidak ada."),
    "E221": _("Prosedur ini memanggil dirinya sendiri, langsung atau lewat prosedur lain."),
    "E230": _("Tenggat tidak dapat dibaca. Tulis misalnya PT2H atau P1D."),
    "E231": _("Hasil ini tidak dikenal. Pilih dikembalikan, ditolak, atau keberatan."),
    "E232": _("Bagian kerja ini tidak dikenal."),
    "E233": _("Status akhir ini tidak dikenal."),
    "E234": _("Daftar alasan untuk pengembalian dan penolakan belum ada."),
    "E236": _("Daftar alasan tidak punya alasan untuk hasil ini."),
    "E238": _("Nilai keterangan ini tidak dikenal."),
    "E240": _("Pelayanan ini gratis: tidak boleh ada kolom biaya."),
    "E241": _("Tugas yang harus dikerjakan orang lain ini tidak ada dalam prosedur."),
    "E242": _("Tugas ini menyebut dirinya sendiri sebagai tugas orang lain."),
    "E250": _("Tidak ada yang menangkap galat ini."),
    "E251": _("Galat ini belum dinyatakan dengan kodenya."),
    "E253": _("Pesan yang ditunggu belum punya nama."),
    "W256": _("Tidak ada langkah yang menunggu sinyal ini."),
    "W257": _("Kasus terkait mungkin tidak pernah mengirim pesan ini. Beri jalan lain, misalnya pewaktu."),
    "E254": _("Sinyal pada peristiwa ini belum punya nama."),
    "E255": _("Tidak ada langkah yang mengirim sinyal yang ditunggu ini."),
    "E270": _("Daftar persyaratan tidak dapat dipakai."),
    "E271": _("Daftar alasan tidak dapat dipakai."),
    "E272": _("Templat dokumen ini tidak ada."),
    "E273": _("Jadwal retensi tidak dapat dipakai."),
    "E280": _("Pengulangan ini perlu satu daftar atau satu jumlah."),
    "E281": _("Hasil pengulangan dikumpulkan di tempat yang tidak dibaca."),
    "E282": _("Terlalu banyak putaran."),
    "E283": _("Pengulangan ini tidak punya syarat maupun jumlah."),
    "E284": _("Jumlah putaran harus antara 1 dan 1000."),
    "E312": _("Tempat elemen ini dalam gambar tidak dapat dibaca."),
    "E900": _("Diagram ini tidak dapat dijalankan mesin."),
    "E901": _("Pemeriksaan berkas ini terlalu berat. Sederhanakan ungkapan atau diagramnya."),
    "E902": _("Pemeriksaan ini sendiri gagal. Sampaikan kepada pengelola."),
    "W106": _("Bagian proses ini hanya digambar, tidak dijalankan."),
    "W118": _("Galat ini tidak pernah terjadi pada langkah tempat ia menempel."),
    "W128": _("Id ini tidak dapat dibaca oleh syarat: pakai huruf, angka dan _ saja."),
    "W132": _("Belum ada jalur: tidak jelas siapa mengerjakan apa."),
    "W134": _("Jalur ini menyebut langkah yang tidak ada."),
    "W135": _("Langkah ini berada di lebih dari satu jalur."),
    "W141": _("Formulir ini tidak dipakai: tidak ada tugas dengan nama yang sama."),
    "W142": _("Belum ada formulir: petugas hanya melihat halaman konfirmasi."),
    "W143": _("Permohonan belum punya formulir: tidak ada yang ditanyakan."),
    "W153": _("Hasil fungsi ini belum diberi nama, jadi hilang."),
    "W154": _("Hanya tugas sistem yang membaca fungsi: di sini ia tidak dibaca."),
    "W161": _("Gerbang ini belum punya jalur bawaan bila tidak ada syarat yang terpenuhi."),
    "W163": _("Syarat pada jalur bawaan tidak dibaca."),
    "W175": _("Lingkaran ini berputar tanpa menunggu siapa pun."),
    "W181": _("Cabang serentak ini tidak digabung kembali oleh gerbang."),
    "W194": _("Ungkapan ini selalu kosong."),
    "W195": _("Nama ini tidak pernah diisi, jadi selalu kosong."),
    "W196": _("Fungsi ini tidak ada, atau diberi isian lain dari yang dimintanya."),
    "W197": _("Data penduduk hanya dapat ditanyakan dalam aturan formulir: di sini selalu kosong."),
    "W208": _(
        "Minggu, bulan dan tahun dihitung menurut kalender, bukan jam kerja. Tulis hari, jam atau menit."
    ),
    "W204": _("Jam ini menunggu tanggal tetap, sama untuk semua kasus."),
    "W205": _("Setiap bunyi jam ini membuat tugas baru: tugas bisa menumpuk."),
    "W213": _("Hanya langkah keputusan yang membaca tabel: di sini ia tidak dibaca."),
    "W274": _("Jadwal retensi menyebut berkas yang tidak ada dalam persyaratan."),
    "W222": _("Prosedur ini tidak dipanggil dari mana pun."),
    "W235": _("Belum ada tenggat: dianggap satu hari kerja."),
    "W237": _("Keterangan ini tidak dibaca."),
    "W240": _("Kelengkapan atau keluaran langkah ini belum ditulis; baris SOP-nya kosong."),
    "W241": _("Jumlah waktu langkah lebih lama daripada waktu pelayanan yang diumumkan."),
    "W239": _("Hasil ini tidak dibaca gerbang mana pun, jadi tidak berpengaruh."),
    "W260": _("Sambungan data hanya digambar, tidak dibaca."),
    "W285": _("Setelan pengulangan ini tidak dibaca."),
    "W291": _("Skenario ini menyebut langkah atau alur yang tidak ada dalam diagramnya."),
    "W300": _("Ada keterangan dari program lain yang tidak dibaca."),
    "W301": _("Keterangan tambahan ini tidak dibaca."),
    "W310": _("Elemen ini tidak tampak dalam gambar."),
    "W311": _("Berkas ini tidak memuat gambar: tidak ada halaman yang dapat menampilkannya."),
}
"""By the codes of `engine.lint`."""
EXPLAINED = frozenset(
    {"E100", "E140", "E190", "E191", "E192", "E200", "E211", "E238", "E270", "E271", "E273", "E900", "E902"}
    | {"W194", "W195", "W196", "W197", "W237", "W291"}
)
"""The cause lies in a text: the engine's sentence tells where, so it is shown as well."""


class Shown(TypedDict):
    """`element`: the id of the node or flow in `file`, or empty; `url`: where a designer can mend it."""

    file: str
    line: int
    code: str
    level: str
    element: str
    sentence: str
    detail: str
    url: str


def shown(problems: Sequence[Problem], document_type: str) -> list[Shown]:
    """Errors first."""
    ordered = sorted(problems, key=lambda problem: problem.level != "error")
    return [_shown(problem, document_type) for problem in ordered]


def _shown(problem: Problem, document_type: str) -> Shown:
    return Shown(
        file=problem.file,
        line=problem.line,
        code=problem.code,
        level=problem.level,
        element=problem.element,
        sentence=str(WORDS.get(problem.code, problem.sentence)),
        detail=problem.sentence if problem.code in EXPLAINED else "",
        url=_url(problem, document_type),
    )


def _url(problem: Problem, document_type: str) -> str:
    if problem.file.endswith(".bpmn"):
        chosen = problem.element or None
        return url_for("editor.edit", document_type=document_type, diagram=problem.file, pilih=chosen)
    return url_for("editor.file", document_type=document_type, path=problem.file)
