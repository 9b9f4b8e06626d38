"""Who offers a stay and who looks for one."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from blues.common.constraints import both_or_neither
from clusters.models import (
    Cluster,
    Country,
    Organisation,
    OrganisationType,
    Programme,
    Role,
    RoleAssignment,
    Term,
)
from exchanges.registration import languages
from exchanges.registration.casework import HandOver
from exchanges.registration.item_models import Item
from exchanges.registration.limits import LONGEST_TEXT
from exchanges.registration.states import BEFORE_DECISION, ENDED, IN_CATALOGUE, RegistrationState
from exchanges.registration.visibility import validate_choices

LONGEST_NOTE = 1000  # characters of a remark on the place
CODE_OF = {"host": "H", "visitor": "V"}
# Not asked of the state: a draft that is withdrawn was never sent, either.
WAS_SENT = Q(declared_at__isnull=False)


class Mode(models.TextChoices):
    PHYSICAL = "physical", _("in person")
    VIRTUAL = "virtual", _("online")


class EarlierVisit(models.TextChoices):
    """Taking part before; one visit in person is all that an organisation has."""

    NEVER = "never", _("no")
    ONLINE = "online", _("yes, online")
    IN_PERSON = "in-person", _("yes, in person")


class ClusterReason(models.TextChoices):
    """Why this cluster looks after a registration."""

    CHOSEN = "chosen", _("The organisation has chosen this cluster.")
    MEMBER = "member", _("The organisation belongs to this cluster.")
    COUNTRY = "country", _("The cluster is at home in the same country.")
    FIELD = "field", _("The cluster works in the same field.")
    WORKLOAD = "workload", _("No cluster is nearer; this one had the fewest cases waiting.")
    HANDED_OVER = "handed", _("Another cluster has handed the case over.")


class RegistrationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Own organisation's registrations, those of the clusters one coordinates, or all.

        What was never sent is nobody's business but the organisation's.
        """
        roles = user.roles
        own = roles.organisations(Role.REPRESENTATIVE, Role.ORGANISATION_ADMIN)
        if user.is_programme_coordinator or user.is_auditor:
            return self.filter(Q(organisation__in=own) | WAS_SENT)
        clusters = roles.clusters(Role.COORDINATOR)
        offered = HandOver.objects.open().filter(to_cluster__in=clusters)
        return self.filter(
            Q(organisation__in=own)
            | Q(cluster__in=clusters) & WAS_SENT
            | Q(pk__in=offered.values("registration"))
        )

    def sent(self):
        return self.filter(WAS_SENT)

    def hosts(self):
        return self.filter(role=Registration.HOST)

    def visitors(self):
        return self.filter(role=Registration.VISITOR)

    def free_to_take(self):
        """Nobody works on them, or only somebody who holds no office there any more."""
        held = RoleAssignment.objects.current().filter(user=OuterRef("taken_up_by"))
        deciding = held.filter(
            Q(role=Role.COORDINATOR, cluster=OuterRef("cluster"))
            | Q(role=Role.PROGRAMME_COORDINATOR)
        )
        return self.filter(~Exists(deciding))

    def in_catalogue(self):
        return self.filter(state__in=IN_CATALOGUE, is_listed=True, hidden_on__isnull=True)

    def with_parties(self):
        return self.select_related(
            "programme", "organisation__country", "cluster__organisation", "representative"
        )

    def with_profile(self):
        return self.with_parties().prefetch_related(
            *("topics", "activities", "aims", "windows"),
            *("preferred_countries", "partner_sectors", "organisation__sectors"),
            models.Prefetch("items", Item.objects.select_related("topic")),
        )


