"""Matching rounds and the pairs they found."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from clusters.programme.archiving import read_only_when_archived


OF_ROUND = "(SELECT programme_id FROM exchanges_matchinground WHERE id = held.round_id)"


class Migration(migrations.Migration):

    dependencies = [
        ('clusters', '0003_what_the_database_keeps'),
        ('exchanges', '0002_what_the_database_keeps'),
        ('jobs', '0001_jobs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MatchingRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.PositiveIntegerField(editable=False)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('must', models.JSONField(default=list, editable=False)),
                ('must_not', models.JSONField(default=list, editable=False)),
                ('shares', models.JSONField(default=dict, editable=False)),
                ('ceiling', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='ceiling of all lump sums')),
                ('most', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='exchanges that suffice')),
                ('input_sha256', models.CharField(editable=False, max_length=64)),
                ('solver', models.CharField(choices=[('assignment', 'exact assignment'), ('mixed', 'mixed-integer optimisation (HiGHS)')], editable=False, max_length=10)),
                ('total', models.PositiveIntegerField(editable=False, null=True)),
                ('bound', models.PositiveIntegerField(editable=False, null=True)),
                ('others', models.JSONField(default=dict, editable=False)),
                ('gains', models.JSONField(default=list, editable=False, verbose_name='what one more place brings')),
                ('visitors', models.PositiveIntegerField(default=0, editable=False, verbose_name='visitors to place')),
                ('hosts', models.PositiveIntegerField(default=0, editable=False, verbose_name='hosts with places')),
                ('solved_at', models.DateTimeField(editable=False, null=True)),
                ('released_at', models.DateTimeField(editable=False, null=True)),
                ('asked_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('follows', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next_rounds', to='exchanges.matchinground')),
                ('job', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='jobs.job')),
                ('programme', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='clusters.programme')),
                ('released_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['programme', '-number'],
            },
        ),
        migrations.CreateModel(
            name='MatchedPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveIntegerField()),
                ('refusal', models.TextField(blank=True, verbose_name='why it became no proposal')),
                ('exchange', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exchanges.exchange')),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exchanges.registration')),
                ('visitor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exchanges.registration')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs', to='exchanges.matchinground')),
            ],
            options={
                'ordering': ['round', '-score', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='matchinground',
            constraint=models.UniqueConstraint(fields=('programme', 'number'), name='round_number_once'),
        ),
        migrations.AddConstraint(
            model_name='matchinground',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', True), ('released_by__isnull', True)), models.Q(('released_at__isnull', False), ('released_by__isnull', False)), _connector='OR'), name='matchinground_released_at_and_by'),
        ),
        migrations.AddConstraint(
            model_name='matchinground',
            constraint=models.CheckConstraint(condition=models.Q(('released_at__isnull', True), ('solved_at__isnull', False), _connector='OR'), name='round_released_once_solved', violation_error_message='There is nothing to release yet.'),
        ),
        migrations.AddConstraint(
            model_name='matchinground',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('bound__isnull', True), ('solved_at__isnull', True), ('total__isnull', True)), models.Q(('bound__gte', models.F('total')), ('solved_at__isnull', False), ('total__isnull', False)), _connector='OR'), name='round_total_within_bound', violation_error_message='A total cannot exceed its bound.'),
        ),
        migrations.AddConstraint(
            model_name='matchedpair',
            constraint=models.UniqueConstraint(fields=('round', 'visitor'), name='matchedpair_visitor_once'),
        ),
        migrations.AddConstraint(
            model_name='matchedpair',
            constraint=models.CheckConstraint(condition=models.Q(('exchange__isnull', True), ('refusal', ''), _connector='OR'), name='matchedpair_proposal_or_refusal', violation_error_message='A pair that became a proposal was not refused.'),
        ),
        migrations.RunSQL(*read_only_when_archived("exchanges_matchinground")),
        migrations.RunSQL(*read_only_when_archived("exchanges_matchedpair", OF_ROUND)),
    ]
