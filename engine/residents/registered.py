"""What an entry of the register says of residents, laid over them when it is issued, amended or cancelled.

An entry of a birth has `anak`, of a death `almarhum`, of a marriage `suami` and `istri`, in old books too. Others
say nothing of residents.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.residents.changes import Facts, born, changed, died, taken_back

if TYPE_CHECKING:
    from engine.work import Work

Content = Mapping[str, Any]
CHILD = ("nama", "jenis_kelamin", "tanggal_lahir")
DECEASED = ("nama", "jenis_kelamin", "tempat_lahir", "tanggal_lahir", "tanggal_meninggal")
PARENTS = ("ayah", "nik_ayah", "ibu", "nik_ibu")
SPOUSES = ("suami", "istri")
MARRIED = "kawin_tercatat"


@dataclass(frozen=True)
class Event:
    """`told`: NIK -> what the entry says of him; `alone`: which of it rests on the entry alone, so that it goes with
    it; `before`: NIK -> what he was until then."""

    told: Callable[[Content], dict[str, Facts]]
    enter: Callable[["Work", str, Content], int]
    alone: tuple[str, ...]
    before: Callable[[Content], dict[str, Facts]] = lambda _: {}


def follow(work: "Work", case_id: str, before: Content | None, after: Content | None) -> int:
    """How many residents changed: nobody where it is followed again. `before` is None for a new entry, `after` for a
    cancelled one."""
    event = _event(after or before or {})
    if event is None:
        return 0
    if after is None:
        gone = {nik: _only(says, event.alone) for nik, says in event.told(before or {}).items()}
        return taken_back(work, case_id, gone, event.before(before or {}))
    if before is None:
        return event.enter(work, case_id, after)
    said, says = event.told(before), event.told(after)
    if said.keys() != says.keys():
        return follow(work, case_id, before, None) + follow(work, case_id, None, after)
    return changed(work, case_id, [_differing(nik, said[nik], says[nik]) for nik in says])


def _differing(nik: str, said: Facts, says: Facts) -> Facts:
    return {"nik": nik} | {name: value for name, value in says.items() if said.get(name) != value}


def _event(content: Content) -> Event | None:
    return next((event for name, event in EVENTS.items() if isinstance(content.get(name), Mapping)), None)


def _child(content: Content) -> dict[str, Facts]:
    child, mother, father = (_group(content, name) for name in ("anak", "ibu", "ayah"))
    nik = _group(content, "siak").get("nik_anak")
    told = {name: child.get(name) for name in CHILD} | {
        "tempat_lahir": child.get("tempat_kelahiran"),
        "ibu": mother.get("nama"),
        "nik_ibu": mother.get("nik"),
        "ayah": father.get("nama"),
        "nik_ayah": father.get("nik"),
    }
    return {str(nik): told} if nik else {}


def _born(work: "Work", case_id: str, content: Content) -> int:
    card = _group(content, "siak").get("nomor_kk") or _group(content, "kk").get("nomor")
    return sum(born(work, case_id, {"nik": nik, **told}, card) for nik, told in _child(content).items())


def _deceased(content: Content) -> dict[str, Facts]:
    deceased = _group(content, "almarhum")
    return {str(deceased["nik"]): _only(deceased, DECEASED)} if deceased.get("nik") else {}


def _died(work: "Work", case_id: str, content: Content) -> int:
    return sum(died(work, case_id, nik, told) for nik, told in _deceased(content).items())


def _spouses(content: Content) -> dict[str, Facts]:
    day = _group(content, "perkawinan").get("tanggal_pemberkatan")
    told = {"status_perkawinan": MARRIED, "tanggal_perkawinan": day}
    return {str(nik): told for name in SPOUSES if (nik := _group(content, name).get("nik"))}


def _married(work: "Work", case_id: str, content: Content) -> int:
    return changed(work, case_id, [{"nik": nik, **told} for nik, told in _spouses(content).items()])


def _single(content: Content) -> dict[str, Facts]:
    spouses = [_group(content, name) for name in SPOUSES]
    return {str(one.get("nik")): {"status_perkawinan": one.get("status_sebelum")} for one in spouses}


EVENTS: Mapping[str, Event] = {
    "anak": Event(_child, _born, PARENTS),
    "almarhum": Event(_deceased, _died, ("tanggal_meninggal",)),
    "suami": Event(_spouses, _married, ("status_perkawinan", "tanggal_perkawinan"), _single),
}
"""By the group that an entry of it has."""


def _only(facts: Facts, names: tuple[str, ...]) -> Facts:
    return {name: facts.get(name) for name in names}


def _group(content: Content, name: str) -> Facts:
    found = content.get(name)
    return found if isinstance(found, Mapping) else {}
