"""What applicants are told, and by which way. Nobody's name, nobody's number: whoever holds the telephone may be
somebody else."""

from engine.notices.channels import Channel, FileChannel, Letter

__all__ = ["Channel", "FileChannel", "Letter"]
