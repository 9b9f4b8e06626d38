"""Eligibility checks per second: the policy's way against one query for each rule and row.

Both answer the same question about the same organisations (may they visit: E1 to E4 and E8), and
the run stops if their answers differ. Called by ``./portal bench directory``, or alone.
"""

import json
import time
from collections.abc import Callable
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from blues.common import clock
from clusters.models import (
    Cluster,
    Country,
    Membership,
    Organisation,
    OrganisationType,
    OrganisationTypeRule,
    Programme,
    User,
)
from exchanges.models import Exchange, Mode
from exchanges.policy import rows
from exchanges.policy.checks import evaluate
from exchanges.policy.facts import EarlierExchange, Facts
from exchanges.policy.outcomes import Verdict

ORGANISATIONS = 200
CHECKS = ("E1", "E2", "E3", "E4", "E8")
PASS, FAIL, OPEN = Verdict.PASS, Verdict.FAIL, Verdict.NEEDS_EVIDENCE


def main():
    for figures in run():
        print(json.dumps(figures), flush=True)


def run() -> list[dict]:
    """Measure with organisations that are taken back afterwards."""
    with transaction.atomic():
        keys = _organisations()
        figures = _measured(keys)
        transaction.set_rollback(True)
    return figures


def _measured(keys: list[int]) -> list[dict]:
    facts = _facts_of_all(keys)
    ways: dict[str, Callable[[], list]] = {
        "policy, facts at hand": lambda: [_verdicts(one) for one in facts],
        "portal, all together": lambda: [_verdicts(one) for one in _facts_of_all(keys)],
        "portal, one by one": lambda: [_verdicts(_facts_of_all([key])[0]) for key in keys],
        "naive, a query for each rule": lambda: [_naive(key) for key in keys],
    }
    answers, seconds = {}, {}
    for way, answer in ways.items():
        answer()  # nobody pays for imports and the first plan of a query
        start = time.perf_counter()
        answers[way] = answer()
        seconds[way] = time.perf_counter() - start
    *ours, naive = ways
    assert all(answers[way] == answers[naive] for way in ours), "the ways disagree"
    return [
        {
            "bench": "eligibility",
            "way": way,
            "checks": len(keys),
            "checks_per_second": round(len(keys) / seconds[way]),
            "ratio": round(seconds[naive] / seconds[way], 1),
        }
        for way in ways
    ]


# -- The portal's way: a few queries for all that is asked, then plain functions -------------------


def _facts_of_all(keys: list[int]) -> list[Facts]:
    today = clock.today()
    rules = rows.rules_of(Programme.current().rule_set_on(today))
    found = Organisation.objects.filter(pk__in=keys).select_related("country").order_by("pk")
    found = found.prefetch_related("memberships__cluster")
    visits = _visits(keys)
    return [
        Facts(rules=rules, on=today, visitor=_party(one), earlier=visits.get(one.pk, ()))
        for one in found
    ]


def _party(organisation: Organisation):
    counted = [
        membership
        for membership in organisation.memberships.all()
        if membership.cluster.is_on_eccp and not (membership.ended_on or membership.refused_at)
    ]
    return rows.party_of(
        organisation,
        is_member_on_eccp=bool(counted),
        membership_confirmed=any(membership.confirmed_at for membership in counted),
    )


def _visits(keys: list[int]) -> dict[int, tuple[EarlierExchange, ...]]:
    made = Exchange.objects.filter(visitor_organisation__in=keys).order_by("visitor_organisation")
    values = made.values_list("visitor_organisation", "reference", "mode")
    return {
        key: tuple(EarlierExchange(reference=row[1], mode=row[2]) for row in group)
        for key, group in groupby(values, key=lambda row: row[0])
    }


def _verdicts(facts: Facts) -> list[str]:
    return [str(outcome.verdict) for outcome in evaluate(facts, only=CHECKS).outcomes]


# -- The naive way: every rule fetches what it looks at --------------------------------------------


def _naive(key: int) -> list[str]:
    return [str(rule(key)) for rule in (_type, _membership, _declaration, _country, _visit)]


def _type(key: int) -> Verdict:
    return PASS if _rule_of(key).may_visit else FAIL


def _membership(key: int) -> Verdict:
    if not _rule_of(key).needs_membership:
        return PASS
    found = Membership.objects.live().filter(organisation=key, cluster__is_on_eccp=True)
    if not found.exists():
        return FAIL
    return PASS if found.filter(confirmed_at__isnull=False).exists() else OPEN


def _declaration(key: int) -> Verdict:
    organisation = Organisation.objects.get(pk=key)
    return OPEN if organisation.is_sme and not organisation.sme_declared_at else PASS


def _country(key: int) -> Verdict:
    country = Country.objects.get(pk=Organisation.objects.get(pk=key).country_id)
    return PASS if country.participates_on(clock.today()) else FAIL


def _visit(key: int) -> Verdict:
    made = Exchange.objects.filter(visitor_organisation=key).exclude(mode=Mode.VIRTUAL)
    return FAIL if made.exists() else PASS


def _rule_of(key: int) -> OrganisationTypeRule:
    kind = Organisation.objects.get(pk=key).type
    rule_set = Programme.current().rule_set_on(clock.today())
    return OrganisationTypeRule.objects.get(rule_set=rule_set, organisation_type=kind)


# -- Something to ask about ------------------------------------------------------------------------


def _organisations() -> list[int]:
    """SMEs and others, in countries that take part and one that does not, members and not."""
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
    return [organisation.pk for organisation in made]


if __name__ == "__main__":
    main()
