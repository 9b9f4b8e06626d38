"""Whoever the client is, an entry that stands in the journal stays as it is."""

from django.db import migrations

# TRUNCATE is let through only where the session asked for it: the test runner empties tables that
# way, and sets ``blues.flush_allowed`` in the settings of the test database alone.
REFUSE_CHANGES = """
CREATE FUNCTION journal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('blues.flush_allowed', true) = 'on' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'The journal is append-only: % is refused.', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END;
$$;

CREATE TRIGGER journal_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_change();
"""

ALLOW_CHANGES = """
DROP TRIGGER journal_append_only ON journal_entry;
DROP FUNCTION journal_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_entries")]

    operations = [migrations.RunSQL(REFUSE_CHANGES, ALLOW_CHANGES)]
