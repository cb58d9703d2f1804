"""`terbit register`: whether the register is whole, and who numbers it."""

import sys

import click

from engine import founding, register
from engine.access import SYSTEM
from web import wiring
from web.cli.printing import as_json, row


def add_to(group: click.Group) -> None:
    group.add_command(registers)


@click.group("register")
def registers() -> None:
    """The register of the office."""


@registers.command()
@as_json
def gaps(json: bool) -> None:
    """One line a serial that was given and has no entry; exit status 1 when there is one."""
    engine = wiring.build(wiring.settings())
    with engine.reading() as reading:
        found = register.gaps(reading)
    for gap in found:
        row(json, kind=gap.kind, day=gap.day, serial=gap.serial)
    if found:
        sys.exit(1)


@registers.command()
@click.argument("mode", required=False, type=click.Choice(founding.NUMBERING))
@as_json
def numbering(mode: str | None, json: bool) -> None:
    """Who numbers entries: siak, the national system, or sendiri, the office by itself (not for a real office that
    SIAK serves)."""
    engine = wiring.build(wiring.settings())
    if mode is not None:
        founding.set_numbering(engine, SYSTEM, mode)
    row(json, numbering=engine.office.numbering)
