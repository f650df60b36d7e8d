"""The working paper of meetings, seen by who may read any of the children concerned and by who is
asked to come in person; what somebody is still writing for one is seen by them alone."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import keepsight.record.models.meeting

# Runs as the owner of the tables, so that no policy asks another.
FUNCTION = """
CREATE FUNCTION keepsight_meetings() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS
    $$ SELECT c.meeting_id FROM meeting_child c
       WHERE c.child_id IN (SELECT keepsight_children())
       UNION ALL
       SELECT i.meeting_id FROM meeting_invitation i
       WHERE i.user_id = (keepsight_user()).id AND i.left_out_because = '' $$;

CREATE FUNCTION keepsight_hidden_meetings() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp ROWS 20 AS
    $$ SELECT c.meeting_id FROM meeting_child c
       WHERE c.child_id IN (SELECT keepsight_hidden_children())
       EXCEPT
       SELECT i.meeting_id FROM meeting_invitation i
       WHERE i.user_id = (keepsight_user()).id AND i.left_out_because = '' $$;
"""
WITHOUT_FUNCTION = "DROP FUNCTION keepsight_hidden_meetings(), keepsight_meetings();"
# Whoever asks, the owner too. When what was decided was sent is known only afterwards.
STANDS = """
CREATE FUNCTION keepsight_meeting_stands() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    sent CONSTANT text[] := ARRAY['decisions_sent_on', 'minutes_sent_on'];
    of text;
BEGIN
    IF TG_TABLE_NAME = 'meeting' THEN
        IF OLD.concluded_at IS NOT NULL
           AND (TG_OP = 'DELETE' OR to_jsonb(NEW) - sent <> to_jsonb(OLD) - sent) THEN
            RAISE EXCEPTION 'a concluded meeting is never changed'
                USING ERRCODE = 'restrict_violation';
        END IF;
    ELSE
        of := CASE TG_OP WHEN 'INSERT' THEN NEW.meeting_id ELSE OLD.meeting_id END;
        IF EXISTS (SELECT FROM meeting WHERE meeting = of AND concluded_at IS NOT NULL) THEN
            RAISE EXCEPTION 'a concluded meeting is never changed'
                USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER meeting_stands BEFORE UPDATE OR DELETE ON meeting
    FOR EACH ROW EXECUTE FUNCTION keepsight_meeting_stands();
