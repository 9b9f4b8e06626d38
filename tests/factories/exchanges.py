"""Factories of registrations and exchanges. Only tests may put a row straight into a state."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory

from clusters.models import Role
from exchanges.lifecycle.holidays import keep_holidays
from exchanges.models import (
    CatalogueChange,
    CatalogueEntry,
    CatalogueWord,
    CheckRecord,
    Counter,
    Dismissal,
    Exchange,
    ExchangeGroup,
    Item,
    MatchedPair,
    MatchingRound,
    Mode,
    Offer,
    Registration,
    RegistrationState,
    Reminder,
    Reservation,
    SavedSearch,
    SectionDraft,
    State,
    Transition,
    Window,
)
from exchanges.registration.states import BEFORE_DECISION
from tests.factories.clusters import (
    ClusterFactory,
    MembershipFactory,
    OrganisationFactory,
    ProgrammeFactory,
    RoleAssignmentFactory,
    TermFactory,
    UserFactory,
)

BEFORE = datetime(2026, 9, 1, 9, tzinfo=UTC)
FIRST_DAY, LAST_DAY = date(2027, 3, 1), date(2027, 3, 5)  # a Monday and its Friday


class RegistrationFactory(factory.django.DjangoModelFactory):
    """An accepted registration of a member organisation with its representative.

    ``RegistrationFactory(host=True)`` or ``visitor=True``; the organisation's membership in the
    assessing cluster is confirmed.
    """

    class Meta:
        model = Registration
        skip_postgeneration_save = True

    class Params:
        host = factory.Trait(
            role=Registration.HOST,
            organisation=factory.SubFactory(OrganisationFactory, country__code="DE"),
        )
        visitor = factory.Trait(
            role=Registration.VISITOR,
            organisation=factory.SubFactory(OrganisationFactory, country__code="ES"),
        )
        decided = factory.LazyAttribute(lambda made: made.state not in BEFORE_DECISION)
        declared = factory.LazyAttribute(lambda made: made.state != RegistrationState.DRAFT)

    reference = factory.Sequence(lambda n: f"BX-R-{n:04d}")
    role = Registration.HOST
    organisation = factory.SubFactory(OrganisationFactory)
    cluster = factory.SubFactory(ClusterFactory)
    representative = factory.SubFactory(UserFactory)
    mode = "both"
    summary = "Membrane reactors at work, from the pilot to the plant."
    objectives = "Compare ways to keep membranes clean."
    contribution = "Ten years of operating data."
    languages = factory.LazyFunction(lambda: {"en": "C1"})
    state = RegistrationState.ACCEPTED
    declared_at = factory.Maybe("declared", BEFORE, None)
    declared_by = factory.Maybe("declared", factory.SelfAttribute("representative"), None)
    decided_at = factory.Maybe("decided", BEFORE, None)
    decided_by = factory.Maybe("decided", factory.SubFactory(UserFactory), None)

    @factory.post_generation
    def membership(registration, create, extracted, **_kwargs):
        """``membership=False`` leaves the organisation outside the cluster."""
        if create and extracted is not False:
            MembershipFactory(organisation=registration.organisation, cluster=registration.cluster)

    @factory.post_generation
    def represented(registration, create, extracted, **_kwargs):
        if create and extracted is not False:
            RoleAssignmentFactory(
                user=registration.representative,
                role=Role.REPRESENTATIVE,
                organisation=registration.organisation,
            )


class WindowFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Window

    registration = factory.SubFactory(RegistrationFactory)
    first_day = date(2027, 2, 1)
    last_day = date(2027, 4, 30)


class ItemFactory(factory.django.DjangoModelFactory):
    """One thing that a host offers, or that a visitor needs."""

    class Meta:
        model = Item

    registration = factory.SubFactory(RegistrationFactory)
    position = 1
    text = "Keeping membranes clean"
    topic = factory.SubFactory(TermFactory)


class SectionDraftFactory(factory.django.DjangoModelFactory):
    """A motivation somebody has begun to type."""

    class Meta:
        model = SectionDraft

    registration = factory.SubFactory(
        RegistrationFactory, visitor=True, state=RegistrationState.DRAFT
    )
    section = "purpose"
    person = factory.SelfAttribute("registration.representative")
    answers = factory.LazyFunction(lambda: {"summary": ["We want to"]})
    version = ""


class ExchangeGroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ExchangeGroup

    title = "Water week"
    host_organisation = factory.SubFactory(OrganisationFactory)


class ExchangeFactory(factory.django.DjangoModelFactory):
    """A visitor from Spain at a host in Germany, in the given state, proposed by the visitor."""

    class Meta:
        model = Exchange

    class Params:
        confirmed = factory.LazyAttribute(
            lambda made: (
                made.state
                not in (
                    State.PROPOSED,
                    State.ACCEPTED,
                    State.DECLINED,
                    State.EXPIRED,
                    State.WITHDRAWN,
                    State.CANCELLED,
                )
            )
        )
        virtual = factory.Trait(mode=Mode.VIRTUAL)

    reference = factory.Sequence(lambda n: f"BX-2026-{n + 500:03d}")
    programme = factory.SubFactory(ProgrammeFactory)
    rule_set = factory.LazyAttribute(lambda made: made.programme.rule_sets.first())
    visitor = factory.SubFactory(RegistrationFactory, visitor=True)
    host = factory.SubFactory(RegistrationFactory, host=True)
    visitor_organisation = factory.SelfAttribute("visitor.organisation")
    host_organisation = factory.SelfAttribute("host.organisation")
    vop = factory.SelfAttribute("visitor.cluster")
    hop = factory.SelfAttribute("host.cluster")
    mode = Mode.PHYSICAL
    title = "Membranes that stay clean"
    goals = "Compare cleaning cycles and take two of them home."
    first_day = FIRST_DAY
    last_day = LAST_DAY
    holidays = factory.LazyAttribute(lambda made: _kept(made).holidays)
    holiday_gap = factory.LazyAttribute(lambda made: _kept(made).holiday_gap)
    distance_km = Decimal("1870.0")
    proposed_side = "visitor"
    proposed_by = factory.SelfAttribute("visitor.representative")
    state = State.PROPOSED
    vop_confirmed_at = factory.Maybe("confirmed", BEFORE, None)
    vop_confirmed_by = factory.Maybe("confirmed", factory.SubFactory(UserFactory), None)
    hop_confirmed_at = factory.Maybe("confirmed", BEFORE, None)
    hop_confirmed_by = factory.Maybe("confirmed", factory.SubFactory(UserFactory), None)


def _kept(made) -> Exchange:
    """An exchange that knows no more than its host and its days, with the holidays of these."""
    exchange = Exchange(
        programme=made.programme,
        host_organisation=made.host_organisation,
        first_day=made.first_day,
        last_day=made.last_day,
    )
    keep_holidays(exchange)
    return exchange


class TransitionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Transition

    exchange = factory.SubFactory(ExchangeFactory)
    from_state = State.PROPOSED
    to_state = State.ACCEPTED
    party = "host"
    by = factory.SubFactory(UserFactory)


class CounterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Counter

    series = "exchange-2026"


class CheckRecordFactory(factory.django.DjangoModelFactory):
    """The answers of the rules at one moment: all of them passed."""

    class Meta:
        model = CheckRecord

    exchange = factory.SubFactory(ExchangeFactory)
    occasion = CheckRecord.Occasion.AGREEMENT
    rules_version = "2021-1"
    outcomes = factory.LazyFunction(list)
    passed = True


class OfferFactory(factory.django.DjangoModelFactory):
    """What an exchange offered first."""

    class Meta:
        model = Offer

    exchange = factory.SubFactory(ExchangeFactory)
    side = factory.SelfAttribute("exchange.proposed_side")
    by = factory.SelfAttribute("exchange.proposed_by")
    mode = factory.SelfAttribute("exchange.mode")
    first_day = factory.SelfAttribute("exchange.first_day")
    last_day = factory.SelfAttribute("exchange.last_day")
    goals = "Compare cleaning cycles."


class DismissalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Dismissal

    registration = factory.SubFactory(RegistrationFactory, visitor=True)
    partner = factory.SubFactory(RegistrationFactory, host=True)
    dismissed_by = factory.SubFactory(UserFactory)


class ReminderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reminder

    exchange = factory.SubFactory(ExchangeFactory)
    occasion = Reminder.Occasion.FIRST
    about_on = date(2026, 11, 2)


class ReservationFactory(factory.django.DjangoModelFactory):
    """Two that are kept for each other."""

    class Meta:
        model = Reservation

    visitor = factory.SubFactory(
        RegistrationFactory, visitor=True, state=RegistrationState.RESERVED
    )
    host = factory.SubFactory(RegistrationFactory, host=True, state=RegistrationState.RESERVED)
    until = date(2026, 11, 12)
    reserved_by = factory.SubFactory(UserFactory)


class MatchingRoundFactory(factory.django.DjangoModelFactory):
    """A round that nobody has worked out yet; ``solved=True`` found nobody for anybody."""

    class Meta:
        model = MatchingRound

    class Params:
        solved = factory.Trait(solved_at=BEFORE, total=0, bound=0, solver="assignment")

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: n + 1)
    asked_by = factory.SubFactory(UserFactory)


class MatchedPairFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MatchedPair

    round = factory.SubFactory(MatchingRoundFactory, solved=True)
    visitor = factory.SubFactory(RegistrationFactory, visitor=True)
    host = factory.SubFactory(RegistrationFactory, host=True)
    score = 40


class CatalogueEntryFactory(factory.django.DjangoModelFactory):
    """The entry that the database makes of an accepted registration."""

    class Meta:
        model = CatalogueEntry

    @classmethod
    def _create(cls, model_class, *args, **changes):
        registration = changes.pop("registration", None) or RegistrationFactory(host=True)
        return model_class.objects.get(registration=registration)


class CatalogueChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CatalogueChange

    registration_id = 1
    transaction = 1
    noted_at = BEFORE


class CatalogueWordFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CatalogueWord
        django_get_or_create = ["word"]

    word = "membrane"


class SavedSearchFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SavedSearch

    person = factory.SubFactory(UserFactory)
    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence("Search {}".format)
    asked = "country=DE"
    told_until = BEFORE
