"""Lists of members that clusters bring in, row by row."""

import clusters.directory.derived
import clusters.imports.models
import clusters.people.account_models
import clusters.programme.models
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('clusters', '0001_programme_directory_and_people'),
        ('jobs', '0001_jobs'),
    ]
    operations = [
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('file', models.FileField(blank=True, upload_to=clusters.imports.models._stored_as)),
                ('file_name', models.CharField(max_length=150, verbose_name='name of the file')),
                ('kind', models.CharField(choices=[('csv', 'CSV'), ('xlsx', 'XLSX'), ('ods', 'ODS')], max_length=4)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(editable=False, max_length=64)),
                ('sheet', models.CharField(blank=True, max_length=120, verbose_name='sheet')),
                ('heading_row', models.PositiveIntegerField(default=1, verbose_name='row with the headings')),
                ('encoding', models.CharField(blank=True, max_length=20, verbose_name='encoding')),
                ('columns', models.JSONField(default=dict, verbose_name='what the columns mean')),
                ('fallbacks', models.JSONField(default=dict, verbose_name='what holds where the list says nothing')),
                ('state', models.CharField(choices=[('uploaded', 'columns to be named'), ('checking', 'being checked'), ('checked', 'checked'), ('applying', 'being applied'), ('applied', 'applied')], default='uploaded', editable=False, max_length=10)),
                ('checks', models.PositiveSmallIntegerField(default=0, verbose_name='how often it was checked')),
                ('counts', models.JSONField(default=dict)),
                ('leaves_broken_out', models.BooleanField(default=False, verbose_name='applied without the broken rows')),
                ('applied_at', models.DateTimeField(editable=False, null=True)),
                ('applied_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='clusters.cluster')),
                ('job', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='jobs.job')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-uploaded_at', '-pk'],
                'indexes': [
                    models.Index(models.F('cluster'), models.F('sha256'), name='importbatch_same_file'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('applied_at__isnull', True), ('applied_by__isnull', True)), models.Q(('applied_at__isnull', False), ('applied_by__isnull', False)), _connector='OR'), name='importbatch_applied_at_and_by'),
                    models.CheckConstraint(condition=models.Q(models.Q(('applied_at__isnull', False), ('state', 'applied')), models.Q(models.Q(('state', 'applied'), _negated=True), ('applied_at__isnull', True)), _connector='OR'), name='importbatch_applied_iff_time'),
                    models.CheckConstraint(condition=models.Q(('heading_row__gte', 1)), name='importbatch_heading_row_counts_from_one', violation_error_message='Rows are counted from 1.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='row of the file')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='name in the list')),
                ('outcome', models.CharField(choices=[('new', 'new'), ('changed', 'changed'), ('unchanged', 'unchanged'), ('repeated', 'repeats another row'), ('duplicate', 'possible duplicate'), ('broken', 'broken')], max_length=10)),
                ('values', models.JSONField(default=dict)),
                ('problems', models.JSONField(default=list)),
                ('differences', models.JSONField(default=list)),
                ('repeats', models.PositiveIntegerField(null=True, verbose_name='row that it repeats')),
                ('likeness', models.CharField(blank=True, max_length=20, verbose_name='why it may be the same')),
                ('choice', models.CharField(blank=True, choices=[('same', 'It is the same organisation'), ('different', 'It is another organisation'), ('skip', 'Leave this row out')], max_length=10)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='clusters.importbatch')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clusters.organisation')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [
                    models.UniqueConstraint(fields=('batch', 'number'), name='importrow_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(models.Q(('problems', []), _negated=True), ('outcome', 'broken')), models.Q(models.Q(('outcome', 'broken'), _negated=True), ('problems', [])), _connector='OR'), name='importrow_broken_iff_problems'),
                    models.CheckConstraint(condition=models.Q(('outcome', 'duplicate'), ('choice', ''), _connector='OR'), name='importrow_choice_for_duplicates', violation_error_message='There is nothing to choose in this row.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'repeated'), ('repeats__isnull', False)), models.Q(models.Q(('outcome', 'repeated'), _negated=True), ('repeats__isnull', True)), _connector='OR'), name='importrow_repeats_iff_repeated'),
                    models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', False), ('outcome__in', ['changed', 'unchanged', 'duplicate'])), models.Q(('organisation__isnull', True), ('outcome__in', ['new', 'repeated', 'broken'])), _connector='OR'), name='importrow_organisation_iff_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ColumnMemory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('heading', models.CharField(max_length=120)),
                ('field', models.CharField(blank=True, max_length=30)),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clusters.cluster')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cluster', 'heading'), name='columnmemory_once')],
            },
        ),
    ]
