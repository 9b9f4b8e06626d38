"""What a programme is, its countries and code lists: data with dates and sources."""

from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ImproperlyConfigured
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Func, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blues.common import clock
from blues.common.constraints import first_not_after_last
from clusters.programme.states import ProgrammeState

if TYPE_CHECKING:
    from clusters.programme.rulebook import RateTable, RuleSet
    from clusters.programme.weights import WeightTable


class DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


def period():
    return DateRange("valid_from", "valid_until", RangeBoundary(inclusive_upper=True))


class ValidOn(models.QuerySet):
    def valid_on(self, day):
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day
        )


class Country(models.Model):
    """A country by its ISO 3166-1 code; ``eu_code`` where EU texts write another one (EL, UK).

    Whether it takes part is said by each version of a programme's rules, and nowhere else.
    """

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=80)
    eu_code = models.CharField(max_length=2)
    footnote = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class ProgrammeQuerySet(models.QuerySet):
    def preferred_first(self):
        return self.order_by("-is_default", "-starts_on", "-pk")

    def public(self):
        """The one that everybody sees, for the ``WHERE`` of a list (see ``Programme.current``)."""
        return self.preferred_first()[:1]


class Programme(models.Model):
    """One funded programme. BLUES ships as the seeded one; a successor is another row.

    ``state`` is written by ``programme.moves.move`` and nowhere else.
    """

    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=120)
    scheme_name = models.CharField(_("name of the exchange scheme"), max_length=120)
    grant_number = models.CharField(max_length=20)
    funding_line = models.CharField(max_length=300)
    disclaimer = models.TextField(
        help_text=_("{noun}, {grant_number} and {agency} are filled in."),
    )
    starts_on = models.DateField()
    planned_end = models.DateField(_("end in the original agreement"))
    ends_on = models.DateField(_("end after extensions"))
    dates_source = models.TextField(_("where the dates come from"))
    target_exchanges = models.PositiveSmallIntegerField()
    baseline_members = models.PositiveSmallIntegerField(_("member organisations at the start"))
    baseline_source = models.CharField(max_length=300)
    reference_prefix = models.CharField(
        _("how references begin"),
        max_length=6,
        unique=True,
        validators=[RegexValidator(r"^[A-Z][A-Z0-9]{1,5}$", _("Two to six capital letters."))],
    )
    is_default = models.BooleanField(_("shown to the public"), default=False)
    state = models.CharField(
        max_length=20, choices=ProgrammeState, default=ProgrammeState.PREPARING, editable=False
    )
    cloned_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="clones"
    )

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            first_not_after_last(
                "starts_on",
                "ends_on",
                name="programme_period",
                message=_("The programme cannot end before it starts."),
            ),
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="programme_one_default",
                violation_error_message=_("The public pages show one programme."),
            ),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def current(cls) -> "Programme":
        """The programme that the public pages show; the newest where none is marked for them."""
        programme = cls.objects.preferred_first().first()
        if programme is None:
            raise ImproperlyConfigured("There is no programme yet. Run: manage.py seed")
        return programme

    @property
    def case(self) -> str:
        """Key in the journal."""
        return f"programme:{self.code}"

    @property
    def is_archived(self) -> bool:
        return self.state == ProgrammeState.ARCHIVED

    def agency_on(self, day) -> str:
        agency = self.agencies.valid_on(day).first()
        return agency.short_name if agency else ""

    def disclaimer_for(self, noun: str, *, on=None) -> str:
        """The disclaimer with the right noun and the agency of the day: never a placeholder."""
        return self.disclaimer.format(
            noun=noun,
            grant_number=self.grant_number,
            agency=self.agency_on(on or timezone.localdate()),
        )

    def rule_set_on(self, day) -> "RuleSet":
        return self.rule_sets.valid_on(day).get()

    def rate_table_on(self, day) -> "RateTable":
        return self.rate_tables.valid_on(day).get()

    def weight_table_on(self, day) -> "WeightTable":
        return self.weight_tables.valid_on(day).get()


def no_overlap(name: str):
    return ExclusionConstraint(
        name=name,
        expressions=[("programme", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
        violation_error_message=_("Another version is valid in that period."),
    )


class Agency(models.Model):
    """Which agency answers for the programme, by date (EASME, from April 2021 EISMEA)."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="agencies")
    short_name = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    objects = ValidOn.as_manager()

    class Meta:
        verbose_name_plural = _("agencies")
        constraints = [no_overlap("agency_one_at_a_time")]

    def __str__(self):
        return self.short_name


class OrganisationType(models.TextChoices):
    SME = "sme", _("small or medium-sized enterprise")
    CLUSTER = "cluster", _("cluster organisation or business network")
    SUPPORT = "support", _("scale-up support organisation")
    LARGE = "large", _("large company")
    AUTHORITY = "authority", _("public authority")
    TRAINING = "training", _("training provider")


class TermQuerySet(models.QuerySet):
    def offered(self, *programmes, on=None):
        """The entries that may be chosen on a day: shared ones and those of the programmes."""
        return self.offered_in(programmes, on=on)

    def offered_in(self, programmes, *, on=None):
        """The same for a queryset of programmes."""
        day = on or clock.today()
        return self.filter(
            Q(programme__isnull=True) | Q(programme__in=programmes),
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_until__isnull=True) | Q(valid_until__gte=day),
            is_active=True,
        )


class Term(models.Model):
    """An entry of a code list: topics, activity types, aims, outcomes, industries.

    Shared by all programmes, or one programme's own.
    """

    class Kind(models.TextChoices):
        TOPIC = "topic", _("topic")
        INDUSTRY = "industry", _("emerging industry")
        ECOSYSTEM = "ecosystem", _("industrial ecosystem")
        ACTIVITY = "activity", _("activity type")
        AIM = "aim", _("aim")
        OUTCOME = "outcome", _("outcome")

    kind = models.CharField(max_length=20, choices=Kind)
    code = models.SlugField(max_length=60)
    label = models.CharField(max_length=200)
    source = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="terms"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "code"], nulls_distinct=False, name="term_once"
            )
        ]

    def __str__(self):
        return gettext(self.label)
