"""What makes a Commitment a text of four: remarks, agendas to use again, the look at quality."""

import blues.common.clock
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from blues.common.triggers import append_only
from clusters.programme.archiving import read_only_when_archived

OF_EXCHANGE = "(SELECT programme_id FROM exchanges_exchange WHERE id = held.exchange_id)"
OF_REMARK = (
    "(SELECT programme_id FROM exchanges_exchange WHERE id ="
    " (SELECT exchange_id FROM exchanges_remark WHERE id = held.remark_id))"
)
OF_COMMITMENT = (
    "(SELECT programme_id FROM exchanges_exchange WHERE id ="
    " (SELECT exchange_id FROM exchanges_commitment WHERE id = held.commitment_id))"
)


class Migration(migrations.Migration):

    dependencies = [
        ('clusters', '0005_answers_and_reservations'),
        ('exchanges', '0010_what_keeps_the_catalogue'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=40)),
                ('version', models.PositiveSmallIntegerField()),
                ('text', models.TextField(max_length=4000, verbose_name='remark')),
                ('party', models.CharField(choices=[('visitor', 'visitor'), ('host', 'host'), ('hop', "host's partner cluster"), ('vop', "visitor's partner cluster")], max_length=10)),
                ('made_at', models.DateTimeField(default=blues.common.clock.now, editable=False)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='exchanges.exchange')),
                ('made_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='RemarkAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, max_length=4000, verbose_name='answer')),
                ('settles', models.BooleanField(default=False, verbose_name='settles the remark')),
                ('party', models.CharField(choices=[('visitor', 'visitor'), ('host', 'host'), ('hop', "host's partner cluster"), ('vop', "visitor's partner cluster")], max_length=10)),
                ('made_at', models.DateTimeField(default=blues.common.clock.now, editable=False)),
                ('made_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('remark', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='exchanges.remark')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='AgendaTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('days', models.JSONField(editable=False)),
                ('made_at', models.DateTimeField(default=blues.common.clock.now, editable=False)),
                ('made_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='agenda_templates', to='clusters.organisation')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='agendatemplate_once', violation_error_message='You keep an agenda of this name already.'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='agendatemplate_has_a_name', violation_error_message='Give the agenda a name.')],
            },
        ),
        migrations.CreateModel(
            name='QualityAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.CharField(choices=[('hop', "host's partner cluster"), ('vop', "visitor's partner cluster")], editable=False, max_length=10)),
                ('point', models.SlugField(editable=False, max_length=40)),
                ('answer', models.CharField(choices=[('yes', 'yes'), ('no', 'no'), ('na', 'not applicable')], max_length=3, verbose_name='answer')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('in_one_go', models.BooleanField(default=False, editable=False, verbose_name='given in one go with others')),
                ('answered_at', models.DateTimeField(default=blues.common.clock.now, editable=False)),
                ('answered_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('commitment', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='quality_answers', to='exchanges.commitment')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('commitment', 'party', 'point'), name='qualityanswer_once'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'no'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='qualityanswer_no_is_explained', violation_error_message='A “no” needs a note that says why.'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'no'), _negated=True), ('in_one_go', False), _connector='OR'), name='qualityanswer_no_is_looked_at', violation_error_message='Nobody says no to several points in one go.')],
            },
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='remark_has_words', violation_error_message='Say what you mean.'),
        ),
        migrations.AddConstraint(
            model_name='remarkanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), ('settles', True), _connector='OR'), name='remarkanswer_has_words', violation_error_message='Say what you mean.'),
        ),
        migrations.AddConstraint(
            model_name='remarkanswer',
            constraint=models.UniqueConstraint(condition=models.Q(('settles', True)), fields=('remark',), name='remarkanswer_settled_once', violation_error_message='This remark is settled.'),
        ),
        migrations.RunSQL(*append_only("exchanges_remark")),
        migrations.RunSQL(*append_only("exchanges_remarkanswer")),
        migrations.RunSQL(*read_only_when_archived("exchanges_remark", OF_EXCHANGE)),
        migrations.RunSQL(*read_only_when_archived("exchanges_remarkanswer", OF_REMARK)),
        migrations.RunSQL(*read_only_when_archived("exchanges_qualityanswer", OF_COMMITMENT)),
    ]
