"""`terbit db`, `terbit backup`, `terbit restore`."""

from pathlib import Path

import click

from engine.db import backup as backups
from engine.db.database import Database
from web import wiring


def add_to(group: click.Group) -> None:
    group.add_command(database)
    group.add_command(backup)
    group.add_command(restore)


@click.group("db")
def database() -> None:
    """The database's tables."""


@database.command()
def upgrade() -> None:
    """Brings the tables to this release."""
    Database(wiring.settings().database_url).upgrade()
    click.echo("The tables are those of this release.")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Writes a copy of the embedded database to FILE, while it serves."""
    backups.backup(Database(wiring.settings().database_url), file)
    click.echo(f"{file} {file.stat().st_size} bytes")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Puts a backup in the place of the embedded database; nothing may serve meanwhile."""
    backups.restore(file, wiring.settings().database_url)
    click.echo("Restored.")
