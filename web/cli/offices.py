"""`terbit office`, `terbit user`, `terbit region`: what an administrator does before there are pages for it."""

from pathlib import Path

import click
from sqlalchemy import select

from engine import founding, people, regions
from engine.access import SYSTEM
from engine.db.offices import Person
from web import wiring
from web.cli.printing import as_json, row


def add_to(group: click.Group) -> None:
    group.add_command(office)
    group.add_command(user)
    group.add_command(region)


@click.group()
def office() -> None:
    """The office that this system serves."""


@office.command()
@click.option("--name", default=founding.Profile.name, show_default=True)
@click.option("--administrator", required=True, help="Username of the first administrator.")
@click.password_option()
def init(name: str, administrator: str, password: str) -> None:
    """A real office without demo data: regency, units, calendar, document types, first administrator."""
    engine = wiring.build(wiring.settings())
    founding.found(engine, founding.Profile(engine.office_code, name=name))
    post = founding.NewPost(
        "Administrator Akun", "Administrator", engine.office.regency_code, engine.office.name
    )
    founding.seat(engine, people.NewPerson(administrator, administrator, password), post)
    wiring.ship_document_types(engine)
    click.echo(f"{engine.office_code}: {name}")


@click.group()
def user() -> None:
    """People who log in."""


@user.command("list")
@as_json
def list_(json: bool) -> None:
    """One line a person: username, name, whether he may log in."""
    engine = wiring.build(wiring.settings())
    with engine.reading() as reading:
        found = reading.execute(
            select(Person.username, Person.name, Person.disabled_at)
            .where(Person.office_code == engine.office_code)
            .order_by(Person.username)
        ).all()
    for person in found:
        row(json, username=person.username, name=person.name, active=person.disabled_at is None)


@user.command()
@click.argument("username")
@click.option("--name", required=True)
@click.option("--post", required=True, help="Title of the post, such as 'Petugas Loket 3'.")
@click.option("--role", required=True)
@click.option("--area", help="Code of the area; the whole regency without it.")
@click.password_option()
def add(username: str, name: str, post: str, role: str, area: str | None, password: str) -> None:
    """Adds a person in a new post."""
    engine = wiring.build(wiring.settings())
    new_post = founding.NewPost(post, role, area or engine.office.regency_code, engine.office.name)
    founding.seat(engine, people.NewPerson(username, name, password), new_post)
    click.echo(username)


@user.command()
@click.argument("username")
def disable(username: str) -> None:
    """Ends a person's logins and refuses new ones; what he did stays his."""
    engine = wiring.build(wiring.settings())
    people.disable(engine, SYSTEM, username)
    click.echo(username)


@click.group()
def region() -> None:
    """Area codes."""


@region.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
def load(file: Path) -> None:
    """Reads the national CSV files of area codes; retired codes stay, for old NIKs."""
    engine = wiring.build(wiring.settings())
    with engine.work(SYSTEM) as work:
        loaded = regions.load(work.connection, file)
        doubts = list(regions.doubts(work.connection, loaded))
    for level, count in loaded.levels.items():
        click.echo(f"{level}\t{count}")
    click.echo(f"retired\t{loaded.retired}")
    for sentence in doubts:
        click.echo(sentence, err=True)
