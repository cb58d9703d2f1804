"""What an applicant is told of his data before he gives them (UU 27/2022): `shared/privacy_notice.toml`."""

import datetime as dt
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

from engine.errors import NoticeError

PATH = "shared/privacy_notice.toml"


@dataclass(frozen=True)
class Notice:
    """`version` goes into the history of each case that was opened under it."""

    version: str
    since: dt.date
    purpose: str
    purpose_en: str
    basis: str
    basis_en: str
    recipients: str
    recipients_en: str
    kept: str
    kept_en: str
    rights: str
    rights_en: str
    confirmed: bool


def parse_notices(content: bytes) -> tuple[Notice, ...]:
    try:
        found = tuple(Notice(**table) for table in tomllib.loads(content.decode()).get("notice", []))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise NoticeError(f"Expected notices in TOML, but {error}") from error
    except TypeError as error:
        raise NoticeError(f"Expected the fields of a notice, but {error}") from error
    versions = [notice.version for notice in found]
    if len(set(versions)) < len(versions):
        raise NoticeError("Expected each version of the notice once, but one stands there twice")
    return found


def in_force(notices: Iterable[Notice], day: dt.date) -> Notice | None:
    """The one that began last; none before the first."""
    begun = [notice for notice in notices if notice.since <= day]
    return max(begun, key=lambda notice: notice.since, default=None)
