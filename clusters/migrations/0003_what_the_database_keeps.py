"""Promises that hold against any client: who writes a state, and which rows stay as they are."""

from django.db import migrations

from blues.common.triggers import append_only, one_writer, published
from clusters.programme.archiving import read_only_when_archived

PROGRAMME_PERMITTED = [
    ("closing", "archived"),
    ("closing", "running"),
    ("preparing", "archived"),
    ("preparing", "running"),
    ("running", "closing"),
]
READ_ONCE_ARCHIVED = [
    "clusters_agency",
    "clusters_cluster",
    "clusters_holidaylist",
    "clusters_ratetable",
    "clusters_ruleset",
    "clusters_versiondraft",
]


class Migration(migrations.Migration):
    dependencies = [("clusters", "0002_member_lists")]
    operations = [
        migrations.RunSQL(
            *one_writer("clusters_programme", "blues.programme_step", PROGRAMME_PERMITTED)
        ),
        migrations.RunSQL(*published("clusters_ruleset")),
        migrations.RunSQL(*published("clusters_ratetable")),
        migrations.RunSQL(*published("clusters_holidaylist")),
        migrations.RunSQL(*append_only("clusters_organisationtyperule")),
        migrations.RunSQL(*append_only("clusters_rate")),
        migrations.RunSQL(*append_only("clusters_holidaycorrection")),
        migrations.RunSQL(*append_only("clusters_smedeclaration")),
        migrations.RunSQL(*append_only("clusters_relatedenterprise")),
        *(migrations.RunSQL(*read_only_when_archived(table)) for table in READ_ONCE_ARCHIVED),
    ]
