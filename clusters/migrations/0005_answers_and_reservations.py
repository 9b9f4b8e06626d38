"""When to remind of a proposal, how long it may come back, how long two are reserved."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clusters', '0004_points_of_matching'),
    ]

    operations = [
        migrations.AddField(
            model_name='ruleset',
            name='first_reminder_days',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='days after an offer to remind of it for the first time'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='reopening_days',
            field=models.PositiveSmallIntegerField(default=30, verbose_name='days in which a proposal that has ended may be reopened'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='reservation_days',
            field=models.PositiveSmallIntegerField(default=14, verbose_name='days at most for which two are reserved for each other'),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='second_reminder_days',
            field=models.PositiveSmallIntegerField(default=3, verbose_name='days after an offer to remind of it for the second time'),
        ),
        migrations.AddConstraint(
            model_name='ruleset',
            constraint=models.CheckConstraint(condition=models.Q(('first_reminder_days__lt', models.F('second_reminder_days'))), name='ruleset_reminders_in_order', violation_error_message='The first reminder of a proposal comes before the second one.'),
        ),
    ]
