"""Where the lump sum goes, and another account named after the agreement was signed."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from blues.common.constraints import both_or_neither
from exchanges.lifecycle.models import Exchange
from exchanges.registration.models import LONGEST_TEXT

PERSON: dict[str, Any] = {"on_delete": models.PROTECT, "editable": False, "related_name": "+"}


class BankAccount(models.Model):
    """Where the lump sum goes. Shown in full to finance alone, masked to everybody else."""

    exchange = models.OneToOneField(Exchange, on_delete=models.PROTECT, related_name="bank_account")
    holder = models.CharField(_("account holder"), max_length=140)
    iban = models.CharField(_("IBAN"), max_length=34)
    bic = models.CharField(_("BIC"), max_length=11, blank=True)
    given_at = models.DateTimeField(default=clock.now)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self):
        return self.masked

    @property
    def masked(self) -> str:
        return masked(self.iban)


class AccountChange(models.Model):
    """The account that somebody asks for. Until two others have confirmed it, nothing is paid.

    The account in force stays where it is, so that a change that was refused leaves no trace there.
    A row that has come to an end is sealed (trigger).
    """

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="account_changes")
    holder = models.CharField(_("account holder"), max_length=140)
    iban = models.CharField(_("IBAN"), max_length=34)
    bic = models.CharField(_("BIC"), max_length=11, blank=True)
    reason = models.TextField(_("why the account changes"), max_length=LONGEST_TEXT)
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, **PERSON)
    coordinator_confirmed_at = models.DateTimeField(null=True, editable=False)
    coordinator_confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    coordinator_note = models.TextField(max_length=LONGEST_TEXT, blank=True, editable=False)
    finance_confirmed_at = models.DateTimeField(null=True, editable=False)
    finance_confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    finance_note = models.TextField(max_length=LONGEST_TEXT, blank=True, editable=False)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **PERSON)
    end_reason = models.TextField(max_length=LONGEST_TEXT, blank=True, editable=False)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["exchange"],
                condition=Q(outcome=""),
                name="accountchange_one_open",
                violation_error_message=_("Another change of the account is still open."),
            ),
            both_or_neither(
                "coordinator_confirmed_at",
                "coordinator_confirmed_by",
                name="accountchange_coordinator_confirmed_at_and_by",
            ),
            both_or_neither(
                "finance_confirmed_at",
                "finance_confirmed_by",
                name="accountchange_finance_confirmed_at_and_by",
            ),
            both_or_neither("ended_at", "ended_by", name="accountchange_ended_at_and_by"),
            models.CheckConstraint(
                name="accountchange_three_people",
                condition=(
                    ~Q(asked_by=F("coordinator_confirmed_by"))
                    & ~Q(asked_by=F("finance_confirmed_by"))
                    & ~Q(coordinator_confirmed_by=F("finance_confirmed_by"))
                ),
                violation_error_message=_("Two other people confirm another account."),
            ),
            models.CheckConstraint(
                name="accountchange_confirmed_by_two",
                condition=~Q(outcome="confirmed")
                | Q(coordinator_confirmed_at__isnull=False, finance_confirmed_at__isnull=False),
                violation_error_message=_("Two people confirm another account."),
            ),
            models.CheckConstraint(
                name="accountchange_ends_with_an_outcome",
                condition=Q(outcome="", ended_at__isnull=True)
                | (~Q(outcome="") & Q(ended_at__isnull=False)),
                violation_error_message=_("What has ended has an outcome."),
            ),
        ]

    def __str__(self):
        return self.masked

    @property
    def masked(self) -> str:
        return masked(self.iban)

    @property
    def is_open(self) -> bool:
        return not self.outcome

    @property
    def content(self) -> tuple[str, str, str]:
        return self.holder, self.iban, self.bic


def masked(iban: str) -> str:
    """Enough to recognise one's own number, too little to use it."""
    return f"{iban[:4]} … {iban[-4:]}"
