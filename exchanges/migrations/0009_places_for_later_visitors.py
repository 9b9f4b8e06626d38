"""Places kept for later visitors, and pairs that must share a subject."""

import django.core.validators
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clusters', '0003_what_the_database_keeps'),
        ('exchanges', '0008_proposals_and_nudges'),
        ('jobs', '0001_jobs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='matchinground',
            name='round_total_within_bound',
        ),
        migrations.AddField(
            model_name='matchinground',
            name='expected',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='visitors still to come'),
        ),
        migrations.AddField(
            model_name='matchinground',
            name='foregone',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='points left for later rounds'),
        ),
        migrations.AddField(
            model_name='matchinground',
            name='kept_back',
            field=models.JSONField(default=list, editable=False, verbose_name='places kept for later'),
        ),
        migrations.AddField(
            model_name='matchinground',
            name='tried',
            field=models.JSONField(default=list, editable=False, verbose_name='what one more host brings'),
        ),
        migrations.AddField(
            model_name='matchinground',
            name='needs_subject',
            field=models.BooleanField(default=True, verbose_name='only pairs with a shared subject'),
        ),
        migrations.AddField(
            model_name='matchinground',
            name='rounds_to_come',
            field=models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(24)], verbose_name='rounds still to come after this one'),
        ),
        migrations.AddConstraint(
            model_name='matchinground',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('bound__isnull', True), ('solved_at__isnull', True), ('total__isnull', True)), models.Q(('bound__gte', django.db.models.expressions.CombinedExpression(models.F('total'), '+', models.F('foregone'))), ('solved_at__isnull', False), ('total__isnull', False)), _connector='OR'), name='round_total_within_bound', violation_error_message='A total cannot exceed its bound.'),
        ),
    ]
