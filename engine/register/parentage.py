"""A father who recognises his child, or parents whose child is legitimated: what a birth entry says from then on.

Recognition (pengakuan) is of parents who are married by their religion and not yet by the state, legitimation
(pengesahan) of parents whose marriage is recorded: UU 24/2013 Pasal 49 and 50."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from engine.calls import Refused

MODELS = {"pengakuan": "ayah_ibu_belum_tercatat", "pengesahan": "ayah_ibu"}
"""What kind of application -> which model the excerpt follows."""
NO_BIRTH, DONE, OTHER_FATHER, OTHER_MOTHER = "bukan_kelahiran", "sudah_tercatat", "ayah_lain", "ibu_lain"


@dataclass(frozen=True)
class Parents:
    """`kind`: pengakuan or pengesahan; father and mother as the application has them."""

    kind: str
    father: Mapping[str, Any] = field(repr=False)
    mother: Mapping[str, Any] = field(repr=False)


def obstacles(content: Mapping[str, Any], parents: Parents) -> list[str]:
    """Why the entry cannot take the father, in codes that tell nobody what it says."""
    if parents.kind not in MODELS:
        raise Refused("orang_tua", "Expected a recognition or a legitimation, but got something else")
    if "anak" not in content:
        return [NO_BIRTH]
    found = []
    father = _name(content.get("ayah"))
    if father and father != _name(parents.father):
        found.append(OTHER_FATHER)
    if father and _model(content) in (MODELS[parents.kind], MODELS["pengesahan"]):
        found.append(DONE)
    if _name(content.get("ibu")) != _name(parents.mother):
        found.append(OTHER_MOTHER)
    return found


def with_father(content: Mapping[str, Any], parents: Parents) -> dict[str, Any]:
    """The content with the father in it, under the model that his marriage gives it."""
    if obstacles(content, parents):
        raise Refused("orang_tua", "Expected a birth entry that can take this father, but it cannot")
    after = deepcopy(dict(content))
    known = after.get("ayah") or {}
    after["ayah"] = {**known, **{key: value for key, value in parents.father.items() if value is not None}}
    after["model_akta"] = {**(after.get("model_akta") or {}), "kode": MODELS[parents.kind]}
    return after


def told(parents: Parents) -> str:
    father, mother = parents.father.get("nama"), parents.mother.get("nama")
    if parents.kind == "pengakuan":
        return f"Anak diakui oleh ayahnya, {father}, dengan persetujuan ibunya, {mother}"
    return f"Anak disahkan sebagai anak dari {father} dan {mother}, yang perkawinannya telah tercatat"


def _model(content: Mapping[str, Any]) -> Any:
    return (content.get("model_akta") or {}).get("kode")


def _name(person: Any) -> str:
    named = person.get("nama") if isinstance(person, Mapping) else None
    return " ".join(str(named or "").split()).casefold()
