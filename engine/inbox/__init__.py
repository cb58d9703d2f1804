"""What waits for a person: his queues with their counts, and one page of a queue. Reads task rows, nothing else.

Each desk's shelf is one range of an index in the order of deadlines, so that a page costs the same however much waits.
"""

from engine.inbox.lines import Line
from engine.inbox.page import PAGE, Page, free, page, these
from engine.inbox.queues import COUNTED, Queue, first_queue, queues
from engine.inbox.ranges import Filter, roles

__all__ = [
    "COUNTED",
    "PAGE",
    "Filter",
    "Line",
    "Page",
    "Queue",
    "first_queue",
    "free",
    "page",
    "queues",
    "roles",
    "these",
]
