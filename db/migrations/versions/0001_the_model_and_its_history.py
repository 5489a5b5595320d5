"""the model and its history

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dataset",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("publisher", sa.String(length=500), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("licence", sa.String(length=500), nullable=True),
        sa.Column("version", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dataset")),
        sa.UniqueConstraint("slug", name=op.f("uq_dataset_slug")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=200), nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "STATED", "INFERRED", "COMPUTED", name="basis", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("digest", name=op.f("uq_evidence_digest")),
    )
    op.create_table(
        "entity",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "DATASET",
                "SOURCE",
                "ROLE",
                "SKILL",
                "TOOL",
                "APPLICATION",
                "RESPONSIBILITY",
                "QUALIFICATION",
                "ROLE_GROUP",
                "COMMON_GROUND",
                "HIRING_NEED",
                "HIRING_CHANNEL",
                "OUTLOOK",
                "EXAMPLE",
                "CONCEPT_MAPPING",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("definition", sa.Text(), nullable=True),
        sa.Column("scope_note", sa.Text(), nullable=True),
        sa.Column(
            "status",
            sa.Enum("ACTIVE", "DEPRECATED", name="status", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "replaced_by_id IS NULL OR status = 'DEPRECATED'", name=op.f("ck_entity_replaced_only_if_deprecated")
        ),
        sa.CheckConstraint("slug <> '' AND name <> ''", name=op.f("ck_entity_named")),
        sa.CheckConstraint("replaced_by_id <> id", name=op.f("ck_entity_not_replaced_by_itself")),
        sa.ForeignKeyConstraint(["dataset_id"], ["dataset.id"], name=op.f("fk_entity_dataset_id")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_entity_evidence_id")),
        sa.ForeignKeyConstraint(
            ["replaced_by_id", "kind"],
            ["entity.id", "entity.kind"],
            name=op.f("fk_entity_replaced_by_id_kind"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity")),
        sa.UniqueConstraint("id", "kind", name=op.f("uq_entity_id_kind")),
        sa.UniqueConstraint("kind", "slug", name=op.f("uq_entity_kind_slug")),
    )
    op.create_index(op.f("ix_entity_dataset_id"), "entity", ["dataset_id"], unique=False)

    op.create_table(
        "revision",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("loaded", sa.String(length=500), nullable=False),
        sa.Column("author", sa.String(length=500), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("deprecated", sa.Integer(), nullable=False),
        sa.CheckConstraint("created + changed + deprecated > 0", name=op.f("ck_revision_changes_something")),
        sa.CheckConstraint(
            "created >= 0 AND changed >= 0 AND deprecated >= 0", name=op.f("ck_revision_counts_not_negative")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_revision_number_from_one")),
        sa.ForeignKeyConstraint(["dataset_id"], ["dataset.id"], name=op.f("fk_revision_dataset_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_revision")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("publisher", sa.String(length=500), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("licence", sa.String(length=500), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["dataset_id"], ["dataset.id"], name=op.f("fk_source_dataset_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("slug", name=op.f("uq_source_slug")),
    )
    op.create_table(
        "application",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.CheckConstraint("kind = 'APPLICATION'", name=op.f("ck_application_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_application_id_kind"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
    )
    op.create_table(
        "common_ground",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.CheckConstraint("kind = 'COMMON_GROUND'", name=op.f("ck_common_ground_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_common_ground_id_kind"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_common_ground")),
    )
    op.create_table(
        "concept_mapping",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column(
            "subject_kind",
            sa.Enum(
                "DATASET",
                "SOURCE",
                "ROLE",
                "SKILL",
                "TOOL",
                "APPLICATION",
                "RESPONSIBILITY",
                "QUALIFICATION",
                "ROLE_GROUP",
                "COMMON_GROUND",
                "HIRING_NEED",
                "HIRING_CHANNEL",
                "OUTLOOK",
                "EXAMPLE",
                "CONCEPT_MAPPING",
                name="subject_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column(
            "relation",
            sa.Enum(
                "EXACT_MATCH",
                "CLOSE_MATCH",
                "BROAD_MATCH",
                "NARROW_MATCH",
                name="mappingrelation",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("object_slug", sa.String(length=200), nullable=False),
        sa.CheckConstraint("kind = 'CONCEPT_MAPPING'", name=op.f("ck_concept_mapping_kind")),
        sa.CheckConstraint(
            "subject_kind IN ('ROLE', 'SKILL', 'TOOL', 'APPLICATION', 'RESPONSIBILITY', 'QUALIFICATION', 'ROLE_GROUP')",
            name=op.f("ck_concept_mapping_subject_is_a_concept"),
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_concept_mapping_id_kind"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["subject_id", "subject_kind"],
            ["entity.id", "entity.kind"],
            name=op.f("fk_concept_mapping_subject_id_subject_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept_mapping")),
        sa.UniqueConstraint(
            "subject_id", "relation", "object_slug", name=op.f("uq_concept_mapping_subject_id_relation_object_slug")
        ),
    )
    op.create_index(op.f("ix_concept_mapping_object_slug"), "concept_mapping", ["object_slug"], unique=False)

    op.create_table(
        "entity_alias",
        sa.Column("entity_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("alias", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_entity_alias_entity_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entity_id", "alias", name=op.f("pk_entity_alias")),
    )
    op.create_table(
        "evidence_citation",
        sa.Column("evidence_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_citation_evidence_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_evidence_citation_source_id")),
        sa.PrimaryKeyConstraint("evidence_id", "position", name=op.f("pk_evidence_citation")),
        sa.UniqueConstraint(
            "evidence_id", "source_id", "section", name=op.f("uq_evidence_citation_evidence_id_source_id_section")
        ),
    )
    op.create_table(
        "example",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.CheckConstraint("kind = 'EXAMPLE'", name=op.f("ck_example_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_example_id_kind"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_example")),
    )
    op.create_table(
        "external_id",
        sa.Column("entity_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("scheme", sa.String(length=200), nullable=False),
        sa.Column("identifier", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.id"], name=op.f("fk_external_id_entity_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entity_id", "scheme", "identifier", name=op.f("pk_external_id")),
    )
    op.create_index(op.f("ix_external_id_scheme_identifier"), "external_id", ["scheme", "identifier"], unique=False)

    op.create_table(
        "hiring_channel",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column(
            "channel_kind",
            sa.Enum(
                "PLATFORM", "AGENCY", "REGION", name="channelkind", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.CheckConstraint("kind = 'HIRING_CHANNEL'", name=op.f("ck_hiring_channel_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_hiring_channel_id_kind"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hiring_channel")),
    )
    op.create_table(
        "hiring_need",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.CheckConstraint("kind = 'HIRING_NEED'", name=op.f("ck_hiring_need_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_hiring_need_id_kind"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hiring_need")),
    )
    op.create_table(
        "outlook",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column(
            "outlook_kind",
            sa.Enum("CHALLENGE", "TREND", name="outlookkind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.CheckConstraint("kind = 'OUTLOOK'", name=op.f("ck_outlook_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_outlook_id_kind"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlook")),
    )
    op.create_table(
        "qualification",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column(
            "qualification_kind",
            sa.Enum(
                "DEGREE",
                "CERTIFICATION",
                "EXPERIENCE",
                name="qualificationkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "degree_level",
            sa.Enum(
                "BACHELOR",
                "MASTER",
                "DOCTORATE",
                name="degreelevel",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "degree_level IS NULL OR qualification_kind = 'DEGREE'",
            name=op.f("ck_qualification_only_degrees_have_levels"),
        ),
        sa.CheckConstraint("kind = 'QUALIFICATION'", name=op.f("ck_qualification_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_qualification_id_kind"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_qualification")),
    )
    op.create_table(
        "record",
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "DATASET",
                "SOURCE",
                "ROLE",
                "SKILL",
                "TOOL",
                "APPLICATION",
                "RESPONSIBILITY",
                "QUALIFICATION",
                "ROLE_GROUP",
                "COMMON_GROUND",
                "HIRING_NEED",
                "HIRING_CHANNEL",
                "OUTLOOK",
                "EXAMPLE",
                "CONCEPT_MAPPING",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column(
            "operation",
            sa.Enum(
                "CREATED",
                "CHANGED",
                "DEPRECATED",
                name="operation",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["revision.number"], name=op.f("fk_record_revision")),
        sa.PrimaryKeyConstraint("revision", "kind", "slug", name=op.f("pk_record")),
    )
    op.create_index(op.f("ix_record_kind_slug_revision"), "record", ["kind", "slug", "revision"], unique=False)

    op.create_table(
        "responsibility",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.CheckConstraint("kind = 'RESPONSIBILITY'", name=op.f("ck_responsibility_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_responsibility_id_kind"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responsibility")),
    )
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("regulated", sa.Boolean(), nullable=True),
        sa.CheckConstraint("kind = 'ROLE'", name=op.f("ck_role_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_role_id_kind"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
    )
    op.create_table(
        "role_group",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column(
            "scheme",
            sa.Enum("ISCO", "SOC", name="groupscheme", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("broader_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind = 'ROLE_GROUP'", name=op.f("ck_role_group_kind")),
        sa.CheckConstraint("broader_id <> id", name=op.f("ck_role_group_not_broader_than_itself")),
        sa.ForeignKeyConstraint(
            ["broader_id"],
            ["role_group.id"],
            name=op.f("fk_role_group_broader_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_role_group_id_kind"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_group")),
        sa.UniqueConstraint("scheme", "code", name=op.f("uq_role_group_scheme_code")),
    )
    op.create_index(op.f("ix_role_group_broader_id"), "role_group", ["broader_id"], unique=False)

    op.create_table(
        "skill",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column(
            "skill_kind",
            sa.Enum(
                "SKILL",
                "KNOWLEDGE",
                "LANGUAGE",
                "TRANSVERSAL",
                "GROUP",
                name="skillkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("category", sa.String(length=500), nullable=True),
        sa.Column(
            "reuse_level",
            sa.Enum(
                "TRANSVERSAL",
                "CROSS_SECTOR",
                "SECTOR_SPECIFIC",
                "OCCUPATION_SPECIFIC",
                name="reuselevel",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.CheckConstraint("kind = 'SKILL'", name=op.f("ck_skill_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_skill_id_kind"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill")),
    )
    op.create_index(op.f("ix_skill_category"), "skill", ["category"], unique=False)

    op.create_table(
        "tool",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=500), nullable=True),
        sa.Column("hot", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind = 'TOOL'", name=op.f("ck_tool_kind")),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["entity.id", "entity.kind"], name=op.f("fk_tool_id_kind"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tool")),
    )
    op.create_index(op.f("ix_tool_category"), "tool", ["category"], unique=False)

    op.create_table(
        "application_industry",
        sa.Column("application_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("industry", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_application_industry_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("application_id", "industry", name=op.f("pk_application_industry")),
    )
    op.create_index(op.f("ix_application_industry_industry"), "application_industry", ["industry"], unique=False)

    op.create_table(
        "career_move",
        sa.Column("from_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column(
            "move_kind",
            sa.Enum(
                "SPECIALISE",
                "MOVE",
                "PROGRESS",
                "RELATED",
                name="movekind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("rationale", sa.Text(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_career_move_leads_elsewhere")),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_career_move_rank_from_one")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_career_move_evidence_id")),
        sa.ForeignKeyConstraint(["from_id"], ["role.id"], name=op.f("fk_career_move_from_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["to_id"], ["role.id"], name=op.f("fk_career_move_to_id")),
        sa.PrimaryKeyConstraint("from_id", "to_id", "move_kind", name=op.f("pk_career_move")),
    )
    op.create_index(op.f("ix_career_move_to_id"), "career_move", ["to_id"], unique=False)

    op.create_table(
        "common_ground_role",
        sa.Column("common_ground_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["common_ground_id"],
            ["common_ground.id"],
            name=op.f("fk_common_ground_role_common_ground_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_common_ground_role_role_id")),
        sa.PrimaryKeyConstraint("common_ground_id", "role_id", name=op.f("pk_common_ground_role")),
    )
    op.create_index(op.f("ix_common_ground_role_role_id"), "common_ground_role", ["role_id"], unique=False)

    op.create_table(
        "example_application",
        sa.Column("example_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_example_application_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["example_id"], ["example.id"], name=op.f("fk_example_application_example_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("example_id", "application_id", name=op.f("pk_example_application")),
    )
    op.create_index(
        op.f("ix_example_application_application_id"), "example_application", ["application_id"], unique=False
    )

    op.create_table(
        "example_role",
        sa.Column("example_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["example_id"], ["example.id"], name=op.f("fk_example_role_example_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_example_role_role_id")),
        sa.PrimaryKeyConstraint("example_id", "role_id", name=op.f("pk_example_role")),
    )
    op.create_index(op.f("ix_example_role_role_id"), "example_role", ["role_id"], unique=False)

    op.create_table(
        "example_skill",
        sa.Column("example_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["example_id"], ["example.id"], name=op.f("fk_example_skill_example_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_example_skill_skill_id")),
        sa.PrimaryKeyConstraint("example_id", "skill_id", name=op.f("pk_example_skill")),
    )
    op.create_index(op.f("ix_example_skill_skill_id"), "example_skill", ["skill_id"], unique=False)

    op.create_table(
        "example_tool",
        sa.Column("example_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tool_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["example_id"], ["example.id"], name=op.f("fk_example_tool_example_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tool_id"], ["tool.id"], name=op.f("fk_example_tool_tool_id")),
        sa.PrimaryKeyConstraint("example_id", "tool_id", name=op.f("pk_example_tool")),
    )
    op.create_index(op.f("ix_example_tool_tool_id"), "example_tool", ["tool_id"], unique=False)

    op.create_table(
        "hiring_channel_role",
        sa.Column("hiring_channel_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["hiring_channel_id"],
            ["hiring_channel.id"],
            name=op.f("fk_hiring_channel_role_hiring_channel_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_hiring_channel_role_role_id")),
        sa.PrimaryKeyConstraint("hiring_channel_id", "role_id", name=op.f("pk_hiring_channel_role")),
    )
    op.create_index(op.f("ix_hiring_channel_role_role_id"), "hiring_channel_role", ["role_id"], unique=False)

    op.create_table(
        "hiring_need_example",
        sa.Column("hiring_need_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("example", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hiring_need_id"],
            ["hiring_need.id"],
            name=op.f("fk_hiring_need_example_hiring_need_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("hiring_need_id", "example", name=op.f("pk_hiring_need_example")),
    )
    op.create_table(
        "hiring_need_role",
        sa.Column("hiring_need_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["hiring_need_id"], ["hiring_need.id"], name=op.f("fk_hiring_need_role_hiring_need_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_hiring_need_role_role_id")),
        sa.PrimaryKeyConstraint("hiring_need_id", "role_id", name=op.f("pk_hiring_need_role")),
    )
    op.create_index(op.f("ix_hiring_need_role_role_id"), "hiring_need_role", ["role_id"], unique=False)

    op.create_table(
        "outlook_role",
        sa.Column("outlook_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["outlook_id"], ["outlook.id"], name=op.f("fk_outlook_role_outlook_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_outlook_role_role_id")),
        sa.PrimaryKeyConstraint("outlook_id", "role_id", name=op.f("pk_outlook_role")),
    )
    op.create_index(op.f("ix_outlook_role_role_id"), "outlook_role", ["role_id"], unique=False)

    op.create_table(
        "pay_range",
        sa.Column("role_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("minimum", sa.Double(), nullable=False),
        sa.Column("maximum", sa.Double(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column(
            "period",
            sa.Enum(
                "HOUR", "DAY", "MONTH", "YEAR", name="payperiod", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("market", sa.String(length=500), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "length(currency) = 3 AND currency = upper(currency)", name=op.f("ck_pay_range_currency_is_iso_4217")
        ),
        sa.CheckConstraint("minimum >= 0 AND minimum <= maximum", name=op.f("ck_pay_range_minimum_below_maximum")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_pay_range_evidence_id")),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_pay_range_role_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("role_id", "position", name=op.f("pk_pay_range")),
    )
    op.create_table(
        "qualification_field",
        sa.Column("qualification_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["qualification_id"],
            ["qualification.id"],
            name=op.f("fk_qualification_field_qualification_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("qualification_id", "field", name=op.f("pk_qualification_field")),
    )
    op.create_table(
        "responsibility_broader",
        sa.Column("responsibility_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("broader_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "responsibility_id <> broader_id", name=op.f("ck_responsibility_broader_not_broader_than_itself")
        ),
        sa.ForeignKeyConstraint(
            ["broader_id"], ["responsibility.id"], name=op.f("fk_responsibility_broader_broader_id")
        ),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_responsibility_broader_evidence_id")),
        sa.ForeignKeyConstraint(
            ["responsibility_id"],
            ["responsibility.id"],
            name=op.f("fk_responsibility_broader_responsibility_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("responsibility_id", "broader_id", name=op.f("pk_responsibility_broader")),
    )
    op.create_index(
        op.f("ix_responsibility_broader_broader_id"), "responsibility_broader", ["broader_id"], unique=False
    )

    op.create_table(
        "role_application",
        sa.Column("role_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("emphasis", sa.Text(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_role_application_application_id")
        ),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_role_application_evidence_id")),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_role_application_role_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("role_id", "application_id", name=op.f("pk_role_application")),
    )
    op.create_index(op.f("ix_role_application_application_id"), "role_application", ["application_id"], unique=False)

    op.create_table(
        "role_broader",
        sa.Column("role_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("broader_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("role_id <> broader_id", name=op.f("ck_role_broader_not_broader_than_itself")),
        sa.ForeignKeyConstraint(["broader_id"], ["role.id"], name=op.f("fk_role_broader_broader_id")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_role_broader_evidence_id")),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_role_broader_role_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("role_id", "broader_id", name=op.f("pk_role_broader")),
    )
    op.create_index(op.f("ix_role_broader_broader_id"), "role_broader", ["broader_id"], unique=False)

    op.create_table(
        "role_contrast",
        sa.Column("role_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "dimension",
            sa.Enum(
                "SCOPE_OF_WORK",
                "FOCUS_AREAS",
                "SKILL_SETS",
                "TOOLS_AND_TECHNOLOGIES",
                "DEPTH_OF_DATA_SCIENCE",
                "APPROACH_TO_PROBLEM_SOLVING",
                "APPLICATIONS",
                name="contrastdimension",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_role_contrast_evidence_id")),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_role_contrast_role_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("role_id", "dimension", name=op.f("pk_role_contrast")),
    )
    op.create_table(
        "role_group_member",
        sa.Column("role_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["role_group.id"], name=op.f("fk_role_group_member_group_id")),
        sa.ForeignKeyConstraint(
            ["role_id"], ["role.id"], name=op.f("fk_role_group_member_role_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("role_id", "group_id", name=op.f("pk_role_group_member")),
    )
    op.create_index(op.f("ix_role_group_member_group_id"), "role_group_member", ["group_id"], unique=False)

    op.create_table(
        "role_qualification",
        sa.Column("role_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("qualification_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "requirement",
            sa.Enum(
                "TYPICAL",
                "ADVANCED",
                "HELPFUL",
                name="requirement",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("share", sa.Double(), nullable=True),
        sa.Column("emphasis", sa.Text(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("share >= 0 AND share <= 1", name=op.f("ck_role_qualification_share_in_range")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_role_qualification_evidence_id")),
        sa.ForeignKeyConstraint(
            ["qualification_id"], ["qualification.id"], name=op.f("fk_role_qualification_qualification_id")
        ),
        sa.ForeignKeyConstraint(
            ["role_id"], ["role.id"], name=op.f("fk_role_qualification_role_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("role_id", "qualification_id", name=op.f("pk_role_qualification")),
    )
    op.create_index(
        op.f("ix_role_qualification_qualification_id"), "role_qualification", ["qualification_id"], unique=False
    )

    op.create_table(
        "role_responsibility",
        sa.Column("role_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("responsibility_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "importance",
            sa.Enum("ESSENTIAL", "OPTIONAL", name="importance", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("emphasis", sa.Text(), nullable=True),
        sa.Column("example", sa.Text(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_role_responsibility_evidence_id")),
        sa.ForeignKeyConstraint(
            ["responsibility_id"], ["responsibility.id"], name=op.f("fk_role_responsibility_responsibility_id")
        ),
        sa.ForeignKeyConstraint(
            ["role_id"], ["role.id"], name=op.f("fk_role_responsibility_role_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("role_id", "responsibility_id", name=op.f("pk_role_responsibility")),
    )
    op.create_index(
        op.f("ix_role_responsibility_responsibility_id"), "role_responsibility", ["responsibility_id"], unique=False
    )

    op.create_table(
        "role_skill",
        sa.Column("role_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "importance",
            sa.Enum("ESSENTIAL", "OPTIONAL", name="importance", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("level", sa.Double(), nullable=True),
        sa.Column("importance_rating", sa.Double(), nullable=True),
        sa.Column("level_rating", sa.Double(), nullable=True),
        sa.Column("emphasis", sa.Text(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("level >= 0 AND level <= 1", name=op.f("ck_role_skill_level_in_range")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_role_skill_evidence_id")),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_role_skill_role_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_role_skill_skill_id")),
        sa.PrimaryKeyConstraint("role_id", "skill_id", name=op.f("pk_role_skill")),
    )
    op.create_index(op.f("ix_role_skill_skill_id"), "role_skill", ["skill_id"], unique=False)

    op.create_table(
        "role_tool",
        sa.Column("role_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tool_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("in_demand", sa.Boolean(), nullable=False),
        sa.Column("emphasis", sa.Text(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_role_tool_evidence_id")),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_role_tool_role_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["tool_id"], ["tool.id"], name=op.f("fk_role_tool_tool_id")),
        sa.PrimaryKeyConstraint("role_id", "tool_id", name=op.f("pk_role_tool")),
    )
    op.create_index(op.f("ix_role_tool_tool_id"), "role_tool", ["tool_id"], unique=False)

    op.create_table(
        "skill_broader",
        sa.Column("skill_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("broader_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("skill_id <> broader_id", name=op.f("ck_skill_broader_not_broader_than_itself")),
        sa.ForeignKeyConstraint(["broader_id"], ["skill.id"], name=op.f("fk_skill_broader_broader_id")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_skill_broader_evidence_id")),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_skill_broader_skill_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("skill_id", "broader_id", name=op.f("pk_skill_broader")),
    )
    op.create_index(op.f("ix_skill_broader_broader_id"), "skill_broader", ["broader_id"], unique=False)

    op.create_table(
        "skill_collection",
        sa.Column("skill_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("collection", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skill.id"], name=op.f("fk_skill_collection_skill_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("skill_id", "collection", name=op.f("pk_skill_collection")),
    )
    op.create_index(op.f("ix_skill_collection_collection"), "skill_collection", ["collection"], unique=False)

    op.create_table(
        "skill_relation",
        sa.Column("skill_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("related_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "importance",
            sa.Enum("ESSENTIAL", "OPTIONAL", name="importance", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("skill_id <> related_id", name=op.f("ck_skill_relation_not_to_itself")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_skill_relation_evidence_id")),
        sa.ForeignKeyConstraint(["related_id"], ["skill.id"], name=op.f("fk_skill_relation_related_id")),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["skill.id"], name=op.f("fk_skill_relation_skill_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("skill_id", "related_id", name=op.f("pk_skill_relation")),
    )
    op.create_index(op.f("ix_skill_relation_related_id"), "skill_relation", ["related_id"], unique=False)

    op.create_table(
        "skill_tool",
        sa.Column("tool_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_skill_tool_evidence_id")),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_skill_tool_skill_id")),
        sa.ForeignKeyConstraint(["tool_id"], ["tool.id"], name=op.f("fk_skill_tool_tool_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("tool_id", "skill_id", name=op.f("pk_skill_tool")),
    )
    op.create_index(op.f("ix_skill_tool_skill_id"), "skill_tool", ["skill_id"], unique=False)

    op.create_table(
        "role_qualification_field",
        sa.Column("role_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("qualification_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["role_id", "qualification_id"],
            ["role_qualification.role_id", "role_qualification.qualification_id"],
            name=op.f("fk_role_qualification_field_role_id_qualification_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("role_id", "qualification_id", "field", name=op.f("pk_role_qualification_field")),
    )


def downgrade() -> None:
    op.drop_table("role_qualification_field")
    op.drop_index(op.f("ix_skill_tool_skill_id"), table_name="skill_tool")

    op.drop_table("skill_tool")
    op.drop_index(op.f("ix_skill_relation_related_id"), table_name="skill_relation")

    op.drop_table("skill_relation")
    op.drop_index(op.f("ix_skill_collection_collection"), table_name="skill_collection")

    op.drop_table("skill_collection")
    op.drop_index(op.f("ix_skill_broader_broader_id"), table_name="skill_broader")

    op.drop_table("skill_broader")
    op.drop_index(op.f("ix_role_tool_tool_id"), table_name="role_tool")

    op.drop_table("role_tool")
    op.drop_index(op.f("ix_role_skill_skill_id"), table_name="role_skill")

    op.drop_table("role_skill")
    op.drop_index(op.f("ix_role_responsibility_responsibility_id"), table_name="role_responsibility")

    op.drop_table("role_responsibility")
    op.drop_index(op.f("ix_role_qualification_qualification_id"), table_name="role_qualification")

    op.drop_table("role_qualification")
    op.drop_index(op.f("ix_role_group_member_group_id"), table_name="role_group_member")

    op.drop_table("role_group_member")
    op.drop_table("role_contrast")
    op.drop_index(op.f("ix_role_broader_broader_id"), table_name="role_broader")

    op.drop_table("role_broader")
    op.drop_index(op.f("ix_role_application_application_id"), table_name="role_application")

    op.drop_table("role_application")
    op.drop_index(op.f("ix_responsibility_broader_broader_id"), table_name="responsibility_broader")

    op.drop_table("responsibility_broader")
    op.drop_table("qualification_field")
    op.drop_table("pay_range")
    op.drop_index(op.f("ix_outlook_role_role_id"), table_name="outlook_role")

    op.drop_table("outlook_role")
    op.drop_index(op.f("ix_hiring_need_role_role_id"), table_name="hiring_need_role")

    op.drop_table("hiring_need_role")
    op.drop_table("hiring_need_example")
    op.drop_index(op.f("ix_hiring_channel_role_role_id"), table_name="hiring_channel_role")

    op.drop_table("hiring_channel_role")
    op.drop_index(op.f("ix_example_tool_tool_id"), table_name="example_tool")

    op.drop_table("example_tool")
    op.drop_index(op.f("ix_example_skill_skill_id"), table_name="example_skill")

    op.drop_table("example_skill")
    op.drop_index(op.f("ix_example_role_role_id"), table_name="example_role")

    op.drop_table("example_role")
    op.drop_index(op.f("ix_example_application_application_id"), table_name="example_application")

    op.drop_table("example_application")
    op.drop_index(op.f("ix_common_ground_role_role_id"), table_name="common_ground_role")

    op.drop_table("common_ground_role")
    op.drop_index(op.f("ix_career_move_to_id"), table_name="career_move")

    op.drop_table("career_move")
    op.drop_index(op.f("ix_application_industry_industry"), table_name="application_industry")

    op.drop_table("application_industry")
    op.drop_index(op.f("ix_tool_category"), table_name="tool")

    op.drop_table("tool")
    op.drop_index(op.f("ix_skill_category"), table_name="skill")

    op.drop_table("skill")
    op.drop_index(op.f("ix_role_group_broader_id"), table_name="role_group")

    op.drop_table("role_group")
    op.drop_table("role")
    op.drop_table("responsibility")
    op.drop_index(op.f("ix_record_kind_slug_revision"), table_name="record")

    op.drop_table("record")
    op.drop_table("qualification")
    op.drop_table("outlook")
    op.drop_table("hiring_need")
    op.drop_table("hiring_channel")
    op.drop_index(op.f("ix_external_id_scheme_identifier"), table_name="external_id")

    op.drop_table("external_id")
    op.drop_table("example")
    op.drop_table("evidence_citation")
    op.drop_table("entity_alias")
    op.drop_index(op.f("ix_concept_mapping_object_slug"), table_name="concept_mapping")

    op.drop_table("concept_mapping")
    op.drop_table("common_ground")
    op.drop_table("application")
    op.drop_table("source")
    op.drop_table("revision")
    op.drop_index(op.f("ix_entity_dataset_id"), table_name="entity")

    op.drop_table("entity")
    op.drop_table("evidence")
    op.drop_table("dataset")
