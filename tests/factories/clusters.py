"""People, organisations, clusters and programmes for tests."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import factory
from django.utils import timezone

from clusters.models import (
    Agency,
    Cluster,
    Country,
    DistinctPair,
    HolidayCorrection,
    HolidayList,
    Invitation,
    Label,
    Membership,
    Merge,
    Organisation,
    OrganisationType,
    OrganisationTypeRule,
    Programme,
    Rate,
    RateTable,
    RelatedEnterprise,
    Role,
    RoleAssignment,
    RuleSet,
    SizeClass,
    SmeDeclaration,
    Term,
    User,
    VersionDraft,
    Weight,
    WeightTable,
)
from clusters.programme import contents
from clusters.programme.merits import FIRST
from clusters.programme.seeds.countries import COSME
from clusters.programme.states import ProgrammeState
from exchanges.building.clauses import templates

PASSWORD = "a-long-demo-password"
JOINED = datetime(2021, 1, 4, 9, 0, tzinfo=UTC)
CITIES = {  # country: name, town, latitude, longitude
    "DE": ("Germany", "Greifswald", 54.09, 13.38),
    "ES": ("Spain", "Zaragoza", 41.65, -0.89),
    "FR": ("France", "Montpellier", 43.61, 3.88),
    "CZ": ("Czechia", "Pardubice", 50.04, 15.78),
    "PL": ("Poland", "Warsaw", 52.23, 21.01),
    "PT": ("Portugal", "Lisbon", 38.72, -9.14),
    "GR": ("Greece", "Athens", 37.98, 23.73),
    "NL": ("Netherlands", "Leeuwarden", 53.20, 5.79),
}
MAY_VISIT_AND_HOST = {OrganisationType.SME, OrganisationType.CLUSTER, OrganisationType.SUPPORT}


def place(index):
    """The town (1), latitude (2) or longitude (3) that goes with the country."""
    return factory.LazyAttribute(
        lambda made: CITIES.get(made.country.code, ("", "Nowhere", 50.0, 10.0))[index]
    )


class CountryFactory(factory.django.DjangoModelFactory):
    """Germany unless told."""

    class Meta:
        model = Country
        django_get_or_create = ("code",)

    code = "DE"
    name = factory.LazyAttribute(lambda made: CITIES.get(made.code, (made.code,))[0])
    eu_code = factory.LazyAttribute(lambda made: {"GR": "EL", "GB": "UK"}.get(made.code, made.code))
    source = "test"


class ProgrammeFactory(factory.django.DjangoModelFactory):
    """One programme, made once: agency, rules "cxc-2020", rates for DE and ES, points, texts."""

    class Meta:
        model = Programme
        django_get_or_create = ("code",)
        skip_postgeneration_save = True

    code = "blues"
    name = "BLUES"
    reference_prefix = factory.LazyAttribute(
        lambda made: "BX" if made.code == "blues" else made.code.upper().replace("-", "")[:6]
    )
    is_default = factory.LazyAttribute(lambda made: made.code == "blues")
    state = ProgrammeState.RUNNING
    scheme_name = "ClusterXchange"
    grant_number = "874426"
    funding_line = "Co-funded by the COSME programme of the European Union"
    disclaimer = "This {noun} (grant {grant_number}) binds neither the Commission nor {agency}."
    starts_on = date(2020, 2, 1)
    planned_end = date(2022, 1, 31)
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=365))
    dates_source = "test"
    target_exchanges = 50
    baseline_members = 464
    baseline_source = "test"

    @factory.post_generation
    def furnished(programme, create, extracted, **_kwargs):
        """``furnished=False`` leaves agency, rules and rates out."""
        if not create or extracted is False or programme.rule_sets.exists():
            return
        AgencyFactory(programme=programme)
        RuleSetFactory(programme=programme)
        RateTableFactory(programme=programme)
        WeightTableFactory(programme=programme)
        templates.seed(programme)


class AgencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agency

    programme = factory.SubFactory(ProgrammeFactory, furnished=False)
    short_name = "EISMEA"
    name = "European Innovation Council and SMEs Executive Agency"
    valid_from = date(2014, 1, 1)
    source = "test"


class RuleSetFactory(factory.django.DjangoModelFactory):
    """The rules of ClusterXchange phase 1, with one rule for each type of organisation."""

    class Meta:
        model = RuleSet
        skip_postgeneration_save = True

    programme = factory.SubFactory(ProgrammeFactory, furnished=False)
    version = "cxc-2020"
    valid_from = date(2014, 1, 1)
    source = "test"
    countries = factory.LazyFunction(lambda: sorted(COSME))

    @factory.post_generation
    def type_rules(rule_set, create, extracted, **_kwargs):
        if not create or extracted is False:
            return
        for kind in OrganisationType:
            OrganisationTypeRuleFactory(rule_set=rule_set, organisation_type=kind)


class OrganisationTypeRuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OrganisationTypeRule

    rule_set = factory.SubFactory(RuleSetFactory, type_rules=False)
    organisation_type = OrganisationType.SME
    may_visit = factory.LazyAttribute(lambda made: made.organisation_type in MAY_VISIT_AND_HOST)
    may_host = factory.SelfAttribute("may_visit")
    needs_membership = True
    host_by_approval = factory.LazyAttribute(
        lambda made: made.organisation_type == OrganisationType.SME
    )


class RateTableFactory(factory.django.DjangoModelFactory):
    """``rates={"DE": 830}`` says which countries and sums."""

    class Meta:
        model = RateTable
        skip_postgeneration_save = True

    programme = factory.SubFactory(ProgrammeFactory, furnished=False)
    version = "eye-2014"
    valid_from = date(2014, 1, 1)
    source = "test"

    @factory.post_generation
    def rates(table, create, extracted, **_kwargs):
        if not create or extracted is False:
            return
        for code, amount in (extracted or {"DE": 830, "ES": 830}).items():
            RateFactory(table=table, country__code=code, amount=Decimal(amount))


NEXT = date(2020, 6, 1)


def next_rules(programme, *, first_day=NEXT, **fields):
    """End the open rule set and let one with these fields follow, as a confirmed draft would."""
    programme.rule_sets.filter(valid_until=None).update(valid_until=first_day - timedelta(days=1))
    version = f"rules-{programme.rule_sets.count() + 1}"
    return RuleSetFactory(programme=programme, version=version, valid_from=first_day, **fields)


def next_rates(programme, *, first_day=NEXT, **rates):
    """End the open rate table and let one with these sums by country follow."""
    programme.rate_tables.filter(valid_until=None).update(valid_until=first_day - timedelta(days=1))
    version = f"rates-{programme.rate_tables.count() + 1}"
    return RateTableFactory(programme=programme, version=version, valid_from=first_day, rates=rates)


class RateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Rate

    table = factory.SubFactory(RateTableFactory, rates=False)
    country = factory.SubFactory(CountryFactory)
    amount = Decimal(830)


class WeightTableFactory(factory.django.DjangoModelFactory):
    """The first figures of every merit; ``weights={"size": {"points": 9}}`` changes some."""

    class Meta:
        model = WeightTable
        skip_postgeneration_save = True

    programme = factory.SubFactory(ProgrammeFactory, furnished=False)
    version = "points-2014"
    valid_from = date(2014, 1, 1)
    source = "test"

    @factory.post_generation
    def weights(table, create, extracted, **_kwargs):
        if not create or extracted is False:
            return
        Weight.objects.bulk_create(
            Weight(table=table, merit=merit, **first._asdict() | (extracted or {}).get(merit, {}))
            for merit, first in FIRST.items()
        )


class WeightFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Weight

    table = factory.SubFactory(WeightTableFactory, weights=False)
    merit = "size"
    points = 2
    reason = "test"


def next_weights(programme, *, first_day=NEXT, **weights):
    """End the open table of points and let one with these changes by merit follow."""
    open_ones = programme.weight_tables.filter(valid_until=None)
    open_ones.update(valid_until=first_day - timedelta(days=1))
    version = f"points-{programme.weight_tables.count() + 1}"
    return WeightTableFactory(
        programme=programme, version=version, valid_from=first_day, weights=weights
    )


class VersionDraftFactory(factory.django.DjangoModelFactory):
    """Rules that nobody has confirmed yet; ``confirmed=True`` or ``discarded=True`` ends it."""

    class Meta:
        model = VersionDraft

    class Params:
        confirmed = factory.Trait(
            confirmed_at=factory.LazyFunction(timezone.now),
            confirmed_by=factory.SubFactory("tests.factories.clusters.UserFactory"),
        )
        discarded = factory.Trait(
            discarded_at=factory.LazyFunction(timezone.now),
            discarded_by=factory.SubFactory("tests.factories.clusters.UserFactory"),
        )

    programme = factory.SubFactory(ProgrammeFactory)
    kind = VersionDraft.Kind.RULES
    version = factory.Sequence(lambda n: f"draft-{n}")
    valid_from = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=1))
    source = "test"
    content = factory.LazyAttribute(lambda made: contents.of_the_newest(made.programme, made.kind))
    drafted_by = factory.SubFactory(
        "tests.factories.clusters.UserFactory", programme_coordinator=True
    )


class HolidayListFactory(factory.django.DjangoModelFactory):
    """``corrections={"DE 2027-03-03": "Water Day"}`` says what it corrects."""

    class Meta:
        model = HolidayList
        skip_postgeneration_save = True

    programme = factory.SubFactory(ProgrammeFactory)
    version = "hol-2020"
    valid_from = date(2014, 1, 1)
    source = "test"

    @factory.post_generation
    def corrections(holiday_list, create, extracted, **_kwargs):
        for key, name in (extracted or {}).items() if create else ():
            code, day = contents.split_key(key)
            HolidayCorrectionFactory(
                holiday_list=holiday_list, country__code=code, day=day, name=name
            )


class HolidayCorrectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HolidayCorrection

    holiday_list = factory.SubFactory(HolidayListFactory)
    country = factory.SubFactory(CountryFactory)
    day = date(2027, 3, 3)
    name = "Water Day"


class TermFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Term

    kind = Term.Kind.TOPIC
    code = factory.Sequence(lambda n: f"topic-{n}")
    label = factory.Sequence(lambda n: f"Topic {n}")


class UserFactory(factory.django.DjangoModelFactory):
    """A person with a verified address and the password ``PASSWORD``.

    Traits give one role: ``UserFactory(coordinator=True, cluster=…)``,
    ``UserFactory(representative=True, organisation=…)``, ``UserFactory(finance=True)``.
    """

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        representative = factory.Trait(role=Role.REPRESENTATIVE)
        organisation_admin = factory.Trait(role=Role.ORGANISATION_ADMIN)
        coordinator = factory.Trait(role=Role.COORDINATOR)
        programme_coordinator = factory.Trait(role=Role.PROGRAMME_COORDINATOR)
        wp_leader = factory.Trait(role=Role.WP_LEADER, work_package=1)
        finance = factory.Trait(role=Role.FINANCE_OFFICER)
        auditor = factory.Trait(role=Role.AUDITOR)
        operator = factory.Trait(role=Role.OPERATOR)

    email = factory.Sequence(lambda n: f"person-{n}@people.example")
    given_names = factory.Sequence(lambda n: f"Given{n}")
    family_name = factory.Sequence(lambda n: f"Family{n}")
    language = "en"
    joined_at = JOINED
    password = PASSWORD
    role = None
    organisation = None
    cluster = None
    work_package = None

    @classmethod
    def _create(cls, model_class, *args, **fields):
        role = fields.pop("role")
        scope = {
            name: fields.pop(name, None) for name in ("organisation", "cluster", "work_package")
        }
        user = model_class.objects.create_user(**fields)
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)
        if role:
            RoleAssignmentFactory(user=user, role=role, **{k: v for k, v in scope.items() if v})
        return user


class OrganisationFactory(factory.django.DjangoModelFactory):
    """An SME in Germany; ``OrganisationFactory(country__code="ES")`` moves it with its town."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    class Params:
        large = factory.Trait(type=OrganisationType.LARGE, size_class=SizeClass.LARGE)
        support = factory.Trait(type=OrganisationType.SUPPORT)
        sme_declared = factory.Trait(
            sme_declared_at=JOINED, sme_declared_by=factory.SubFactory(UserFactory)
        )

    legal_name = factory.Sequence(lambda n: f"Example Water {n} Ltd")
    type = OrganisationType.SME
    country = factory.SubFactory(CountryFactory)
    city = place(1)
    latitude = place(2)
    longitude = place(3)
    address = "Example Street 1"
    size_class = SizeClass.SMALL
    is_demo = True

    @factory.post_generation
    def member_of(organisation, create, extracted, **_kwargs):
        """``member_of=cluster`` adds a confirmed membership."""
        if create and extracted:
            MembershipFactory(organisation=organisation, cluster=extracted)


