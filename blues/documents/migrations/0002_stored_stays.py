"""Whoever the client is: what a document was made from never changes, and what is stored stays."""

from django.db import migrations

# TRUNCATE is let through only where the session asked for it, as in the journal.
REFUSE_CHANGES = """
CREATE FUNCTION documents_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        IF current_setting('blues.flush_allowed', true) = 'on' THEN
            RETURN NULL;
        END IF;
    ELSIF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'stored' THEN
            RETURN OLD;
        END IF;
    ELSIF OLD.state <> 'stored' AND (
        OLD.public_id, OLD.kind, OLD."case", OLD.version, OLD.reference, OLD.title, OLD.noun,
        OLD.language, OLD.edition, OLD.record, OLD.snapshot_sha256, OLD.requested_at,
        OLD.requested_by_id
    ) IS NOT DISTINCT FROM (
        NEW.public_id, NEW.kind, NEW."case", NEW.version, NEW.reference, NEW.title, NEW.noun,
        NEW.language, NEW.edition, NEW.record, NEW.snapshot_sha256, NEW.requested_at,
        NEW.requested_by_id
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A document stays as it was issued: % is refused.', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END;
$$;

CREATE TRIGGER documents_stay BEFORE UPDATE OR DELETE ON documents_document
    FOR EACH ROW EXECUTE FUNCTION documents_refuse_change();
CREATE TRIGGER documents_stay_all BEFORE TRUNCATE ON documents_document
    FOR EACH STATEMENT EXECUTE FUNCTION documents_refuse_change();
"""

ALLOW_CHANGES = """
DROP TRIGGER documents_stay ON documents_document;
DROP TRIGGER documents_stay_all ON documents_document;
DROP FUNCTION documents_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_documents")]

    operations = [migrations.RunSQL(REFUSE_CHANGES, ALLOW_CHANGES)]
