"""What keeps the catalogue: entries that follow their sources, and how they are searched.

Why triggers and a table of their own: docs/adr/0021.
"""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

# A stemmer for each language that has one; words of the others are found as they are written.
# Accents go first, so that "Łódź" is found by "lodz".
SEARCHING = """
CREATE TEXT SEARCH CONFIGURATION portal_plain (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION portal_plain
    ALTER MAPPING FOR asciiword, word, hword, hword_part, hword_asciipart, asciihword
    WITH unaccent, simple;
CREATE TEXT SEARCH CONFIGURATION portal_en (COPY = english);
ALTER TEXT SEARCH CONFIGURATION portal_en
    ALTER MAPPING FOR word, hword, hword_part WITH unaccent, english_stem;
CREATE TEXT SEARCH CONFIGURATION portal_de (COPY = german);
ALTER TEXT SEARCH CONFIGURATION portal_de
    ALTER MAPPING FOR word, hword, hword_part WITH unaccent, german_stem;
CREATE TEXT SEARCH CONFIGURATION portal_es (COPY = spanish);
ALTER TEXT SEARCH CONFIGURATION portal_es
    ALTER MAPPING FOR word, hword, hword_part WITH unaccent, spanish_stem;
CREATE TEXT SEARCH CONFIGURATION portal_fr (COPY = french);
ALTER TEXT SEARCH CONFIGURATION portal_fr
    ALTER MAPPING FOR word, hword, hword_part WITH unaccent, french_stem;

CREATE FUNCTION exchanges_search_vector(told text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
    SELECT to_tsvector('portal_plain', told) || to_tsvector('portal_en', told)
        || to_tsvector('portal_de', told) || to_tsvector('portal_es', told)
        || to_tsvector('portal_fr', told)
$$;

-- One word as somebody types it: its stem in any language, or the beginning of a longer word.
CREATE FUNCTION exchanges_search_word(typed text) RETURNS tsquery LANGUAGE sql IMMUTABLE AS $$
    SELECT plainto_tsquery('portal_plain', typed) || plainto_tsquery('portal_en', typed)
        || plainto_tsquery('portal_de', typed) || plainto_tsquery('portal_es', typed)
        || plainto_tsquery('portal_fr', typed)
        || CASE WHEN length(typed) > 2
           THEN to_tsquery('portal_plain', quote_literal(typed) || ':*') ELSE ''::tsquery END
$$;
"""
NO_SEARCHING = """
DROP FUNCTION exchanges_search_word(text);
DROP FUNCTION exchanges_search_vector(text);
DROP TEXT SEARCH CONFIGURATION portal_fr;
DROP TEXT SEARCH CONFIGURATION portal_es;
DROP TEXT SEARCH CONFIGURATION portal_de;
DROP TEXT SEARCH CONFIGURATION portal_en;
DROP TEXT SEARCH CONFIGURATION portal_plain;
"""

SOURCE = """
CREATE VIEW exchanges_cataloguesource AS
SELECT
    r.id AS registration_id, r.programme_id, r.organisation_id,
    left(lower(unaccent(coalesce(nullif(o.short_name, ''), o.legal_name))), 400) AS name_key,
    o.latitude, o.longitude,
    ARRAY['programme:' || r.programme_id, 'role:' || r.role,
          'country:' || o.country_id, 'type:' || o.type]
        || CASE o.size_class WHEN '' THEN '{}' ELSE ARRAY['size:' || o.size_class] END
        || CASE r.mode WHEN 'both' THEN ARRAY['mode:physical', 'mode:virtual']
           ELSE ARRAY['mode:' || r.mode] END
        || ARRAY(SELECT 'topic:' || t.code FROM exchanges_registration_topics h
                 JOIN clusters_term t ON t.id = h.term_id WHERE h.registration_id = r.id ORDER BY 1)
        || ARRAY(SELECT DISTINCT 'item:' || t.code FROM exchanges_item h
                 JOIN clusters_term t ON t.id = h.topic_id WHERE h.registration_id = r.id ORDER BY 1)
        || ARRAY(SELECT DISTINCT 'sector:' || t.code FROM clusters_organisation_sectors h
                 JOIN clusters_term t ON t.id = h.term_id
                 WHERE h.organisation_id = o.id ORDER BY 1)
        || ARRAY(SELECT 'language:' || l.key FROM jsonb_each_text(r.languages) l
                 WHERE l.value NOT IN ('A1', 'A2') ORDER BY 1)
        || coalesce(nullif(ARRAY(
               SELECT DISTINCT 'month:' || to_char(m, 'YYYY-MM') FROM exchanges_window w,
                   generate_series(date_trunc('month', w.first_day), w.last_day, '1 month') m
               WHERE w.registration_id = r.id ORDER BY 1), '{}'), ARRAY['month:ask'])
        AS facets,
    concat_ws(' ', o.legal_name, o.short_name) AS names,
    concat_ws(' ',
        (SELECT string_agg(t.label, ' ') FROM exchanges_registration_topics h
         JOIN clusters_term t ON t.id = h.term_id WHERE h.registration_id = r.id),
        (SELECT string_agg(h.text || ' ' || t.label, ' ') FROM exchanges_item h
         JOIN clusters_term t ON t.id = h.topic_id WHERE h.registration_id = r.id)) AS subjects,
    concat_ws(' ', r.summary, r.objectives, r.contribution) AS purpose,
    concat_ws(' ', o.description, o.products, o.technologies, o.city, c.name) AS background
FROM exchanges_registration r
JOIN clusters_organisation o ON o.id = r.organisation_id
JOIN clusters_country c ON c.code = o.country_id
WHERE r.state = 'accepted' AND r.is_listed AND r.hidden_on IS NULL;
"""
NO_SOURCE = "DROP VIEW exchanges_cataloguesource;"

