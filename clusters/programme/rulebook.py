"""The rules and rates that a programme follows, in versions that never change."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clusters.programme.models import Country, OrganisationType, Programme, ValidOn, no_overlap

STAY_IN_ORDER = _("The longest stay is not shorter than the shortest one.")
SILENCE_IN_ORDER = _(
    "A profile is hidden after “still interested?” and the warning: more days than both together."
)
REST_IN_ORDER = _("A profile rests after it was hidden, not before.")
SIGNATURES_IN_ORDER = _("The reminders to sign come one after the other, nearer to the day.")
ESCALATION_IN_ORDER = _("Deputies are told before the programme coordinator.")
REMINDERS_IN_ORDER = _("The first reminder of a proposal comes before the second one.")


class RuleSet(models.Model):
    """The scheme's rules in one version. An exchange is pinned to the version it began under.

    A row never changes once it stands; a trigger lets nothing through but the day on which its
    successor ends it. Other rules are a new version (``programme.versions``).
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="rule_sets")
    version = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.TextField()
    shortest_stay_days = models.PositiveSmallIntegerField(_("working days at least"), default=3)
    longest_stay_days = models.PositiveSmallIntegerField(_("calendar days at most"), default=31)
    full_sum_days = models.PositiveSmallIntegerField(_("working days for the full sum"), default=5)
    full_sum_km = models.PositiveSmallIntegerField(_("kilometres for the full sum"), default=200)
    highest_sum = models.DecimalField(
        _("highest sum, in EUR"), max_digits=8, decimal_places=2, default=Decimal("1100.00")
    )
    most_open_proposals = models.PositiveSmallIntegerField(_("open proposals at most"), default=5)
    proposal_days = models.PositiveSmallIntegerField(_("days to answer a proposal"), default=21)
    thinking_days = models.PositiveSmallIntegerField(
        _("days more for whoever needs time to answer a proposal"), default=7
    )
    assessment_days = models.PositiveSmallIntegerField(_("days to assess"), default=14)
    confirmation_days = models.PositiveSmallIntegerField(_("days to confirm a match"), default=10)
    commitment_lead_days = models.PositiveSmallIntegerField(
        _("working days between Commitment and stay"), default=10
    )
    agreement_lead_days = models.PositiveSmallIntegerField(
        _("working days between agreement and stay"), default=5
    )
    first_signature_reminder_days = models.PositiveSmallIntegerField(
        _("days before a signature is due to remind of it for the first time"), default=7
    )
    second_signature_reminder_days = models.PositiveSmallIntegerField(
        _("days before a signature is due to remind of it for the second time"), default=3
    )
    last_signature_reminder_days = models.PositiveSmallIntegerField(
        _("days before a signature is due to remind of it for the last time"), default=1
    )
    notice_shift_days = models.PositiveSmallIntegerField(
        _("days by which a stay may shift by a notice, without new signatures"), default=7
    )
    step_reminder_days = models.PositiveSmallIntegerField(
        _("days before a step is due to remind of it"), default=3
    )
    deputy_days = models.PositiveSmallIntegerField(
        _("days after which an overdue step is told to deputies"), default=2
    )
    escalation_days = models.PositiveSmallIntegerField(
        _("days after which an overdue step is told to the programme coordinator"), default=5
    )
    report_days = models.PositiveSmallIntegerField(_("days to report"), default=30)
    validation_days = models.PositiveSmallIntegerField(_("days to validate"), default=10)
    payment_days = models.PositiveSmallIntegerField(_("days to pay"), default=10)
    answer_days = models.PositiveSmallIntegerField(
        _("days to answer a question of the cluster"), default=14
    )
    reminder_days = models.PositiveSmallIntegerField(
        _("days before a proposal expires to remind of it"), default=3
    )
    first_reminder_days = models.PositiveSmallIntegerField(
        _("days after an offer to remind of it for the first time"), default=1
    )
    second_reminder_days = models.PositiveSmallIntegerField(
        _("days after an offer to remind of it for the second time"), default=3
    )
    reopening_days = models.PositiveSmallIntegerField(
        _("days in which a proposal that has ended may be reopened"), default=30
    )
    reservation_days = models.PositiveSmallIntegerField(
        _("days at most for which two are reserved for each other"), default=14
    )
    still_interested_days = models.PositiveSmallIntegerField(
        _("days of silence before “still interested?”"), default=90
    )
    hidden_days = models.PositiveSmallIntegerField(
        _("days of silence before a profile is hidden"), default=180
    )
    low_active_days = models.PositiveSmallIntegerField(
        _("days of silence before a profile rests"), default=183
    )
    low_active_answer_days = models.PositiveSmallIntegerField(
        _("days a resting profile waits for an answer"), default=90
    )
    warning_days = models.PositiveSmallIntegerField(
        _("days between a warning and what it warns of"), default=7
    )
    countries = ArrayField(
        models.CharField(max_length=2), verbose_name=_("participating countries")
    )
    cv_megabytes = models.PositiveSmallIntegerField(_("size of a CV at most"), default=10)

    objects = ValidOn.as_manager()

    class Meta:
        constraints = [
            no_overlap("ruleset_one_at_a_time"),
            models.UniqueConstraint(fields=["programme", "version"], name="ruleset_version_once"),
            models.CheckConstraint(
                name="ruleset_names_countries",
                condition=Q(countries__len__gt=0),
                violation_error_message=_("A rule set names the countries that take part."),
            ),
            models.CheckConstraint(
                name="ruleset_stay_in_order",
                condition=Q(shortest_stay_days__lte=F("longest_stay_days")),
                violation_error_message=STAY_IN_ORDER,
            ),
            models.CheckConstraint(
                name="ruleset_silence_in_order",
                condition=Q(hidden_days__gt=F("still_interested_days") + F("warning_days")),
                violation_error_message=SILENCE_IN_ORDER,
            ),
            models.CheckConstraint(
                name="ruleset_rest_in_order",
                condition=Q(low_active_days__gte=F("hidden_days")),
                violation_error_message=REST_IN_ORDER,
            ),
            models.CheckConstraint(
                name="ruleset_signature_reminders_in_order",
                condition=Q(first_signature_reminder_days__gt=F("second_signature_reminder_days"))
                & Q(second_signature_reminder_days__gt=F("last_signature_reminder_days")),
                violation_error_message=SIGNATURES_IN_ORDER,
            ),
            models.CheckConstraint(
                name="ruleset_reminders_in_order",
                condition=Q(first_reminder_days__lt=F("second_reminder_days")),
                violation_error_message=REMINDERS_IN_ORDER,
            ),
            models.CheckConstraint(
                name="ruleset_escalation_in_order",
                condition=Q(deputy_days__lt=F("escalation_days")),
                violation_error_message=ESCALATION_IN_ORDER,
            ),
        ]

    def __str__(self):
        return f"{self.programme} {self.version}"


