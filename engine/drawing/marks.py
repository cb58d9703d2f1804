"""What a drawing shows beside the diagram itself: where a case has been, how often and how long."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

NodeState = Literal["done", "now", "todo"]
FlowState = Literal["done", "loop", "todo"]


@dataclass(frozen=True)
class NodeMark:
    """`label`: one short line under the node ("2 kali, 27 menit"); `anchor`: where the node leads to."""

    state: NodeState = "todo"
    label: str | None = None
    count: int = 0
    anchor: str | None = None


@dataclass(frozen=True)
class Marks:
    """By the diagram's ids. Without nodes and flows it is drawn plain, else what is missing is todo."""

    title: str = ""
    description: str | None = None
    nodes: Mapping[str, NodeMark] = field(default_factory=dict)
    flows: Mapping[str, FlowState] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    """Flow -> words beside it: why a loop was taken."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """BPMN's name of a kind of node -> what to call one that has no name of its own ("percabangan")."""

    @property
    def tracked(self) -> bool:
        return bool(self.nodes or self.flows)

    def node(self, node_id: str) -> NodeMark:
        return self.nodes.get(node_id, NodeMark())

    def tone(self, node_id: str) -> str:
        """The class of a node's state, with a space before it."""
        return f" {self.node(node_id).state}" if self.tracked else ""

    def flow_tone(self, flow_id: str) -> str:
        state = self.flows.get(flow_id, "todo")
        return f" {state}" if self.tracked and state != "todo" else ""


PLAIN = Marks()
