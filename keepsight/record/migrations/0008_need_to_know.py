"""Need-to-know: an agency's own people in a child's network, cover, restricted records and records
opened in an emergency, each as row-level security knows it.

What is permitted is said by `keepsight_children()`; what a restriction hides is taken away again by
a policy of its own on every table, whatever else that table's policies permit.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

WITHIN = "i.from_on <= keepsight_day() AND (i.to_on IS NULL OR keepsight_day() < i.to_on)"
FUNCTIONS = """
CREATE FUNCTION keepsight_hidden_children() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp ROWS 20 AS
    $$ SELECT r.child_id FROM restriction r CROSS JOIN keepsight_user() u
       WHERE r.lifted_at IS NULL AND NOT keepsight_is_itself()
         AND NOT EXISTS (SELECT FROM named_person n
                         WHERE n.restriction_id = r.id AND n.user_id = u.id AND n.ended_at IS NULL)
         AND NOT EXISTS (SELECT FROM break_glass b
                         WHERE b.child_id = r.child_id AND b.user_id = u.id
                           AND b.ends_at > statement_timestamp())
    $$;

CREATE FUNCTION keepsight_stands_in_for() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp ROWS 2 AS
    $$ SELECT a.id FROM keepsight_user() u JOIN delegation d ON d.delegate_id = u.id
       JOIN keepsight_user a ON a.id = d.absent_id
       WHERE u.role IN ('referrer', 'social_worker', 'manager', 'chair')
         AND d.ended_at IS NULL AND d.from_on <= keepsight_day() AND keepsight_day() < d.to_on
         AND a.is_active AND (a.role = 'referrer') = (u.role = 'referrer') $$;

CREATE OR REPLACE FUNCTION keepsight_children() RETURNS SETOF text LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS
    $$ SELECT open.child_id FROM (
           SELECT i.child_id FROM keepsight_user() u JOIN involvement i ON i.user_id = u.id
           WHERE u.role IN ('referrer', 'social_worker', 'manager', 'chair') AND {within}
           UNION ALL
           SELECT i.child_id FROM keepsight_user() u JOIN involvement i ON i.team_id = u.team_id
           WHERE u.role IN ('social_worker', 'manager') AND {within}
           UNION ALL
           SELECT i.child_id FROM keepsight_stands_in_for() a (id)
           JOIN involvement i ON i.user_id = a.id WHERE {within}
           UNION ALL
           SELECT i.child_id FROM keepsight_stands_in_for() a (id)
           JOIN keepsight_user m ON m.id = a.id AND m.role = 'manager'
           JOIN involvement i ON i.team_id = m.team_id WHERE {within}) AS open
       WHERE open.child_id NOT IN (SELECT keepsight_hidden_children())
       UNION ALL
       SELECT n.child_id FROM keepsight_user() u JOIN named_person n ON n.user_id = u.id
       JOIN restriction r ON r.id = n.restriction_id
       WHERE u.role IN ('referrer', 'social_worker', 'manager', 'chair', 'director')
         AND n.ended_at IS NULL AND r.lifted_at IS NULL
       UNION ALL
       SELECT b.child_id FROM keepsight_user() u JOIN break_glass b ON b.user_id = u.id
       WHERE u.role IN ('social_worker', 'manager', 'director')
         AND b.ends_at > statement_timestamp() $$;

CREATE FUNCTION keepsight_raised_by_me() RETURNS TABLE (concern text, child text) LANGUAGE sql
    STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 20 AS
    $$ SELECT unnest(l.concerns), l.child_id
       FROM keepsight_user() u JOIN ledger l ON l.entered_by_id = u.id
       WHERE u.role = 'referrer' AND l.kind IN ('concern', 'referral')
         AND l.child_id IN (SELECT keepsight_hidden_children()) $$;

CREATE FUNCTION keepsight_hidden_homes() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp ROWS 20 AS
    $$ SELECT c.person_id FROM child c
       WHERE c.child_id IN (SELECT keepsight_hidden_children()) $$;

CREATE FUNCTION keepsight_hidden_people() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp ROWS 20 AS
    $$ SELECT c.person_id FROM child c
       WHERE c.child_id IN (SELECT keepsight_hidden_children())
         AND c.child_id NOT IN (SELECT child FROM keepsight_raised_by_me())
         AND c.person_id NOT IN (SELECT r.relative_id FROM relationship r
                                 WHERE r.child_id IN (SELECT keepsight_children())) $$;

CREATE FUNCTION keepsight_role() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$ SELECT coalesce((keepsight_user()).role, '') $$;

CREATE FUNCTION keepsight_child_of_concern(wanted text) RETURNS text LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS
    $$ SELECT t.child_id FROM concern_thread t WHERE t.concern = wanted $$;

