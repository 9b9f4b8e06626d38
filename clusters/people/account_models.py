"""What is kept about an account while it changes: another address, a lost second factor."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blues.common.constraints import both_or_neither
from clusters.people.models import User


class OpenQuerySet(models.QuerySet):
    """Rows with ``withdrawn_at`` and ``expires_at``; ``SETTLED`` is set when the matter is done."""

    SETTLED = ""

    def open(self):
        not_settled = {f"{self.SETTLED}__isnull": True}
        return self.filter(**not_settled, withdrawn_at__isnull=True, expires_at__gt=timezone.now())


class AddressChangeQuerySet(OpenQuerySet):
    SETTLED = "done_at"


class FactorResetQuerySet(OpenQuerySet):
    SETTLED = "confirmed_at"


def _in_three_days():
    return timezone.now() + timedelta(days=3)


class AddressChange(models.Model):
    """A new e-mail address, in force once both mailboxes have said yes."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="address_changes")
    email = models.EmailField(_("new e-mail address"), max_length=254)
    old_digest = models.CharField(max_length=64, unique=True, editable=False)
    new_digest = models.CharField(max_length=64, unique=True, editable=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(default=_in_three_days, editable=False)
    old_confirmed_at = models.DateTimeField(null=True, editable=False)
    new_confirmed_at = models.DateTimeField(null=True, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = AddressChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="addresschange_done_iff_both_confirmed",
                condition=Q(done_at__isnull=True)
                | Q(old_confirmed_at__isnull=False, new_confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="addresschange_done_iff_not_withdrawn",
                condition=Q(done_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["person"],
                name="addresschange_open_once",
                condition=Q(done_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.email}"


class FactorReset(models.Model):
    """The second factor of somebody who has lost it, taken off by two other people together."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="factor_resets")
    reason = models.CharField(
        _("how you made sure who is asking"),
        max_length=300,
        help_text=_("Such as: called back on the number we had, recognised in a video call."),
    )
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, editable=False, related_name="+")
    expires_at = models.DateTimeField(default=_in_three_days, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = FactorResetQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            both_or_neither("confirmed_at", "confirmed_by", name="factorreset_confirmed_at_and_by"),
            both_or_neither("withdrawn_at", "withdrawn_by", name="factorreset_withdrawn_at_and_by"),
            models.CheckConstraint(
                name="factorreset_confirmed_iff_not_withdrawn",
                condition=Q(confirmed_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="factorreset_by_two_others",
                condition=~Q(asked_by=F("person"))
                & (
                    Q(confirmed_by__isnull=True)
                    | (~Q(confirmed_by=F("asked_by")) & ~Q(confirmed_by=F("person")))
                ),
                violation_error_message=_("Two other people do this together."),
            ),
            models.UniqueConstraint(
                fields=["person"],
                name="factorreset_open_once",
                condition=Q(confirmed_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.person}"

    @property
    def is_open(self) -> bool:
        settled = self.confirmed_at or self.withdrawn_at
        return not settled and self.expires_at > timezone.now()

    @property
    def state(self) -> str:
        if self.confirmed_at:
            return gettext("taken off")
        if self.withdrawn_at:
            return gettext("withdrawn")
        return gettext("waits for a second person") if self.is_open else gettext("expired")
