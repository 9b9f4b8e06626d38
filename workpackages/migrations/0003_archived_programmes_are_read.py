"""The plan and the reporting periods stay as they are once a programme is archived."""

from django.db import migrations

from clusters.programme.archiving import read_only_when_archived

OF_PACKAGE = "(SELECT programme_id FROM workpackages_workpackage WHERE id = held.work_package_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("clusters", "0003_what_the_database_keeps"),
        ("workpackages", "0002_frozen_stays"),
    ]
    operations = [
        migrations.RunSQL(*read_only_when_archived("workpackages_workpackage")),
        migrations.RunSQL(*read_only_when_archived("workpackages_deliverable", OF_PACKAGE)),
        migrations.RunSQL(*read_only_when_archived("workpackages_milestone", OF_PACKAGE)),
        migrations.RunSQL(*read_only_when_archived("workpackages_timelineevent")),
        migrations.RunSQL(*read_only_when_archived("workpackages_reportingperiod")),
    ]
