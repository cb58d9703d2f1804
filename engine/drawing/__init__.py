"""Diagram interchange -> SVG for pages and print: what bpmn.io draws, and where a case has been on it."""

from engine.drawing.diagram import DrawingError
from engine.drawing.draw import draw
from engine.drawing.marks import PLAIN, Marks, NodeMark

__all__ = ["PLAIN", "DrawingError", "Marks", "NodeMark", "draw"]
