"""The seal on a paper: what its second code says, signed, so that it is checked without a network."""
