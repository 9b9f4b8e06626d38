"""Two that a coordinator keeps for each other while their match is being built."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blues.common import clock


class ReservationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(released_at__isnull=True)

    def visible_to(self, user):
        """Of the clusters on either side; all for the programme and its auditors."""
        if user.is_programme_coordinator or user.is_auditor:
            return self
        own = user.cluster_ids
        return self.filter(Q(visitor__cluster__in=own) | Q(host__cluster__in=own))

    def with_parties(self):
        return self.select_related(
            "visitor__programme",
            "visitor__organisation__country",
            "visitor__cluster__organisation",
            "host__programme",
            "host__organisation__country",
            "host__cluster__organisation",
            "reserved_by",
        )


class Reservation(models.Model):
    """Until ``until`` the two take proposals of each other alone."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    visitor = models.ForeignKey(
        "exchanges.Registration", on_delete=models.PROTECT, related_name="reserved_hosts"
    )
    host = models.ForeignKey(
        "exchanges.Registration", on_delete=models.PROTECT, related_name="reserved_visitors"
    )
    until = models.DateField(_("reserved until"))
    reserved_at = models.DateTimeField(default=clock.now, editable=False)
    reserved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    released_at = models.DateTimeField(null=True, editable=False)

    objects = ReservationQuerySet.as_manager()

    class Meta:
        ordering = ["-reserved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["visitor"],
                condition=Q(released_at__isnull=True),
                name="reservation_one_for_visitor",
                violation_error_message=_("This visitor is reserved for another host."),
            ),
            models.UniqueConstraint(
                fields=["host"],
                condition=Q(released_at__isnull=True),
                name="reservation_one_for_host",
                violation_error_message=_("This host is reserved for another visitor."),
            ),
        ]

    def __str__(self):
        return f"{self.visitor} – {self.host}"
