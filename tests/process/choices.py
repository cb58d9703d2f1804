"""A procedure that chooses behind tasks, signals within the case, throws errors through scopes, and waits for the first
of several timers."""

from tests.process.drawing import diagram

NAME = "pilihan"
TEXT = """
mulai: startEvent
nilai: userTask
ingat: boundaryEvent on=nilai timer=PT12H cancel=false
telepon: userTask
sudah_telepon: endEvent
cek: serviceTask handler=luar.cek
cek_gagal: boundaryEvent on=cek error=TIDAK_ADA
ukur: userTask parallel=saksi item=s
gabung: inclusiveGateway
pisah: parallelGateway
berkas: subProcess {
    b_mulai: startEvent
    isi: userTask
    b_seru: intermediateThrowEvent signal=seru
    dalam: subProcess {
        d_mulai: startEvent
        d_isi: userTask
        d_salah: endEvent error=TIDAK_ADA
        d_lain: endEvent error=LAIN
        d_beres: endEvent
        d_mulai -> d_isi
        d_isi -> d_salah if d_isi.hasil = "tolak"
        d_isi -> d_lain if d_isi.hasil = "dua"
        d_isi -> d_beres
    }
    d_tangkap: boundaryEvent on=dalam error=TIDAK_ADA
    b_kabar: endEvent signal=kabar
    b_beres: endEvent
    b_mulai -> isi
    isi -> b_kabar if isi.hasil = "setuju"
    isi -> b_seru if isi.hasil in ["satu", "semua"]
    isi -> dalam if isi.hasil in ["semua", "dua"]
    isi -> b_beres
    b_seru -> isi
    dalam -> b_beres
    d_tangkap -> isi
}
berkas_tutup: boundaryEvent on=berkas signal=kabar
berkas_salah: boundaryEvent on=berkas error=""
berkas_seru: boundaryEvent on=berkas signal=seru cancel=false
arsip: userTask
perbaiki: userTask
catat: userTask
sudah_catat: endEvent
berkas_keluar: exclusiveGateway
tunggu: eventBasedGateway
t_lama: intermediateCatchEvent timer=PT60H
t_sebentar: intermediateCatchEvent timer=PT4H
t_sedang: intermediateCatchEvent timer=PT20H
t_seru: intermediateCatchEvent signal=seru
t_jawab: intermediateCatchEvent message=jawaban
lewat: userTask
tunggu_keluar: exclusiveGateway
temani: userTask
temani_batal: boundaryEvent on=temani signal=kabar
temani_satu: boundaryEvent on=temani timer=PT26H
temani_dua: boundaryEvent on=temani timer=PT30H
gantikan: userTask
temani_keluar: exclusiveGateway
kumpul: parallelGateway
putus: userTask
akhir: endEvent signal=selesai
mulai -> nilai
ingat -> telepon
telepon -> sudah_telepon
nilai -> cek if nilai.hasil in ["satu", "semua"]
nilai -> ukur if nilai.hasil in ["dua", "semua"]
nilai -> gabung
cek -> gabung
cek_gagal -> gabung
ukur -> gabung
gabung -> pisah
pisah -> berkas
pisah -> tunggu
pisah -> temani
berkas -> berkas_keluar
berkas_tutup -> arsip
arsip -> berkas_keluar
berkas_salah -> perbaiki
perbaiki -> berkas if perbaiki.hasil = "kembalikan"
perbaiki -> berkas_keluar
berkas_seru -> catat
catat -> sudah_catat
tunggu -> t_lama
tunggu -> t_sebentar
tunggu -> t_sedang
tunggu -> t_seru
tunggu -> t_jawab
t_lama -> tunggu_keluar
t_sebentar -> lewat
t_sedang -> tunggu_keluar
t_seru -> lewat
t_jawab -> tunggu_keluar
lewat -> tunggu_keluar
temani -> temani_keluar
temani_batal -> temani_keluar
temani_satu -> gantikan
temani_dua -> temani_keluar
gantikan -> temani_keluar
berkas_keluar -> kumpul
tunggu_keluar -> kumpul
temani_keluar -> kumpul
kumpul -> putus
putus -> nilai if putus.hasil = "kembalikan"
putus -> akhir
"""


def content() -> bytes:
    return diagram(NAME, TEXT)
