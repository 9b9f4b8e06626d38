"""Work packages with their promises, reporting periods and frozen copies."""

import django.db.models.deletion
import django.utils.timezone
import uuid
import workpackages.reporting.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ('clusters', '0001_programme_directory_and_people'),
        ('exchanges', '0001_registrations_exchanges_and_papers'),
        ('jobs', '0001_jobs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name='ReportingPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('interim', 'interim'), ('final', 'final')], max_length=10)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('due_on', models.DateField(verbose_name='report due on')),
                ('accepted_at', models.DateTimeField(editable=False, null=True)),
                ('accepted_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reporting_periods', to='clusters.programme')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('variant', models.CharField(choices=[('pseudonymised', 'pseudonymised'), ('full', 'full')], max_length=15)),
                ('taken_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('state', models.CharField(choices=[('pending', 'being taken'), ('frozen', 'frozen'), ('failed', 'not taken')], default='pending', editable=False, max_length=10)),
                ('failure', models.TextField(blank=True, editable=False)),
                ('frozen_at', models.DateTimeField(editable=False, null=True)),
                ('record', models.TextField(blank=True, editable=False)),
                ('sha256', models.CharField(blank=True, editable=False, max_length=64)),
                ('file', models.FileField(blank=True, max_length=200, upload_to=workpackages.reporting.models.workbook_path)),
                ('file_sha256', models.CharField(blank=True, editable=False, max_length=64)),
                ('size', models.PositiveIntegerField(editable=False, null=True)),
                ('cluster', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='clusters.cluster')),
                ('counted', models.ManyToManyField(editable=False, related_name='counted_in', to='exchanges.exchange')),
                ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jobs.job')),
                ('period', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='workpackages.reportingperiod')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='clusters.programme')),
                ('taken_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-taken_at', '-pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(models.Q(('record', ''), _negated=True), models.Q(('sha256', ''), _negated=True), models.Q(('file', ''), _negated=True), models.Q(('file_sha256', ''), _negated=True), ('frozen_at__isnull', False), ('size__gt', 0), ('state', 'frozen')), models.Q(models.Q(('state', 'frozen'), _negated=True), ('file', ''), ('file_sha256', ''), ('frozen_at__isnull', True), ('record', ''), ('sha256', ''), ('size__isnull', True)), _connector='OR'), name='snapshot_frozen_iff_all_is_there'),
                    models.CheckConstraint(condition=models.Q(models.Q(models.Q(('failure', ''), _negated=True), ('state', 'failed')), models.Q(models.Q(('state', 'failed'), _negated=True), ('failure', '')), _connector='OR'), name='snapshot_failed_iff_reason'),
                    models.CheckConstraint(condition=models.Q(('period__isnull', True), ('cluster__isnull', True), _connector='OR'), name='snapshot_of_a_period_is_the_programmes', violation_error_message='A reporting period belongs to the whole partnership.'),
                ],
            },
        ),
        migrations.AddField(
            model_name='reportingperiod',
            name='accepted_snapshot',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accepted_for', to='workpackages.snapshot'),
        ),
        migrations.CreateModel(
            name='WorkPackage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=120)),
                ('objective', models.TextField()),
                ('source', models.CharField(max_length=300)),
                ('leader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='work_packages', to='clusters.cluster')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='work_packages', to='clusters.programme')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [
                    models.UniqueConstraint(fields=('programme', 'number'), name='workpackage_number_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TimelineEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_on', models.DateField()),
                ('precision', models.CharField(choices=[('day', 'day'), ('month', 'month')], default='day', max_length=5)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('title', models.CharField(max_length=300)),
                ('note', models.TextField(blank=True, verbose_name='what the sources disagree on')),
                ('source', models.CharField(max_length=400)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='clusters.programme')),
                ('work_packages', models.ManyToManyField(blank=True, related_name='events', to='workpackages.workpackage')),
            ],
            options={
                'ordering': ['happened_on', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('happened_on')), _connector='OR'), name='timelineevent_period', violation_error_message='Nothing ends before it begins.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('due_month', models.PositiveSmallIntegerField(verbose_name='due in project month')),
                ('is_proposed', models.BooleanField(default=True, verbose_name="proposed by us; the grant agreement's own list is not public")),
                ('source', models.CharField(blank=True, max_length=300)),
                ('verification', models.CharField(blank=True, max_length=200, verbose_name='means of verification')),
                ('needed_exchanges', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='completed exchanges that reach it')),
                ('reached_on', models.DateField(blank=True, null=True)),
                ('work_package', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='workpackages.workpackage')),
            ],
            options={
                'ordering': ['due_month', 'code'],
                'abstract': False,
                'constraints': [
                    models.UniqueConstraint(fields=('work_package', 'code'), name='milestone_code_once'),
                    models.CheckConstraint(condition=models.Q(('due_month__gte', 1)), name='milestone_month_from_one', violation_error_message='Project months count from 1.'),
                    models.CheckConstraint(condition=models.Q(('needed_exchanges__isnull', True), ('reached_on__isnull', True), _connector='OR'), name='milestone_counted_or_noted', violation_error_message='What is counted is not written down by hand.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Deliverable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('due_month', models.PositiveSmallIntegerField(verbose_name='due in project month')),
                ('is_proposed', models.BooleanField(default=True, verbose_name="proposed by us; the grant agreement's own list is not public")),
                ('source', models.CharField(blank=True, max_length=300)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('planned', 'planned'), ('in_progress', 'in progress'), ('internal_review', 'internal review'), ('submitted', 'submitted'), ('accepted', 'accepted'), ('rejected', 'rejected')], default='planned', editable=False, max_length=20)),
                ('delay_reason', models.TextField(blank=True, max_length=2000, verbose_name='why it is late')),
                ('submitted_at', models.DateTimeField(editable=False, null=True)),
                ('submitted_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('work_package', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='workpackages.workpackage')),
            ],
            options={
                'ordering': ['code'],
                'abstract': False,
                'constraints': [
                    models.UniqueConstraint(fields=('work_package', 'code'), name='deliverable_code_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='deliverable_submitted_at_and_by'),
                    models.CheckConstraint(condition=models.Q(('state__in', ('submitted', 'accepted', 'rejected')), ('submitted_at__isnull', True), _connector='OR'), name='deliverable_submission_matches_state', violation_error_message='What was submitted cannot be planned.'),
                    models.CheckConstraint(condition=models.Q(('due_month__gte', 1)), name='deliverable_month_from_one', violation_error_message='Project months count from 1.'),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name='reportingperiod',
            constraint=models.UniqueConstraint(fields=('programme', 'number'), name='reportingperiod_number_once'),
        ),
        migrations.AddConstraint(
            model_name='reportingperiod',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__isnull', True), ('last_day__gte', models.F('first_day')), _connector='OR'), name='reportingperiod_period', violation_error_message='The last day cannot come before the first.'),
        ),
        migrations.AddConstraint(
            model_name='reportingperiod',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__isnull', True), ('due_on__gte', models.F('last_day')), _connector='OR'), name='reportingperiod_due_after_its_end', violation_error_message='A report cannot be due before its period has ended.'),
        ),
        migrations.AddConstraint(
            model_name='reportingperiod',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', True), ('accepted_by__isnull', True)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='reportingperiod_accepted_at_and_by'),
        ),
        migrations.AddConstraint(
            model_name='reportingperiod',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', True), ('accepted_snapshot__isnull', True)), models.Q(('accepted_at__isnull', False), ('accepted_snapshot__isnull', False)), _connector='OR'), name='reportingperiod_accepted_with_a_snapshot'),
        ),
    ]
