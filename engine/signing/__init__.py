"""Electronic signatures: who may put one on, that it is put on once, whether one holds.

pyHanko knows how a PDF is signed and how a signature is checked; nothing outside this package knows pyHanko. It takes
a second to import, so the modules that need it are named where they are used: `from engine.signing.local import …`.
"""

from engine.signing.port import LEVELS, Level, Officer, Order, Secret, Signer

__all__ = ["LEVELS", "Level", "Officer", "Order", "Secret", "Signer"]
