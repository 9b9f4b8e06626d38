"""People, and what they may do for whom and until when."""

import uuid
from datetime import timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from blues.common.constraints import both_or_neither, first_not_after_last
from clusters.directory.models import Organisation
from clusters.people.roles import Role
from clusters.programme.models import DateRange


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in by e-mail address. What they may do follows from role assignments."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    given_names = models.CharField(_("given names"), max_length=150, blank=True)
    family_name = models.CharField(_("family name"), max_length=150, blank=True)
    function = models.CharField(_("function"), max_length=150, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(_("language of mails and pages"), max_length=5, default="en")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(_("invented for the demo"), default=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("This address cannot be used."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip() or self.email

    @cached_property
    def roles(self) -> "RolesHeld":
        """What this person may act as today; one query per request."""
        held = self.assignments.current()
        return RolesHeld(held.select_related("organisation", "cluster", "stands_in_for__user"))

    @property
    def organisation_ids(self) -> set[int]:
        """Organisations this person acts for, as representative or administrator."""
        return self.roles.organisations(Role.REPRESENTATIVE, Role.ORGANISATION_ADMIN)

    @property
    def administered_ids(self) -> set[int]:
        return self.roles.organisations(Role.ORGANISATION_ADMIN)

    @property
    def cluster_ids(self) -> set[int]:
        """Clusters this person coordinates."""
        return self.roles.clusters(Role.COORDINATOR)

    def represents(self, organisation) -> bool:
        return organisation.pk in self.roles.organisations(Role.REPRESENTATIVE)

    def administers(self, organisation) -> bool:
        return organisation.pk in self.roles.organisations(Role.ORGANISATION_ADMIN)

    def coordinates(self, cluster) -> bool:
        return cluster.pk in self.roles.clusters(Role.COORDINATOR)

    @property
    def is_programme_coordinator(self) -> bool:
        return self.roles.holds(Role.PROGRAMME_COORDINATOR)

    @property
    def is_finance_officer(self) -> bool:
        return self.roles.holds(Role.FINANCE_OFFICER)

    @property
    def is_auditor(self) -> bool:
        return self.roles.holds(Role.AUDITOR)

    @property
    def is_operator(self) -> bool:
        return self.roles.holds(Role.OPERATOR)


class RolesHeld:
    """The current assignments of one person, held in memory; also those as a stand-in."""

    def __init__(self, assignments):
        self.assignments = list(assignments)

    def holds(self, role: Role) -> bool:
        return any(held.role == role for held in self.assignments)

    @property
    def holds_office(self) -> bool:
        return any(held.role in Role.offices() for held in self.assignments)

    def holds_own(self, role: Role) -> bool:
        """As oneself, not as somebody's stand-in."""
        return any(held.role == role and not held.is_stand_in for held in self.assignments)

    def organisations(self, *roles: Role) -> set[int]:
        return {h.organisation_id for h in self.assignments if h.role in roles} - {None}

    def clusters(self, *roles: Role) -> set[int]:
        return {h.cluster_id for h in self.assignments if h.role in roles} - {None}

    def work_packages(self) -> set[int]:
        return {h.work_package for h in self.assignments if h.role == Role.WP_LEADER}


def _in_force(on, prefix: str = "") -> Q:
    """What holds for an assignment that counts on the day."""
    until = f"{prefix}valid_until"
    not_yet_over = Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gte": on})
    return not_yet_over & Q(
        **{
            f"{prefix}valid_from__lte": on,
            f"{prefix}ended_at__isnull": True,
            f"{prefix}user__is_active": True,
        }
    )


class RoleAssignmentQuerySet(models.QuerySet):
    def current(self, on=None):
        """Assignments in force on the day (today unless told).

        A stand-in counts as long as the person whose place it takes holds the role. A role for a
        record that became part of another one does not count.
        """
        on = on or timezone.localdate()
        own = Q(stands_in_for__isnull=True)
        return self.filter(
            _in_force(on),
            own | _in_force(on, "stands_in_for__"),
            organisation__merged_into__isnull=True,
        )

    def not_over(self):
        """In force today, or to come."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=timezone.localdate()),
            ended_at__isnull=True,
            user__is_active=True,
        )

    def in_state(self, state: str):
        """Roles that are current, ending within 30 days, coming, or over."""
        today = timezone.localdate()
        if state == "ending":
            return self.current().filter(valid_until__lte=today + timedelta(days=30))
        if state == "coming":
            return self.not_over().filter(valid_from__gt=today)
        if state == "over":
            return self.filter(Q(ended_at__isnull=False) | Q(valid_until__lt=today))
        return self.current()

    def own(self):
        """Held as oneself, not as somebody's stand-in."""
        return self.filter(stands_in_for__isnull=True)

    def visible_to(self, user):
        """One's own, those of colleagues and of people one looks after; all for who oversees.

        Whoever holds an office of the partnership knows the others who do.
        """
        if user.is_programme_coordinator or user.is_auditor or user.is_operator:
            return self
        offices = Role.offices() if user.roles.holds_office else []
        organisations = Organisation.objects.administered_by(user)
        return self.filter(
            Q(user=user)
            | Q(stands_in_for__user=user)
            | Q(organisation__in=organisations)
            | Q(organisation__in=user.organisation_ids)
            | Q(role__in=offices)
        )

    def with_scope(self):
        return self.select_related(
            "user", "organisation", "cluster__organisation", "given_by", "stands_in_for__user"
        )


class RoleAssignment(models.Model):
    """One person, one role, for one organisation, cluster or work package, for a time.

    A stand-in is an assignment of its own that points at the one whose place it takes: same role,
    same scope, with a last day. It signs only once it was appointed delegate signatory.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    organisation = models.ForeignKey(
        "clusters.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
    )
    cluster = models.ForeignKey(
        "clusters.Cluster",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
    )
    work_package = models.PositiveSmallIntegerField(null=True, blank=True)
    valid_from = models.DateField(default=timezone.localdate)
    valid_until = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    given_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    stands_in_for = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="stand_ins",
    )
    signs_at = models.DateTimeField(null=True, blank=True, editable=False)
    signs_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            both_or_neither("ended_at", "ended_by", name="roleassignment_ended_at_and_by"),
            both_or_neither("signs_at", "signs_by", name="roleassignment_signs_at_and_by"),
            models.CheckConstraint(
                name="roleassignment_scope_matches_role",
                condition=(
                    Q(role__in=Role.for_organisations(), organisation__isnull=False)
                    | Q(role__in=Role.for_clusters(), cluster__isnull=False)
                    | Q(role=Role.WP_LEADER, work_package__isnull=False)
                    | Q(role__in=Role.for_the_programme())
                ),
                violation_error_message=_("This role needs to say for whom it is held."),
            ),
            models.CheckConstraint(
                name="roleassignment_auditor_is_limited",
                condition=~Q(role=Role.AUDITOR) | Q(valid_until__isnull=False),
                violation_error_message=_("An auditor's access needs an end date."),
            ),
            first_not_after_last(
                "valid_from",
                "valid_until",
                name="roleassignment_period",
                message=_("A role cannot end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organisation", "cluster", "work_package"],
                name="roleassignment_once",
                nulls_distinct=False,
                condition=Q(ended_at__isnull=True, stands_in_for__isnull=True),
                violation_error_message=_("This person already holds that role."),
            ),
            models.CheckConstraint(
                name="roleassignment_stand_in_is_limited",
                condition=Q(stands_in_for__isnull=True) | Q(valid_until__isnull=False),
                violation_error_message=_("A stand-in needs a last day."),
            ),
            models.CheckConstraint(
                name="roleassignment_stand_in_by_role",
                condition=Q(stands_in_for__isnull=True) | ~Q(role__in=Role.without_stand_in()),
                violation_error_message=_("Nobody stands in for this role."),
            ),
            models.CheckConstraint(
                name="roleassignment_signatory_is_stand_in",
                condition=Q(signs_at__isnull=True) | Q(stands_in_for__isnull=False),
                violation_error_message=_("Only a stand-in is appointed delegate signatory."),
            ),
            ExclusionConstraint(
                name="roleassignment_stand_in_once",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("stands_in_for", RangeOperators.EQUAL),
                    (
                        DateRange("valid_from", "valid_until", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(ended_at__isnull=True, stands_in_for__isnull=False),
                violation_error_message=_("This person already stands in during that period."),
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.part}"

    def get_absolute_url(self):
        return reverse("people:assignment-detail", args=[self.public_id])

    @property
    def part(self) -> str:
        """The role and for whom it is held, in words."""
        return part_of(self)

    @property
    def is_stand_in(self) -> bool:
        return self.stands_in_for_id is not None

    @property
    def principal(self) -> User:
        """Whose role it is: the holder's, or that of the person whose place a stand-in takes."""
        return self.stands_in_for.user if self.stands_in_for else self.user

    @property
    def is_over(self) -> bool:
        out_of_date = self.valid_until and self.valid_until < timezone.localdate()
        return bool(self.ended_at or out_of_date)


def part_of(held) -> str:
    """The role and for whom it is held or offered, in words."""
    work_package = f"WP{held.work_package}" if held.work_package else ""
    scope = held.organisation or held.cluster or work_package
    return f"{held.get_role_display()}, {scope}" if scope else str(held.get_role_display())
