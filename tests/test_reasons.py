"""Coded reasons: why something went back, was refused or objected to."""

from pathlib import Path

import pytest

from engine.errors import ReasonError
from engine.reasons import OUTCOMES, fitting, parse_reasons

SHIPPED = Path(__file__).parents[1] / "processes" / "shared" / "reasons.toml"
REASONS = parse_reasons(SHIPPED.read_bytes())


def one(outcomes: str = "['tolak']", more: str = "") -> bytes:
    return f"""
        [[reason]]
        code = "lain"
        text = "Lain."
        text_en = "Other."
        outcomes = {outcomes}
        repairable = true
        legal_basis = ""
        confirmed = true
        detail_to_applicant = true
        {more}
    """.encode()


@pytest.mark.parametrize("outcome", sorted(OUTCOMES))
def test_each_outcome_has_reasons_to_choose_from(outcome: str) -> None:
    assert len(fitting(REASONS, outcome)) >= 4


def test_an_objection_never_refuses() -> None:
    """The RT's opinion is no ground for refusal where law asks no letter of the RT."""
    only_local = [reason for reason in REASONS if reason.outcomes == {"keberatan"}]

    assert not set(only_local) & set(fitting(REASONS, "tolak"))
    assert {"tidak_tinggal_di_sini", "peristiwa_tidak_diketahui"} <= {reason.code for reason in only_local}


def test_a_suspicion_of_forgery_tells_the_applicant_no_details() -> None:
    (suspicion,) = (reason for reason in REASONS if reason.code == "indikasi_pemalsuan")

    assert not suspicion.detail_to_applicant
    assert "palsu" not in suspicion.text.lower()


def test_each_reason_is_a_sentence_in_both_languages() -> None:
    for reason in REASONS:
        assert reason.text.endswith(".")
        assert reason.text_en.endswith(".")
        assert reason.legal_basis


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"[[reason]\n", "Expected reasons in TOML"),
        (one("[]"), "Expected outcomes of"),
        (one("['setuju']"), "Expected outcomes of"),
        (one(more="denda = 1"), "Expected the fields of a reason in 'lain'"),
        (one() + one(), "'lain' stands there twice"),
    ],
)
def test_refuses_a_list_that_cannot_be_used(content: bytes, sentence: str) -> None:
    with pytest.raises(ReasonError, match=sentence):
        parse_reasons(content)
