"""Which version an SOP is printed from, since when it is followed, and who stands for it."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, or_, select

from engine import definitions, deployments
from engine.db.offices import Assignment, Person, Post
from engine.definitions import Files
from engine.signers import PREFIX, held_by
from engine.work import Reading

HEAD = "Kepala dinas"
SHORT = 12
"""Characters of a hash that tell versions apart."""


@dataclass(frozen=True)
class Head:
    name: str = field(repr=False)
    post: str
    employee_number: str | None = field(repr=False)


@dataclass(frozen=True)
class Edition:
    """Days are the office's own. `number` None: a folder that no office has brought in; nothing else is known then."""

    hash: str
    office: str
    city: str
    demo: bool
    number: int | None = None
    first: date | None = None
    """When the first version of the type was made."""
    since: date | None = None
    """From when new cases follow this one; None while it never came into force."""
    in_force: bool = False
    head: Head | None = None
    staff: tuple[tuple[str, int], ...] = ()
    """Roles, and how many people hold each today."""

    @property
    def short(self) -> str:
        return self.hash[:SHORT]


def edition(reading: Reading, document_type: str, number: int) -> Edition:
    version = deployments.version(reading, document_type, number)
    known = deployments.versions(reading, document_type)
    office, zone = reading.office, reading.office.zone
    return Edition(
        hash=version.id,
        office=office.name,
        city=office.city,
        demo=office.demo,
        number=number,
        first=min(one.created_at for one in known).astimezone(zone).date(),
        since=None if version.since is None else version.since.astimezone(zone).date(),
        in_force=version.in_force,
        head=_head(reading),
        staff=_staff(reading),
    )


def of_folder(files: Files, office: str, city: str) -> Edition:
    """What stands in a folder has not been brought in: it is nobody's yet."""
    return Edition(definitions.version_id(files), office, city, demo=False)


def _head(reading: Reading) -> Head | None:
    row = reading.execute(held_by(reading, HEAD, None)).first()
    if row is None:
        return None
    number = reading.execute(select(Person.employee_number).where(Person.id == row.id)).scalar()
    return Head(row.name, PREFIX[row.kind] + row.title, number)


def _staff(reading: Reading) -> tuple[tuple[str, int], ...]:
    now = reading.now
    rows = reading.execute(
        select(Post.role, func.count(Assignment.person_id.distinct()).label("people"))
        .join(Assignment, Assignment.post_id == Post.id)
        .join(Person, Person.id == Assignment.person_id)
        .where(
            Post.office_code == reading.office.code,
            Assignment.since <= now,
            or_(Assignment.until.is_(None), Assignment.until > now),
            Person.disabled_at.is_(None),
        )
        .group_by(Post.role)
        .order_by(Post.role)
    )
    return tuple((row.role, row.people) for row in rows)
