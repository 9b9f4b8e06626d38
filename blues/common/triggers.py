"""SQL that keeps promises of the state machines and the append-only tables. Used by migrations."""

ONE_WRITER = """
CREATE FUNCTION {table}_one_writer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state IS DISTINCT FROM OLD.state THEN
        IF current_setting('{setting}', true)
           IS DISTINCT FROM OLD.id || ':' || OLD.state || ':' || NEW.state THEN
            RAISE EXCEPTION 'State is written by its move function alone.'
                USING ERRCODE = 'check_violation', CONSTRAINT = '{table}_one_writer';
        END IF;
        IF (OLD.state || '>' || NEW.state) NOT IN ({pairs}) THEN
            RAISE EXCEPTION '% cannot follow %.', NEW.state, OLD.state
                USING ERRCODE = 'check_violation', CONSTRAINT = '{table}_permitted_step';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {table}_one_writer BEFORE UPDATE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_one_writer();
"""
NO_ONE_WRITER = """
DROP TRIGGER {table}_one_writer ON {table};
DROP FUNCTION {table}_one_writer();
"""

APPEND_ONLY = """
CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of {table} are never changed or deleted.'
        USING ERRCODE = 'check_violation', CONSTRAINT = '{table}_append_only';
END $$;
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_append_only();
"""
NO_APPEND_ONLY = """
DROP TRIGGER {table}_append_only ON {table};
DROP FUNCTION {table}_append_only();
"""

SEALED = """
CREATE FUNCTION {table}_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.{column} <> '' THEN
        RAISE EXCEPTION 'This row of {table} is sealed.'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{table}_sealed';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER {table}_sealed BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_sealed();
"""
NO_SEALED = """
DROP TRIGGER {table}_sealed ON {table};
DROP FUNCTION {table}_sealed();
"""


def one_writer(table: str, setting: str, pairs) -> tuple[str, str]:
    """SQL and its reverse: refuse a change of ``state`` that ``move`` did not announce.

    ``pairs`` are the permitted (source, target) values; ``setting`` is the transaction-local
    variable in which the move function announces ``id:source:target``.
    """
    quoted = ", ".join(f"'{source}>{target}'" for source, target in sorted(pairs))
    return (
        ONE_WRITER.format(table=table, setting=setting, pairs=quoted),
        NO_ONE_WRITER.format(table=table),
    )


def other_steps(table: str, setting: str, pairs, *, before) -> tuple[str, str]:
    """SQL and its reverse: other steps than ``before`` are permitted; the trigger stays."""

    def function(permitted) -> str:
        created = one_writer(table, setting, permitted)[0]
        return created[: created.index("CREATE TRIGGER")].replace(
            "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
        )

    return function(pairs), function(before)


def append_only(table: str) -> tuple[str, str]:
    return APPEND_ONLY.format(table=table), NO_APPEND_ONLY.format(table=table)


PUBLISHED = """
CREATE FUNCTION {table}_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.valid_until IS NULL AND NEW.valid_until IS NOT NULL
       AND to_jsonb(NEW) - 'valid_until' = to_jsonb(OLD) - 'valid_until' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A version in {table} never changes; it only ends.'
        USING ERRCODE = 'check_violation', CONSTRAINT = '{table}_published';
END $$;
CREATE TRIGGER {table}_published BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_published();
"""
NOT_PUBLISHED = """
DROP TRIGGER {table}_published ON {table};
DROP FUNCTION {table}_published();
"""


def published(table: str) -> tuple[str, str]:
    """SQL and its reverse: a row stays as it is until its open end (``valid_until``) is written."""
    return PUBLISHED.format(table=table), NOT_PUBLISHED.format(table=table)


def sealed(table: str, column: str) -> tuple[str, str]:
    """SQL and its reverse: once the text ``column`` says something, the row stays as it is."""
    return (
        SEALED.format(table=table, column=column),
        NO_SEALED.format(table=table),
    )


DECIDED_ONCE = """
CREATE FUNCTION {table}_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'waiting'
       AND to_jsonb(NEW) - ARRAY[{columns}] = to_jsonb(OLD) - ARRAY[{columns}] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Rows of {table} are decided on once and never deleted.'
        USING ERRCODE = 'check_violation', CONSTRAINT = '{table}_decided_once';
END $$;
CREATE TRIGGER {table}_decided_once BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_decided_once();
"""
NOT_DECIDED_ONCE = """
DROP TRIGGER {table}_decided_once ON {table};
DROP FUNCTION {table}_decided_once();
"""


def decided_once(table: str, columns) -> tuple[str, str]:
    """SQL and its reverse: while a row waits, ``columns`` may be written; afterwards nothing."""
    quoted = ", ".join(f"'{column}'" for column in columns)
    return (
        DECIDED_ONCE.format(table=table, columns=quoted),
        NOT_DECIDED_ONCE.format(table=table),
    )