# Writes the entries of some registrations anew; those that did not change stay untouched.
UPKEEP = """
CREATE FUNCTION exchanges_catalogue_put(changed bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- One after the other: what follows sees what others have committed, and cannot bring back an
    -- entry that somebody has just hidden.
    IF cardinality(changed) > 100 THEN
        LOCK TABLE exchanges_catalogueentry IN SHARE ROW EXCLUSIVE MODE;
    ELSE
        PERFORM pg_advisory_xact_lock(hashtext('exchanges_catalogueentry'), one::integer)
        FROM (SELECT unnest(changed) AS one ORDER BY 1) ids;
    END IF;
    DELETE FROM exchanges_catalogueentry e WHERE e.registration_id = ANY(changed)
        AND NOT EXISTS (
            SELECT FROM exchanges_cataloguesource s WHERE s.registration_id = e.registration_id);
    INSERT INTO exchanges_catalogueentry AS e (registration_id, programme_id, organisation_id,
        name_key, latitude, longitude, facets, document, listed_at)
    SELECT registration_id, programme_id, organisation_id, name_key, latitude, longitude, facets,
        setweight(exchanges_search_vector(names), 'A')
            || setweight(exchanges_search_vector(coalesce(subjects, '')), 'B')
            || setweight(exchanges_search_vector(purpose), 'C')
            || setweight(exchanges_search_vector(background), 'D'),
        statement_timestamp()
    FROM exchanges_cataloguesource WHERE registration_id = ANY(changed)
    ON CONFLICT (registration_id) DO UPDATE SET
        programme_id = excluded.programme_id, organisation_id = excluded.organisation_id,
        name_key = excluded.name_key, latitude = excluded.latitude,
        longitude = excluded.longitude, facets = excluded.facets, document = excluded.document
    WHERE (e.programme_id, e.organisation_id, e.name_key, e.latitude, e.longitude, e.facets,
           e.document)
        IS DISTINCT FROM (excluded.programme_id, excluded.organisation_id, excluded.name_key,
           excluded.latitude, excluded.longitude, excluded.facets, excluded.document);
    INSERT INTO exchanges_catalogueword (word)
    SELECT DISTINCT w.lexeme FROM exchanges_cataloguesource s,
        unnest(to_tsvector('portal_plain',
            concat_ws(' ', s.names, s.subjects, s.purpose, s.background))) w
    WHERE s.registration_id = ANY(changed)
        AND length(w.lexeme) BETWEEN 4 AND 40 AND w.lexeme ~ '^[[:alpha:]]+$'
    ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION exchanges_catalogue_noted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO exchanges_cataloguechange (registration_id, transaction, noted_at)
    SELECT registration_id, pg_current_xact_id()::text::bigint, statement_timestamp() FROM touched;
    RETURN NULL;
END $$;
CREATE TRIGGER exchanges_catalogue_came AFTER INSERT ON exchanges_catalogueentry
    REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION exchanges_catalogue_noted();
CREATE TRIGGER exchanges_catalogue_changed AFTER UPDATE ON exchanges_catalogueentry
    REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION exchanges_catalogue_noted();
CREATE TRIGGER exchanges_catalogue_went AFTER DELETE ON exchanges_catalogueentry
    REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION exchanges_catalogue_noted();
"""
NO_UPKEEP = """
DROP TRIGGER exchanges_catalogue_went ON exchanges_catalogueentry;
DROP TRIGGER exchanges_catalogue_changed ON exchanges_catalogueentry;
DROP TRIGGER exchanges_catalogue_came ON exchanges_catalogueentry;
DROP FUNCTION exchanges_catalogue_noted();
DROP FUNCTION exchanges_catalogue_put(bigint[]);
"""

