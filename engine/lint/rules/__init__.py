"""One rule a file: its codes, why it matters, and `check`, which yields the problems that it finds."""
