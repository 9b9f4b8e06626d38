"""A Financial Agreement that somebody would not sign."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from exchanges.building.models import FinancialAgreement
from exchanges.lifecycle.states import Party
from exchanges.registration.models import LONGEST_TEXT


class AgreementRefusal(models.Model):
    """Why one of the two will not sign this version. The next version answers it (append-only).

    A refused Commitment needs no row of its own: it goes back to its authors, who write on.
    """

    agreement = models.OneToOneField(
        FinancialAgreement, on_delete=models.PROTECT, related_name="refusal"
    )
    party = models.CharField(
        max_length=10, choices=[(p.value, p.label) for p in (Party.VISITOR, Party.VOP)]
    )
    refused_at = models.DateTimeField(default=clock.now)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(_("reason"), max_length=LONGEST_TEXT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agreementrefusal_has_reason",
                condition=~models.Q(reason=""),
                violation_error_message=_("Whoever refuses gives a reason."),
            )
        ]

    def __str__(self):
        return f"{self.agreement}: {self.get_party_display()}"
