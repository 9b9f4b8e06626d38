"""Entries of the catalogue know what is offered and needed, item by item."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("exchanges.migrations.0005_catalogue").SOURCE
SOURCE = """
CREATE OR REPLACE VIEW exchanges_cataloguesource AS
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
PUT = """
CREATE OR REPLACE FUNCTION exchanges_catalogue_put(changed bigint[]) RETURNS void LANGUAGE plpgsql AS $$
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
"""
FOLLOWING = """
CREATE TRIGGER exchanges_item_catalogue
    AFTER INSERT OR UPDATE OR DELETE ON exchanges_item
    FOR EACH ROW EXECUTE FUNCTION exchanges_catalogue_part();
SELECT exchanges_catalogue_put(ARRAY(SELECT id FROM exchanges_registration));
"""
NOT_FOLLOWING = "DROP TRIGGER exchanges_item_catalogue ON exchanges_item;"


class Migration(migrations.Migration):
    dependencies = [("exchanges", "0009_places_for_later_visitors")]

    operations = [
        migrations.RunSQL(SOURCE, BEFORE.replace("CREATE VIEW", "CREATE OR REPLACE VIEW")),
        migrations.RunSQL(PUT, migrations.RunSQL.noop),
        migrations.RunSQL(FOLLOWING, NOT_FOLLOWING),
    ]
