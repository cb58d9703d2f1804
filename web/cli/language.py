"""`terbit feel`, `terbit decision run`, `terbit nik check`: the languages and numbers, without a database."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import click

from engine import feel, identity, regions
from engine.decisions import Decisions
from engine.errors import DecisionError
from engine.functions import FUNCTIONS


def add_to(group: click.Group) -> None:
    group.add_command(evaluate)
    group.add_command(decision)
    group.add_command(nik)


@click.command("feel")
@click.argument("expression")
@click.option("--context", default="{}", help="The variables, as a JSON object.")
def evaluate(expression: str, context: str) -> None:
    """Evaluates a FEEL expression and prints its value as JSON."""
    scope = _object(context)
    try:
        value = feel.compile(expression).evaluate(scope, now=datetime.now(UTC), functions=FUNCTIONS)
        click.echo(feel.json_text(value))
    except feel.FeelError as problem:
        raise click.ClickException(f"{problem.line}:{problem.column}: {problem.sentence}") from None


def _object(text: str) -> dict[str, Any]:
    try:
        scope = json.loads(text, parse_float=Decimal)
    except ValueError:
        raise click.ClickException("Expected a JSON object as context, but it is no JSON") from None
    if not isinstance(scope, dict):
        raise click.ClickException("Expected a JSON object as context, but it is another JSON value")
    return scope


@click.group("decision")
def decision() -> None:
    """Decision tables."""


@lru_cache(maxsize=64)
def _read(file: Path) -> Decisions:
    """Of a file whose other decisions may be broken."""
    return Decisions.read([file.read_bytes()])


@decision.command("run")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--decision", "name", help="Its id or name; a decision service or a business knowledge model too."
)
@click.option("--context", default="{}", help="The input data, as a JSON object.")
@click.option("--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help='Lines of {"file", "decision", "context"}; a line {"result"} or {"error"} for each.')  # fmt: skip
def run(file: Path | None, name: str | None, context: str, batch: Path | None) -> None:
    """Evaluates a decision and prints its result as one line of JSON."""
    if batch is not None:
        for line in _batch(batch):
            click.echo(line)
        return
    if file is None or name is None:
        raise click.ClickException("Expected a file and --decision, or --batch, but got neither")
    try:
        click.echo(feel.json_text(_decide(file, name, _object(context))))
    except (DecisionError, feel.FeelError) as problem:
        raise click.ClickException(str(problem)) from None


def _decide(file: Path, name: str, context: dict[str, Any]) -> object:
    return _read(file).evaluate(name, context, now=datetime.now(UTC)).result


def _batch(batch: Path) -> Iterator[str]:
    for line in batch.read_text().splitlines():
        try:
            asked = json.loads(line, parse_float=Decimal)
            result = _decide(batch.parent / asked["file"], asked["decision"], asked["context"])
            yield f'{{"result": {feel.json_text(result)}}}'
        except (DecisionError, feel.FeelError, OSError, KeyError, TypeError, ValueError) as problem:
            yield json.dumps({"error": str(problem)}, ensure_ascii=False)


@click.group("nik")
def nik() -> None:
    """Identity numbers."""


@nik.command("check")
@click.argument("numbers", nargs=-1)
@click.option("--file", type=click.File(), help="A file with a number a line.")
@click.option("--born", type=click.DateTime(["%Y-%m-%d"]), help="The holder's birth date as it was told.")
@click.option("--sex", type=click.Choice(["L", "P"]), help="The holder's sex as it was told.")
def check(numbers: tuple[str, ...], file: Any, born: datetime | None, sex: str | None) -> None:
    """One verdict a line: `NUMBER ok`, `NUMBER ok WARNING` or `NUMBER bad REASON`."""
    lines = [*numbers, *(line.rstrip("\n") for line in file or ())]
    if not lines:
        raise click.ClickException("Expected a number or --file, but got neither")
    areas = {area.code for area in regions.read_shipped()}
    birthday = born and born.date()
    typed = [line for line in lines if line.strip()]
    verdicts = [identity.check_nik(line, born=birthday, sex=sex, areas=areas) for line in typed]
    for line, verdict in zip(typed, verdicts, strict=True):
        codes = ",".join(problem.code for problem in verdict.problems)
        click.echo(" ".join([line, "ok" if verdict.ok else "bad", codes]).rstrip())
    if not all(verdict.ok for verdict in verdicts):
        sys.exit(1)
