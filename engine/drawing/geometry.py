"""Points, boxes and the path texts of lines, in the diagram's own units (pixels)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Point:
    x: float
    y: float

    def towards(self, other: "Point", distance: float) -> "Point":
        """The point `distance` along the way to `other`, at most there."""
        length = math.dist((self.x, self.y), (other.x, other.y))
        part = min(1.0, distance / length) if length else 0.0
        return Point(self.x + (other.x - self.x) * part, self.y + (other.y - self.y) * part)


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> Point:
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def holds(self, point: Point) -> bool:
        return self.x <= point.x <= self.right and self.y <= point.y <= self.bottom

    def grown(self, by: float) -> "Box":
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def around(self, other: "Box") -> "Box":
        """The smallest box that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


def number(value: float) -> str:
    """Tenths of a pixel, no more: the file stays small."""
    return f"{round(value, 1):g}"


def at(point: Point) -> str:
    return f"{number(point.x)} {number(point.y)}"


def rounded(points: Sequence[Point], radius: float = 6) -> str:
    """A path through the points whose corners are round."""
    steps = [f"M{at(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(radius, _half(before, corner), _half(corner, after))
        steps.append(f"L{at(corner.towards(before, reach))}Q{at(corner)} {at(corner.towards(after, reach))}")
    steps.append(f"L{at(points[-1])}")
    return "".join(steps)


def _half(one: Point, other: Point) -> float:
    return math.dist((one.x, one.y), (other.x, other.y)) / 2


def tip(before: Point, end: Point, length: float, half: float) -> tuple[Point, Point, Point]:
    """The corners of an arrow head that ends at `end`: point, one wing, other wing."""
    return (end, *across(end, before, length, half))


def longest(points: Sequence[Point]) -> tuple[Point, Point]:
    """The two ends of the longest straight part."""
    parts = list(pairwise(points))
    return max(parts, key=lambda part: _half(*part))


def across(
    start: Point, towards: Point, distance: float, half: float, slant: float = 0
) -> tuple[Point, Point]:
    """A short line over the way from `start`: its ends lie `half` beside the way, `slant` behind and ahead."""
    length = math.dist((start.x, start.y), (towards.x, towards.y)) or 1.0
    ahead = Point((towards.x - start.x) / length, (towards.y - start.y) / length)
    middle = Point(start.x + ahead.x * distance, start.y + ahead.y * distance)
    step = Point(ahead.x * slant - ahead.y * half, ahead.y * slant + ahead.x * half)
    return Point(middle.x - step.x, middle.y - step.y), Point(middle.x + step.x, middle.y + step.y)
