"""Work outside the transaction: queued in it, run by workers, at least once; its effect exactly once."""
