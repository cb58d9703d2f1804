"""Why there is no document. The sentences name fields and templates, never values."""

from engine.errors import EngineError


class RenderingError(EngineError):
    pass


class MissingFieldError(RenderingError):
    def __init__(self, field: str) -> None:
        super().__init__(f"Expected '{field}' to be filled, but the record has nothing there")
        self.field = field


class TemplateError(RenderingError):
    """The template is wrong, or asks for something that it may not have.

    `words`: what typst says, with values of the data perhaps: for a designer who tries made-up data, never for logs.
    """

    def __init__(self, template: str, reason: str, words: str = "") -> None:
        super().__init__(f"Expected a template that can be set, but '{template}' can't: {reason}")
        self.words = words


class RendererStoppedError(RenderingError):
    """The child ran into a limit. The next document gets a new child."""

    def __init__(self, template: str, limit: str) -> None:
        super().__init__(f"Expected '{template}' to be set within the limits, but {limit}")
