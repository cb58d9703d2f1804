"""What an officer reads where the signer says no, or what came back proves nothing: by code of the refusal."""

from web.language import Later

_ = Later
WORDS = {
    "passphrase": _("Frasa sandi sertifikat tidak cocok. Dokumen yang belum ditandatangani tetap menunggu."),
    "locked": _("Frasa sandi sudah tiga kali salah. Tunggu 15 menit, supaya sertifikat Anda tidak terkunci."),
    "no_key": _("Sertifikat atas nama Anda belum ada di sistem. Hubungi pengelola."),
    "no_nik": _(
        "NIK Anda belum tercatat di sistem, padahal layanan tanda tangan mengenal Anda dari NIK. Hubungi pengelola."
    ),
    "certificate": _("Sertifikat tidak berlaku lagi atau sudah dicabut. Hubungi pengelola."),
    "login": _("Layanan tanda tangan tidak mengenali kantor ini. Hubungi pengelola."),
    "state_expired": _(
        "Masa berlaku sertifikat Anda sudah habis. Ajukan sertifikat baru ke BSrE, lalu coba lagi."
    ),
    "state_renew": _("Sertifikat Anda perlu diperbarui. Selesaikan pembaruannya di BSrE, lalu coba lagi."),
    "state_waiting_for_verification": _("Pendaftaran Anda masih menunggu verifikasi BSrE."),
    "state_new": _(
        "Pendaftaran Anda di BSrE belum selesai. Selesaikan dari surel aktivasinya, lalu coba lagi."
    ),
    "state_no_certificate": _("Anda terdaftar di BSrE, tetapi belum punya sertifikat."),
    "state_not_registered": _("NIK Anda belum terdaftar di BSrE. Hubungi pengelola."),
    "state_suspend": _("Sertifikat Anda dibekukan BSrE. Hubungi pengelola."),
    "state_revoke": _("Sertifikat Anda sudah dicabut. Ajukan sertifikat baru ke BSrE."),
    "later": _("Layanan tanda tangan sedang tidak menjawab. Coba lagi sebentar."),
    "unreached": _("Belum sempat ditandatangani. Isi lagi frasa sandi untuk melanjutkan sisanya."),
    "pin_locked": _("PIN kartu atau token Anda terkunci. Hubungi pengelola."),
    "refused": _("Layanan tanda tangan menolak berkas ini. Rinciannya ada pada kasus."),
    "count": _("Berkas yang kembali tidak memuat tepat satu tanda tangan. Rinciannya ada pada kasus."),
    "other_file": _(
        "Yang kembali dari layanan tanda tangan bukan berkas yang dikirim. Rinciannya ada pada kasus."
    ),
    "other_person": _(
        "Tanda tangan pada berkas yang kembali bukan tanda tangan Anda. Rinciannya ada pada kasus."
    ),
    "unreadable": _("Berkas yang kembali dari layanan tanda tangan rusak. Rinciannya ada pada kasus."),
    "revoked": _("Sertifikat pada berkas yang kembali sudah dicabut. Rinciannya ada pada kasus."),
    "untrusted": _(
        "Sertifikat pada berkas yang kembali tidak dipercaya kantor ini. Rinciannya ada pada kasus."
    ),
}
OTHER = _("Ditolak layanan tanda tangan. Rinciannya ada pada kasus.")
