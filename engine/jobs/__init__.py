"""Work outside the transaction: queued in it, run by workers at least once, its effect made exactly once.

The tables and the workers are DBOS's; nothing outside this package knows that. `queue` and `worker` import it and
take half a second, so they are named where they are used: `from engine.jobs.worker import Worker`.
"""

from engine.jobs.inline import InlineQueue
from engine.jobs.port import QUEUES, Depth, Duties, Outcome, Queue, QueuedJob

__all__ = ["QUEUES", "Depth", "Duties", "InlineQueue", "Outcome", "Queue", "QueuedJob"]
