"""A made-up office: for trying out, for the demonstration on the command line, for tests. Nobody in it exists."""
