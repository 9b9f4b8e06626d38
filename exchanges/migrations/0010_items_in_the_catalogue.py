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
        migrations.RunSQL(FOLLOWING, NOT_FOLLOWING),
    ]
