"""Amendments, other accounts, clocks and samples: what follows the signatures."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import blues.common.clock
from blues.common.triggers import sealed
from clusters.programme.archiving import read_only_when_archived

OF_EXCHANGE = "(SELECT programme_id FROM exchanges_exchange WHERE id = held.exchange_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("exchanges", "0014_dossiers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
        migrations.RunSQL(*sealed("exchanges_accountchange", "outcome")),
        migrations.RunSQL(*read_only_when_archived("exchanges_accountchange", OF_EXCHANGE)),
    ]
