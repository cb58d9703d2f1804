"""What can be wrong with an answer: codes with parameters, and the sentence of each for the person who typed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as filled
from typing import Any

from engine.identity import WORDS

MESSAGES: Mapping[str, str] = {
    "required": "Isi bagian ini.",
    "must_be_ticked": "Centang bagian ini untuk melanjutkan.",
    "too_long": "Paling banyak %(most)s huruf, sekarang %(length)s.",
    "too_short": "Paling sedikit %(fewest)s huruf, sekarang %(length)s.",
    "characters": "Ada tanda yang tidak dapat dibaca. Ketik ulang bagian ini.",
    "pattern": "Tulisannya belum sesuai bentuk yang diminta.",
    "pattern_example": "Tulisannya belum sesuai bentuk yang diminta. Contoh: %(example)s.",
    "number": "Isi dengan angka, misalnya 3,2.",
    "whole_number": "Isi dengan bilangan bulat, misalnya 2.",
    "too_precise": "Paling banyak %(digits)s angka di belakang koma.",
    "too_small": "Paling kecil %(minimum)s.",
    "too_large": "Paling besar %(maximum)s.",
    "date_incomplete": "Isi tanggal, bulan dan tahun dengan angka.",
    "date_impossible": "Tanggal ini tidak ada di kalender.",
    "time": "Isi jam dan menit, misalnya 03.25.",
    "choice": "Pilih salah satu dari daftar.",
    "too_few_rows": "Isi paling sedikit %(fewest)s baris.",
    "too_many_rows": "Paling banyak %(most)s baris.",
    "name_letters": "Nama hanya memakai huruf Latin, spasi, titik, tanda petik dan tanda hubung.",
    "phone": "Isi nomor telepon Indonesia, misalnya 0812 3456 7890.",
    "area_code": "Pilih kelurahan dari daftar.",
    "neighbourhood": "Isi paling banyak 3 angka, misalnya 021.",
    "reason_needed": "Pilih alasannya.",
    "reason_unknown": "Pilih alasan dari daftar.",
    "paper_unchecked": "Terima atau kembalikan berkas ini.",
    "paper_returned_but_approved": "Berkas ini dikembalikan, jadi permohonan tidak dapat diteruskan.",
    "paper_changed": "Berkas ini diganti sesudah diperiksa. Kembalikan supaya diperiksa lagi.",
    "paper_reason_needed": "Pilih alasan berkas ini dikembalikan.",
    "outside_territory": "Alamat ini di luar wilayah Anda (%(area)s).",
    "not_this_desk": "Meja Anda tidak menerima permohonan jenis ini.",
    "own_family": "Permohonan ini menyangkut Anda atau keluarga Anda, jadi harus dikerjakan orang lain.",
    "number_cell": "Sel ini berisi angka, jadi digit terakhirnya dapat hilang. Jadikan teks, lalu ketik ulang.",
    "comment_needs_words": "Tulis catatannya.",
    "withdrawal_needs_words": "Tulis mengapa permohonan ditarik.",
    "incident_needs_words": "Tulis alasannya.",
    "words_needed": "Tulis apa yang terjadi.",
    **{f"number_{code}": sentence for code, sentence in WORDS.items()},
}
"""Code -> sentence (a msgid). Sentences of rules stand in the form itself."""


@dataclass(frozen=True)
class Problem:
    """`field` is the path of the answer. A rule's problem brings its own sentence, other codes have `MESSAGES`."""

    field: str
    code: str
    parameters: Mapping[str, Any] = filled(default_factory=dict)
    message: str = ""
    message_en: str = ""
    reason: bool = False
    """A warning that is accepted with a reason only."""

    def sentence(self, language: str = "id") -> str:
        """In Indonesian, or in English where the form brings it; pages translate the rest by `MESSAGES`."""
        if self.message:
            return self.message_en if language == "en" and self.message_en else self.message
        return MESSAGES[self.code] % dict(self.parameters)


@dataclass(frozen=True)
class Checked:
    """`values`: nested, as they go into the record, null where nothing was answered or the question was hidden.
    Problems stop a completion, warnings do not."""

    values: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
