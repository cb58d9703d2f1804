"""Typesetting with typst in a child process that has limits: templates and data in, PDF/A out."""

from handlers.typesetting.errors import MissingFieldError, RendererStoppedError, RenderingError, TemplateError
from handlers.typesetting.renderer import Limits, Renderer, Template

__all__ = [
    "Limits",
    "MissingFieldError",
    "Renderer",
    "RendererStoppedError",
    "RenderingError",
    "Template",
    "TemplateError",
]
