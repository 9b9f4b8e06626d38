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
    "clusters_ratetable",
    "clusters_ruleset",
    "clusters_versiondraft",
]


class Migration(migrations.Migration):
    replaces = [
        ('clusters', '0001_people_programme_and_directory'),
        ('clusters', '0002_imports_of_member_lists'),
        ('clusters', '0003_stand_ins_and_accounts'),
        ('clusters', '0004_several_programmes'),
        ('clusters', '0005_versions_by_two_people'),
        ('clusters', '0006_directory_in_detail'),
        ('clusters', '0007_code_lists'),
        ('clusters', '0008_language_of_invitations'),
        ('clusters', '0009_warning_days'),
        ('clusters', '0010_contacts_invited'),
        ('clusters', '0011_industries_of_organisations'),
        ('clusters', '0012_words_for_pairs'),
        ('clusters', '0013_archived_programmes_are_read'),
    ]
    dependencies = [("clusters", "0002_member_lists")]
    operations = [
        migrations.RunSQL(
            *one_writer("clusters_programme", "blues.programme_step", PROGRAMME_PERMITTED)
        ),
        migrations.RunSQL(*published("clusters_ruleset")),
        migrations.RunSQL(*published("clusters_ratetable")),
        migrations.RunSQL(*append_only("clusters_organisationtyperule")),
        migrations.RunSQL(*append_only("clusters_rate")),
        migrations.RunSQL(*append_only("clusters_smedeclaration")),
        migrations.RunSQL(*append_only("clusters_relatedenterprise")),
        *(migrations.RunSQL(*read_only_when_archived(table)) for table in READ_ONCE_ARCHIVED),
    ]
