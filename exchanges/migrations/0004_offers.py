"""What was offered in a proposal, turn by turn."""

import blues.common.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from blues.common.triggers import append_only
from clusters.programme.archiving import read_only_when_archived

OF_EXCHANGE = "(SELECT programme_id FROM exchanges_exchange WHERE id = held.exchange_id)"


class Migration(migrations.Migration):

    dependencies = [
        ('exchanges', '0003_matching_rounds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='exchange',
            name='time_asked_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='when the other side asked for time'),
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('visitor', 'visitor'), ('host', 'host')], max_length=10)),
                ('made_at', models.DateTimeField(default=blues.common.clock.now)),
                ('mode', models.CharField(choices=[('physical', 'in person'), ('virtual', 'online')], max_length=10, verbose_name='in person or online')),
                ('first_day', models.DateField(verbose_name='first working day')),
                ('last_day', models.DateField(verbose_name='last working day')),
                ('goals', models.TextField(max_length=4000, verbose_name='goals')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='exchanges.exchange')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='offer_dates_in_order', violation_error_message='The last day cannot come before the first.')],
            },
        ),
        migrations.RunSQL(*append_only("exchanges_offer")),
        migrations.RunSQL(*read_only_when_archived("exchanges_offer", OF_EXCHANGE)),
    ]