CREATE FUNCTION keepsight_break_glass(who bigint, whose text) RETURNS bigint LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS
    $$ SELECT max(b.id) FROM break_glass b
       WHERE b.user_id = who AND b.child_id = whose AND b.ends_at > statement_timestamp() $$;
""".replace("{within}", WITHIN)

BEFORE = """
CREATE OR REPLACE FUNCTION keepsight_children() RETURNS SETOF text LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS
    $$ SELECT i.child_id FROM keepsight_user() u JOIN involvement i ON i.user_id = u.id
       WHERE u.role IN ('social_worker', 'manager', 'chair') AND {within}
       UNION ALL
       SELECT i.child_id FROM keepsight_user() u JOIN involvement i ON i.team_id = u.team_id
       WHERE u.role IN ('social_worker', 'manager') AND {within} $$;
DROP FUNCTION keepsight_break_glass(bigint, text), keepsight_child_of_concern(text),
    keepsight_role(), keepsight_hidden_people(), keepsight_hidden_homes(),
    keepsight_raised_by_me(), keepsight_stands_in_for(), keepsight_hidden_children();
""".replace("{within}", WITHIN)

# Each test is a sub-query, so that PostgreSQL works it out once for a query, not once for a row.
ITSELF = "(SELECT keepsight_is_itself())"
ALL = "(SELECT keepsight_reads_all())"
ME = "(SELECT (keepsight_user()).id)"
ROLE = "(SELECT keepsight_role())"
MINE = "child_id IN (SELECT keepsight_children())"
SHOWN = "child_id IS NULL OR child_id NOT IN (SELECT keepsight_hidden_children())"
# Whoever raised a concern is still told what became of it; the rest of their agency is not.
CHILDREN_I_RAISED = "SELECT child FROM keepsight_raised_by_me()"
I_RAISED = "SELECT concern FROM keepsight_raised_by_me()"
RESTRICTED = {
    "child": f"{SHOWN} OR child_id IN ({CHILDREN_I_RAISED})",
    "person": "person_id NOT IN (SELECT keepsight_hidden_people())",
    "address": "person_id NOT IN (SELECT keepsight_hidden_homes())",
    "ledger": f"{SHOWN} OR concerns && ARRAY({I_RAISED})",
    "concern_thread": f"{SHOWN} OR concern IN ({I_RAISED})",
    "referral": f"{SHOWN} OR concerns && ARRAY({I_RAISED})",
    "break_glass": f"user_id = {ME} OR {SHOWN}",
    **dict.fromkeys(
        (
            "finding",
            "relationship",
            "involvement",
            "ask",
            "notice",
            "restriction",
            "named_person",
        ),
        SHOWN,
    ),
}
RESTRICT = """
CREATE POLICY restricted ON {table} AS RESTRICTIVE FOR SELECT USING ({shown});
"""
# What stays within the service: the rules' findings, supervision, and advice of its lawyers.
WITHIN_THE_SERVICE = {
    "finding": f"{ROLE} <> 'referrer'",
    "ledger": f"{ROLE} <> 'referrer' OR kind NOT IN ('supervision', 'legal_planning')",
}
READS = {
    "restriction": f"{ALL} OR {MINE}",
    "named_person": f"{ALL} OR {MINE}",
    "break_glass": f"{ALL} OR user_id = {ME} OR ({ROLE} = 'manager' AND {MINE})",
    "delegation": "true",
}
GUARD = f"""
ALTER TABLE {{table}} ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON {{table}} FOR SELECT USING ({{reads}});
CREATE POLICY adds ON {{table}} FOR INSERT WITH CHECK ({ITSELF});
CREATE POLICY alters ON {{table}} FOR UPDATE USING ({ITSELF});
CREATE POLICY removes ON {{table}} FOR DELETE USING ({ITSELF});
"""
UNGUARD = """
DROP POLICY reads ON {table};
DROP POLICY adds ON {table};
DROP POLICY alters ON {table};
DROP POLICY removes ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""
COVERED = """
CREATE POLICY reads_of_covered ON ask FOR SELECT USING (
    of_id IN (SELECT keepsight_stands_in_for()));
"""
# A manager reads who has looked at the children of the team.
AUDIT = f"""
ALTER POLICY reads ON audit USING (
    {ALL} OR ({ROLE} = 'manager' AND child IN (SELECT keepsight_children())));
"""
AUDIT_BEFORE = f"ALTER POLICY reads ON audit USING ({ALL});"


def user(**more: object) -> models.ForeignKey:
    """A field that names a user."""
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, **more
    )


def child(**more: object) -> models.ForeignKey:
    """A field that names a child."""
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="record.child", **more)


def number() -> models.BigAutoField:
    """The number of a row."""
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