class ClusterFactory(factory.django.DjangoModelFactory):
    """A partner cluster; ``outside=True`` is one that does not belong to the partnership."""

    class Meta:
        model = Cluster

    class Params:
        outside = factory.Trait(is_partner=False)

    programme = factory.SubFactory(ProgrammeFactory)
    organisation = factory.SubFactory(
        OrganisationFactory,
        type=OrganisationType.CLUSTER,
        legal_name=factory.Sequence(lambda n: f"Example Cluster {n}"),
    )
    code = factory.Sequence(lambda n: f"cluster-{n}")
    field = "water"
    contact_email = factory.LazyAttribute(lambda made: f"office@{made.code}.example")
    allocated = Decimal(10_000)


class SmeDeclarationFactory(factory.django.DjangoModelFactory):
    """A small company that stands alone. The profile does not follow: ``declarations.declare``."""

    class Meta:
        model = SmeDeclaration

    organisation = factory.SubFactory(OrganisationFactory)
    reference_year = factory.LazyFunction(lambda: timezone.localdate().year - 1)
    headcount = Decimal(20)
    turnover = Decimal(3_000_000)
    balance_total = Decimal(2_000_000)
    total_headcount = factory.SelfAttribute("headcount")
    total_turnover = factory.SelfAttribute("turnover")
    total_balance = factory.SelfAttribute("balance_total")
    result = "small"
    declared_by = factory.SubFactory(UserFactory)


