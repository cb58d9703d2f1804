"""Sealed columns, blind index, derived tokens and the keys behind them."""

from engine.vault.keys import EventKey, Keys, PaperKey, PaperPublic, paper_key_id
from engine.vault.vault import Vault

__all__ = ["EventKey", "Keys", "PaperKey", "PaperPublic", "Vault", "paper_key_id"]
