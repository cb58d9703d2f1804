"""The service standard (UU 25/2009; Permenpan RB 15/2014): six components for the public, eight for the office. What
all services share is `shared/standar_pelayanan.toml`, the rest is what the SOP says."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.definitions import DocumentType
from engine.errors import ServiceStandardError
from engine.roles import SYSTEM
from engine.sop.document import UNSET, Sop, lines
from engine.sop.edition import Edition
from engine.sop.papers import Variant
from engine.sop.spans import in_words
from engine.sop.table import Step, Symbol

PATH = "shared/standar_pelayanan.toml"
CODES = ("pengaduan", "sarana", "pengawasan", "jaminan_pelayanan", "jaminan_keamanan", "evaluasi")


@dataclass(frozen=True)
class Component:
    """`confirmed` is false where the office has yet to confirm what it says."""

    name: str
    lines: tuple[str, ...]
    confirmed: bool = True


@dataclass(frozen=True)
class Shared:
    """What is the same for all services; `components` by code."""

    pledge: Component
    components: Mapping[str, Component]

    def component(self, code: str, name: str) -> Component:
        found = self.components.get(code, Component("", (UNSET,)))
        return Component(name, found.lines, found.confirmed)


@dataclass(frozen=True)
class Standard:
    """The papers are the first component of `delivery`; they come as their own list."""

    name: str
    variants: tuple[Variant, ...]
    delivery: tuple[Component, ...]
    making: tuple[Component, ...]
    pledge: Component


def parse_shared(content: bytes) -> Shared:
    try:
        told = tomllib.loads(content.decode())
        components = {
            part["code"]: Component("", lines(part["text"]), part["confirmed"]) for part in told["component"]
        }
        pledge = Component("Maklumat pelayanan", lines(told["pledge"]), told["pledge_confirmed"])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ServiceStandardError(f"Expected a service standard in TOML, but {error}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise ServiceStandardError(f"Expected the fields of a service standard, but {error!r}") from error
    unknown = sorted(set(components) - set(CODES))
    if unknown:
        raise ServiceStandardError(f"Expected components of {', '.join(CODES)}, but got '{unknown[0]}'")
    return Shared(pledge, components)


def standard(document_type: DocumentType, document: Sop, edition: Edition) -> Standard:
    content = document_type.files.get(PATH)
    shared = (
        Shared(Component("Maklumat pelayanan", (UNSET,)), {}) if content is None else parse_shared(content)
    )
    return Standard(
        document.name,
        document.variants,
        tuple(_delivery(document, shared)),
        tuple(_making(document, shared, edition)),
        shared.pledge,
    )


def _delivery(document: Sop, shared: Shared) -> Iterator[Component]:
    yield Component("Persyaratan", ())
    yield Component("Sistem, mekanisme dan prosedur", tuple(_main_steps(document)))
    yield Component(
        "Jangka waktu penyelesaian",
        (f"{in_words(document.allowed)} setelah berkas lengkap, dihitung dalam jam pelayanan",),
    )
    yield Component("Biaya atau tarif", ("Tidak dipungut biaya (UU 24/2013 Pasal 79A)",))
    yield Component("Produk pelayanan", tuple(document.fact("produk")))
    yield shared.component("pengaduan", "Penanganan pengaduan, saran dan masukan")


def _making(document: Sop, shared: Shared, edition: Edition) -> Iterator[Component]:
    yield Component("Dasar hukum", tuple(document.fact("dasarHukum")))
    place = shared.component("sarana", "Sarana, prasarana dan fasilitas")
    yield Component(place.name, (*document.fact("peralatan"), *place.lines), place.confirmed)
    yield Component("Kompetensi pelaksana", tuple(document.fact("kualifikasi")))
    yield shared.component("pengawasan", "Pengawasan internal")
    yield Component("Jumlah pelaksana", tuple(_staff(document.table.actors, edition)))
    yield shared.component("jaminan_pelayanan", "Jaminan pelayanan")
    yield shared.component("jaminan_keamanan", "Jaminan keamanan dan keselamatan")
    yield shared.component("evaluasi", "Evaluasi kinerja pelaksana")


def _main_steps(document: Sop) -> Iterator[str]:
    """What people do, in the words of the flow table."""
    for step in document.table.steps:
        if step.depth == 0 and (step.symbol is Symbol.CALL or _is_peoples(step)):
            allowed = f", {in_words(step.allowed)}" if step.allowed is not None else ""
            who = "" if step.symbol is Symbol.CALL else f" ({step.actor}{allowed})"
            yield f"{step.node.name}{who}"


def _is_peoples(step: Step) -> bool:
    return step.symbol is Symbol.TASK and step.actor != SYSTEM


def _staff(actors: Sequence[str], edition: Edition) -> Iterator[str]:
    """As posts are held today; of a lane that is no post, as the office assigns people."""
    held = dict(edition.staff)
    for actor in actors:
        if actor != SYSTEM:
            yield f"{actor}: {held[actor]} orang" if actor in held else f"{actor}: menurut penugasan"
