"""The texts of papers become versions of data; clusters get a letterhead.

Why and how: docs/adr/0028.
"""

import blues.common.clock
import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from clusters.programme.archiving import read_only_when_archived
from exchanges.building.clauses.shipped import SHIPPED

REASON = "The texts that the portal brings along."

# What was approved never changes; it is only followed by another version. What waits for a second
# person keeps its words until it is reopened or approved.
VERSIONED = """
CREATE FUNCTION {table}_versioned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.stage IN ('superseded', 'discarded')
       OR (OLD.stage = 'released' AND (NEW.stage <> 'superseded'
           OR to_jsonb(NEW) - 'stage' <> to_jsonb(OLD) - 'stage'))
       OR (OLD.stage || '>' || NEW.stage) NOT IN ({steps})
       OR (OLD.stage = 'review'
           AND to_jsonb(NEW)->'clauses' IS DISTINCT FROM to_jsonb(OLD)->'clauses') THEN
        RAISE EXCEPTION 'A version in {table} keeps its words once it is approved.'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{table}_versioned';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {table}_versioned BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_versioned();
"""
NOT_VERSIONED = """
DROP TRIGGER {table}_versioned ON {table};
DROP FUNCTION {table}_versioned();
"""
STEPS = [
    ("draft", "draft"),
    ("draft", "review"),
    ("draft", "discarded"),
    ("review", "draft"),
    ("review", "review"),
    ("review", "released"),
    ("review", "discarded"),
    ("released", "superseded"),
]
OF_CLUSTER = "(SELECT programme_id FROM clusters_cluster WHERE id = held.cluster_id)"
# Papers of an archived programme are only read; it has no later version to be confused with.
OF_OPEN_PROGRAMMES = """
UPDATE {table} paper SET template_id = words.id
FROM exchanges_exchange held, clusters_programme programme, exchanges_papertemplate words
WHERE held.id = paper.exchange_id AND programme.id = held.programme_id
  AND programme.state <> 'archived' AND words.programme_id = programme.id AND words.kind = '{kind}'
"""


def versioned(table: str) -> tuple[str, str]:
    steps = ", ".join(f"'{source}>{target}'" for source, target in STEPS)
    return VERSIONED.format(table=table, steps=steps), NOT_VERSIONED.format(table=table)


def first_versions(apps, schema_editor):
    """The words that stood in the code are those that all papers so far were written with."""
    Programme = apps.get_model("clusters", "Programme")
    PaperTemplate = apps.get_model("exchanges", "PaperTemplate")
    PaperTemplate.objects.bulk_create(
        PaperTemplate(
            programme=programme,
            kind=kind,
            number=1,
            stage="released",
            clauses=[clause.plain() for clause in clauses],
            reason=REASON,
        )
        for programme in Programme.objects.all()
        for kind, clauses in SHIPPED.items()
    )


