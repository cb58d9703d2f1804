"""What the office asks of the central register (SIAK)."""

import datetime as dt

from sqlalchemy import Date, Integer
from sqlalchemy.orm import Mapped, mapped_column

from engine.db.base import CODE, Base, OfficeOwned


class SiakDay(OfficeOwned, Base):
    """How many questions were sent on a day: the centre gives each office so many."""

    office_code: Mapped[str] = mapped_column(CODE, primary_key=True)
    day: Mapped[dt.date] = mapped_column(Date, primary_key=True)
    calls: Mapped[int] = mapped_column(Integer)
