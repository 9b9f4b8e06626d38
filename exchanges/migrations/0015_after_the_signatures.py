"""Amendments, other accounts, clocks and samples: what follows the signatures."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import blues.common.clock
from blues.common.triggers import append_only, one_writer, sealed
from clusters.programme.archiving import read_only_when_archived

AMENDMENT_STEPS = [
    ("in_force", "objected"),
    ("proposed", "in_force"),
    ("proposed", "lapsed"),
    ("proposed", "refused"),
    ("proposed", "signing"),
    ("proposed", "withdrawn"),
    ("signing", "in_force"),
    ("signing", "lapsed"),
    ("signing", "refused"),
    ("signing", "withdrawn"),
]
OF_EXCHANGE = "(SELECT programme_id FROM exchanges_exchange WHERE id = held.exchange_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("clusters", "0007_stays_and_steps_in_days"),
        ("documents", "0002_stored_stays"),
        ("exchanges", "0014_dossiers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="agendaday",
            name="moved_to",
            field=models.DateField(
                editable=False, null=True, verbose_name="day since the last notice"
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="is_pending",
            field=models.BooleanField(
                default=False, verbose_name="of an amendment that does not count yet"
            ),
        ),
        migrations.AddField(
            model_name="financialagreement",
            name="is_pending",
            field=models.BooleanField(
                default=False, verbose_name="of an amendment that does not count yet"
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="contact",
            field=models.EmailField(
                blank=True,
                editable=False,
                max_length=254,
                verbose_name="where the signatory was reached",
            ),
        ),
        migrations.CreateModel(
            name="QualitySample",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveIntegerField()),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("finished", "finished exchanges"),
                            ("running", "running exchanges"),
                            ("both", "running and finished exchanges"),
                        ],
                        max_length=10,
                        verbose_name="drawn from",
                    ),
                ),
                ("size", models.PositiveSmallIntegerField(verbose_name="how many")),
                ("seed", models.CharField(max_length=64, verbose_name="seed")),
                ("population", models.JSONField(verbose_name="references drawn from")),
                ("purpose", models.CharField(max_length=300, verbose_name="what for")),
                ("drawn_at", models.DateTimeField(default=blues.common.clock.now, editable=False)),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="samples",
                        to="clusters.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["-drawn_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SampledExchange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "exchange",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="samples",
                        to="exchanges.exchange",
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drawn",
                        to="exchanges.qualitysample",
                    ),
                ),
            ],
            options={
                "ordering": ["sample", "position"],
            },
        ),
        migrations.CreateModel(
            name="AccountChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("holder", models.CharField(max_length=140, verbose_name="account holder")),
                ("iban", models.CharField(max_length=34, verbose_name="IBAN")),
                ("bic", models.CharField(blank=True, max_length=11, verbose_name="BIC")),
                (
                    "reason",
                    models.TextField(max_length=4000, verbose_name="why the account changes"),
                ),
                ("asked_at", models.DateTimeField(default=blues.common.clock.now, editable=False)),
                ("coordinator_confirmed_at", models.DateTimeField(editable=False, null=True)),
                ("coordinator_note", models.TextField(blank=True, editable=False, max_length=4000)),
                ("finance_confirmed_at", models.DateTimeField(editable=False, null=True)),
                ("finance_note", models.TextField(blank=True, editable=False, max_length=4000)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("confirmed", "confirmed"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("end_reason", models.TextField(blank=True, editable=False, max_length=4000)),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "coordinator_confirmed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "exchange",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_changes",
                        to="exchanges.exchange",
                    ),
                ),
                (
                    "finance_confirmed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "")),
                        fields=("exchange",),
                        name="accountchange_one_open",
                        violation_error_message="Another change of the account is still open.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("coordinator_confirmed_at__isnull", True),
                                ("coordinator_confirmed_by__isnull", True),
                            ),
                            models.Q(
                                ("coordinator_confirmed_at__isnull", False),
                                ("coordinator_confirmed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="accountchange_coordinator_confirmed_at_and_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("finance_confirmed_at__isnull", True),
                                ("finance_confirmed_by__isnull", True),
                            ),
                            models.Q(
                                ("finance_confirmed_at__isnull", False),
                                ("finance_confirmed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="accountchange_finance_confirmed_at_and_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="accountchange_ended_at_and_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("asked_by", models.F("coordinator_confirmed_by")), _negated=True
                            ),
                            models.Q(("asked_by", models.F("finance_confirmed_by")), _negated=True),
                            models.Q(
                                ("coordinator_confirmed_by", models.F("finance_confirmed_by")),
                                _negated=True,
                            ),
                        ),
                        name="accountchange_three_people",
                        violation_error_message="Two other people confirm another account.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "confirmed"), _negated=True),
                            models.Q(
                                ("coordinator_confirmed_at__isnull", False),
                                ("finance_confirmed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="accountchange_confirmed_by_two",
                        violation_error_message="Two people confirm another account.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("outcome", "")),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="accountchange_ends_with_an_outcome",
                        violation_error_message="What has ended has an outcome.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("notice", "notice of other dates"), ("version", "new version")],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "waiting for the other side"),
                            ("signing", "being signed"),
                            ("in_force", "in force"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                            ("lapsed", "lapsed"),
                            ("objected", "taken back after an objection"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(max_length=4000, verbose_name="why")),
                ("first_day", models.DateField(verbose_name="first working day")),
                ("last_day", models.DateField(verbose_name="last working day")),
                ("first_day_before", models.DateField()),
                ("last_day_before", models.DateField()),
                (
                    "side",
                    models.CharField(
                        choices=[("visitor", "visitor"), ("host", "host")], max_length=10
                    ),
                ),
                (
                    "proposed_at",
                    models.DateTimeField(default=blues.common.clock.now, editable=False),
                ),
                ("agreed_at", models.DateTimeField(editable=False, null=True)),
                ("over_since", models.DateTimeField(editable=False, null=True)),
                ("end_reason", models.TextField(blank=True, editable=False, max_length=4000)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agreement",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendment",
                        to="exchanges.financialagreement",
                    ),
                ),
                (
                    "commitment",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendment",
                        to="exchanges.commitment",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "exchange",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="exchanges.exchange",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("exchange", "number"), name="amendment_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("proposed", "signing"))),
                        fields=("exchange",),
                        name="amendment_one_open",
                        violation_error_message="Another amendment is still open.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="amendment_dates_in_order",
                        violation_error_message="The last day cannot come before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreement__isnull", True),
                                ("commitment__isnull", True),
                                ("kind", "notice"),
                            ),
                            models.Q(("commitment__isnull", False), ("kind", "version")),
                            _connector="OR",
                        ),
                        name="amendment_a_notice_has_no_version",
                        violation_error_message="A notice moves the days alone.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_at__isnull", True), ("agreed_by__isnull", True)),
                            models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="amendment_agreed_at_and_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("over_since__isnull", True), ("state__in", ("proposed", "signing"))
                            ),
                            models.Q(
                                models.Q(("state__in", ("proposed", "signing")), _negated=True),
                                ("over_since__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="amendment_over_or_open",
                        violation_error_message="What is over has a moment.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("accepted", "accepted by the counterpart"),
                            ("matched", "match confirmed"),
                            ("ctq_drafting", "Commitment in preparation"),
                            ("ctq_agreed", "Commitment agreed"),
                            ("ctq_signed", "Commitment signed"),
                            ("fa_prepared", "Financial Agreement prepared"),
                            ("fa_signed", "Financial Agreement signed"),
                            ("ready_to_start", "ready to start"),
                            ("in_progress", "stay under way"),
                            ("stay_ended", "stay ended"),
                            ("interrupted", "stay interrupted"),
                            ("reports_submitted", "reports submitted"),
                            ("report_returned", "report returned"),
                            ("reports_validated", "reports validated"),
                            ("payment_approved", "payment approved"),
                            ("paid", "paid"),
                            ("completed", "completed"),
                            ("archived", "archived"),
                            ("reopened", "reopened after an audit finding"),
                            ("declined", "declined"),
                            ("expired", "expired"),
                            ("withdrawn", "withdrawn"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=20,
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("reminder", "whose turn it is, reminded"),
                            ("deputy", "deputies told"),
                            ("programme", "programme coordinator told"),
                        ],
                        max_length=10,
                    ),
                ),
                ("told", models.PositiveSmallIntegerField(verbose_name="people told")),
                ("sent_at", models.DateTimeField(default=blues.common.clock.now)),
                (
                    "exchange",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escalations",
                        to="exchanges.exchange",
                    ),
                ),
            ],
            options={
                "ordering": ["sent_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("exchange", "since", "level"),
                        name="escalation_once_for_each_step",
                        violation_error_message="This has been told already.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="qualitysample",
            constraint=models.UniqueConstraint(
                fields=("programme", "number"), name="sample_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="qualitysample",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gte", 1)),
                name="sample_of_somebody",
                violation_error_message="A sample holds at least one exchange.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sampledexchange",
            constraint=models.UniqueConstraint(
                fields=("sample", "exchange"),
                name="sampled_once",
                violation_error_message="An exchange is drawn once.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sampledexchange",
            constraint=models.UniqueConstraint(
                fields=("sample", "position"),
                name="sampled_in_order",
                violation_error_message="A place in a draw is taken once.",
            ),
        ),
        migrations.RunSQL(*sealed("exchanges_accountchange", "outcome")),
        migrations.RunSQL(*read_only_when_archived("exchanges_accountchange", OF_EXCHANGE)),
        migrations.RunSQL(
            *one_writer("exchanges_amendment", "blues.amendment_step", AMENDMENT_STEPS)
        ),
        migrations.RunSQL(*read_only_when_archived("exchanges_amendment", OF_EXCHANGE)),
        migrations.RunSQL(*append_only("exchanges_escalation")),
        migrations.RunSQL(*append_only("exchanges_qualitysample")),
        migrations.RunSQL(*append_only("exchanges_sampledexchange")),
    ]
