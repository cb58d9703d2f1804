"""Refusals of what an administrator asks: names, posts, dates."""

from engine.errors.engine import EngineError


class UsernameError(EngineError):
    """It is taken, or has other signs than small letters, digits, dots and hyphens."""

    def __init__(self) -> None:
        super().__init__(
            "Expected a username of its own in small letters, but it is taken or has other signs"
        )


class IdentityNumberError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected an identity number of sixteen digits, but it is none")


class UnknownRoleError(EngineError):
    def __init__(self, role: str) -> None:
        super().__init__(f"Expected one of the office's roles, but got '{role}'")


class AreaOutsideError(EngineError):
    def __init__(self, area_code: str) -> None:
        super().__init__(f"Expected an area within the office's, but got '{area_code}'")


class SelfAppointmentError(EngineError):
    """Nobody gives himself a post, or stands in for himself."""

    def __init__(self) -> None:
        super().__init__("Expected somebody else to be appointed, but it is the same person")


class RolesApartError(EngineError):
    """Auditors and administrators hold no other role at the same time."""

    def __init__(self, held: str, wanted: str) -> None:
        super().__init__(f"Expected roles that go together, but '{held}' and '{wanted}' do not")


class DatesReversedError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a time that begins before it ends and ends in the future, but it does not")


class DeputyAwayError(EngineError):
    def __init__(self) -> None:
        super().__init__(
            "Expected a deputy who is there and a time of no other absence, but somebody is away"
        )
