"""The tables of cases."""

import sqlalchemy as sa
from alembic import op

from engine.db.base import AREA, ID, UtcDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "terbit_case",
        sa.Column("id", ID, nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("document_type", sa.String(length=64), nullable=False),
        sa.Column("version_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("subject_name", sa.String(length=200), nullable=False),
        sa.Column("area_code", AREA, nullable=False),
        sa.Column("intake_role", sa.String(length=64), nullable=False),
        sa.Column("intake_area", AREA, nullable=False),
        sa.Column("intake_unit", sa.String(length=200), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("opened_by", ID, nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("complete_at", UtcDateTime(), nullable=True),
        sa.Column("promised_at", UtcDateTime(), nullable=True),
        sa.Column("paused_at", UtcDateTime(), nullable=True),
        sa.Column("pause_reason", sa.String(length=64), nullable=True),
        sa.Column("returns", sa.Integer(), nullable=False),
        sa.Column("visits", sa.JSON(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("engine_state", sa.LargeBinary(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'issued', 'rejected', 'withdrawn', 'ended')", name=op.f("ck_terbit_case_state")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["terbit_definition_version.id"], name=op.f("fk_terbit_case_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_case")),
        sa.UniqueConstraint("office_code", "number", name=op.f("uq_terbit_case_office_code_number")),
        sa.UniqueConstraint("opened_by", "request_id", name=op.f("uq_terbit_case_opened_by_request_id")),
    )
    op.create_index(
        op.f("ix_terbit_case_office_code_area_code_opened_at"),
        "terbit_case",
        ["office_code", "area_code", "opened_at"],
        unique=False,
    )
    op.create_index(
        "ix_terbit_case_subject",
        "terbit_case",
        ["office_code", sa.literal_column("lower(subject_name)")],
        unique=False,
    )
    op.create_table(
        "terbit_answer",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("node", sa.String(length=64), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=True),
        sa.Column("values", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_answer_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_answer")),
    )
    op.create_index(
        op.f("ix_terbit_answer_case_id_node_written_at"),
        "terbit_answer",
        ["case_id", "node", "written_at"],
        unique=False,
    )
    op.create_table(
        "terbit_attachment",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("requirement", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("uploaded_by", ID, nullable=False),
        sa.Column("uploaded_at", UtcDateTime(), nullable=False),
        sa.Column("replaced_by", ID, nullable=True),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_attachment_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_attachment")),
    )
    op.create_index(op.f("ix_terbit_attachment_case_id"), "terbit_attachment", ["case_id"], unique=False)
    op.create_table(
        "terbit_case_duty",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("duty", sa.String(length=32), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_case_duty_case_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["terbit_person.id"], name=op.f("fk_terbit_case_duty_person_id")
        ),
        sa.PrimaryKeyConstraint("case_id", "person_id", "duty", name=op.f("pk_terbit_case_duty")),
    )
    op.create_table(
        "terbit_case_flag",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("raised_at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_case_flag_case_id")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["terbit_case.id"], name=op.f("fk_terbit_case_flag_source_id")
        ),
        sa.PrimaryKeyConstraint("case_id", "kind", "source_id", name=op.f("pk_terbit_case_flag")),
    )
    op.create_table(
        "terbit_case_link",
        sa.Column("started_id", ID, nullable=False),
        sa.Column("sender_id", ID, nullable=False),
        sa.Column("message", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("document_type", sa.String(length=64), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(
            ["sender_id"], ["terbit_case.id"], name=op.f("fk_terbit_case_link_sender_id")
        ),
        sa.ForeignKeyConstraint(
            ["started_id"], ["terbit_case.id"], name=op.f("fk_terbit_case_link_started_id")
        ),
        sa.PrimaryKeyConstraint("started_id", name=op.f("pk_terbit_case_link")),
        sa.UniqueConstraint(
            "office_code",
            "message",
            "key",
            "document_type",
            name=op.f("uq_terbit_case_link_office_code_message_key_document_type"),
        ),
    )
    op.create_index(op.f("ix_terbit_case_link_sender_id"), "terbit_case_link", ["sender_id"], unique=False)
    op.create_table(
        "terbit_case_party",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("field", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(length=16), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint("kind IN ('nik', 'kk', 'phone')", name=op.f("ck_terbit_case_party_kind")),
        sa.ForeignKeyConstraint(["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_case_party_case_id")),
        sa.PrimaryKeyConstraint("case_id", "field", name=op.f("pk_terbit_case_party")),
    )
    op.create_index(
        op.f("ix_terbit_case_party_office_code_kind_fingerprint"),
        "terbit_case_party",
        ["office_code", "kind", "fingerprint"],
        unique=False,
    )
    op.create_table(
        "terbit_job",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("token", sa.String(length=36), nullable=False),
        sa.Column("node", sa.String(length=64), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=True),
        sa.Column("handler", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint("state IN ('open', 'done', 'failed', 'gone')", name=op.f("ck_terbit_job_state")),
        sa.ForeignKeyConstraint(["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_job_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_job")),
    )
    op.create_index(op.f("ix_terbit_job_case_id"), "terbit_job", ["case_id"], unique=False)
    op.create_table(
        "terbit_task",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("token", sa.String(length=36), nullable=False),
        sa.Column("node", sa.String(length=64), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("duty", sa.String(length=32), nullable=False),
        sa.Column("area_code", AREA, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("document_type", sa.String(length=64), nullable=False),
        sa.Column("case_number", sa.String(length=32), nullable=False),
        sa.Column("subject_name", sa.String(length=200), nullable=False),
        sa.Column("origin", sa.String(length=200), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Boolean(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("claimed_by", ID, nullable=True),
        sa.Column("claimed_at", UtcDateTime(), nullable=True),
        sa.Column("done_by", ID, nullable=True),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("outcome", sa.String(length=64), nullable=True),
        sa.Column("request_id", sa.String(length=64), nullable=True),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint("state IN ('open', 'done', 'cancelled')", name=op.f("ck_terbit_task_state")),
        sa.ForeignKeyConstraint(["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_task_case_id")),
        sa.ForeignKeyConstraint(["claimed_by"], ["terbit_person.id"], name=op.f("fk_terbit_task_claimed_by")),
        sa.ForeignKeyConstraint(["done_by"], ["terbit_person.id"], name=op.f("fk_terbit_task_done_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_task")),
    )
    op.create_index(op.f("ix_terbit_task_case_id"), "terbit_task", ["case_id"], unique=False)
    op.create_index(
        "ix_terbit_task_desk",
        "terbit_task",
        ["office_code", "role", "area_code", "due_at", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
        sqlite_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "ix_terbit_task_mine",
        "terbit_task",
        ["claimed_by", "due_at", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
        sqlite_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "ix_terbit_task_queue",
        "terbit_task",
        ["office_code", "role", "due_at", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
        sqlite_where=sa.text("state = 'open'"),
    )
    op.create_index("ix_terbit_task_sent", "terbit_task", ["done_by", "done_at"], unique=False)
    op.create_table(
        "terbit_timer",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("token", sa.String(length=36), nullable=False),
        sa.Column("node", sa.String(length=64), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_timer_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_timer")),
    )
    op.create_index(op.f("ix_terbit_timer_case_id"), "terbit_timer", ["case_id"], unique=False)
    op.create_index(op.f("ix_terbit_timer_due_at"), "terbit_timer", ["due_at"], unique=False)
    op.create_table(
        "terbit_incident",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("job_id", ID, nullable=True),
        sa.Column("node", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("closed_by", ID, nullable=True),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_terbit_incident_state")),
        sa.ForeignKeyConstraint(["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_incident_case_id")),
        sa.ForeignKeyConstraint(["job_id"], ["terbit_job.id"], name=op.f("fk_terbit_incident_job_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_incident")),
    )
    op.create_index(op.f("ix_terbit_incident_case_id"), "terbit_incident", ["case_id"], unique=False)
    op.create_index(
        "ix_terbit_incident_open",
        "terbit_incident",
        ["office_code", "opened_at"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
        sqlite_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "terbit_task_draft",
        sa.Column("task_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("values", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["terbit_person.id"], name=op.f("fk_terbit_task_draft_person_id")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["terbit_task.id"], name=op.f("fk_terbit_task_draft_task_id")),
        sa.PrimaryKeyConstraint("task_id", "person_id", name=op.f("pk_terbit_task_draft")),
    )
