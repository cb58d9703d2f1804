"""What the process editor offers: roles, duties, outcomes, functions, decision tables, called procedures and forms."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from engine.calls import Handler, Handlers
from engine.decisions import Decisions
from engine.errors import EngineError, ProcedureError
from engine.process.diagrams import read_diagram
from engine.process.nodes import processes_in
from engine.roles import DUTIES, LANES, ROLES
from web import language
from web.language import Later, gettext

_ = Later
Files = Mapping[str, bytes]

OUTCOMES = {"kembalikan": _("dikembalikan"), "tolak": _("ditolak"), "keberatan": _("diajukan keberatan")}
STATUSES = {"issued": _("terbit"), "rejected": _("ditolak"), "withdrawn": _("ditarik kembali")}
DUTY_NAMES = {
    "penerimaan": _("Penerimaan"),
    "verifikasi": _("Verifikasi"),
    "perekaman": _("Perekaman"),
    "paraf": _("Paraf"),
    "tanda_tangan": _("Tanda tangan"),
    "penyerahan": _("Penyerahan"),
    "pendapat": _("Pendapat"),
    "pencetakan": _("Pencetakan"),
    "blangko": _("Blangko"),
}
LANE_NAMES_EN = {"Meja penerima": "Receiving desk", "Sistem": "System"}


def catalog(document_type: str, files: Files, path: str, handlers: Handlers) -> dict[str, Any]:
    """For the diagram `path` of a draft; JSON."""
    folder = f"{path.removesuffix('.bpmn')}/"
    spoken = language.spoken()
    return {
        "language": spoken,
        "lanes": [_lane(name, spoken) for name in LANES],
        "duties": [{"value": code, "label": str(DUTY_NAMES.get(code, code))} for code in sorted(DUTIES)],
        "outcomes": _options(OUTCOMES),
        "statuses": _options(STATUSES),
        "handlers": [_handler(handlers[name], spoken) for name in sorted(handlers)],
        "decisions": decisions(files),
        "called": [
            _called(document_type, other, files) for other in diagrams(files) if other.startswith("shared/")
        ],
        "forms": sorted(
            name.removeprefix(folder).removesuffix(".form.json")
            for name in files
            if name.startswith(folder) and name.endswith(".form.json")
        ),
        "form_url": url_for("editor.file", document_type=document_type, path=f"{folder}TASK.form.json"),
    }


def _options(names: Mapping[str, Any]) -> list[dict[str, str]]:
    return [{"value": code, "label": str(name)} for code, name in names.items()]


def _lane(name: str, spoken: str) -> dict[str, str]:
    english = ROLES[name].name_en if name in ROLES else LANE_NAMES_EN.get(name, name)
    return {"name": name, "name_en": english, "label": english if spoken == "en" else name}


def _handler(handler: Handler, spoken: str) -> dict[str, Any]:
    label = handler.label_en if spoken == "en" else handler.label
    return {
        "name": handler.name,
        "label": label,
        "outside": handler.outside,
        "parameters": dict(handler.parameters),
    }


def _called(document_type: str, path: str, files: Files) -> dict[str, str]:
    code = path.removeprefix("shared/").removesuffix(".bpmn")
    return {
        "value": code,
        "label": diagram_name(path, files[path]),
        "url": url_for("editor.edit", document_type=document_type, diagram=path),
    }


def diagrams(files: Files) -> list[str]:
    """The paths of the diagrams, the document type's own first."""
    return sorted(
        (path for path in files if path.endswith(".bpmn")), key=lambda path: (path.count("/"), path)
    )


def diagram_name(path: str, content: bytes) -> str:
    """What its process is called; the path where it can't be read."""
    try:
        names = [process.get("name") for process in processes_in(read_diagram(path, content))]
    except ProcedureError:
        return path
    return next(filter(None, names), path)


def decisions(files: Files) -> list[dict[str, str]]:
    """Of every table that can be read; a broken one is for the check to name."""
    found = []
    for path in sorted(path for path in files if path.endswith(".dmn")):
        try:
            parsed = Decisions.parse([files[path]])
        except EngineError:
            continue
        found += [{"value": code, "label": parsed.name_of(code)} for code in parsed.asked]
    return found


def kinds() -> dict[str, str]:
    """BPMN's names of elements in the language of the page."""
    return {
        "startEvent": gettext("mulai"),
        "endEvent": gettext("selesai"),
        "boundaryEvent": gettext("peristiwa tepi"),
        "intermediateCatchEvent": gettext("peristiwa antara"),
        "intermediateThrowEvent": gettext("peristiwa antara"),
        "userTask": gettext("tugas orang"),
        "serviceTask": gettext("tugas sistem"),
        "businessRuleTask": gettext("keputusan"),
        "callActivity": gettext("panggilan prosedur"),
        "exclusiveGateway": gettext("gerbang pilihan"),
        "parallelGateway": gettext("gerbang paralel"),
        "inclusiveGateway": gettext("gerbang inklusif"),
        "eventBasedGateway": gettext("gerbang peristiwa"),
        "sequenceFlow": gettext("alur"),
        "lane": gettext("jalur"),
        "participant": gettext("kolam"),
        "process": gettext("proses"),
        "textAnnotation": gettext("catatan"),
        "association": gettext("asosiasi"),
        "error": gettext("galat"),
    }
