"""DMN decision tables and literal expressions in FEEL, chained, with a trace of the rows that matched."""

from engine.decisions.collection import Decisions
from engine.decisions.decision import Decision
from engine.decisions.policies import HitPolicy
from engine.decisions.table import DecisionTable
from engine.decisions.verdict import Row, Ruling, Verdict

__all__ = ["Decision", "DecisionTable", "Decisions", "HitPolicy", "Row", "Ruling", "Verdict"]
