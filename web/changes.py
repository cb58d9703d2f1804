"""The difference of two versions in words: what each change is called, and what stood there before and after."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.deployments import Difference, ElementChange, Fact, FileChange, What, diff
from engine.deployments.elements import Element, elements_of
from web import catalog
from web.language import Later, gettext, ngettext

_ = Later
Files = Mapping[str, bytes]

WHAT = {What.ADDED: _("baru"), What.REMOVED: _("dihapus"), What.CHANGED: _("diubah")}
TONE = {What.ADDED: "done", What.REMOVED: "back", What.CHANGED: "soon"}
LABELS = {
    "kind": _("Jenis"), "name": _("Nama"), "name_en": _("Nama bahasa Inggris"), "lane": _("Peran (jalur)"),
    "waktu": _("Tenggat"), "hasil": _("Hasil yang boleh"), "tugas": _("Bagian kerja"),
    "berkas": _("Daftar periksa berkas"), "perjalanan": _("Perhentian"),
    "perjalanan_en": _("Perhentian bahasa Inggris"), "kelengkapan": _("Kelengkapan"),
    "output": _("Keluaran"), "keterangan": _("Keterangan"), "documentation": _("Tujuan"),
    "conditionExpression": _("Syarat"), "sourceRef": _("Dari"), "targetRef": _("Menuju"),
    "default": _("Jalur bawaan"), "handler": _("Fungsi"), "resultVariable": _("Nama hasil"),
    "hasil_variabel": _("Nama hasil"), "calledDecisionId": _("Tabel keputusan"), "calledElement": _("Prosedur"),
    "attachedToRef": _("Menempel pada"), "cancelActivity": _("Menyela"), "timeDuration": _("Jangka waktu"),
    "timeDate": _("Hari"), "event": _("Peristiwa"), "errorRef": _("Galat"), "errorCode": _("Kode galat"),
    "status": _("Status akhir"), "text": _("Isi"), "instructionsForEndUser": _("Petunjuk"), "tonggak": _("Tonggak"),
    "waktuPelayanan": _("Waktu pelayanan"), "singkatan": _("Singkatan"), "nomor": _("Nomor SOP"),
    "dasarHukum": _("Dasar hukum"), "kualifikasi": _("Kualifikasi pelaksana"), "keterkaitan": _("Keterkaitan"),
    "dimulaiOleh": _("Dimulai oleh pesan"), "pemegang": _("Pemegang dokumen"),
    "peralatan": _("Peralatan"), "peringatan": _("Peringatan"), "pencatatan": _("Pencatatan"),
    "produk": _("Produk pelayanan"),
}  # fmt: skip
REFERENCES = ("sourceRef", "targetRef", "default", "attachedToRef")
IMPLIED = ("kind", "processRef", "isExecutable")
"""Said by the title already, or of no interest to whoever decides."""
LATER = ("sequenceFlow", "association", "textAnnotation")
DURATION = re.compile(r"P(?=\d|T\d)(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")


@dataclass(frozen=True)
class Line:
    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Change:
    """`title` such as "Tugas orang “Verifikasi isi”"; `tone` is a class of tags."""

    id: str
    path: str
    title: str
    what: str
    tone: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class TextChange:
    path: str
    what: str
    tone: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Compared:
    """`moved`: how many elements only changed their place in a drawing."""

    elements: list[Change]
    files: list[TextChange]
    moved: int
    difference: Difference

    def __bool__(self) -> bool:
        return bool(self.difference)


def compared(old: Files, new: Files) -> Compared:
    difference = diff(old, new)
    return Compared(
        of_elements(difference, old, new), of_files(difference), len(difference.moved), difference
    )


def of_elements(difference: Difference, old: Files, new: Files) -> list[Change]:
    """Steps before flows, each in the order of the diagram."""
    names = {path: _names(path, old, new) for path in {change.path for change in difference.elements}}
    ordered = sorted(difference.elements, key=lambda change: (change.path, change.kind in LATER))
    return [_change(change, names[change.path]) for change in ordered]


def of_files(difference: Difference) -> list[TextChange]:
    return [_file(change) for change in difference.files]


def _file(change: FileChange) -> TextChange:
    return TextChange(change.path, str(WHAT[change.what]), TONE[change.what], change.lines)


def _names(path: str, old: Files, new: Files) -> dict[str, Element]:
    before = elements_of(path, old[path]) if path in old else {}
    return before | (elements_of(path, new[path]) if path in new else {})


def _change(change: ElementChange, known: Mapping[str, Element]) -> Change:
    lines = tuple(_lines(change, known))
    return Change(
        change.id, change.path, _title(change, known), str(WHAT[change.what]), TONE[change.what], lines
    )


def _title(change: ElementChange, known: Mapping[str, Element]) -> str:
    kind = catalog.kinds().get(change.kind, change.kind)
    kind = kind[:1].upper() + kind[1:]
    if change.kind == "sequenceFlow":
        ends = known[change.id].facts
        source, target = (_named(ends.get(end, ""), known) for end in ("sourceRef", "targetRef"))
        return gettext("Alur dari “%(source)s” ke “%(target)s”", source=source, target=target)
    return gettext("%(kind)s “%(name)s”", kind=kind, name=change.name or change.id)


def _lines(change: ElementChange, known: Mapping[str, Element]) -> Iterator[Line]:
    for fact in change.facts:
        implied = change.what is not What.CHANGED and (fact.name in IMPLIED or fact.name == "name")
        ends_in_title = (
            change.kind == "sequenceFlow" and change.what is not What.CHANGED and fact.name in REFERENCES
        )
        if not implied and not ends_in_title:
            yield Line(label(fact.name), _value(fact, fact.before, known), _value(fact, fact.after, known))


def label(fact: str) -> str:
    if fact.startswith("parameter "):
        return gettext("Masukan %(name)s", name=fact.removeprefix("parameter "))
    return str(LABELS.get(fact, fact))


def _value(fact: Fact, value: str | None, known: Mapping[str, Element]) -> str | None:
    if value is None:
        return None
    if fact.name in REFERENCES:
        return _named(value, known)
    if fact.name == "kind":
        return catalog.kinds().get(value, value)
    if fact.name in ("waktu", "waktuPelayanan", "timeDuration"):
        return duration(value)
    return value


def _named(identity: str, known: Mapping[str, Element]) -> str:
    element = known.get(identity)
    return (element.name if element else "") or identity


def duration(text: str) -> str:
    """ "2 jam" of "PT2H"; other texts as they are."""
    found = DURATION.fullmatch(text)
    if not found:
        return text
    days, hours, minutes = (int(digits or 0) for digits in found.groups())
    parts = (
        ngettext("%(num)d hari kerja", "%(num)d hari kerja", days) if days else "",
        ngettext("%(num)d jam", "%(num)d jam", hours) if hours else "",
        ngettext("%(num)d menit", "%(num)d menit", minutes) if minutes else "",
    )
    return " ".join(filter(None, parts)) or text
