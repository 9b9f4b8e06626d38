"""The exchange, its groups, and the trace of its steps."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from blues.common.constraints import both_or_neither
from clusters.models import Cluster, Organisation, Programme, Role, RuleSet, User
from clusters.programme.calendar import Gap
from exchanges.lifecycle.states import (
    COMMITTED,
    FINISHED,
    LIVE,
    OPEN_PROPOSAL,
    USES_THE_VISIT,
    Party,
    State,
)
from exchanges.registration.models import LONGEST_TEXT, Mode, Registration


class ExchangeGroup(models.Model):
    """Several exchanges with one host on a common programme; each keeps its own papers."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=200)
    host_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="exchange_groups"
    )

    def __str__(self) -> str:
        return self.title


class ExchangeQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Exchanges that the user takes part in, coordinates, pays for or may inspect."""
        if user.is_programme_coordinator or user.is_auditor:
            return self
        own = user.roles.organisations(Role.REPRESENTATIVE, Role.ORGANISATION_ADMIN)
        coordinated = user.roles.clusters(Role.COORDINATOR)
        scope = (
            Q(visitor_organisation__in=own)
            | Q(host_organisation__in=own)
            | Q(vop__in=coordinated)
            | Q(hop__in=coordinated)
        )
        if user.is_finance_officer:
            scope |= Q(state__in=[*COMMITTED, State.PAID, *FINISHED], mode=Mode.PHYSICAL)
        return self.filter(scope)

    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def open_proposals(self) -> Self:
        return self.filter(state__in=OPEN_PROPOSAL)

    def using_the_visit(self) -> Self:
        return self.filter(state__in=USES_THE_VISIT, mode=Mode.PHYSICAL)

    def in_scheme_of(self, programme: int) -> Self:
        """In this programme and in every other one of the same exchange scheme."""
        scheme = Programme.objects.filter(pk=programme).values("scheme_name")
        return self.filter(programme__scheme_name__in=scheme)

    def completed(self) -> Self:
        return self.filter(state__in=FINISHED)

    def of_cluster(self, cluster: Cluster) -> Self:
        """On either side of the visit."""
        return self.filter(Q(vop=cluster) | Q(hop=cluster))

    def matching_words(self, words: str) -> Self:
        """Reference or name of either organisation contains the words."""
        return self.filter(
            Q(reference__icontains=words)
            | Q(visitor_organisation__legal_name__icontains=words)
            | Q(visitor_organisation__short_name__icontains=words)
            | Q(host_organisation__legal_name__icontains=words)
            | Q(host_organisation__short_name__icontains=words)
        )

    def with_parties(self) -> Self:
        """Load all that a list row or a contract prints, in one query."""
        return self.select_related(
            "programme",
            "rule_set",
            "group",
            "visitor__representative",
            "host__representative",
            "visitor_organisation__country",
            "host_organisation__country",
            "vop__organisation",
            "hop__organisation",
        )


class Exchange(models.Model):
    """One visiting organisation at one hosting organisation.

    ``state`` is written by ``exchanges.lifecycle.transitions.move`` and nowhere else; a trigger
    refuses every other way. The rule set is pinned when the proposal is made, and so are the public
    holidays of the host's country (``lifecycle.holidays``).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=20, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="exchanges")
    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(
        ExchangeGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="exchanges"
    )
    visitor = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="visits")
    host = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="stays_hosted")
    visitor_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="visits"
    )
    host_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="stays_hosted"
    )
    vop = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="visits")
    hop = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="stays_hosted")
    mode = models.CharField(_("in person or online"), max_length=10, choices=Mode)
    title = models.CharField(_("title"), max_length=200)
    goals = models.TextField(_("goals"), max_length=LONGEST_TEXT)
    first_day = models.DateField(_("first working day"))
    last_day = models.DateField(_("last working day"))
    distance_km = models.DecimalField(
        _("distance in km"), max_digits=7, decimal_places=1, editable=False
    )
    holidays = models.JSONField(
        _("public holidays of the host's country, by day"), blank=True, editable=False
    )
    holiday_gap = models.CharField(
        _("why there are no holidays"), max_length=10, choices=Gap, blank=True, editable=False
    )
    proposed_side = models.CharField(
        max_length=10, choices=[(p.value, p.label) for p in (Party.VISITOR, Party.HOST)]
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(default=clock.now, editable=False)
    time_asked_at = models.DateTimeField(
        _("when the other side asked for time"), null=True, editable=False
    )
    vop_confirmed_at = models.DateTimeField(null=True, editable=False)
    vop_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    hop_confirmed_at = models.DateTimeField(null=True, editable=False)
    hop_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    state = models.CharField(max_length=20, choices=State, default=State.PROPOSED, editable=False)
    state_since = models.DateTimeField(default=clock.now, editable=False)
    due_on = models.DateField(_("next step due on"), null=True, editable=False)

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        ordering = ["-reference"]
        constraints = [
            models.CheckConstraint(
                name="exchange_dates_in_order",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day cannot come before the first."),
            ),
            models.CheckConstraint(
                name="exchange_two_organisations",
                condition=~Q(visitor_organisation=F("host_organisation")),
                violation_error_message=_("An organisation cannot visit itself."),
            ),
            models.UniqueConstraint(
                fields=["visitor", "host"],
                condition=Q(state__in=LIVE),
                name="exchange_one_live_per_pair",
                violation_error_message=_("These two are already preparing an exchange."),
            ),
            models.UniqueConstraint(
                fields=["programme", "visitor_organisation"],
                condition=Q(state__in=USES_THE_VISIT, mode=Mode.PHYSICAL),
                name="exchange_one_physical_visit",
                violation_error_message=_(
                    "An organisation makes one physical visit in the whole programme."
                ),
            ),
            models.CheckConstraint(
                name="exchange_distance_not_negative",
                condition=Q(distance_km__gte=0),
                violation_error_message=_("A distance is zero or more."),
            ),
            models.CheckConstraint(
                name="exchange_holidays_or_a_gap",
                condition=Q(holiday_gap="") | Q(holidays={}),
                violation_error_message=_("Where holidays are kept, none are missing."),
            ),
            both_or_neither(
                "vop_confirmed_at", "vop_confirmed_by", name="exchange_vop_confirmed_at_and_by"
            ),
            both_or_neither(
                "hop_confirmed_at", "hop_confirmed_by", name="exchange_hop_confirmed_at_and_by"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.visitor_organisation} → {self.host_organisation}"

    def get_absolute_url(self) -> str:
        return reverse("workspace:exchange-detail", args=[self.public_id])

    @property
    def case(self) -> str:
        """Key of this exchange in the journal and among the documents."""
        return f"exchange:{self.public_id}"

    @property
    def lane(self) -> str:
        """Whose work it is when something of this exchange is made: the cluster that pays."""
        return f"cluster:{self.vop_id}"

    @property
    def is_virtual(self) -> bool:
        return self.mode == Mode.VIRTUAL

    def organisation_of(self, side: str) -> Organisation:
        return self.visitor_organisation if side == Party.VISITOR else self.host_organisation

    def registration_of(self, side: str) -> Registration:
        return self.visitor if side == Party.VISITOR else self.host

    def cluster_of(self, party: str) -> Cluster:
        return self.vop if party in (Party.VOP, Party.VISITOR) else self.hop


class Transition(models.Model):
    """One step of an exchange; written by ``move`` together with the state."""

    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="transitions")
    from_state = models.CharField(max_length=20, choices=State)
    to_state = models.CharField(max_length=20, choices=State)
    party = models.CharField(_("acting as"), max_length=10, choices=Party)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)
    note = models.TextField(max_length=LONGEST_TEXT, blank=True)

    class Meta:
        ordering = ["pk"]  # as they were taken, whatever a clock said
        constraints = [
            models.CheckConstraint(
                name="transition_by_somebody",
                condition=Q(by__isnull=False) | Q(party=Party.PORTAL),
                violation_error_message=_("A step is taken by somebody."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.exchange.reference}: {self.from_state} → {self.to_state}"


class CheckRecord(models.Model):
    """The outcome of the rules E1–E12 at one moment, kept with the version that was applied."""

    class Occasion(models.TextChoices):
        PROPOSAL = "proposal", _("proposal")
        MATCH = "match", _("match")
        AGREEMENT = "agreement", _("Financial Agreement")
        PAYMENT = "payment", _("payment")

    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="checks")
    occasion = models.CharField(max_length=20, choices=Occasion)
    rules_version = models.CharField(max_length=20)
    outcomes = models.JSONField()
    passed = models.BooleanField()
    taken_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-taken_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.exchange.reference}: {self.occasion} {self.rules_version}"
