"""What was reminded of, hidden, reserved; and proposals that come back."""

import blues.common.clock
import django.db.models.deletion
from django.db import migrations, models

from blues.common.triggers import append_only
from clusters.programme.archiving import read_only_when_archived

OF_EXCHANGE = "(SELECT programme_id FROM exchanges_exchange WHERE id = held.exchange_id)"


class Migration(migrations.Migration):

    dependencies = [
        ('exchanges', '0004_offers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('occasion', models.CharField(choices=[('first', 'some days after the offer'), ('second', 'some days later'), ('soon', 'some days before it expires'), ('last', 'on the last day'), ('unconfirmed', 'some days before an unconfirmed match expires')], max_length=20)),
                ('about_on', models.DateField(verbose_name='day of the offer, or the last day')),
                ('told_at', models.DateTimeField(default=blues.common.clock.now)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='exchanges.exchange')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('exchange', 'occasion', 'about_on'), name='reminder_once')],
            },
        ),
        migrations.RunSQL(*append_only("exchanges_reminder")),
        migrations.RunSQL(*read_only_when_archived("exchanges_reminder", OF_EXCHANGE)),
    ]
