"""What templates know without being told: who is signed in, the words of the moment, addresses, the navigation."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Flask, request
from jinja2 import StrictUndefined

from engine import receipts, siak, territory
from engine.ids import new_id
from engine.roles import ROLES, Permission
from web import csrf, current, language, policies
from web.answers import REFUSALS
from web.assets import Assets
from web.language import Later
from web.manifest import Manifest
from web.words import of_request

_ = Later
words = of_request


@dataclass(frozen=True)
class Place:
    """An entry of the main navigation, for whoever may open it. `pages`: the blueprints that belong to it."""

    endpoint: str
    name: Any
    policy: policies.Policy
    pages: tuple[str, ...]


DESIGNERS = frozenset({Permission.DESIGN, Permission.APPROVE})
STAFF = (
    Place("morning.show", _("Pagi ini"), Permission.OVERSEE, ("morning", "clock")),
    Place("inbox.show", _("Tugas"), Permission.WORK, ("inbox", "task")),
    Place("intake.choose", _("Permohonan baru"), Permission.INTAKE, ("intake", "papers")),
    Place("search.show", _("Cari kasus"), Permission.SEARCH, ("search", "case")),
    Place("designer.show", _("Jenis dokumen"), DESIGNERS, ("designer", "editor", "moving")),
    Place("proposals.show", _("Usulan"), DESIGNERS, ("proposals",)),
    Place("audit.search", _("Periksa kasus"), Permission.AUDIT, ("audit",)),
    Place("chains.show", _("Rantai riwayat"), Permission.AUDIT, ("chains",)),
    Place("looks.show", _("Siapa melihat"), Permission.AUDIT, ("looks",)),
    Place("office.show", _("Peristiwa kantor"), Permission.AUDIT, ("office",)),
    Place(
        "reconciling.show",
        _("Beda SIAK"),
        frozenset({Permission.RECONCILE, Permission.AUDIT}),
        ("reconciling",),
    ),
    Place("procedures.show", _("SOP"), DESIGNERS | {Permission.AUDIT}, ("procedures",)),
    Place("people.show", _("Kelola"), Permission.ADMINISTER, ("people", "posts", "settings")),
    Place("printing.show", _("Cetak"), Permission.PRINT, ("printing",)),
    Place("blanks.show", _("Blangko"), frozenset({Permission.BLANKS, Permission.AUDIT}), ("blanks",)),
)
VISITORS = (
    Place("progress.ask", _("Cek permohonan"), policies.PUBLIC, ("progress",)),
    Place("verify.ask", _("Cek dokumen"), policies.PUBLIC, ("verify",)),
)


def navigation() -> list[tuple[Place, bool]]:
    """The places that whoever asks may go to, and whether he is there."""
    signed_in = current.session()
    actor = signed_in.actor if signed_in else None
    places = STAFF if signed_in else VISITORS
    return [
        (place, request.blueprint in place.pages) for place in places if policies.permits(place.policy, actor)
    ]


def local(thing: Any, name: str = "name") -> str:
    """The text `name` of a thing in the request's language: its `<name>_en` where there is one."""
    own = str(getattr(thing, name, ""))
    return str(getattr(thing, f"{name}_en", "") or own) if language.spoken() == "en" else own


def role_name(role: str) -> str:
    known = ROLES.get(role)
    return known.name_en if known and language.spoken() == "en" else role