# What an entry is made of, so that every way of writing it is followed by the entry.
FOLLOWING = """
CREATE FUNCTION exchanges_catalogue_registration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM exchanges_catalogue_put(ARRAY[NEW.id]);
    RETURN NULL;
END $$;
CREATE TRIGGER exchanges_registration_catalogue
    AFTER INSERT OR UPDATE ON exchanges_registration
    FOR EACH ROW EXECUTE FUNCTION exchanges_catalogue_registration();

CREATE FUNCTION exchanges_catalogue_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM exchanges_catalogue_put(ARRAY[
        CASE TG_OP WHEN 'DELETE' THEN OLD.registration_id ELSE NEW.registration_id END]);
    RETURN NULL;
END $$;
CREATE TRIGGER exchanges_topics_catalogue
    AFTER INSERT OR DELETE ON exchanges_registration_topics
    FOR EACH ROW EXECUTE FUNCTION exchanges_catalogue_part();
CREATE TRIGGER exchanges_window_catalogue
    AFTER INSERT OR UPDATE OR DELETE ON exchanges_window
    FOR EACH ROW EXECUTE FUNCTION exchanges_catalogue_part();
CREATE TRIGGER exchanges_item_catalogue
    AFTER INSERT OR UPDATE OR DELETE ON exchanges_item
    FOR EACH ROW EXECUTE FUNCTION exchanges_catalogue_part();

CREATE FUNCTION exchanges_catalogue_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM exchanges_catalogue_put(ARRAY(
        SELECT id FROM exchanges_registration WHERE organisation_id = NEW.id));
    RETURN NULL;
END $$;
CREATE TRIGGER clusters_organisation_catalogue
    AFTER UPDATE ON clusters_organisation
    FOR EACH ROW EXECUTE FUNCTION exchanges_catalogue_organisation();

CREATE FUNCTION exchanges_catalogue_sectors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM exchanges_catalogue_put(ARRAY(
        SELECT id FROM exchanges_registration WHERE organisation_id =
            CASE TG_OP WHEN 'DELETE' THEN OLD.organisation_id ELSE NEW.organisation_id END));
    RETURN NULL;
END $$;
CREATE TRIGGER clusters_organisation_sectors_catalogue
    AFTER INSERT OR DELETE ON clusters_organisation_sectors
    FOR EACH ROW EXECUTE FUNCTION exchanges_catalogue_sectors();

SELECT exchanges_catalogue_put(ARRAY(SELECT id FROM exchanges_registration));
"""
NOT_FOLLOWING = """
DROP TRIGGER clusters_organisation_sectors_catalogue ON clusters_organisation_sectors;
DROP FUNCTION exchanges_catalogue_sectors();
DROP TRIGGER clusters_organisation_catalogue ON clusters_organisation;
DROP FUNCTION exchanges_catalogue_organisation();
DROP TRIGGER exchanges_item_catalogue ON exchanges_item;
DROP TRIGGER exchanges_window_catalogue ON exchanges_window;
DROP TRIGGER exchanges_topics_catalogue ON exchanges_registration_topics;
DROP FUNCTION exchanges_catalogue_part();
DROP TRIGGER exchanges_registration_catalogue ON exchanges_registration;
DROP FUNCTION exchanges_catalogue_registration();
"""


class Migration(migrations.Migration):
    dependencies = [("exchanges", "0009_places_for_later_visitors")]

    operations = [
        UnaccentExtension(),
        migrations.RunSQL(SEARCHING, NO_SEARCHING),
        migrations.RunSQL(SOURCE, NO_SOURCE),
        migrations.RunSQL(UPKEEP, NO_UPKEEP),
        migrations.RunSQL(FOLLOWING, NOT_FOLLOWING),
    ]
