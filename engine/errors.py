"""Every refusal of the engine: a class with one sentence, built from values, free of personal data."""


class EngineError(Exception):
    """Something that the engine refused. The sentence is for logs and developers; pages have their own words."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
