"""What applicants are told: written with what it tells of, sent by a worker."""

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.db.base import CODE, ID, SEALED, Base, OfficeOwned


class Notice(OfficeOwned, Base):
    """Its id is that of the job that sends it, or that tells of the way by hand. Whom it goes to and what
    it says are sealed."""

    id: Mapped[str] = mapped_column(ForeignKey("terbit_job.id"), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"))
    kind: Mapped[str] = mapped_column(CODE)
    about: Mapped[str] = mapped_column(ID)
    """The task that it follows from: each kind is told of each once. Of what an officer told by hand, the case."""
    time: Mapped[int]
    """The how manieth of its kind; reminders have a second."""
    recipient: Mapped[bytes] = mapped_column(SEALED)
    text: Mapped[bytes] = mapped_column(SEALED)
    written_at: Mapped[dt.datetime]

    __table_args__ = (UniqueConstraint("case_id", "kind", "about", "time"),)
