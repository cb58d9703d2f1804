"""Sealed columns, blind index, derived tokens and the keys behind them."""

from engine.vault.keys import EventKey, Keys
from engine.vault.vault import Vault

__all__ = ["EventKey", "Keys", "Vault"]
