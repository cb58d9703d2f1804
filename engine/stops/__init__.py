"""When a case's clock stands still, and why: as its tokens say, by a person's act, while the office cannot work."""

from engine.stops.follow import WITH_APPLICANT, follow
from engine.stops.rows import DIAGRAM, HAND, Stop, of_cases

__all__ = ["DIAGRAM", "HAND", "WITH_APPLICANT", "Stop", "follow", "of_cases"]
