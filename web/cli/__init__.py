"""The command line. Every command ends with 0 or 1 and, with --json, prints lines for machines."""

import os
import sys

import click

from engine.errors import EngineError
from web.cli import (
    database,
    demo,
    documents,
    histories,
    language,
    measure,
    offices,
    processes,
    registers,
    residents,
    serving,
)


@click.group()
@click.version_option(package_name="terbit")
def terbit() -> None:
    """Runs the standard operating procedures of a civil registry office."""


for module in (
    serving,
    demo,
    database,
    offices,
    processes,
    registers,
    documents,
    residents,
    histories,
    language,
    measure,
):
    module.add_to(terbit)


def main() -> None:
    """A refusal is a sentence and exit status 1, never a trace."""
    try:
        terbit(standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        sys.exit(1)
    except click.exceptions.Abort:
        sys.exit(1)
    except EngineError as refusal:
        click.echo(refusal.sentence, err=True)
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or else Python complains at its end
        sys.exit(1)
