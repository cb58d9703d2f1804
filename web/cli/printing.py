"""How commands print: lines for people, or with --json one object a line."""

import json as encoder
from collections.abc import Callable
from typing import Any

import click

as_json = click.option("--json", "json", is_flag=True, help="One JSON object a line.")
Command = Callable[..., Any]


def row(json: bool, **values: object) -> None:
    """A line of the command's output; the keys only show in JSON."""
    if json:
        click.echo(encoder.dumps(values, ensure_ascii=False, default=str))
    else:
        click.echo("  ".join("-" if value is None else str(value) for value in values.values()))
