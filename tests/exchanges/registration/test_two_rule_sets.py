"""The same questions under the rules of two programmes: the data answer, not the code."""

import ast
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command

from blues.common.errors import TooMuch
from clusters.models import OrganisationType, Programme, RateTable, RuleSet
from clusters.programme.seeds import blues, phase_two, rates
from exchanges.policy import lump_sum
from exchanges.policy.outcomes import Verdict
from exchanges.policy.rows import ceilings_of, rules_of
from exchanges.registration import cv, eligibility
from exchanges.registration.models import Registration
from exchanges.registration.section_forms import FORM_OF
from tests.factories import (
    ClusterFactory,
    CountryFactory,
    OrganisationFactory,
    ProgrammeFactory,
    RegistrationFactory,
    next_rules,
)
from tests.policy.cast import answers_to

pytestmark = pytest.mark.feature(132)
ROOT = Path(__file__).parents[3]
T = OrganisationType


@pytest.fixture
def programmes():
    """Both as they are seeded, with the countries that their rates name."""
    for code in rates.RATES:
        CountryFactory(code=code)
    first = ProgrammeFactory(furnished=False)
    rule_set = first.rule_sets.create(version=blues.RULES_VERSION, **blues.RULES)
    for kind, fields in blues.TYPE_RULES.items():
        rule_set.type_rules.create(organisation_type=kind, **fields)
    table = first.rate_tables.create(version=rates.VERSION, valid_from=rates.VALID_FROM, source="-")
    for code, amount in rates.RATES.items():
        table.rates.create(country_id=code, amount=Decimal(amount))
    return first, phase_two.load()


def verdict(programme, kind, role):
    registration = RegistrationFactory(
        role=role,
        organisation=OrganisationFactory(type=kind, country__code="DE"),
        cluster=ClusterFactory(programme=programme),
    )
    return answers_to("E1", eligibility.check(registration))[0].verdict


@pytest.mark.feature(133)
@pytest.mark.parametrize(
    ("kind", "role", "first", "second"),
    [
        (T.LARGE, Registration.HOST, Verdict.FAIL, Verdict.PASS),
        (T.AUTHORITY, Registration.HOST, Verdict.FAIL, Verdict.PASS),
        (T.TRAINING, Registration.HOST, Verdict.FAIL, Verdict.PASS),
        (T.LARGE, Registration.VISITOR, Verdict.FAIL, Verdict.FAIL),
        (T.AUTHORITY, Registration.VISITOR, Verdict.FAIL, Verdict.FAIL),
        (T.TRAINING, Registration.VISITOR, Verdict.FAIL, Verdict.FAIL),
        (T.CLUSTER, Registration.HOST, Verdict.PASS, Verdict.PASS),
        (T.SUPPORT, Registration.VISITOR, Verdict.PASS, Verdict.PASS),
    ],
)
def test_who_may_host_and_visit_depends_on_the_programme(programmes, kind, role, first, second):
    assert [verdict(programme, kind, role) for programme in programmes] == [first, second]


@pytest.mark.feature(133)
@pytest.mark.parametrize(
    ("country", "first", "second"), [("AT", 900, 1000), ("HR", 720, 800), ("DE", 830, 830)]
)
def test_the_sum_depends_on_the_rates_of_the_programme(programmes, country, first, second):
    sums = []
    for programme in programmes:
        day = date(2022, 6, 1)
        table = programme.rate_table_on(day)
        found = lump_sum.compute(
            mode="physical",
            host_country=country,
            working_days=5,
            distance_km=Decimal(900),
            ceilings=ceilings_of(table),
            rules=rules_of(programme.rule_set_on(day)),
            rates_version=table.version,
        )
        sums.append(found.amount)

    assert sums == [Decimal(first), Decimal(second)]


@pytest.mark.feature(133)
def test_a_country_takes_part_where_the_rules_list_it(programmes):
    first, _second = programmes
    first.rule_sets.update(valid_until=date(2022, 12, 31))
    rule_set = RuleSet.objects.create(
        programme=first,
        version="without-germany",
        valid_from=date(2023, 1, 1),
        source="-",
        countries=["ES", "FR"],
    )
    assert rule_set.countries == ["ES", "FR"]
    answers = []
    for programme in programmes:
        registration = RegistrationFactory(
            role=Registration.HOST,
            organisation=OrganisationFactory(country__code="DE"),
            cluster=ClusterFactory(programme=programme),
        )
        answers.append(answers_to("E4", eligibility.check(registration))[0].verdict)

    assert answers == [Verdict.FAIL, Verdict.PASS]


@pytest.mark.feature(133)
def test_the_demo_shows_both_programmes_side_by_side():
    call_command("seed", demo=True, verbosity=0)
    second = Programme.objects.get(code=phase_two.CODE)
    host = second.registrations.get(role=Registration.HOST)

    assert Programme.current().code == "blues"
    assert (host.organisation.type, host.state) == (T.LARGE, "accepted")
    assert host.reference.startswith("P2-H-")
    assert set(RateTable.objects.values_list("programme__code", flat=True)) == {
        "blues",
        phase_two.CODE,
    }
    assert Registration.objects.filter(organisation=host.organisation).count() == 1
    call_command("seed", demo=True, verbosity=0)
    assert second.registrations.count() == 2


# -- The code knows no programme -------------------------------------------------------------------


def names_of_programmes() -> set[str]:
    return {blues.CODE, phase_two.CODE, blues.RULES_VERSION, phase_two.RULES_VERSION}


def comparisons(path: Path):
    """Every literal that the module compares with something."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Compare):
            for part in ast.walk(node):
                if isinstance(part, ast.Constant):
                    yield part.value


def test_no_code_asks_which_programme_or_phase_it_is():
    sources = [
        path
        for app in ("blues", "clusters", "exchanges", "workpackages")
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
    ]
    asking = [
        f"{path.relative_to(ROOT)}: {value!r}"
        for path in sources
        for value in comparisons(path)
        if value in names_of_programmes()
    ]

    assert len(sources) > 100
    assert asking == []


def test_the_rules_say_how_large_a_cv_may_be():
    registration = RegistrationFactory(visitor=True)
    next_rules(registration.programme, cv_megabytes=1)

    assert cv.require_small(registration, size=1_000_000) is None
    with pytest.raises(TooMuch, match="at most 1"):
        cv.require_small(registration, size=1_000_001)


@pytest.mark.parametrize(
    ("section", "field", "said"),
    [
        ("you", "cv", "at most 1\u00a0MB."),
        ("time", "preferred_days", "From 7 on the full lump sum"),
    ],
)
def test_the_questions_say_the_numbers_of_the_rules(section, field, said):
    registration = RegistrationFactory(visitor=True, state="draft")
    next_rules(registration.programme, cv_megabytes=1, full_sum_days=7)

    form = FORM_OF[section](instance=registration)

    assert said in form.fields[field].help_text
