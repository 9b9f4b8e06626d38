"""Eligibility checks per second: the portal's ways against one query for each rule and row.

The ways answer the same question about the same registrations (may they visit: E1 to E4 and
E9), and the run stops if their answers differ. The check without an account asks other things, so
it stands without a ratio. Called by ``./portal bench directory``, or alone.
"""

import json
import time
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from blues.common import clock
from clusters.models import (
    Cluster,
    Membership,
    Organisation,
    OrganisationType,
    OrganisationTypeRule,
    Programme,
    User,
)
from exchanges.eligibility.answers import Known
from exchanges.eligibility.opinion import Check
from exchanges.eligibility.reading import Reading
from exchanges.models import Registration
from exchanges.policy import rows
from exchanges.policy.checks import evaluate
from exchanges.policy.facts import Facts
from exchanges.policy.outcomes import Report, Verdict
from exchanges.registration import eligibility

ORGANISATIONS = 200
ASKED = {"type": "sme", "country": "ES", "cluster": "zinnae", "before": "no",
         "to": "DE", "days": "5"}  # fmt: skip
PASS, FAIL, OPEN = Verdict.PASS, Verdict.FAIL, Verdict.NEEDS_EVIDENCE


def main() -> list[dict]:
    measured = run()
    for figures in measured:
        print(json.dumps(figures), flush=True)
    return measured


def run() -> list[dict]:
    """Measure with organisations that are taken back afterwards."""
    with transaction.atomic():
        keys = _registrations()
        figures = _measured(keys)
        transaction.set_rollback(True)
    return figures


def _measured(keys: list[int]) -> list[dict]:
    facts = _facts_of(keys)
    ways: dict[str, Callable[[], list]] = {
        "policy, facts at hand": lambda: [
            _verdicts(evaluate(one, only=eligibility.CHECKS)) for one in facts
        ],
        "portal, a registration": lambda: [
            _verdicts(eligibility.check(_registration(key))) for key in keys
        ],
        "naive, a query for each rule": lambda: [_naive(key) for key in keys],
    }
    answers, seconds = {}, {}
    for way, answer in ways.items():
        answers[way], seconds[way] = _timed(answer)
    *ours, naive = ways
    for way in ours:
        assert answers[way] == answers[naive], _difference(answers[way], answers[naive])
    _opinions, without_account = _timed(lambda: [_opinion() for _key in keys])
    return [
        _line(way, len(keys), seconds[way], ratio=round(seconds[naive] / seconds[way], 1))
        for way in ways
    ] + [_line("portal, without an account", len(keys), without_account)]


def _difference(ours: list, naive: list) -> str:
    return "the ways disagree: {} and {}".format(
        *next(both for both in zip(ours, naive, strict=True) if both[0] != both[1])
    )


def _timed(answer: Callable[[], list]) -> tuple[list, float]:
    answer()  # nobody pays for imports and the first plan of a query
    start = time.perf_counter()
    return answer(), time.perf_counter() - start


def _line(way: str, checks: int, seconds: float, **more) -> dict:
    figures = {"checks": checks, "checks_per_second": round(checks / seconds)}
    return {"bench": "eligibility", "way": way, **figures, **more}


# -- The portal's ways: what its pages ask ---------------------------------------------------------


def _registration(key: int) -> Registration:
    return Registration.objects.with_parties().get(pk=key)


def _facts_of(keys: list[int]) -> list[Facts]:
    today = clock.today()
    rules = rows.rules_of(Programme.current().rule_set_on(today))
    return [
        Facts(rules=rules, on=today, visitor=eligibility.party_of(_registration(key)))
        for key in keys
    ]


def _verdicts(report: Report) -> list[str]:
    return [str(outcome.verdict) for outcome in report.outcomes]


def _opinion():
    """From the address of the result to what it says, as the page works it out."""
    reading = Reading(ASKED, Known())
    assert reading.open is None, reading.open
    return Check(reading.answers, reading.known, on=clock.today()).as_visitor().prospect


# -- The naive way: every rule fetches what it looks at --------------------------------------------


def _naive(key: int) -> list[str]:
    organisation = Registration.objects.values_list("organisation", flat=True).get(pk=key)
    about_it = (rule(organisation) for rule in (_type, _membership, _declaration, _country))
    return [str(verdict) for verdict in (*about_it, _residence(key))]


def _type(key: int) -> Verdict:
    return PASS if _rule_of(key).may_visit else FAIL


def _membership(key: int) -> Verdict:
    if not _rule_of(key).needs_membership:
        return PASS
    if Cluster.objects.filter(organisation=key, is_on_eccp=True).exists():
        return PASS
    found = Membership.objects.live().filter(organisation=key, cluster__is_on_eccp=True)
    if not found.exists():
        return FAIL
    return PASS if found.filter(confirmed_at__isnull=False).exists() else OPEN


def _declaration(key: int) -> Verdict:
    organisation = Organisation.objects.get(pk=key)
    return OPEN if organisation.is_sme and not organisation.sme_declared_at else PASS


def _country(key: int) -> Verdict:
    country = Organisation.objects.get(pk=key).country_id
    return PASS if country in Programme.current().rule_set_on(clock.today()).countries else FAIL


def _residence(key: int) -> Verdict:
    registration = Registration.objects.get(pk=key)
    if registration.is_third_country_national and not registration.declares_183_days:
        return OPEN
    return PASS


def _rule_of(key: int) -> OrganisationTypeRule:
    kind = Organisation.objects.get(pk=key).type
    rule_set = Programme.current().rule_set_on(clock.today())
    return OrganisationTypeRule.objects.get(rule_set=rule_set, organisation_type=kind)


# -- Something to ask about ------------------------------------------------------------------------


def _registrations() -> list[int]:
    """Visitors of many types, in countries that take part and one that does not, members or not."""
    kinds = (OrganisationType.SME, OrganisationType.SUPPORT, OrganisationType.LARGE)
    countries = ("DE", "ES", "FR", "NO")
    person = User.objects.create_user(email="bench@bench.example")
    made = Organisation.objects.bulk_create(
        Organisation(
            legal_name=f"Bench Check {number:04}",
            type=kinds[number % 3],
            country_id=countries[number % 4],
            city="Nowhere",
            latitude=50,
            longitude=10,
        )
        for number in range(ORGANISATIONS)
    )
    cluster = Cluster.objects.filter(is_on_eccp=True).order_by("pk").first()
    now = timezone.now()
    Membership.objects.bulk_create(
        Membership(
            organisation=organisation,
            cluster=cluster,
            confirmed_at=now if number % 2 else None,
            confirmed_by=person if number % 2 else None,
        )
        for number, organisation in enumerate(made)
        if number % 5
    )
    registered = Registration.objects.bulk_create(
        Registration(
            programme_id=cluster.programme_id,
            reference=f"BENCH-{number:04}",
            role=Registration.VISITOR,
            organisation=organisation,
            representative=person,
            cluster=cluster,
            is_third_country_national=number % 7 == 0,
        )
        for number, organisation in enumerate(made)
    )
    return [registration.pk for registration in registered]


if __name__ == "__main__":
    main()
