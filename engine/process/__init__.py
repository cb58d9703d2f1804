"""Runs procedures: the only package that knows SpiffWorkflow. In memory only; nothing here reads or writes rows."""

from engine.process.expressions import Host
from engine.process.journey import Stop
from engine.process.nodes import Flow, Node
from engine.process.places import Place, moved
from engine.process.procedure import Procedure
from engine.process.rehearsal import Rehearsal, dry_run
from engine.process.run import Run, Step
from engine.process.timers import later
from engine.process.tokens import Awaited, Timer, Tokens, Waiting

__all__ = [
    "Awaited",
    "Flow",
    "Host",
    "Node",
    "Place",
    "Procedure",
    "Rehearsal",
    "Run",
    "Step",
    "Stop",
    "Timer",
    "Tokens",
    "Waiting",
    "dry_run",
    "later",
    "moved",
]
