"""What people read where the signer says no, or a signature proves nothing: by code of the refusal."""

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
    "unsigned": _("Berkas yang kembali tidak memuat tepat satu tanda tangan. Rinciannya ada pada kasus."),
    "changed": _("Isi berkas yang kembali sudah diubah. Rinciannya ada pada kasus."),
    "visible": _("Isi berkas yang kembali sudah diubah. Rinciannya ada pada kasus."),
    "elsewhere": _(
        "Kantor ini menandatangani di luar Terbit. Unduh dokumennya, lalu unggah yang sudah ditandatangani."
    ),
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
SIGNATURES = {
    "unsigned": _("Berkas ini tidak bertanda tangan elektronik."),
    "count": _("Berkas ini bertanda tangan lebih dari satu."),
    "altered": _("Isinya diubah sesudah ditandatangani."),
    "added": _("Ada yang ditambahkan sesudah ditandatangani."),
    "uncovered": _("Ada bagian berkas yang tidak dicakup tanda tangan."),
    "revoked": _("Sertifikat penanda tangannya sudah dicabut."),
    "expired": _("Masa berlaku sertifikat penanda tangannya sudah habis waktu itu."),
    "untrusted": _("Sertifikat penanda tangannya tidak dipercaya kantor ini."),
    "stamp": _("Stempel waktunya tidak sah."),
    "unreadable": _("Berkas ini tidak dapat dibaca sebagai PDF."),
    "holds": _("Tanda tangan pada berkas ini sah."),
}
"""Of a file that anybody may have."""
BROUGHT = {
    **SIGNATURES,
    "no_pdf": _("Ini bukan berkas PDF."),
    "too_big": _("Berkas ini lebih dari 5 MB."),
    "zip": _("ZIP ini tidak dapat dibuka."),
    "bomb": _("Isi ZIP ini terlalu besar. Bagi menjadi beberapa ZIP."),
    "too_many": _("Isi ZIP ini terlalu banyak. Bagi menjadi beberapa ZIP."),
    "unreached": _("Belum sempat diperiksa. Unggah lagi berkas ini."),
    "other_file": _(
        "Ini bukan dokumen yang Anda unduh dari sini, atau aplikasi tanda tangan menulis ulang isinya. Tanda tangani "
        "berkas yang diunduh, tanpa mengubahnya."
    ),
    "gone": _(
        "Dokumen ini tidak menunggu tanda tangan lagi: permohonannya ditarik, atau Anda mengembalikannya."
    ),
    "already": _("Dokumen ini sudah ditandatangani. Yang pertama tetap berlaku, berkas ini tidak dipakai."),
    "changed": _("Selain tanda tangan, ada yang diubah pada dokumen ini sebelum ditandatangani."),
    "visible": _(
        "Tanda tangannya tampak pada halaman, jadi dapat menutupi isinya. Pilih tanda tangan yang tidak tampak."
    ),
    "other_person": _("Berkas ini ditandatangani orang lain, bukan Anda."),
    "level": _(
        "Tingkat tanda tangannya lebih rendah daripada yang diminta. Pakai tanda tangan PAdES dengan stempel waktu dan "
        "bukti jangka panjang."
    ),
}
"""Of a file that an officer brings back signed."""
