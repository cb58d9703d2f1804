"""The outside world on this machine: one small server with a blueprint for each service, and faults on demand."""
