"""Clusters, their labels, the organisations that take part and the memberships between them."""

import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blues.common.constraints import both_or_neither, first_not_after_last
from clusters.directory import domains, names, numbers
from clusters.directory.derived import DerivedArrayField, DerivedCharField
from clusters.directory.profile_models import Profile
from clusters.programme.models import Country, OrganisationType, Programme

# The same words for every clash, so that nobody learns which organisations are registered.
CANNOT_BE_USED = _("These details cannot be used. Ask your cluster.")


class SizeClass(models.TextChoices):
    MICRO = "micro", _("micro (fewer than 10 people)")
    SMALL = "small", _("small (fewer than 50 people)")
    MEDIUM = "medium", _("medium (fewer than 250 people)")
    LARGE = "large", _("large")


class OrganisationQuerySet(models.QuerySet):
    def current(self):
        """Without the records that turned out to be another one written twice."""
        return self.filter(merged_into__isnull=True)

    def visible_to(self, user):
        """One's own, those of the clusters one coordinates, the clusters themselves, or all."""
        if user.is_programme_coordinator or user.is_finance_officer or user.is_auditor:
            return self.current()
        return self.current().filter(
            Q(pk__in=user.organisation_ids)
            | Q(
                pk__in=Membership.objects.live()
                .filter(cluster__in=user.cluster_ids)
                .organisations()
            )
            | Q(pk__in=Cluster.objects.values("organisation"))
        )

    def administered_by(self, user):
        """Organisations whose people this person may look after."""
        members = Membership.objects.confirmed().filter(cluster__in=user.cluster_ids)
        return self.current().filter(
            Q(pk__in=user.administered_ids) | Q(pk__in=members.organisations())
        )

    def with_clusters_for(self, user):
        """Load what a list prints: of the memberships those that the reader may know of."""
        held = Membership.objects.live().visible_to(user).select_related("cluster__organisation")
        return self.select_related("country").prefetch_related(
            models.Prefetch("memberships", held.order_by("cluster__code"))
        )


