"""Which papers an application needs, from the list that counter and public share."""

from pathlib import Path
from typing import Any

import pytest

from engine.errors import RequirementError
from engine.requirements import needed, parse_requirements

SHIPPED = Path(__file__).parents[1] / "processes" / "akta_kelahiran" / "requirements.toml"
REQUIREMENTS = parse_requirements(SHIPPED.read_bytes())
ALWAYS = {"formulir", "kartu_keluarga"}


def birth(
    proof: str = "keterangan_lahir",
    marriage: str | None = "akta_perkawinan",
    couple: str | None = None,
    **more: Any,
) -> dict[str, Any]:
    return {"bukti": {"kelahiran": proof, "perkawinan": marriage}, "kk": {"suami_istri": couple}, **more}


def codes(record: dict[str, Any]) -> set[str]:
    return {requirement.code for requirement in needed(REQUIREMENTS, record)}


def one(**changes: str) -> bytes:
    fields = {"code": "kk", "label": "KK", "label_en": "Card", "legal_basis": "SE", **changes}
    lines = [f"{name} = '{value}'" for name, value in fields.items()]
    return "\n".join(["[[requirement]]", *lines, "since = 2021-09-28", "confirmed = true", ""]).encode()


@pytest.mark.parametrize(
    ("record", "papers"),
    [
        (birth(), {"keterangan_lahir", "akta_perkawinan"}),
        (birth(marriage="buku_nikah"), {"keterangan_lahir", "buku_nikah"}),
        (birth("keterangan_nakhoda", "bukti_lain"), {"keterangan_nakhoda", "bukti_perkawinan_lain"}),
        (birth("sptjm"), {"sptjm_kelahiran", "akta_perkawinan"}),
        (birth("keterangan_lahir", "tidak_ada", "ya"), {"keterangan_lahir", "sptjm_perkawinan"}),
        (birth("keterangan_lahir", "tidak_ada", "tidak"), {"keterangan_lahir"}),
        (birth("berita_acara_polisi", None), {"berita_acara_polisi"}),
        (birth(pelapor={"hubungan": "kuasa"}), {"keterangan_lahir", "akta_perkawinan", "surat_kuasa"}),
    ],
)
def test_papers_follow_from_what_was_answered(record: dict[str, Any], papers: set[str]) -> None:
    """SE Dirjen Dukcapil 470/13287/Dukcapil of 28 September 2021, list of the birth certificate."""
    assert codes(record) == ALWAYS | papers


def test_a_letter_that_the_kelurahan_made_here_need_not_be_brought() -> None:
    brought = codes(birth("surat_lurah"))
    made_here = codes(birth("surat_lurah", surat_lurah={"nomor": "474/12/2026"}))

    assert brought - made_here == {"surat_lurah"}


def test_nothing_but_what_is_always_asked_is_needed_before_anybody_answered() -> None:
    assert codes({}) == ALWAYS


def test_papers_keep_the_order_of_the_list() -> None:
    found = [requirement.code for requirement in needed(REQUIREMENTS, birth())]

    assert found == ["formulir", "keterangan_lahir", "akta_perkawinan", "kartu_keluarga"]


def test_each_paper_says_where_it_comes_from_and_since_when() -> None:
    for requirement in REQUIREMENTS:
        assert all((requirement.label, requirement.label_en, requirement.note, requirement.note_en))
        assert requirement.legal_basis
        assert requirement.since.year >= 2018


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"[[requirement]\n", "Expected requirements in TOML"),
        (b"\xff", "Expected requirements in TOML"),
        (one(when="bukti ="), "Expected FEEL in 'when' of requirement 'kk'"),
        (one(when="date(anak.lahir) < today()"), "it reads the clock"),
        (one(biaya="10000"), "Expected the fields of a requirement in 'kk'"),
        (b"[[requirement]]\ncode = 'kk'\n", "Expected the fields of a requirement in 'kk'"),
        (one() + one(), "'kk' stands there twice"),
    ],
)
def test_refuses_a_list_that_cannot_be_used(content: bytes, sentence: str) -> None:
    with pytest.raises(RequirementError, match=sentence):
        parse_requirements(content)
