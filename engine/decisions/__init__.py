"""DMN in FEEL: decisions that require each other, knowledge and services that they call, with a trace of the rows that
matched."""

from engine.decisions.collection import Decisions
from engine.decisions.decision import Decision, Knowledge
from engine.decisions.policies import HitPolicy
from engine.decisions.table import DecisionTable
from engine.decisions.verdict import Row, Ruling, Verdict

__all__ = ["Decision", "DecisionTable", "Decisions", "HitPolicy", "Knowledge", "Row", "Ruling", "Verdict"]
