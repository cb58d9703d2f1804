"""Refusals of the central register of residents (SIAK)."""

from engine.errors.engine import EngineError


class CentreBusyError(EngineError):
    """The centre gives no answer now; the same again may work. `code` names why, for the words of a page."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class CentreRefusedError(EngineError):
    """The centre says no, and will again. `code` names why, for the words of a page."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class DifferenceSettledError(EngineError):
    """Somebody was first, or the centre and the office agree by now."""

    def __init__(self) -> None:
        super().__init__("Expected an open difference, but it has been settled")


class NothingToAskError(EngineError):
    """`code` names why, for the words of a page."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Expected a centre and a person to ask about, but one is missing: {code}")
        self.code = code


class CentreAddressError(EngineError):
    def __init__(self) -> None:
        super().__init__(
            "Expected the stand-in for SIAK on this machine, but its address is another machine's"
        )


class CentreUnsetError(EngineError):
    def __init__(self) -> None:
        super().__init__(
            "Expected TERBIT_SIAK_URL and TERBIT_SIAK_USER for the central register, but one is empty"
        )