class RelatedEnterpriseFactory(factory.django.DjangoModelFactory):
    """A partner that holds 30 % of the company."""

    class Meta:
        model = RelatedEnterprise

    declaration = factory.SubFactory(SmeDeclarationFactory)
    name = factory.Sequence(lambda n: f"Example Partner {n}")
    percent = Decimal(30)
    headcount = Decimal(10)
    turnover = Decimal(1_000_000)
    balance_total = Decimal(1_000_000)


class DistinctPairFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DistinctPair

    first = factory.SubFactory(OrganisationFactory)
    second = factory.SubFactory(OrganisationFactory)
    decided_by = factory.SubFactory(UserFactory)


class MergeFactory(factory.django.DjangoModelFactory):
    """A merge of which nothing moved. A real one is made by ``merging.merge``."""

    class Meta:
        model = Merge

    kept = factory.SubFactory(OrganisationFactory)
    absorbed = factory.SubFactory(OrganisationFactory)
    record = factory.LazyFunction(
        lambda: {"kept": {}, "absorbed": {}, "memberships": [], "moved": []}
    )
    merged_by = factory.SubFactory(UserFactory)


class LabelFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Label

    cluster = factory.SubFactory(ClusterFactory)
    level = Label.Level.SILVER
    awarded_on = date(2016, 1, 1)
    awarded_precision = "year"
    source = "test"


