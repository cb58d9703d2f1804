"""Whole numbers as a form brings them."""


def whole(text: str) -> int | None:
    """Of one to nine plain digits, which fits every column; None for anything else that somebody may send."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
