"""What every refusal of the engine is."""


class EngineError(Exception):
    """Something that the engine refused. The sentence is for logs and developers; pages have their own words."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
