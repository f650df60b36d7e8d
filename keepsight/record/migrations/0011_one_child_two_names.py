"""Two records may be of one child: a person joins them, and nothing in the ledger is rewritten.
What the public told us is kept apart from the record; disagreements are listed with who has to
answer."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# While a link stands, whoever may read the kept record reads what was written in the other, and
# from whom the one is kept the other is too.
JOINED = """
CREATE FUNCTION keepsight_joined_children() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS
    $$ SELECT c.child_id FROM child c WHERE c.kept_as_id IN (SELECT keepsight_children()) $$;

CREATE FUNCTION keepsight_named_joined() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS
    $$ SELECT c.child_id FROM child c WHERE c.kept_as_id IN (SELECT keepsight_named_children()) $$;

CREATE FUNCTION keepsight_hidden_joined() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS
    $$ SELECT c.child_id FROM child c WHERE c.kept_as_id IN (SELECT keepsight_hidden_children()) $$;

CREATE POLICY reads_joined ON ledger FOR SELECT
    USING (child_id IN (SELECT keepsight_joined_children()));
CREATE POLICY hides_joined ON ledger AS RESTRICTIVE FOR SELECT
    USING (child_id NOT IN (SELECT keepsight_hidden_joined())
           OR entered_by_id = (SELECT (keepsight_user()).id));
CREATE POLICY reads_joined ON child FOR SELECT
    USING (child_id IN (SELECT keepsight_named_joined()));
"""
WITHOUT_JOINED = """
DROP POLICY reads_joined ON ledger;
DROP POLICY hides_joined ON ledger;
DROP POLICY reads_joined ON child;
DROP FUNCTION keepsight_joined_children(), keepsight_named_joined(), keepsight_hidden_joined();
"""
ALL = "(SELECT keepsight_reads_all())"
OF_MY_CHILDREN = "child_id IN (SELECT keepsight_children())"
READS = {
    "same_child": f"{ALL} OR kept_id IN (SELECT keepsight_children())",
    # The front door reads pairs through Keepsight itself, once it was asked whether it may.
    "possible_match": ALL,
    "public_contact": f"{ALL} OR {OF_MY_CHILDREN}",
    "disagreement": f"""{ALL} OR {OF_MY_CHILDREN}
        OR organisation_id = (SELECT keepsight_organisation())""",
}
GUARD = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON {table} FOR SELECT USING ({reads});
CREATE POLICY adds ON {table} FOR INSERT WITH CHECK ((SELECT keepsight_is_itself()));
CREATE POLICY alters ON {table} FOR UPDATE USING ((SELECT keepsight_is_itself()));
CREATE POLICY removes ON {table} FOR DELETE USING ((SELECT keepsight_is_itself()));
"""
UNGUARD = """
DROP POLICY reads ON {table};
DROP POLICY adds ON {table};
DROP POLICY alters ON {table};
DROP POLICY removes ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""
# A restricted record is kept from everybody who is not named in it, whoever else may see.
HIDES = ("public_contact", "disagreement")
HIDE = """
CREATE POLICY hides ON {table} AS RESTRICTIVE FOR SELECT
    USING (child_id NOT IN (SELECT keepsight_hidden_children()));
"""
UNHIDE = "DROP POLICY hides ON {table};"
# Who joined two records, who parted them and why stays written, whatever is found later.
KEEP = """
CREATE TRIGGER same_child_never_removed BEFORE DELETE OR TRUNCATE ON same_child
    FOR EACH STATEMENT EXECUTE FUNCTION keepsight_never_changed();
