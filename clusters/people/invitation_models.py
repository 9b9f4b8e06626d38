"""Roles offered to an e-mail address, before anybody holds them."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blues.common.constraints import both_or_neither, first_not_after_last
from clusters.directory.models import Organisation
from clusters.people.models import User, part_of
from clusters.people.roles import Role


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(
            accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now()
        )

    def visible_to(self, user):
        """What the person sent or could have sent, and everything for those who oversee."""
        if user.is_programme_coordinator or user.is_auditor:
            return self
        organisations = Organisation.objects.administered_by(user)
        return self.filter(Q(invited_by=user) | Q(organisation__in=organisations))

    def with_scope(self):
        return self.select_related("organisation", "cluster__organisation", "invited_by")


class Invitation(models.Model):
    """A role offered to one e-mail address. Only that address can take it up, once, in time."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), max_length=254)
    role = models.CharField(_("role"), max_length=30, choices=Role)
    organisation = models.ForeignKey(
        "clusters.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cluster = models.ForeignKey(
        "clusters.Cluster", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    work_package = models.PositiveSmallIntegerField(null=True, blank=True)
    valid_from = models.DateField(_("role begins on"), null=True, blank=True)
    valid_until = models.DateField(_("role ends on"), null=True, blank=True)
    language = models.CharField(_("language of the mail"), max_length=5, default="en")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    times_sent = models.PositiveSmallIntegerField(default=1, editable=False)
    # Its last mail left with those of many others, whose number is limited elsewhere.
    is_one_of_many = models.BooleanField(default=False, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            both_or_neither("accepted_at", "accepted_by", name="invitation_accepted_at_and_by"),
            both_or_neither("withdrawn_at", "withdrawn_by", name="invitation_withdrawn_at_and_by"),
            models.CheckConstraint(
                name="invitation_taken_up_or_withdrawn",
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                violation_error_message=_("An accepted invitation cannot be withdrawn."),
            ),
            models.CheckConstraint(
                name="invitation_expires_later",
                condition=Q(expires_at__gt=F("invited_at")),
                violation_error_message=_("An invitation cannot expire before it is sent."),
            ),
            first_not_after_last(
                "valid_from",
                "valid_until",
                name="invitation_period",
                message=_("A role cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.email}: {self.part}"

    @property
    def part(self) -> str:
        """The role and for whom it is offered, in words."""
        return part_of(self)

    @property
    def state(self) -> str:
        if self.accepted_at:
            return gettext("accepted")
        if self.withdrawn_at:
            return gettext("withdrawn")
        return gettext("open") if self.is_open else gettext("expired")

    @property
    def is_open(self) -> bool:
        over = self.accepted_at or self.withdrawn_at
        return not over and self.expires_at > timezone.now()