ALTER TABLE meeting ENABLE ALWAYS TRIGGER meeting_stands;
"""
STANDS_TOO = """
CREATE TRIGGER meeting_stands BEFORE INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION keepsight_meeting_stands();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER meeting_stands;
"""
STANDS_NOT = """
DROP TRIGGER meeting_stands ON meeting;
DROP FUNCTION keepsight_meeting_stands();
"""
PARTS = (
    "meeting_child",
    "meeting_invitation",
    "meeting_outcome",
    "meeting_move",
    "meeting_dissent",
)
ALL = "(SELECT keepsight_reads_all())"
OF_MINE = "meeting_id IN (SELECT keepsight_meetings())"
OWN = "(SELECT keepsight_is_itself()) OR user_id = (SELECT (keepsight_user()).id)"
READS = {
    "meeting": f"{ALL} OR meeting IN (SELECT keepsight_meetings())",
    "meeting_child": f"{ALL} OR {OF_MINE}",
    "meeting_invitation": f"{ALL} OR {OF_MINE}",
    "meeting_outcome": f"{ALL} OR {OF_MINE}",
    "meeting_move": f"{ALL} OR {OF_MINE}",
    "meeting_dissent": f"{ALL} OR {OF_MINE}",
    "meeting_report": OWN,
}
GUARD = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON {table} FOR SELECT USING ({reads});
CREATE POLICY adds ON {table} FOR INSERT WITH CHECK ((SELECT keepsight_is_itself()));
CREATE POLICY alters ON {table} FOR UPDATE USING ((SELECT keepsight_is_itself()));
CREATE POLICY removes ON {table} FOR DELETE USING ((SELECT keepsight_is_itself()));
CREATE POLICY restricted ON {table} AS RESTRICTIVE FOR SELECT
    USING ({key} NOT IN (SELECT keepsight_hidden_meetings()));
"""
UNGUARD = """
DROP POLICY restricted ON {table};
DROP POLICY reads ON {table};
DROP POLICY adds ON {table};
DROP POLICY alters ON {table};
DROP POLICY removes ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0008_need_to_know")]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "meeting",
                    models.CharField(
                        default=keepsight.record.models.meeting.new_meeting_id,
                        max_length=32,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        help_text="A code of meetings that are arranged.", max_length=40
                    ),
                ),
                ("held_on", models.DateField()),
                ("starts_at", models.TimeField(null=True)),
                ("place", models.TextField(blank=True, help_text="A room, or how to join online.")),
                ("purpose", models.TextField(blank=True)),
                ("arranged_at", models.DateTimeField()),
                (
                    "not_quorate_because",
                    models.TextField(
                        blank=True, help_text="Why it went ahead with too few agencies."
                    ),
                ),
                (
                    "said",
                    models.TextField(blank=True, help_text="What was talked through, in words."),
                ),
                ("next_on", models.DateField(null=True)),
                ("concluded_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("cancelled_because", models.TextField(blank=True)),
                ("decisions_sent_on", models.DateField(null=True)),
                ("minutes_sent_on", models.DateField(null=True)),
                (
                    "arranged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "concluded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "meeting",
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "agency",
                    models.CharField(help_text="A code of the list of agencies.", max_length=40),
                ),
                ("organisation", models.CharField(blank=True, max_length=200)),
                (
                    "part",
                    models.CharField(help_text="A code of parts in a meeting.", max_length=40),
                ),
                ("left_out_because", models.TextField(blank=True)),
                (
                    "reply",
                    models.CharField(blank=True, help_text="A code of replies.", max_length=40),
                ),
                ("reply_words", models.TextField(blank=True)),
                ("replied_at", models.DateTimeField(null=True)),
                ("report_due_on", models.DateField(null=True)),
                ("report_handed_in_at", models.DateTimeField(null=True)),
                ("was_present", models.BooleanField(null=True)),
                (
                    "views",
                    models.TextField(blank=True, help_text="What they said, or had told for them."),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="record.meeting",
                    ),
                ),
            ],
            options={
                "db_table": "meeting_invitation",
            },
        ),
        migrations.CreateModel(
            name="AgendaOutcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("concern", models.CharField(max_length=64)),
                (
                    "outcome",
                    models.CharField(help_text="A code of outcomes of a concern.", max_length=40),
                ),
                ("reasons", models.TextField(blank=True)),
                ("action", models.TextField(blank=True)),
                ("owner_named", models.CharField(blank=True, max_length=200)),
                ("due_on", models.DateField(null=True)),
                ("test_of_success", models.TextField(blank=True)),
                ("contingency", models.TextField(blank=True)),
                ("agreed_at", models.DateTimeField(null=True)),
                ("not_agreed_because", models.TextField(blank=True)),
                ("chosen_at", models.DateTimeField()),
                (
                    "agreed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "answerer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_to_agree",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.child",
                    ),
                ),
                (
                    "chosen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="record.meeting",
                    ),
                ),
            ],
            options={
                "db_table": "meeting_outcome",
            },
        ),
        migrations.CreateModel(
            name="MeetingChild",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "wishes",
                    models.TextField(
                        blank=True, help_text="What the child wishes, in the child's words."
                    ),
                ),
                (
                    "wishes_known",
                    models.CharField(
                        blank=True,
                        help_text="A code: how the child's views came to the meeting.",
                        max_length=40,
                    ),
                ),
                (
                    "decision",
                    models.CharField(blank=True, help_text="A code of decisions.", max_length=40),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("plan_end", models.CharField(blank=True, max_length=40)),
                ("reasons", models.TextField(blank=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="record.child",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="record.meeting",
                    ),
                ),
            ],
            options={
                "db_table": "meeting_child",
            },
        ),
        migrations.CreateModel(
            name="MeetingDissent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("said_by", models.CharField(max_length=300)),
                ("reasons", models.TextField()),
                ("written_at", models.DateTimeField()),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dissent",
                        to="record.meeting",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "meeting_dissent",
            },
        ),
        migrations.CreateModel(
            name="MeetingMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                ("reasons", models.TextField()),
                ("moved_at", models.DateTimeField()),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="record.meeting",
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "meeting_move",
            },
        ),
        migrations.CreateModel(
            name="MeetingReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "words",
                    models.JSONField(
                        default=dict, help_text="About all the children, and about each."
                    ),
                ),
                ("saved_at", models.DateTimeField()),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="record.meeting",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "meeting_report",
            },
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["held_on"], name="meeting_day"),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                fields=("meeting", "user"), name="meeting_invited_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaoutcome",
            constraint=models.UniqueConstraint(
                fields=("meeting", "concern"), name="meeting_outcome_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingchild",
            constraint=models.UniqueConstraint(
                fields=("meeting", "child"), name="meeting_child_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingreport",
            constraint=models.UniqueConstraint(
                fields=("meeting", "user"), name="meeting_report_once"
            ),
        ),
        migrations.RunSQL(FUNCTION, WITHOUT_FUNCTION),
        *(
            migrations.RunSQL(
                GUARD.format(
                    table=table,
                    reads=reads,
                    key="meeting" if table == "meeting" else "meeting_id",
                ),
                UNGUARD.format(table=table),
            )
            for table, reads in READS.items()
        ),
        migrations.RunSQL(STANDS, STANDS_NOT),
        *(
            migrations.RunSQL(
                STANDS_TOO.format(table=table), f"DROP TRIGGER meeting_stands ON {table};"
            )
            for table in PARTS
        ),
    ]
