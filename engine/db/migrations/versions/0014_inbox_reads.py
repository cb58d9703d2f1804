"""Counting a kelurahan's desk reads no rows; people's cases are found by their number alone."""

from alembic import op
from sqlalchemy import text

revision = "0014"
down_revision = "0012"


OPEN = "state = 'open'"
KELURAHAN = "substr(area_code || '.', 1, 14)"
ORDER = ("due_at", "id", "claimed_by", "area_code")
INDEXES = {
    "hand": (f"{OPEN} AND shelf <> 'applicant'", ("role", KELURAHAN, *ORDER)),
    "shelf": (f"{OPEN} AND shelf <> 'work'", ("role", KELURAHAN, "shelf", *ORDER)),
    "unit": (f"{OPEN} AND escalated_to IS NOT NULL", ("escalated_to", KELURAHAN, *ORDER)),
}
PARTY = "terbit_case_party"


def upgrade() -> None:
    for name, (where, columns) in INDEXES.items():
        index = f"ix_terbit_task_{name}_kelurahan"
        op.drop_index(index, "terbit_task")
        op.create_index(
            index,
            "terbit_task",
            ["office_code", *(text(column) if "(" in column else column for column in columns)],
            postgresql_where=text(where),
            sqlite_where=text(where),
        )
    op.drop_index(f"ix_{PARTY}_office_code_kind_fingerprint", PARTY)
    op.create_index(f"ix_{PARTY}_fingerprint_kind_office_code", PARTY, ["fingerprint", "kind", "office_code"])