"""
WITHOUT_KEEP = "DROP TRIGGER same_child_never_removed ON same_child;"


class Migration(migrations.Migration):
    dependencies = [("record", "0010_drafts_and_sign_in")]

    operations = [
        migrations.CreateModel(
            name="Disagreement",
            fields=[
                (
                    "disagreement",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                (
                    "concern",
                    models.CharField(
                        blank=True, help_text="The concern, if it names one.", max_length=64
                    ),
                ),
                (
                    "agency",
                    models.CharField(help_text="The agency that disagrees, a code.", max_length=40),
                ),
                ("said_by", models.TextField()),
                ("reasons", models.TextField()),
                (
                    "is_challenge",
                    models.BooleanField(help_text="Whether a chair challenges delay or drift."),
                ),
                ("raised_on", models.DateField()),
                ("stage", models.CharField(help_text="A code of stages.", max_length=40)),
                ("stage_since_on", models.DateField()),
                ("owner", models.TextField(blank=True, help_text="Who has to answer it.")),
                ("due_on", models.DateField(null=True)),
                ("answered_on", models.DateField(null=True)),
                ("answered_by", models.TextField(blank=True)),
                (
                    "outcome",
                    models.CharField(blank=True, help_text="A code of outcomes.", max_length=40),
                ),
                ("settled_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "disagreement",
            },
        ),
        migrations.CreateModel(
            name="PossibleMatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("likeness", models.CharField(help_text="A code of likenesses.", max_length=20)),
                ("found_at", models.DateTimeField()),
                (
                    "decided",
                    models.CharField(blank=True, help_text="What somebody found.", max_length=20),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("reasons", models.TextField(blank=True)),
                (
                    "looked_at",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        default=list,
                        help_text="What agreed and differed.",
                        size=None,
                    ),
                ),
            ],
            options={
                "db_table": "possible_match",
            },
        ),
        migrations.CreateModel(
            name="PublicContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference_hash", models.CharField(max_length=64, unique=True)),
                (
                    "concern",
                    models.CharField(help_text="The concern that it opened.", max_length=64),
                ),
                ("received_at", models.DateTimeField()),
                ("reporter", models.CharField(help_text="A code of who told us.", max_length=40)),
                ("name", models.CharField(blank=True, max_length=200)),
                (
                    "reached_by",
                    models.CharField(
                        blank=True, help_text="A telephone number or an address.", max_length=300
                    ),
                ),
            ],
            options={
                "db_table": "public_contact",
            },
        ),
        migrations.CreateModel(
            name="SameChild",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("joined_at", models.DateTimeField()),
                ("reasons", models.TextField(help_text="Why they are the same child.")),
                (
                    "kept_position",
                    models.PositiveIntegerField(
                        help_text="How long the kept record's own chain was when they were joined."
                    ),
                ),
                (
                    "carried",
                    models.JSONField(
                        default=dict,
                        help_text="Rows of other tables that were carried over.",
                    ),
                ),
                ("parted_at", models.DateTimeField(null=True)),
                ("parting_reasons", models.TextField(blank=True)),
                (
                    "parted_position",
                    models.PositiveIntegerField(
                        help_text="How long the kept record's own chain was when they were parted.",
                        null=True,
                    ),
                ),
            ],
            options={
                "db_table": "same_child",
            },
        ),
        migrations.AddField(
            model_name="child",
            name="kept_as",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="record.child",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="acknowledged_at",
            field=models.DateTimeField(help_text="When it was first opened.", null=True),
        ),
        migrations.AddField(
            model_name="referral",
            name="acknowledged_by",
            field=models.TextField(blank=True),
        ),
        migrations.AddIndex(
            model_name="child",
            index=models.Index(
                condition=models.Q(("kept_as__isnull", False)),
                fields=["kept_as"],
                name="child_kept_as",
            ),
        ),
        migrations.AddField(
            model_name="disagreement",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="disagreements",
                to="record.child",
            ),
        ),
        migrations.AddField(
            model_name="disagreement",
            name="organisation",
            field=models.ForeignKey(
                help_text="The organisation that disagrees, where it is known.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="disagreements",
                to="record.agency",
            ),
        ),
        migrations.AddField(
            model_name="possiblematch",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="possiblematch",
            name="one",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.child"
            ),
        ),
        migrations.AddField(
            model_name="possiblematch",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.child"
            ),
        ),
        migrations.AddField(
            model_name="publiccontact",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="public_contacts",
                to="record.child",
            ),
        ),
        migrations.AddField(
            model_name="samechild",
            name="joined_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="samechild",
            name="kept",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="joined_records",
                to="record.child",
            ),
        ),
        migrations.AddField(
            model_name="samechild",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="joined_to",
                to="record.child",
            ),
        ),
        migrations.AddField(
            model_name="samechild",
            name="parted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="disagreement",
            index=models.Index(fields=["settled_on", "due_on"], name="disagreement_open"),
        ),
        migrations.AddIndex(
            model_name="possiblematch",
            index=models.Index(fields=["decided", "likeness"], name="possible_match_open"),
        ),
        migrations.AddConstraint(
            model_name="possiblematch",
            constraint=models.UniqueConstraint(fields=("one", "other"), name="possible_match_once"),
        ),
        migrations.AddConstraint(
            model_name="possiblematch",
            constraint=models.CheckConstraint(
                condition=models.Q(("one__lt", models.F("other"))), name="possible_match_in_order"
            ),
        ),
        migrations.AddIndex(
            model_name="publiccontact",
            index=models.Index(fields=["concern"], name="public_contact_concern"),
        ),
        migrations.AddIndex(
            model_name="samechild",
            index=models.Index(
                condition=models.Q(("parted_at", None)), fields=["kept"], name="same_child_kept"
            ),
        ),
        migrations.AddConstraint(
            model_name="samechild",
            constraint=models.UniqueConstraint(
                condition=models.Q(("parted_at", None)), fields=("other",), name="same_child_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="samechild",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("other")), _negated=True),
                name="same_child_of_two",
            ),
        ),
        migrations.RunSQL(JOINED, WITHOUT_JOINED),
        *(
            migrations.RunSQL(GUARD.format(table=table, reads=reads), UNGUARD.format(table=table))
            for table, reads in READS.items()
        ),
        *(
            migrations.RunSQL(HIDE.format(table=table), UNHIDE.format(table=table))
            for table in HIDES
        ),
        migrations.RunSQL(KEEP, WITHOUT_KEEP),
    ]
