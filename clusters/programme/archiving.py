"""SQL that makes the rows of an archived programme read-only. Used by migrations."""

READ_ONLY = """
CREATE FUNCTION {table}_archived() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held {table}%ROWTYPE;
BEGIN
    IF TG_OP = 'DELETE' THEN held := OLD; ELSE held := NEW; END IF;
    IF EXISTS (
        SELECT 1 FROM clusters_programme WHERE state = 'archived' AND id = {programme}
    ) THEN
        RAISE EXCEPTION 'The programme is archived: its rows in {table} are only read.'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{table}_archived';
    END IF;
    RETURN held;
END $$;
CREATE TRIGGER {table}_archived BEFORE INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_archived();
"""
WRITABLE = """
DROP TRIGGER {table}_archived ON {table};
DROP FUNCTION {table}_archived();
"""


def read_only_when_archived(table: str, programme: str = "held.programme_id") -> tuple[str, str]:
    """SQL and its reverse; ``programme`` is the SQL from the row ``held`` to its programme."""
    return READ_ONLY.format(table=table, programme=programme), WRITABLE.format(table=table)