class MembershipFactory(factory.django.DjangoModelFactory):
    """A confirmed membership; ``requested=True`` still waits for the cluster."""

    class Meta:
        model = Membership

    class Params:
        requested = factory.Trait(confirmed_at=None, confirmed_by=None)

    organisation = factory.SubFactory(OrganisationFactory)
    cluster = factory.SubFactory(ClusterFactory)
    confirmed_at = JOINED
    confirmed_by = factory.SubFactory(UserFactory)


class RoleAssignmentFactory(factory.django.DjangoModelFactory):
    """A role with the scope it needs; an auditor's ends in a month."""

    class Meta:
        model = RoleAssignment

    user = factory.SubFactory(UserFactory)
    role = Role.REPRESENTATIVE
    valid_from = date(2021, 1, 4)
    organisation = factory.Maybe(
        factory.LazyAttribute(lambda made: made.role in Role.for_organisations()),
        factory.SubFactory(OrganisationFactory),
        None,
    )
    cluster = factory.Maybe(
        factory.LazyAttribute(lambda made: made.role in Role.for_clusters()),
        factory.SubFactory(ClusterFactory),
        None,
    )
    work_package = factory.LazyAttribute(lambda made: 1 if made.role == Role.WP_LEADER else None)
    valid_until = factory.LazyAttribute(
        lambda made: (
            timezone.localdate() + timedelta(days=30) if made.role == Role.AUDITOR else None
        )
    )


class InvitationFactory(factory.django.DjangoModelFactory):
    """An open invitation as representative. Its token is unknown: take ``invitations.invite``."""

    class Meta:
        model = Invitation

    email = factory.Sequence(lambda n: f"invited-{n}@people.example")
    role = Role.REPRESENTATIVE
    organisation = factory.Maybe(
        factory.LazyAttribute(lambda made: made.role in Role.for_organisations()),
        factory.SubFactory(OrganisationFactory),
        None,
    )
    token_digest = factory.Sequence(lambda n: f"{n:064x}")
    invited_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))
