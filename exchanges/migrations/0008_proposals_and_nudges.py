"""What was reminded of, hidden, reserved; and proposals that come back."""

import uuid
from importlib import import_module

import blues.common.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from blues.common.triggers import append_only, other_steps
from clusters.programme.archiving import read_only_when_archived

UNTIL_NOW = import_module("exchanges.migrations.0002_what_the_database_keeps").PERMITTED
PERMITTED = [*UNTIL_NOW, ("expired", "proposed"), ("withdrawn", "proposed")]
OF_EXCHANGE = "(SELECT programme_id FROM exchanges_exchange WHERE id = held.exchange_id)"
OF_REGISTRATION = (
    "(SELECT programme_id FROM exchanges_registration WHERE id = held.registration_id)"
)
OF_VISITOR = "(SELECT programme_id FROM exchanges_registration WHERE id = held.visitor_id)"


class Migration(migrations.Migration):

    dependencies = [
        ('exchanges', '0007_offers_and_needs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
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
        migrations.CreateModel(
            name='Dismissal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dismissed_at', models.DateTimeField(default=blues.common.clock.now, editable=False)),
                ('dismissed_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dismissed_by', to='exchanges.registration')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dismissals', to='exchanges.registration')),
            ],
            options={
                'ordering': ['-dismissed_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('registration', 'partner'), name='dismissal_once'), models.CheckConstraint(condition=models.Q(('registration', models.F('partner')), _negated=True), name='dismissal_of_another', violation_error_message='A registration is not suggested to itself.')],
            },
        ),
        migrations.CreateModel(
            name='Reservation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('until', models.DateField(verbose_name='reserved until')),
                ('reserved_at', models.DateTimeField(default=blues.common.clock.now, editable=False)),
                ('released_at', models.DateTimeField(editable=False, null=True)),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reserved_visitors', to='exchanges.registration')),
                ('reserved_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visitor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reserved_hosts', to='exchanges.registration')),
            ],
            options={
                'ordering': ['-reserved_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('released_at__isnull', True)), fields=('visitor',), name='reservation_one_for_visitor', violation_error_message='This visitor is reserved for another host.'), models.UniqueConstraint(condition=models.Q(('released_at__isnull', True)), fields=('host',), name='reservation_one_for_host', violation_error_message='This host is reserved for another visitor.')],
            },
        ),
        migrations.RunSQL(*read_only_when_archived("exchanges_dismissal", OF_REGISTRATION)),
        migrations.RunSQL(*read_only_when_archived("exchanges_reservation", OF_VISITOR)),
        migrations.RunSQL(
            *other_steps("exchanges_exchange", "blues.step", PERMITTED, before=UNTIL_NOW)
        ),
    ]