class Organisation(Profile):
    """A legal entity: an SME, a cluster organisation, a support organisation or another type."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    legal_name = models.CharField(_("legal name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    type = models.CharField(_("type of organisation"), max_length=20, choices=OrganisationType)
    country = models.ForeignKey(
        Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    city = models.CharField(_("town"), max_length=100)
    address = models.CharField(_("registered address"), max_length=300, blank=True)
    nuts3 = models.CharField(
        _("NUTS 3 region"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}[0-9A-Z]{1,3}$", _("A code such as ES243."))],
    )
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    registration_number = models.CharField(_("registration number"), max_length=40, blank=True)
    vat_number = models.CharField(_("VAT number"), max_length=20, blank=True)
    pic = models.CharField(
        _("participant code (PIC)"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^\d{9}$", _("Nine digits."))],
    )
    legal_form = models.CharField(_("legal form"), max_length=100, blank=True)
    website = models.URLField(_("website"), blank=True)
    founded = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    size_class = models.CharField(_("size"), max_length=10, choices=SizeClass, blank=True)
    headcount = models.PositiveIntegerField(_("people employed"), null=True, blank=True)
    sme_declared_at = models.DateTimeField(null=True, blank=True, editable=False)
    sme_declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    failed_sme_test = models.BooleanField(
        _("its own figures say that it is no SME"), default=False, editable=False
    )
    is_demo = models.BooleanField(_("invented for the demo"), default=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="absorbed"
    )
    name_key = DerivedCharField(max_length=200, default="", editable=False)
    web_domain = DerivedCharField(max_length=253, default="", editable=False, db_index=True)
    number_keys = DerivedArrayField(models.CharField(max_length=64), default=list, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["legal_name"]
        indexes = [
            GinIndex(
                fields=["name_key"], name="organisation_name_trgm", opclasses=["gin_trgm_ops"]
            ),
            GinIndex(fields=["number_keys"], name="organisation_numbers"),
        ]
        constraints = [
            both_or_neither(
                "sme_declared_at", "sme_declared_by", name="organisation_sme_declared_at_and_by"
            ),
            models.CheckConstraint(
                name="organisation_on_the_globe",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                violation_error_message=_("These coordinates lie nowhere."),
            ),
            models.CheckConstraint(
                name="organisation_sme_is_not_large",
                condition=~Q(
                    type=OrganisationType.SME, size_class=SizeClass.LARGE, failed_sme_test=False
                ),
                violation_error_message=_("A large company is not an SME."),
            ),
            models.CheckConstraint(
                name="organisation_sme_test_was_declared",
                condition=Q(failed_sme_test=False) | Q(sme_declared_at__isnull=False),
            ),
            models.CheckConstraint(
                name="organisation_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
            ),
            first_not_after_last(
                "trl_from",
                "trl_until",
                name="organisation_trl_range",
                message=_("The highest readiness level lies below the lowest one."),
            ),
            models.UniqueConstraint(
                fields=["country", "registration_number"],
                condition=~Q(registration_number=""),
                name="organisation_registered_once",
                violation_error_message=CANNOT_BE_USED,
            ),
            models.UniqueConstraint(
                fields=["vat_number"],
                condition=~Q(vat_number=""),
                name="organisation_vat_once",
                violation_error_message=CANNOT_BE_USED,
            ),
        ]

    def __str__(self):
        return self.short_name or self.legal_name

    def get_absolute_url(self):
        return reverse("directory:organisation-detail", args=[self.public_id])

    @property
    def is_sme(self) -> bool:
        return self.type == OrganisationType.SME

    @property
    def position(self) -> str:
        """Latitude and longitude; empty until somebody of the organisation has looked them up."""
        return "" if self.latitude is None else f"{self.latitude}, {self.longitude}"

    def derive_name_key(self) -> str:
        return names.name_key(self.legal_name)

    def derive_web_domain(self) -> str:
        return domains.own_domain(self.website)

    def derive_number_keys(self) -> list[str]:
        return numbers.identity_keys(
            self.country_id,
            registration=self.registration_number,
            vat_no=self.vat_number,
            pic_no=self.pic,
        )


class Cluster(models.Model):
    """A cluster of the partnership, or one from outside whose members take part.

    One row for each programme in which its organisation plays that part.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="clusters")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="as_clusters"
    )
    code = models.SlugField(max_length=30, unique=True)
    is_partner = models.BooleanField(_("belongs to the partnership"), default=True)
    is_on_eccp = models.BooleanField(_("profiled on ECCP"), default=True)
    field = models.CharField(_("field of work"), max_length=200)
    contact_email = models.EmailField(_("public contact"), blank=True)
    allocated = models.DecimalField(
        _("money for lump sums, in EUR"), max_digits=10, decimal_places=2, default=0
    )
    source = models.TextField(_("where these facts come from"), blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="cluster_allocation_not_negative",
                condition=Q(allocated__gte=0),
                violation_error_message=_("An allocation is zero or more."),
            ),
            models.UniqueConstraint(
                fields=["programme", "organisation"],
                name="cluster_once_per_programme",
                violation_error_message=_(
                    "This organisation is a cluster of the programme already."
                ),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return str(self.organisation)

    @property
    def facts(self) -> list[tuple]:
        """What the public page says, besides the labels."""
        organisation = self.organisation
        return [
            (_("Legal name"), organisation.legal_name),
            (_("Town"), f"{organisation.city}, {organisation.country.name}"),
            (_("Field of work"), self.field),
            (_("Founded"), organisation.founded),
            (_("Website"), organisation.website),
        ]


class MembershipQuerySet(models.QuerySet):
    def live(self):
        """Asked for or confirmed; neither refused nor over, nor of an absorbed record."""
        return self.filter(
            refused_at__isnull=True, ended_on__isnull=True, organisation__merged_into__isnull=True
        )

    def confirmed(self):
        return self.live().filter(confirmed_at__isnull=False)

    def requested(self):
        return self.live().filter(confirmed_at__isnull=True)

    def organisations(self):
        return self.values("organisation")

    def visible_to(self, user):
        if user.is_programme_coordinator or user.is_auditor:
            return self
        return self.filter(
            Q(organisation__in=user.organisation_ids) | Q(cluster__in=user.cluster_ids)
        )


class Membership(models.Model):
    """An organisation belongs to a cluster; the cluster confirms it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="memberships")
    since = models.DateField(_("member since"), null=True, blank=True)
    evidence = models.FileField(
        _("evidence of the membership"), upload_to="memberships/", blank=True, max_length=200
    )
    ended_on = models.DateField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    refused_at = models.DateTimeField(null=True, blank=True, editable=False)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    refusal_reason = models.TextField(_("reason given to the organisation"), blank=True)
    end_reason = models.TextField(_("reason for the end"), blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            both_or_neither("refused_at", "refused_by", name="membership_refused_at_and_by"),
            models.CheckConstraint(
                name="membership_confirmed_or_refused",
                condition=Q(confirmed_at__isnull=True) | Q(refused_at__isnull=True),
                violation_error_message=_("A membership is either confirmed or refused."),
            ),
            both_or_neither("confirmed_at", "confirmed_by", name="membership_confirmed_at_and_by"),
            models.UniqueConstraint(
                fields=["organisation", "cluster"],
                name="membership_once",
                violation_error_message=_("The organisation already belongs to this cluster."),
            ),
            models.CheckConstraint(
                name="membership_period",
                condition=Q(since__isnull=True)
                | Q(ended_on__isnull=True)
                | Q(ended_on__gte=F("since")),
                violation_error_message=_("A membership cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} in {self.cluster}"

    @property
    def state(self) -> str:
        if self.refused_at:
            return gettext("refused")
        if self.ended_on:
            return gettext("ended")
        return gettext("confirmed") if self.confirmed_at else gettext("awaiting the cluster")

    @property
    def is_in_force(self) -> bool:
        return bool(self.confirmed_at) and not self.ended_on

    @property
    def is_live(self) -> bool:
        return not (self.refused_at or self.ended_on)

    @property
    def is_requested(self) -> bool:
        return not (self.confirmed_at or self.refused_at or self.ended_on)