def running(name: str) -> str:
    """A name within a sentence: "Akta kelahiran" -> "akta kelahiran", while "KTP-el" stays."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def type_name(kind: Any) -> str:
    """A document type's name: the process's own, or its `name_en`."""
    properties = kind.procedure.properties
    return str(properties.get("name_en") or kind.name) if language.spoken() == "en" else str(kind.name)


def node_name(node: Any) -> str:
    return str(node.properties.get("name_en") or node.name) if language.spoken() == "en" else str(node.name)


ABSENCES = {"cuti": _("Cuti"), "tugas_luar": _("Tugas luar")}
WEEKDAY_NAMES = {
    "mon": _("Senin"), "tue": _("Selasa"), "wed": _("Rabu"), "thu": _("Kamis"), "fri": _("Jumat"),
    "sat": _("Sabtu"), "sun": _("Minggu"),
}  # fmt: skip
REASON_OUTCOMES = {
    "kembalikan": _("dikembalikan"),
    "tolak": _("ditolak"),
    "keberatan": _("keberatan"),
    "bukan_ganda": _("bukan ganda"),
    "jam_berhenti": _("jam berhenti"),
    "cetak_ulang": _("cetak ulang"),
    "lembar_rusak": _("lembar rusak"),
}
STEP_POLICIES = {
    "wajib": _("wajib"),
    "pemberitahuan": _("pemberitahuan saja"),
    "hanya_bila_syarat": _("hanya bila ada syaratnya"),
    "nonaktif": _("tidak dipakai"),
}
CENTRE = {
    siak.BY_PEOPLE: _("operator mencari dan memasukkannya di SIAK"),
    siak.BY_WIRE: _("sistem ini bertanya dan mengirim"),
    siak.UNUSED: _("tidak dipakai"),
}
NUMBERING = {"sendiri": _("kantor memberi nomor sendiri"), "siak": _("nomor dari SIAK")}
KINDS = {
    "akta_kelahiran": _("Kutipan akta kelahiran"),
    "akta_kematian": _("Kutipan akta kematian"),
    "akta_perkawinan": _("Kutipan akta perkawinan"),
    "lahir_mati": _("Surat keterangan lahir mati"),
    "kelahiran_luar_negeri": _("Tanda bukti pelaporan kelahiran luar negeri"),
    "tanda_terima": _("Tanda terima"),
    "tanda_terima_penyerahan": _("Tanda terima penyerahan"),
}


ENTRIES = {
    "LU": _("Kelahiran"),
    "LT": _("Kelahiran, terlambat"),
    "KM": _("Kematian"),
    "KW": _("Perkawinan"),
    "BL": _("Dari buku register lama"),
}
NOTES = {
    "pembetulan": _("Pembetulan"),
    "perubahan": _("Perubahan"),
    "pembatalan": _("Pembatalan"),
    "pengakuan_anak": _("Pengakuan anak"),
    "pengesahan_anak": _("Pengesahan anak"),
}


def entry_name(kind: str) -> str:
    """What an entry of the register is about; its two letters where nothing else is known."""
    return str(ENTRIES.get(kind, kind))


def note_name(kind: str) -> str:
    return str(NOTES.get(kind, kind.replace("_", " ").capitalize()))


def kind_name(kind: str | None) -> str:
    """What a document is called; its code in words where nothing else is known."""
    return str(KINDS.get(kind or "", (kind or "").replace("_", " ").capitalize()))


PAUSES = {
    "menunggu_pemohon": _("menunggu pemohon"),
    "blangko_kosong": _("blangko kosong"),
    "prr_belum_siap": _("menunggu pusat"),
}


def pause_words(reason: str | None) -> str:
    """Why a clock stands still; as the diagram names it where nothing else is known."""
    code = reason or "menunggu_pemohon"
    if code in PAUSES:
        return str(PAUSES[code])
    known = current.engine().definitions.reason(code)
    return running(local(known, "text").rstrip(".")) if known else code.replace("_", " ")


def iso_day(text: str) -> str:
    """A date of the record in words."""
    try:
        return words().plain_day(date.fromisoformat(text))
    except ValueError:
        return text


def areas() -> list[dict[str, str]]:
    """The kelurahan that whoever is signed in works for, for filters."""
    listed = current.engine().office.lists.get("kelurahan", ())
    own = [grant.area_code for grant in current.actor().grants]
    covered = (area for area in listed if any(territory.covers(code, area["value"]) for code in own))
    return [dict(area) for area in covered]


def area_name(code: str) -> str:
    """The kelurahan that an area lies in; the code where it is none of the office's."""
    listed = current.engine().office.lists.get("kelurahan", ())
    return next((area["label"] for area in listed if territory.covers(area["value"], code)), code)


PASSING = frozenset({"terkirim", "habis", "kosong", "baru"})
"""Parameters that tell what has just happened."""


def onward(**changed: str | None) -> dict[str, str]:
    """The address's own parameters with some changed; None drops one."""
    kept = {name: value for name, value in request.args.items() if name not in PASSING}
    return {name: value for name, value in {**kept, **changed}.items() if value is not None}


def came_from(prefix: str) -> str | None:
    """The address within this site that led here, if it begins so."""
    if request.args.get("dari"):
        return request.args["dari"]
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host or parts.path != prefix:
        return None
    return with_parameter(f"{parts.path}?{parts.query}", **dict.fromkeys(PASSING))


def with_parameter(address: str, **changed: str | None) -> str:
    """An address of ours with some parameters changed; one without a value is dropped."""
    parts = urlsplit(address)
    kept = {name: value for name, value in parse_qsl(parts.query) if name not in changed}
    query = urlencode(kept | {name: value for name, value in changed.items() if value})
    return f"{parts.path}?{query}" if query else parts.path


def posts() -> str:
    """The titles of whoever is signed in."""
    return ", ".join(dict.fromkeys(grant.title for grant in current.actor().grants))


def install(app: Flask) -> None:
    assets: Assets = app.extensions["terbit_assets"]
    manifest = Manifest(assets.folder)
    app.jinja_env.globals.update(
        asset=assets.address,
        csrf_token=csrf.token,
        local=local,
        new_id=new_id,
        navigation=navigation,
        area_name=area_name,
        areas=areas,
        bundled=manifest.entry,
        complaints=receipts.COMPLAINTS,
        iso_day=iso_day,
        entry_name=entry_name,
        kind_name=kind_name,
        note_name=note_name,
        node_name=node_name,
        onward=onward,
        pause_words=pause_words,
        posts=posts,
        refusals=REFUSALS,
        type_name=type_name,
        role_name=role_name,
        signed_in=current.session,
        signs=_signs,
        revokes=_revokes,
        archives=_archives,
        spoken=language.spoken,
        languages=language.LANGUAGES,
        words=words,
        request_id=current.request_id,
        office=lambda: current.engine().office,
    )
    app.jinja_env.filters["running"] = running
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.undefined = StrictUndefined


def _revokes() -> bool:
    return policies.permits(Permission.REVOKE, current.actor())


def _archives() -> bool:
    return policies.permits(Permission.ARCHIVE, current.actor())


def _signs() -> bool:
    """Whether the actor signs documents here with a passphrase of his own."""
    signer = current.engine().signer
    return signer is not None and signer.asks and policies.permits(Permission.SIGN, current.actor())
