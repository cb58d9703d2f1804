"""The one table from refusals to answers: what happened and what to do, in words for people."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine import audit, calls, definitions, deployments, deskchoices, errors
from engine.errors import siak
from engine.errors.notices import NothingToTellError
from web import csrf, throttle
from web.language import Later

_ = Later
Text = Later | str


@dataclass(frozen=True)
class Answer:
    """An error page: its status, what happened, what to do."""

    status: int
    title: Text
    sentence: Text


UNKNOWN = Answer(
    500,
    _("Ada yang salah di sistem"),
    _(
        "Kesalahan ini sudah dicatat. Coba lagi sebentar; bila tetap gagal, sampaikan nomor di bawah kepada pengelola."
    ),
)

ANSWERS: Mapping[type[Exception], Answer] = {
    errors.NotAllowedError: Answer(
        403, _("Anda tidak dapat membuka ini"), _("Jabatan Anda tidak mencakup halaman atau tindakan ini.")
    ),
    errors.PostEndedError: Answer(
        403,
        _("Jabatan atau penugasan Anda sudah berakhir"),
        _("Tugas ini sekarang milik pemegang jabatannya. Yang Anda isi tidak dipakai."),
    ),
    errors.NotFoundError: Answer(
        404, _("Tidak ditemukan"), _("Yang Anda cari tidak ada, atau sudah tidak ada.")
    ),
    errors.TaskNotOpenError: Answer(
        409, _("Tugas ini sudah selesai"), _("Isian Anda disimpan sebagai draf.")
    ),
    errors.TaskHeldError: Answer(
        409, _("Tugas ini sedang dipegang orang lain"), _("Isian Anda disimpan sebagai draf.")
    ),
    errors.NothingToUndoError: Answer(
        409,
        _("Tidak dapat diurungkan lagi"),
        _("Sesudah itu sudah ada yang terjadi. Buka tugasnya untuk melihat."),
    ),
    errors.CaseClosedError: Answer(
        409, _("Permohonan ini sudah berakhir"), _("Tidak ada lagi yang dapat diubah padanya.")
    ),
    errors.PaperCheckedError: Answer(
        409,
        _("Berkas ini sudah diperiksa"),
        _("Berkas yang sudah diperiksa tidak dihapus. Ganti dengan berkas lain."),
    ),
    errors.ClockStandsError: Answer(
        409, _("Jam sudah berhenti"), _("Jam tugas ini sudah dihentikan. Buka lagi halamannya.")
    ),
    errors.ClockRunsError: Answer(
        409, _("Jam sudah berjalan"), _("Tidak ada jam yang harus dilanjutkan. Buka lagi halamannya.")
    ),
    errors.NotWaitingError: Answer(
        409,
        _("Langkah ini sudah lewat"),
        _("Permohonan sudah berpindah ke langkah lain. Buka lagi halamannya."),
    ),
    siak.DifferenceSettledError: Answer(
        409,
        _("Perbedaan ini sudah selesai"),
        _("Orang lain lebih dulu, atau SIAK dan kantor sudah cocok. Buka lagi halamannya."),
    ),
    errors.IncidentGoneError: Answer(
        409,
        _("Gangguan ini sudah ditangani"),
        _("Orang lain lebih dulu, atau permohonan sudah meninggalkan langkah itu. Buka lagi kasusnya."),
    ),
    errors.StepNeededError: Answer(
        409,
        _("Langkah ini tidak dapat dilepas"),
        _("Tanpa hasilnya permohonan tidak lengkap. Perbaiki penyebabnya, lalu coba lagi."),
    ),
    NothingToTellError: Answer(
        409,
        _("Tidak ada yang dapat dikabarkan"),
        _("Permohonan sudah berpindah ke langkah lain, atau pelapor tidak memberi nomor telepon."),
    ),
    errors.RegisterNumberMissingError: Answer(
        409,
        _("Nomor dari SIAK belum ada"),
        _("Kantor ini memakai nomor akta dari SIAK. Kembalikan kepada operator supaya nomornya diisi."),
    ),
    errors.EntryNotInForceError: Answer(
        409, _("Akta ini tidak berlaku lagi"), _("Catatannya dalam register sudah dibatalkan.")
    ),
    calls.Refused: Answer(
        409,
        _("Register tidak menerima langkah ini"),
        _("Isian tidak cocok dengan register. Kembalikan dengan alasan supaya isian diperiksa lagi."),
    ),
    errors.InvalidAnswersError: Answer(
        422, _("Isian belum bisa diterima"), _("Kembali ke halaman sebelumnya dan betulkan isian.")
    ),
    errors.BatchNotPossibleError: Answer(
        404,
        _("Layanan ini tidak dapat diajukan banyak sekaligus"),
        _("Isiannya memuat daftar. Ajukan satu per satu."),
    ),
    errors.UnknownOutcomeError: Answer(
        400,
        _("Permintaan tidak dikenal"),
        _("Halaman ini mungkin sudah lama terbuka. Buka lagi lalu ulangi."),
    ),
    errors.DatabaseUnavailableError: Answer(
        503, _("Sistem sedang sibuk"), _("Tidak ada yang hilang. Tunggu sebentar lalu kirim lagi.")
    ),
    calls.Later: Answer(
        503, _("Sistem sedang sibuk"), _("Tidak ada yang hilang. Tunggu sebentar lalu kirim lagi.")
    ),
    definitions.UnknownDocumentTypeError: Answer(
        404, _("Layanan ini belum ada"), _("Jenis dokumen itu tidak sedang berlaku di kantor ini.")
    ),
    deployments.NoDraftError: Answer(
        404,
        _("Draf ini tidak ada"),
        _("Draf sudah dibuang atau sudah diberlakukan. Mulai lagi dari halaman jenis dokumen."),
    ),
    deployments.DraftChangedError: Answer(
        409, _("Draf diubah di tab lain"), _("Muat ulang halaman penyunting untuk melanjutkan dari sana.")
    ),
    deployments.UnacceptableFileError: Answer(
        422, _("Berkas tidak dapat disimpan"), _("Namanya tidak dikenal, atau ukurannya lebih dari 2 MB.")
    ),
    deployments.NotOpenProposalError: Answer(
        409, _("Usulan ini sudah diputuskan"), _("Buka lagi halamannya untuk melihat keputusannya.")
    ),
    deployments.FourEyesError: Answer(
        403, _("Perlu orang kedua"), _("Usulan harus diputuskan orang lain, bukan pengusulnya.")
    ),
    audit.AlteredFileError: Answer(
        409,
        _("Berkas tidak cocok dengan riwayat"),
        _(
            "Isi berkas ini bukan yang dicatat saat disimpan. Sampaikan kepada pengelola dan catat sebagai temuan."
        ),
    ),
    deskchoices.FilterNameMissingError: Answer(
        422, _("Saringan belum disimpan"), _("Beri saringan ini nama, lalu simpan lagi.")
    ),
    deskchoices.TooManyFiltersError: Answer(
        422,
        _("Saringan belum disimpan"),
        _("Saringan Anda sudah terlalu banyak. Hapus satu, lalu simpan lagi."),
    ),
    errors.LoginRefusedError: Answer(
        422, _("Belum bisa masuk"), _("Nama pengguna dan kata sandi tidak cocok.")
    ),
    errors.TooManyTriesError: Answer(
        429, _("Terlalu banyak percobaan"), _("Tunggu sebentar sebelum mencoba lagi.")
    ),
    throttle.TooManyRequestsError: Answer(
        429, _("Terlalu banyak permintaan"), _("Tunggu beberapa menit sebelum mencoba lagi.")
    ),
    csrf.ForeignRequestError: Answer(
        403, _("Permintaan ditolak"), _("Permintaan ini tidak datang dari halaman Terbit.")
    ),
}

BY_STATUS: Mapping[int, Answer] = {
    400: Answer(
        400,
        _("Permintaan tidak dikenal"),
        _("Halaman ini mungkin sudah lama terbuka. Buka lagi lalu ulangi."),
    ),
    404: Answer(
        404,
        _("Halaman tidak ditemukan"),
        _("Alamat ini tidak ada. Periksa tulisannya atau mulai dari halaman depan."),
    ),
    405: Answer(405, _("Cara membuka halaman ini keliru"), _("Buka halamannya dari menu.")),
    413: Answer(
        413, _("Kiriman terlalu besar"), _("Satu berkas paling besar 5 MB. Perkecil foto atau pindaiannya.")
    ),
    415: Answer(415, _("Jenis berkas tidak diterima"), _("Kirim JPEG, PNG atau PDF.")),
}

REFUSALS: Mapping[str, Text] = {
    "role": _("Jabatan Anda tidak mencakup halaman atau tindakan ini."),
    "territory": _("Permohonan ini dari wilayah di luar jabatan Anda."),
    "duty": _(
        "Anda sudah mengerjakan tugas lain pada permohonan ini yang tidak boleh dirangkap dengan tugas ini."
    ),
    "family": _("Permohonan ini menyangkut Anda atau keluarga Anda, jadi harus dikerjakan orang lain."),
    "drawn": _(
        "Menurut gambar prosesnya, langkah ini dikerjakan orang lain daripada langkah yang sudah Anda kerjakan."
    ),
    "held": _("Tugas ini sedang dipegang orang lain."),
    "expired": _("Jabatan atau penugasan Anda untuk tugas ini sudah berakhir."),
}