class Migration(migrations.Migration):

    dependencies = [
        ('clusters', '0005_answers_and_reservations'),
        ('exchanges', '0012_signatures_that_hold'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PaperTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('commitment', 'Commitment to Quality'), ('agreement', 'Financial Agreement')], max_length=12)),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                ('stage', models.CharField(choices=[('draft', 'draft'), ('review', 'waiting for approval'), ('released', 'in force'), ('superseded', 'superseded'), ('discarded', 'discarded')], default='draft', editable=False, max_length=12)),
                ('clauses', models.JSONField()),
                ('reason', models.TextField(max_length=2000, verbose_name='reason')),
                ('based_on', models.PositiveSmallIntegerField(null=True, verbose_name='written against version')),
                ('drafted_at', models.DateTimeField(editable=False, null=True)),
                ('approved_at', models.DateTimeField(editable=False, null=True)),
                ('discarded_at', models.DateTimeField(editable=False, null=True)),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('discarded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('drafted_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paper_templates', to='clusters.programme')),
            ],
            options={
                'ordering': ['kind', '-number'],
            },
        ),
        migrations.AddField(
            model_name='commitment',
            name='template',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exchanges.papertemplate'),
        ),
        migrations.AddField(
            model_name='financialagreement',
            name='template',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exchanges.papertemplate'),
        ),
        migrations.CreateModel(
            name='ClauseReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('commitment', 'Commitment to Quality'), ('agreement', 'Financial Agreement')], max_length=12)),
                ('key', models.SlugField(max_length=40)),
                ('language', models.CharField(choices=[('de', 'German'), ('es', 'Spanish'), ('fr', 'French'), ('pl', 'Polish'), ('cs', 'Czech')], max_length=2, verbose_name='language')),
                ('english_sha256', models.CharField(editable=False, max_length=64)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('summary', models.TextField(blank=True, max_length=1000, verbose_name='summary')),
                ('text', models.TextField(blank=True, max_length=12000, verbose_name='text')),
                ('translated_at', models.DateTimeField(default=blues.common.clock.now, editable=False)),
                ('reviewed_at', models.DateTimeField(editable=False, null=True)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clause_readings', to='clusters.programme')),
                ('reviewed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('translated_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['key', 'language'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'kind', 'key', 'language', 'english_sha256'), name='clausereading_once'), models.CheckConstraint(condition=models.Q(models.Q(('summary', ''), _negated=True), models.Q(('text', ''), _negated=True), _connector='OR'), name='clausereading_says_something', violation_error_message='Please translate the text, or sum it up.'), models.CheckConstraint(condition=models.Q(('reviewed_by__isnull', True), models.Q(('reviewed_by', models.F('translated_by')), _negated=True), _connector='OR'), name='clausereading_four_eyes', violation_error_message='Somebody else reviews a translation.'), models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at__isnull', True), ('reviewed_by__isnull', True)), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='clausereading_reviewed_at_and_by')],
            },
        ),
        migrations.CreateModel(
            name='Letterhead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                ('stage', models.CharField(choices=[('draft', 'draft'), ('review', 'waiting for approval'), ('released', 'in force'), ('superseded', 'superseded'), ('discarded', 'discarded')], default='review', editable=False, max_length=12)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('address', models.TextField(max_length=300, verbose_name='address')),
                ('contact', models.TextField(blank=True, max_length=300, verbose_name='contact')),
                ('accent', models.CharField(default='#08415C', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9A-Fa-f]{6}$', 'A colour such as #08415C.')], verbose_name='colour')),
                ('logo', models.TextField(blank=True, editable=False, max_length=200000, verbose_name='logo')),
                ('drafted_at', models.DateTimeField(default=blues.common.clock.now, editable=False)),
                ('approved_at', models.DateTimeField(editable=False, null=True)),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letterheads', to='clusters.cluster')),
                ('drafted_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['cluster', '-number'],
                'constraints': [models.UniqueConstraint(fields=('cluster', 'number'), name='letterhead_number_once'), models.UniqueConstraint(condition=models.Q(('stage__in', ['draft', 'review'])), fields=('cluster',), name='letterhead_one_open', violation_error_message='Another letterhead is waiting for its second person.'), models.UniqueConstraint(condition=models.Q(('stage', 'released')), fields=('cluster',), name='letterhead_one_in_force', violation_error_message='A cluster has one letterhead in force.'), models.CheckConstraint(condition=models.Q(('accent__regex', '^#[0-9A-Fa-f]{6}$')), name='letterhead_accent_is_a_colour', violation_error_message='A colour such as #08415C.'), models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='letterhead_four_eyes', violation_error_message='Nobody approves their own letterhead.'), models.CheckConstraint(condition=models.Q(models.Q(('approved_by__isnull', False), ('stage__in', ['released', 'superseded'])), models.Q(('approved_by__isnull', True), ('stage__in', ['draft', 'review', 'discarded'])), _connector='OR'), name='letterhead_approved_iff_in_force', violation_error_message='It is in force once a second person approves.'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='letterhead_approved_at_and_by')],
            },
        ),
        migrations.AddConstraint(
            model_name='papertemplate',
            constraint=models.UniqueConstraint(fields=('programme', 'kind', 'number'), name='papertemplate_number_once'),
        ),
        migrations.AddConstraint(
            model_name='papertemplate',
            constraint=models.UniqueConstraint(condition=models.Q(('stage__in', ['draft', 'review'])), fields=('programme', 'kind'), name='papertemplate_one_open', violation_error_message='Another draft is open already.'),
        ),
        migrations.AddConstraint(
            model_name='papertemplate',
            constraint=models.UniqueConstraint(condition=models.Q(('stage', 'released')), fields=('programme', 'kind'), name='papertemplate_one_in_force', violation_error_message='One version is in force at a time.'),
        ),
        migrations.AddConstraint(
            model_name='papertemplate',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='papertemplate_says_why', violation_error_message='Please say what the new version is for.'),
        ),
        migrations.AddConstraint(
            model_name='papertemplate',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='papertemplate_four_eyes', violation_error_message='Nobody approves their own draft.'),
        ),
        migrations.AddConstraint(
            model_name='papertemplate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('drafted_by__isnull', True), ('stage__in', ['released', 'superseded'])), models.Q(('approved_by__isnull', False), ('stage__in', ['released', 'superseded'])), models.Q(('approved_by__isnull', True), ('stage__in', ['draft', 'review', 'discarded'])), _connector='OR'), name='papertemplate_approved_iff_in_force', violation_error_message='A version is in force once a second person approves.'),
        ),
        migrations.AddConstraint(
            model_name='papertemplate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('discarded_at__isnull', False), ('stage', 'discarded')), models.Q(('discarded_at__isnull', True), models.Q(('stage', 'discarded'), _negated=True)), _connector='OR'), name='papertemplate_discarded_iff_so'),
        ),
        migrations.AddConstraint(
            model_name='papertemplate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('drafted_at__isnull', True), ('drafted_by__isnull', True)), models.Q(('drafted_at__isnull', False), ('drafted_by__isnull', False)), _connector='OR'), name='papertemplate_drafted_at_and_by'),
        ),
        migrations.AddConstraint(
            model_name='papertemplate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='papertemplate_approved_at_and_by'),
        ),
        migrations.AddConstraint(
            model_name='papertemplate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('discarded_at__isnull', True), ('discarded_by__isnull', True)), models.Q(('discarded_at__isnull', False), ('discarded_by__isnull', False)), _connector='OR'), name='papertemplate_discarded_at_and_by'),
        ),
        # So that nothing waits for the end of the transaction when the triggers come.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunPython(first_versions, migrations.RunPython.noop, elidable=True),
        migrations.RunSQL(
            OF_OPEN_PROGRAMMES.format(table="exchanges_commitment", kind="commitment"),
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            OF_OPEN_PROGRAMMES.format(table="exchanges_financialagreement", kind="agreement"),
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunSQL(*versioned("exchanges_papertemplate")),
        migrations.RunSQL(*versioned("exchanges_letterhead")),
        migrations.RunSQL(*read_only_when_archived("exchanges_papertemplate")),
        migrations.RunSQL(*read_only_when_archived("exchanges_clausereading")),
        migrations.RunSQL(*read_only_when_archived("exchanges_letterhead", OF_CLUSTER)),
    ]
