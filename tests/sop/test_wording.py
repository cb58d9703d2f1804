"""Conditions in Indonesian, with the names that forms give."""

import pytest

from engine.sop.wording import in_words

NAMES = {
    "permohonan.jenis": "Yang dimohon",
    "suami.lahir": "Tanggal lahir (suami)",
    "akad": "Tanggal pemberkatan",
    "suami.agama": "Agama (suami)",
    "istri.agama": "Agama (istri)",
    "anak": "Jumlah anak",
    "nomor": "Nomor surat",
}


class Words:
    def name(self, path: str) -> str:
        return NAMES[path]

    def value(self, path: str, value: str) -> str:
        return f"{value} ({path})" if path == "suami.agama" else value.capitalize()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('permohonan.jenis = "hilang"', "Yang dimohon: Hilang"),
        ('permohonan.jenis != "hilang"', "Yang dimohon bukan Hilang"),
        ('permohonan.jenis in ["a", "b", "c"]', "Yang dimohon: A, B atau C"),
        ('not(permohonan.jenis in ["a", "b"])', "Yang dimohon bukan A atau B"),
        ("nomor = null", "Nomor surat belum ada"),
        ("not(nomor = null)", "Nomor surat sudah ada"),
        ("anak > 0", "Jumlah anak lebih dari 0"),
        ("not(anak > 0)", "Jumlah anak paling banyak 0"),
        ("suami.agama != istri.agama", "Agama (suami) berbeda dengan agama (istri)"),
        ('suami.agama = "islam"', "Agama (suami): islam (suami.agama)"),
        (
            'date(suami.lahir) + duration("P19Y") > date(akad)',
            "Tanggal lahir (suami) kurang dari 19 tahun sebelum tanggal pemberkatan",
        ),
        (
            'date(suami.lahir) + duration("P17Y") <= date(akad)',
            "Tanggal lahir (suami) paling sedikit 17 tahun sebelum tanggal pemberkatan",
        ),
        ('anak > 1 or nomor = null', "Jumlah anak lebih dari 1 atau Nomor surat belum ada"),
        (
            'permohonan.jenis = "a" or (anak > 1 and nomor = null)',
            "Yang dimohon: A; atau Jumlah anak lebih dari 1 dan Nomor surat belum ada",
        ),
        (
            "not(anak > 1 or nomor = null)",
            "Jumlah anak paling banyak 1 dan Nomor surat sudah ada",
        ),
        ("(anak > 1 or anak < 0) and nomor = null", "(Jumlah anak lebih dari 1 atau Jumlah anak kurang dari 0) "
            "dan Nomor surat belum ada"),
    ],
)  # fmt: skip
def test_says_a_condition(text: str, said: str) -> None:
    assert in_words(text, Words()) == said


@pytest.mark.parametrize(
    "text", ["anak + 1", "nomor", "some x in [1] satisfies x > 0", 'if anak > 0 then "a" else "b"']
)
def test_shows_what_it_has_no_words_for(text: str) -> None:
    assert in_words(text, Words()) == text
