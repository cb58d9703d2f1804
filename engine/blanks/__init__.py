"""Card blanks: each piece has a serial and one life, from delivery to a card or to its destruction."""

from engine.blanks.counting import Balance, Count, balance, counts, reconcile
from engine.blanks.ledger import destroy, receive, return_to_supplier, spoil, use
from engine.blanks.movements import Act, State
from engine.blanks.serials import expand, tidy
from engine.blanks.stock import Posting, Stock, postings, stock

__all__ = [
    "KINDS",
    "Act",
    "Balance",
    "Count",
    "Posting",
    "State",
    "Stock",
    "balance",
    "counts",
    "destroy",
    "expand",
    "postings",
    "receive",
    "reconcile",
    "return_to_supplier",
    "spoil",
    "stock",
    "tidy",
    "use",
]

KINDS = ("ktp_el", "ktp_el_oa", "kia")
"""The blanks that the office keeps: the card of citizens, the orange one of foreigners who may stay, the child's."""