class OrganisationTypeRule(models.Model):
    """What a type of organisation may do under one rule set."""

    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="type_rules")
    organisation_type = models.CharField(max_length=20, choices=OrganisationType)
    may_visit = models.BooleanField()
    may_host = models.BooleanField()
    needs_membership = models.BooleanField(
        _("must belong to a cluster profiled on ECCP, or be one")
    )
    host_by_approval = models.BooleanField(
        _("may host without membership after the agency's approval"), default=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule_set", "organisation_type"], name="typerule_once")
        ]

    def __str__(self):
        return f"{self.rule_set}: {self.get_organisation_type_display()}"


class RateTable(models.Model):
    """Ceilings per host country in one version; a Financial Agreement stores the one it used.

    As immutable as a rule set, and so are its rates.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="rate_tables")
    version = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.TextField()

    objects = ValidOn.as_manager()

    class Meta:
        constraints = [
            no_overlap("ratetable_one_at_a_time"),
            models.UniqueConstraint(fields=["programme", "version"], name="ratetable_version_once"),
        ]

    def __str__(self):
        return f"{self.programme} {self.version}"


class Rate(models.Model):
    """The full lump sum for a stay in one host country, in EUR."""

    table = models.ForeignKey(RateTable, on_delete=models.PROTECT, related_name="rates")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=8, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "country"], name="rate_once"),
            models.CheckConstraint(
                name="rate_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("A rate is more than zero."),
            ),
        ]

    def __str__(self):
        return f"{self.country_id} {self.amount}"


class HolidayList(models.Model):
    """What a programme corrects in the calendars of public holidays, in one version.

    As immutable as a rule set, and so are its corrections. Each version holds all that hold.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="holiday_lists")
    version = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.TextField()

    objects = ValidOn.as_manager()

    class Meta:
        constraints = [
            no_overlap("holidaylist_one_at_a_time"),
            models.UniqueConstraint(
                fields=["programme", "version"], name="holidaylist_version_once"
            ),
        ]

    def __str__(self):
        return f"{self.programme} {self.version}"


class HolidayCorrection(models.Model):
    """A day that is a public holiday in a country, whatever the calendar says; or is none."""

    holiday_list = models.ForeignKey(
        HolidayList, on_delete=models.PROTECT, related_name="corrections"
    )
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    name = models.CharField(_("name; empty where the day is none"), max_length=100, blank=True)

    class Meta:
        ordering = ["country", "day"]
        constraints = [
            models.UniqueConstraint(
                fields=["holiday_list", "country", "day"], name="holidaycorrection_once"
            )
        ]

    def __str__(self):
        return f"{self.country_id} {self.day.isoformat()}"
