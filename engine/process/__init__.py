"""Runs procedures: the only package that knows SpiffWorkflow. In memory only; nothing here reads or writes rows."""

from engine.process.expressions import Host
from engine.process.journey import Stop
from engine.process.nodes import Flow, Node
from engine.process.places import Place, moved
from engine.process.procedure import Procedure
from engine.process.run import Run, Step
from engine.process.tokens import Timer, Tokens, Waiting

__all__ = [
    "Flow",
    "Host",
    "Node",
    "Place",
    "Procedure",
    "Run",
    "Step",
    "Stop",
    "Timer",
    "Tokens",
    "Waiting",
    "moved",
]
