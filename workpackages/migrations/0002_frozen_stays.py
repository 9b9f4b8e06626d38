"""Whoever the client is: what was asked for never changes, and what is frozen stays as it is."""

from django.db import migrations

# TRUNCATE is let through only where the session asked for it, as in the journal.
REFUSE_CHANGES = """
CREATE FUNCTION workpackages_snapshot_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        IF current_setting('blues.flush_allowed', true) = 'on' THEN
            RETURN NULL;
        END IF;
    ELSIF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'frozen' THEN
            RETURN OLD;
        END IF;
    ELSIF OLD.state <> 'frozen' AND (
        OLD.public_id, OLD.programme_id, OLD.period_id, OLD.cluster_id, OLD.variant,
        OLD.taken_at, OLD.taken_by_id
    ) IS NOT DISTINCT FROM (
        NEW.public_id, NEW.programme_id, NEW.period_id, NEW.cluster_id, NEW.variant,
        NEW.taken_at, NEW.taken_by_id
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A frozen copy stays as it is: % is refused.', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END;
$$;
CREATE TRIGGER snapshot_stays BEFORE UPDATE OR DELETE ON workpackages_snapshot
    FOR EACH ROW EXECUTE FUNCTION workpackages_snapshot_stays();
CREATE TRIGGER snapshot_stays_all BEFORE TRUNCATE ON workpackages_snapshot
    FOR EACH STATEMENT EXECUTE FUNCTION workpackages_snapshot_stays();

CREATE FUNCTION workpackages_counted_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    copies bigint[] := ARRAY[]::bigint[];
BEGIN
    IF TG_OP <> 'INSERT' THEN
        copies := copies || OLD.snapshot_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        copies := copies || NEW.snapshot_id;
    END IF;
    PERFORM 1 FROM workpackages_snapshot WHERE id = ANY (copies) AND state = 'frozen';
    IF FOUND THEN
        RAISE EXCEPTION 'What a frozen copy counts stays as it is: % is refused.', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER counted_stays BEFORE INSERT OR UPDATE OR DELETE ON workpackages_snapshot_counted
    FOR EACH ROW EXECUTE FUNCTION workpackages_counted_stays();
"""

ALLOW_CHANGES = """
DROP TRIGGER counted_stays ON workpackages_snapshot_counted;
DROP FUNCTION workpackages_counted_stays();
DROP TRIGGER snapshot_stays ON workpackages_snapshot;
DROP TRIGGER snapshot_stays_all ON workpackages_snapshot;
DROP FUNCTION workpackages_snapshot_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("workpackages", "0001_plan_and_reporting")]

    operations = [migrations.RunSQL(REFUSE_CHANGES, ALLOW_CHANGES)]
