"""How a signature was given and how identity was proven are two things; signed files are kept."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import blues.common.clock
import exchanges.building.upload_models
from blues.common.triggers import append_only, decided_once

DECISION = ("state", "decided_at", "decided_by_id", "reason")


class Migration(migrations.Migration):
    dependencies = [
        ("exchanges", "0011_commitments_written_together"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # The rows themselves never change: what was called method says how identity was proven.
        migrations.RenameField("signature", "method", "identity"),
        migrations.AddField(
            model_name="signature",
            name="certificate",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="signature",
            name="method",
            field=models.CharField(
                choices=[
                    ("portal_click", "in the portal"),
                    ("qualified_upload", "with a qualified certificate"),
                    ("wet_ink_scan", "by hand on paper, scanned"),
                ],
                default="portal_click",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="signature",
            name="identity",
            field=models.CharField(
                choices=[
                    ("password", "confirmed by password"),
                    ("totp", "confirmed by a code of the second step"),
                    ("recovery", "confirmed by a recovery code"),
                    ("passkey", "confirmed by passkey"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="AgreementRefusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        choices=[("visitor", "visitor"), ("vop", "visitor's partner cluster")],
                        max_length=10,
                    ),
                ),
                ("refused_at", models.DateTimeField(default=blues.common.clock.now)),
                ("reason", models.TextField(max_length=4000, verbose_name="reason")),
                (
                    "agreement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refusal",
                        to="exchanges.financialagreement",
                    ),
                ),
                (
                    "refused_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignedUpload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "party",
                    models.CharField(
                        choices=[
                            ("visitor", "visitor"),
                            ("host", "host"),
                            ("hop", "host's partner cluster"),
                            ("vop", "visitor's partner cluster"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("qualified_upload", "with a qualified certificate"),
                            ("wet_ink_scan", "by hand on paper, scanned"),
                        ],
                        max_length=20,
                    ),
                ),
                ("document_sha256", models.CharField(max_length=64)),
                (
                    "file",
                    models.FileField(
                        max_length=200, upload_to=exchanges.building.upload_models.file_path
                    ),
                ),
                ("name", models.CharField(max_length=150)),
                ("content_type", models.CharField(max_length=20)),
                ("size", models.PositiveIntegerField()),
                (
                    "sha256",
                    models.CharField(
                        error_messages={"unique": "This very file was handed in before."},
                        max_length=64,
                        unique=True,
                    ),
                ),
                ("stored_sha256", models.CharField(max_length=64)),
                (
                    "identity",
                    models.CharField(
                        choices=[
                            ("password", "confirmed by password"),
                            ("totp", "confirmed by a code of the second step"),
                            ("recovery", "confirmed by a recovery code"),
                            ("passkey", "confirmed by passkey"),
                        ],
                        max_length=10,
                    ),
                ),
                ("address", models.GenericIPAddressField(null=True)),
                ("uploaded_at", models.DateTimeField(default=blues.common.clock.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits for the check"),
                            ("accepted", "accepted"),
                            ("refused", "refused"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                ("reason", models.TextField(blank=True, max_length=4000)),
                (
                    "agreement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="exchanges.financialagreement",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uploads",
                        to="exchanges.commitment",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(editable=False, 
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["uploaded_at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="signature",
            name="upload",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signature",
                to="exchanges.signedupload",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("method", "portal_click"), ("upload__isnull", True)),
                    models.Q(
                        models.Q(("method", "portal_click"), _negated=True),
                        ("upload__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="signature_elsewhere_has_its_file",
                violation_error_message="A signature from elsewhere has its file.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("certificate", {}), _negated=True), ("method", "qualified_upload")
                    ),
                    models.Q(
                        models.Q(("method", "qualified_upload"), _negated=True), ("certificate", {})
                    ),
                    _connector="OR",
                ),
                name="signature_qualified_iff_certificate",
                violation_error_message="A qualified signature names its certificate.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementrefusal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="agreementrefusal_has_reason",
                violation_error_message="Whoever refuses gives a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedupload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreement__isnull", True), ("commitment__isnull", False)),
                    models.Q(("agreement__isnull", False), ("commitment__isnull", True)),
                    _connector="OR",
                ),
                name="signedupload_for_one_paper",
                violation_error_message="A signed file belongs to one paper.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedupload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at", None), ("method", "qualified_upload"), ("state", "accepted")
                    ),
                    models.Q(
                        ("decided_at", None), ("method", "wet_ink_scan"), ("state", "waiting")
                    ),
                    models.Q(
                        models.Q(("state", "waiting"), _negated=True),
                        ("decided_at__isnull", False),
                        ("method", "wet_ink_scan"),
                    ),
                    _connector="OR",
                ),
                name="signedupload_scan_is_decided_by_somebody",
                violation_error_message="Somebody looks at a scan before it counts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedupload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    models.Q(("decided_by", models.F("uploaded_by")), _negated=True),
                    _connector="OR",
                ),
                name="signedupload_not_decided_by_the_signatory",
                violation_error_message="Nobody checks the scan of their own signature.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedupload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("reason", ""), _negated=True), ("state", "refused")),
                    models.Q(models.Q(("state", "refused"), _negated=True), ("reason", "")),
                    _connector="OR",
                ),
                name="signedupload_refused_with_reason",
                violation_error_message="Whoever refuses a scan gives a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedupload",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("commitment", "party"),
                name="signedupload_commitment_waits_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedupload",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("agreement", "party"),
                name="signedupload_agreement_waits_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="signedupload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="signedupload_decided_at_and_by",
            ),
        ),
        migrations.RunSQL(*append_only("exchanges_agreementrefusal")),
        migrations.RunSQL(*decided_once("exchanges_signedupload", DECISION)),
    ]