TABLES = [
    migrations.CreateModel(
        name="Restriction",
        fields=[
            ("id", number()),
            ("child", child(related_name="restrictions")),
            ("restricted_at", models.DateTimeField()),
            ("restricted_by", user(related_name="+")),
            ("reasons", models.TextField()),
            ("lifted_at", models.DateTimeField(null=True)),
            ("lifted_by", user(null=True, related_name="+")),
            ("lifted_because", models.TextField(blank=True)),
        ],
        options={
            "db_table": "restriction",
            "constraints": [
                models.UniqueConstraint(
                    fields=["child"], condition=models.Q(lifted_at=None), name="restriction_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="NamedPerson",
        fields=[
            ("id", number()),
            ("child", child(related_name="+")),
            (
                "restriction",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="named",
                    to="record.restriction",
                ),
            ),
            ("user", user(related_name="named_in")),
            ("named_at", models.DateTimeField()),
            ("named_by", user(null=True, related_name="+")),
            ("ended_at", models.DateTimeField(null=True)),
            ("ended_by", user(null=True, related_name="+")),
        ],
        options={
            "db_table": "named_person",
            "constraints": [
                models.UniqueConstraint(
                    fields=["restriction", "user"],
                    condition=models.Q(ended_at=None),
                    name="named_person_once",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="BreakGlass",
        fields=[
            ("id", number()),
            ("child", child(related_name="+")),
            ("user", user(related_name="+")),
            ("opened_at", models.DateTimeField()),
            ("ends_at", models.DateTimeField()),
            ("reasons", models.TextField()),
            ("reviewed_at", models.DateTimeField(null=True)),
            ("reviewed_by", user(null=True, related_name="+")),
            ("was_appropriate", models.BooleanField(null=True)),
            ("review", models.TextField(blank=True)),
        ],
        options={
            "db_table": "break_glass",
            "indexes": [
                models.Index(fields=["user", "ends_at"], name="break_glass_open"),
                models.Index(
                    fields=["opened_at"],
                    condition=models.Q(reviewed_at=None),
                    name="break_glass_to_review",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Delegation",
        fields=[
            ("id", number()),
            ("absent", user(related_name="covered_by")),
            ("delegate", user(related_name="covers_for")),
            ("from_on", models.DateField()),
            ("to_on", models.DateField()),
            ("reasons", models.TextField(blank=True)),
            ("arranged_at", models.DateTimeField()),
            ("arranged_by", user(related_name="+")),
            ("ended_at", models.DateTimeField(null=True)),
            ("ended_by", user(null=True, related_name="+")),
        ],
        options={
            "db_table": "delegation",
            "indexes": [
                models.Index(
                    fields=["delegate", "from_on"],
                    condition=models.Q(ended_at=None),
                    name="delegation_of_delegate",
                )
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=~models.Q(absent=models.F("delegate")),
                    name="delegation_between_two",
                ),
                models.CheckConstraint(
                    condition=models.Q(to_on__gt=models.F("from_on")), name="delegation_lasts"
                ),
            ],
        },
    ),
]
COLUMNS = [
    migrations.AddField(
        model_name="user",
        name="left_on",
        field=models.DateField(null=True, help_text="The day they left, if they have."),
    ),
    migrations.AddField(
        model_name="auditentry",
        name="sort",
        field=models.CharField(
            max_length=10, db_default="", help_text="View, search, export, action or refusal."
        ),
    ),
    migrations.AddField(
        model_name="auditentry",
        name="break_glass",
        field=models.ForeignKey(
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="seen",
            to="record.breakglass",
            help_text="The emergency opening by which it was seen or done.",
        ),
    ),
    migrations.AddIndex(
        model_name="auditentry",
        index=models.Index(fields=["at", "id"], name="audit_at"),
    ),
    migrations.AddIndex(
        model_name="auditentry",
        index=models.Index(fields=["sort", "at"], name="audit_of_a_sort"),
    ),
]


class Migration(migrations.Migration):
    dependencies = [("record", "0007_asks_and_notices")]
    operations = [
        *TABLES,
        *COLUMNS,
        migrations.RunSQL(FUNCTIONS, BEFORE),
        *(
            migrations.RunSQL(GUARD.format(table=table, reads=reads), UNGUARD.format(table=table))
            for table, reads in READS.items()
        ),
        *(
            migrations.RunSQL(
                RESTRICT.format(table=table, shown=shown),
                f"DROP POLICY restricted ON {table};",
            )
            for table, shown in RESTRICTED.items()
        ),
        *(
            migrations.RunSQL(
                f"CREATE POLICY within_the_service ON {table} AS RESTRICTIVE FOR SELECT"
                f" USING ({shown});",
                f"DROP POLICY within_the_service ON {table};",
            )
            for table, shown in WITHIN_THE_SERVICE.items()
        ),
        migrations.RunSQL(COVERED, "DROP POLICY reads_of_covered ON ask;"),
        migrations.RunSQL(AUDIT, AUDIT_BEFORE),
    ]
