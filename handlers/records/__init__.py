"""The office's own papers, from what its tables say: minutes of destruction, the register of a period."""

from handlers.records.pdf import book, destruction

__all__ = ["book", "destruction"]
