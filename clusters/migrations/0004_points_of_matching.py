"""What counts where pairs are compared becomes data of each programme."""

import clusters.programme.models
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

from blues.common.triggers import append_only, published
from clusters.programme.archiving import read_only_when_archived
from clusters.programme.merits import FIRST
from clusters.programme.seeds.weights import SOURCE, VERSION


def first_version(apps, schema_editor):
    """Programmes that stand go on with what was counted before anybody could change it."""
    Programme = apps.get_model("clusters", "Programme")
    WeightTable, Weight = (apps.get_model("clusters", name) for name in ("WeightTable", "Weight"))
    for programme in Programme.objects.all():
        table = WeightTable.objects.create(
            programme=programme,
            version=VERSION,
            valid_from=min(programme.starts_on, timezone.localdate()),
            source=SOURCE,
        )
        Weight.objects.bulk_create(
            Weight(table=table, merit=merit.value, **first._asdict())
            for merit, first in FIRST.items()
        )


class Migration(migrations.Migration):

    dependencies = [
        ('clusters', '0003_what_the_database_keeps'),
    ]

    operations = [
        migrations.AlterField(
            model_name='versiondraft',
            name='kind',
            field=models.CharField(choices=[('rules', 'rules'), ('rates', 'rates'), ('terms', 'code lists'), ('holidays', 'public holidays'), ('weights', 'points of matching')], max_length=10),
        ),
        migrations.CreateModel(
            name='WeightTable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=20)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('source', models.TextField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='weight_tables', to='clusters.programme')),
            ],
        ),
        migrations.CreateModel(
            name='Weight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('merit', models.CharField(choices=[('topic', 'each topic that both work on'), ('need', 'each need of the visitor that the host offers to meet'), ('activity', 'each type of activity that both want'), ('aim', 'each aim in common'), ('sector', 'another sector, but a topic in common'), ('type', 'a type of host that the visitor prefers'), ('country', 'a country that the visitor prefers'), ('size', 'the same size'), ('language', 'each level above B1 in the best common language: B2, C1'), ('days', 'each common free working day above the shortest stay'), ('full-sum', 'far and long enough for the full lump sum'), ('near', 'a short journey'), ('fresh', 'each of the two that was active lately'), ('answers', 'each of the two that answers soon')], max_length=10)),
                ('points', models.PositiveSmallIntegerField()),
                ('most', models.PositiveSmallIntegerField(null=True, verbose_name='counted at most')),
                ('within', models.PositiveSmallIntegerField(null=True, verbose_name='border in days or kilometres')),
                ('reason', models.CharField(max_length=300)),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='weights', to='clusters.weighttable')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='weighttable',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('programme', '='), (clusters.programme.models.DateRange('valid_from', 'valid_until', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True)), '&&')], name='weighttable_one_at_a_time', violation_error_message='Another version is valid in that period.'),
        ),
        migrations.AddConstraint(
            model_name='weighttable',
            constraint=models.UniqueConstraint(fields=('programme', 'version'), name='weighttable_version_once'),
        ),
        migrations.AddConstraint(
            model_name='weight',
            constraint=models.UniqueConstraint(fields=('table', 'merit'), name='weight_once'),
        ),
        migrations.AddConstraint(
            model_name='weight',
            constraint=models.CheckConstraint(condition=models.Q(('points__lte', 1000)), name='weight_points_in_range', violation_error_message='A merit brings from 0 to 1,000 points.'),
        ),
        migrations.AddConstraint(
            model_name='weight',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merit__in', ('topic', 'need', 'activity', 'aim', 'language', 'days')), ('most__isnull', False), ('most__range', (1, 20))), models.Q(('most__isnull', True), models.Q(('merit__in', ('topic', 'need', 'activity', 'aim', 'language', 'days')), _negated=True)), _connector='OR'), name='weight_most_where_counted', violation_error_message='What is counted is counted from 1 to 20 times.'),
        ),
        migrations.AddConstraint(
            model_name='weight',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merit__in', ['near', 'fresh', 'answers']), ('within__isnull', False), ('within__lte', 10000)), models.Q(('within__isnull', True), models.Q(('merit__in', ['near', 'fresh', 'answers']), _negated=True)), _connector='OR'), name='weight_within_a_border', violation_error_message='This merit has a border, and others have none.'),
        ),
        migrations.AddConstraint(
            model_name='weight',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='weight_has_a_reason', violation_error_message='Every weight has its reason.'),
        ),
        # So that nothing waits for the end of the transaction when the triggers come.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunPython(first_version, migrations.RunPython.noop, elidable=True),
        migrations.RunSQL(*published("clusters_weighttable")),
        migrations.RunSQL(*append_only("clusters_weight")),
        migrations.RunSQL(*read_only_when_archived("clusters_weighttable")),
    ]
