"""Offers and needs thing by thing, and when a side had asked for time before its turn."""

import django.db.models.deletion
from django.db import migrations, models

from clusters.programme.archiving import read_only_when_archived

OF_REGISTRATION = (
    "(SELECT programme_id FROM exchanges_registration WHERE id = held.registration_id)"
)


class Migration(migrations.Migration):

    dependencies = [
        ('clusters', '0004_points_of_matching'),
        ('exchanges', '0006_conversations'),
    ]

    operations = [
        migrations.AddField(
            model_name='offer',
            name='time_asked_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='when the side had asked for time before'),
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=120, verbose_name='in a few words')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='exchanges.registration')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clusters.term', verbose_name='topic')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('registration', 'position'), name='item_once_at_a_place', violation_error_message='Another thing stands at this place.'), models.UniqueConstraint(fields=('registration', 'topic', 'text'), name='item_once', violation_error_message='The same thing is there twice.'), models.CheckConstraint(condition=models.Q(('position__range', (1, 5))), name='item_one_of_five', violation_error_message='At most five things are named.'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='item_says_something', violation_error_message='Say in a few words what it is.')],
            },
        ),
        migrations.RunSQL(*read_only_when_archived("exchanges_item", OF_REGISTRATION)),
    ]