class Registration(models.Model):
    """One organisation's wish to host or to visit. ``state`` is written by ``registration.moves``.

    Texts mean different things by role: ``summary`` is the host's offer or the visitor's
    motivation, ``objectives`` what a visitor wants to reach or a host expects to gain,
    ``contribution`` what a visitor brings or which practical help a host gives. What begins with
    ``partner_`` and the preferred countries say whom they would like to meet.
    """

    HOST, VISITOR = "host", "visitor"
    ROLES = [(HOST, _("host")), (VISITOR, _("visitor"))]

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=20, unique=True, editable=False)
    role = models.CharField(_("role"), max_length=10, choices=ROLES)
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="registrations", editable=False
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="registrations"
    )
    representative = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="registrations",
        verbose_name=_("representative"),
    )
    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.PROTECT,
        related_name="registrations",
        verbose_name=_("partner cluster"),
    )
    cluster_because = models.CharField(
        max_length=10, choices=ClusterReason, default=ClusterReason.MEMBER, editable=False
    )
    mode = models.CharField(
        _("in person or online"),
        max_length=10,
        choices=[*Mode.choices, ("both", _("both"))],
        default="both",
    )
    summary = models.TextField(max_length=LONGEST_TEXT, blank=True)
    objectives = models.TextField(max_length=LONGEST_TEXT, blank=True)
    contribution = models.TextField(max_length=LONGEST_TEXT, blank=True)
    topics = models.ManyToManyField(Term, related_name="+", verbose_name=_("topics"))
    activities = models.ManyToManyField(Term, related_name="+", verbose_name=_("activity types"))
    aims = models.ManyToManyField(Term, related_name="+", blank=True, verbose_name=_("aims"))
    languages = models.JSONField(
        _("working languages"),
        default=dict,
        blank=True,
        validators=[languages.validate_levels],
        help_text=_("Level by language, such as B2 or native."),
    )
    preferred_days = models.PositiveSmallIntegerField(
        _("preferred number of working days"),
        default=3,
        validators=[MinValueValidator(3), MaxValueValidator(22)],
    )
    preferred_countries = models.ManyToManyField(
        Country, related_name="+", blank=True, verbose_name=_("preferred countries")
    )
    partner_types = ArrayField(
        models.CharField(max_length=20, choices=OrganisationType),
        default=list,
        blank=True,
        verbose_name=_("types of organisation to meet"),
    )
    partner_sectors = models.ManyToManyField(
        Term, related_name="+", blank=True, verbose_name=_("industries to meet")
    )
    dates_on_request = models.BooleanField(_("dates on request"), default=False)
    capacity = models.PositiveSmallIntegerField(
        _("visitors at once"), default=1, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    welcomes_groups = models.BooleanField(_("group exchanges welcome"), default=False)
    accessibility = models.TextField(
        _("access for people with disabilities"), max_length=LONGEST_NOTE, blank=True
    )
    safety = models.TextField(_("safety rules on site"), max_length=LONGEST_NOTE, blank=True)
    confidentiality = models.TextField(
        _("confidentiality asked of visitors"), max_length=LONGEST_NOTE, blank=True
    )
    wants_cv = models.BooleanField(_("visitors hand in a CV"), default=False)
    known_partner = models.CharField(_("host already found"), max_length=200, blank=True)
    earlier_visit = models.CharField(
        _("visited under ClusterXchange before"), max_length=10, choices=EarlierVisit, blank=True
    )
    visibility = models.JSONField(default=dict, blank=True, validators=[validate_choices])
    is_third_country_national = models.BooleanField(
        _("the representative is a national of a country outside COSME"), default=False
    )
    declares_183_days = models.BooleanField(
        _("and has lived in a participating country for 183 days with a residence permit"),
        default=False,
    )
    has_other_support = models.BooleanField(_("other EU support for the same trip"), default=False)
    is_listed = models.BooleanField(_("shown in the catalogue"), default=True)
    cv = models.FileField(_("CV"), upload_to="cv/", blank=True, max_length=200)
    cv_size = models.PositiveIntegerField(default=0, editable=False)  # bytes, for the quota

    state = models.CharField(
        max_length=20,
        choices=RegistrationState,
        default=RegistrationState.DRAFT,
        editable=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    due_on = models.DateField(_("answer due on"), null=True, editable=False)
    declared_at = models.DateTimeField(null=True, editable=False)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    remark = models.TextField(_("remark of the cluster"), blank=True, editable=False)
    taken_up_at = models.DateTimeField(null=True, editable=False)
    taken_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("assessed by"),
    )
    awake_on = models.DateField(_("last said to be interested on"), null=True, editable=False)
    hidden_on = models.DateField(_("left the catalogue on"), null=True, editable=False)
    hold_until = models.DateField(_("rests until"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organisation", "role"],
                condition=~Q(state__in=ENDED),
                name="registration_one_per_role",
                violation_error_message=_("This organisation is already registered in this role."),
            ),
            models.CheckConstraint(
                name="registration_declared_once_submitted",
                condition=Q(state__in=[RegistrationState.DRAFT, RegistrationState.WITHDRAWN])
                | Q(declared_at__isnull=False),
                violation_error_message=_("The declarations come before submission."),
            ),
            models.CheckConstraint(
                name="registration_decision_matches_state",
                condition=Q(state__in=[*BEFORE_DECISION, *ENDED]) | Q(decided_at__isnull=False),
                violation_error_message=_("Nobody has decided on this registration."),
            ),
            both_or_neither("declared_at", "declared_by", name="registration_declared_at_and_by"),
            both_or_neither("taken_up_at", "taken_up_by", name="registration_taken_up_at_and_by"),
            models.CheckConstraint(
                name="registration_hold_while_on_hold",
                condition=Q(hold_until__isnull=True) | Q(state=RegistrationState.ON_HOLD),
                violation_error_message=_("Only who rests comes back on a day."),
            ),
            both_or_neither("decided_at", "decided_by", name="registration_decided_at_and_by"),
            models.CheckConstraint(
                name="registration_days_in_range",
                condition=Q(preferred_days__range=(3, 22)),
                violation_error_message=_("A stay lasts from 3 to 22 working days."),
            ),
            models.CheckConstraint(
                name="registration_capacity_in_range",
                condition=Q(capacity__range=(1, 50)),
                violation_error_message=_("A host receives from 1 to 50 visitors at once."),
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.organisation}"

    def save(self, **kwargs):
        """A registration belongs to the programme of its cluster; a trigger keeps the two alike."""
        if self._state.adding:
            self.programme_id = self.cluster.programme_id
        super().save(**kwargs)

    @property
    def case(self) -> str:
        return f"registration:{self.public_id}"

    @property
    def is_host(self) -> bool:
        return self.role == self.HOST

    def allows(self, mode: str) -> bool:
        return self.mode in (mode, "both")


class Window(models.Model):
    """A period in which a host is free or a visitor can travel; both days included."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="windows")
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("until"))

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                name="window_period",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day cannot come before the first."),
            )
        ]

    def __str__(self):
        return f"{self.first_day} – {self.last_day}"


class SectionDraft(models.Model):
    """What one person has typed into a section and nobody has accepted yet.

    ``answers`` are the fields of the form as they were sent, faults included; ``version`` is that
    of the accepted answers that the person saw, so that a colleague's change shows.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="drafts")
    section = models.CharField(max_length=20)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="section_drafts"
    )
    answers = models.JSONField()
    version = models.CharField(max_length=64)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "section", "person"], name="sectiondraft_once"
            )
        ]

    def __str__(self):
        return f"{self.registration_id} {self.section} {self.person_id}"
