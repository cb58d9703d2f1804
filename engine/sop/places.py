"""How the drawings order things: steps from left to right, lanes from top to bottom."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine import drawing
from engine.drawing.diagram import lanes, read


@dataclass(frozen=True)
class Places:
    """`across`: node -> pixels from the left of its own diagram. Empty for what no drawing shows."""

    across: Mapping[str, float] = field(default_factory=dict)
    lanes: tuple[str, ...] = ()


def places(files: Mapping[str, bytes], main: str) -> Places:
    """`main`: the path of the diagram whose lanes count."""
    across: dict[str, float] = {}
    named: tuple[str, ...] = ()
    for path in (path for path in files if path.endswith(".bpmn")):
        try:
            drawn = read(files[path], None)
        except drawing.DrawingError:
            continue
        across |= {shape.id: shape.box.x + shape.box.width / 2 for shape in drawn.shapes}
        if path == main:
            named = tuple(lane.name for lane in lanes(drawn))
    return Places(across, named)
