"""The conversation about an exchange, who reads along, and the mails that came in."""

import blues.common.clock
import django.db.models.deletion
import exchanges.lifecycle.thread.models
import uuid
from django.conf import settings
from django.db import migrations, models

from blues.common.triggers import append_only
from clusters.programme.archiving import read_only_when_archived

OF_EXCHANGE = "(SELECT programme_id FROM exchanges_exchange WHERE id = held.exchange_id)"
OF_MESSAGE = """(
    SELECT programme_id FROM exchanges_exchange e JOIN exchanges_message m ON m.exchange_id = e.id
    WHERE m.id = held.message_id
)"""


class Migration(migrations.Migration):

    dependencies = [
        ('exchanges', '0005_catalogue'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('party', models.CharField(choices=[('visitor', 'visitor'), ('host', 'host'), ('hop', "host's partner cluster"), ('vop', "visitor's partner cluster"), ('programme', 'programme coordinator')], max_length=10, verbose_name='speaking for')),
                ('text', models.TextField(max_length=4000, verbose_name='message')),
                ('via', models.CharField(choices=[('portal', 'in the portal'), ('mail', 'by e-mail')], default='portal', max_length=10)),
                ('left_out', models.PositiveSmallIntegerField(default=0, verbose_name='files that were not kept')),
                ('written_at', models.DateTimeField(default=blues.common.clock.now, editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='exchanges.exchange')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='InboundMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', models.CharField(max_length=64, unique=True, verbose_name='Message-ID or digest, with the address')),
                ('message_id', models.CharField(blank=True, max_length=300, verbose_name='Message-ID')),
                ('sender', models.CharField(blank=True, max_length=254, verbose_name='from')),
                ('source', models.CharField(choices=[('imap', 'fetched from the mailbox'), ('webhook', 'handed over by the mail server')], max_length=10, verbose_name='how it came')),
                ('size', models.PositiveIntegerField(verbose_name='bytes')),
                ('received_at', models.DateTimeField(default=blues.common.clock.now, editable=False)),
                ('outcome', models.CharField(choices=[('filed', 'in the conversation'), ('refused', 'refused'), ('ignored', 'ignored')], max_length=10, verbose_name='what became of it')),
                ('reason', models.CharField(blank=True, choices=[('automatic', 'An automatic answer or a report of a mail server.'), ('no-address', 'The mail was not addressed to a conversation.'), ('unreadable', 'The mail could not be read. Please answer in the portal.'), ('too-large', 'The mail is too large. Please hand files in on the portal.'), ('expired', 'The address that you answered to has run out.'), ('other-sender', 'The mail came from another address than the one that you use in the portal.'), ('no-words', 'There were no words above the quoted text.'), ('too-long', 'The message is longer than a conversation takes.'), ('too-many', 'You have written very often today. Please try again tomorrow.'), ('no-part', 'You do not take part in this conversation any more.'), ('closed', 'This conversation is closed.')], max_length=20, verbose_name='why')),
                ('is_told', models.BooleanField(default=False, verbose_name='the sender was told why')),
                ('filed_as', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inbound_mail', to='exchanges.message')),
            ],
            options={
                'ordering': ['-received_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('file', models.FileField(max_length=200, upload_to=exchanges.lifecycle.thread.models.attachment_path)),
                ('name', models.CharField(max_length=120, verbose_name='file name')),
                ('content_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64, verbose_name='digest of the file as it was sent')),
                ('stored_sha256', models.CharField(max_length=64, verbose_name='digest of the file as it is kept')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='exchanges.message')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ReplyAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(editable=False, max_length=32, unique=True)),
                ('made_at', models.DateTimeField(default=blues.common.clock.now, editable=False)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reply_addresses', to='exchanges.exchange')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Joining',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.CharField(choices=[('hop', "host's partner cluster"), ('vop', "visitor's partner cluster"), ('programme', 'programme coordinator')], max_length=10, verbose_name='reading for')),
                ('joined_at', models.DateTimeField(default=blues.common.clock.now, editable=False)),
                ('left_at', models.DateTimeField(editable=False, null=True)),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joinings', to='exchanges.exchange')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_at__isnull', True)), fields=('exchange', 'person'), name='joining_once', violation_error_message='This person reads along already.')],
            },
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='message_says_something', violation_error_message='Please write something.'),
        ),
        migrations.AddConstraint(
            model_name='inboundmail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('filed_as__isnull', False), ('outcome', 'filed'), ('reason', '')), models.Q(models.Q(('outcome', 'filed'), _negated=True), ('filed_as__isnull', True), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='inboundmail_filed_iff_message'),
        ),
        migrations.AddConstraint(
            model_name='inboundmail',
            constraint=models.CheckConstraint(condition=models.Q(('is_told', False), ('outcome', 'refused'), _connector='OR'), name='inboundmail_told_iff_refused'),
        ),
        migrations.RunSQL(*append_only("exchanges_message")),
        migrations.RunSQL(*append_only("exchanges_attachment")),
        migrations.RunSQL(*read_only_when_archived("exchanges_message", OF_EXCHANGE)),
        migrations.RunSQL(*read_only_when_archived("exchanges_attachment", OF_MESSAGE)),
        migrations.RunSQL(*read_only_when_archived("exchanges_joining", OF_EXCHANGE)),
    ]
