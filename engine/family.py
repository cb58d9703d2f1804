"""A family card's members: who may stand on it together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.identity import Sex

HEAD, HUSBAND, WIFE = 1, 2, 3
"""Relations to the head of the family (SHDK), as the forms number them."""

WORDS: Mapping[str, str] = {
    "no_head": "Kartu keluarga harus memiliki satu kepala keluarga.",
    "two_heads": "Kartu keluarga hanya boleh memiliki satu kepala keluarga.",
    "repeated": "Satu NIK tercatat lebih dari sekali.",
    "two_husbands": "Hanya satu anggota yang boleh berstatus suami.",
    "husband_of_man": "Status suami hanya untuk kepala keluarga perempuan.",
    "wife_of_woman": "Status istri hanya untuk kepala keluarga laki-laki.",
    "husband_sex": "Anggota berstatus suami harus laki-laki.",
    "wife_sex": "Anggota berstatus istri harus perempuan.",
}
"""Code -> sentence (a msgid)."""


@dataclass(frozen=True)
class Member:
    nik: str = field(repr=False)
    relation: int
    sex: Sex


def check_family(members: Sequence[Member]) -> tuple[str, ...]:
    """Codes of `WORDS`; empty where nothing is wrong."""
    heads = [member for member in members if member.relation == HEAD]
    husbands = [member for member in members if member.relation == HUSBAND]
    wives = [member for member in members if member.relation == WIFE]
    niks = Counter(member.nik for member in members)
    broken = {
        "no_head": not heads,
        "two_heads": len(heads) > 1,
        "repeated": any(count > 1 for count in niks.values()),
        "two_husbands": len(husbands) > 1,
        "husband_of_man": bool(husbands) and any(head.sex == "L" for head in heads),
        "wife_of_woman": bool(wives) and any(head.sex == "P" for head in heads),
        "husband_sex": any(member.sex == "P" for member in husbands),
        "wife_sex": any(member.sex == "L" for member in wives),
    }
    return tuple(code for code, is_broken in broken.items() if is_broken)
