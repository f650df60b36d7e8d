"""Who looked at which child is itself told to few: the audit shows rows to those who read
everything, and takes them from everybody. Where a relative lives is not shown with the relative's
name. And failed sign-ins are found quickly."""

from django.db import migrations, models

AUDIT = """
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON audit FOR SELECT USING ((SELECT keepsight_reads_all()));
CREATE POLICY adds ON audit FOR INSERT WITH CHECK (true);
"""
WITHOUT_AUDIT = """
DROP POLICY reads ON audit;
DROP POLICY adds ON audit;
ALTER TABLE audit DISABLE ROW LEVEL SECURITY;
"""
# A parent may have fled, a brother may be in a placement that is kept from the family.
ADDRESS = """
CREATE FUNCTION keepsight_own_people() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS
    $$ SELECT c.person_id FROM child c WHERE c.child_id IN (SELECT keepsight_children()) $$;
ALTER POLICY reads ON address USING (
    (SELECT keepsight_reads_all()) OR person_id IN (SELECT keepsight_own_people()));
"""
WITHOUT_ADDRESS = """
ALTER POLICY reads ON address USING (
    (SELECT keepsight_reads_all()) OR person_id IN (SELECT keepsight_people()));
DROP FUNCTION keepsight_own_people();
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0003_who_may_read")]
    operations = [
        migrations.RunSQL(AUDIT, WITHOUT_AUDIT),
        migrations.RunSQL(ADDRESS, WITHOUT_ADDRESS),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(
                fields=["at"], name="audit_sign_in", condition=models.Q(what="sign_in")
            ),
        ),
    ]
