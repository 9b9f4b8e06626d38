"""Yes, no or perhaps, against an independent reading of the answers."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blues.common import clock
from clusters.models import OrganisationType
from exchanges.eligibility.answers import Known
from exchanges.eligibility.opinion import Check, Prospect
from exchanges.eligibility.reading import Reading
from tests.exchanges.eligibility.shown import RESULT, text_of
from tests.factories import OrganisationTypeRuleFactory, RateTableFactory
from tests.factories import RuleSetFactory as RuleSets

pytestmark = [pytest.mark.feature(2), pytest.mark.usefixtures("partnership")]

TAKE_PART = {"ES", "DE", "FR", "NL", "PT", "AT", "SK", "XK"}
ON_ECCP = {"agua", "plasma", "polder"}
answers = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["sme", "sme", "cluster", "support", "large", "training", "other"]),
        "country": st.sampled_from(["ES", "ES", "PT", "NO", "XK", "other"]),
        "before": st.sampled_from(["no", "no", "no", "online", "on-site", "unknown"]),
        "to": st.sampled_from(["DE", "SK", "ES", "NO", "open"]),
    },
    optional={"days": st.sampled_from(["1", "2", "3", "4", "5", "22", "23", "24", "99"])},
)
memberships = st.sampled_from(
    [
        *({"cluster": code} for code in ("agua", "plasma", "polder", "club")),
        *({"member": how} for how in ("another", "none", "unknown")),
    ]
)


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # the rows are only read
)
@given(given_answers=answers, membership=memberships)
def test_the_prospect_is_what_the_scheme_says(given_answers, membership):
    said = given_answers | membership
    reading = Reading(said, Known())
    check = Check(reading.answers, reading.known, on=clock.today())

    assert check.as_visitor().prospect == prospect_of(said)


def prospect_of(said) -> Prospect:
    needs_cluster = said["type"] in ("sme", "cluster", "support")
    days = int(said.get("days", 5))
    for_certain = (
        said["type"] not in ("sme", "cluster", "support"),
        said["country"] not in TAKE_PART,
        said["to"] not in {*TAKE_PART, "open"},
        said["to"] == said["country"],
        said["before"] == "on-site",
        not 3 <= days <= 23,  # 23 working days from a Monday on last 31 days
        needs_cluster and said.get("member") == "none",
        needs_cluster and "cluster" in said and said["cluster"] not in ON_ECCP,
    )
    if any(for_certain):
        return Prospect.NO
    open_still = (
        said["before"] == "unknown",
        needs_cluster and said.get("member") in ("another", "unknown"),
    )
    return Prospect.PERHAPS if any(open_still) else Prospect.YES


def test_other_rules_give_other_answers(client, successor):
    """A later phase lets large companies host, wants four days, and no cluster from anybody."""
    rules = RuleSets(
        programme=successor,
        version="phase-2",
        shortest_stay_days=4,
        full_sum_days=8,
        type_rules=False,
    )
    for kind in OrganisationType:
        OrganisationTypeRuleFactory(
            rule_set=rules,
            organisation_type=kind,
            may_visit=kind == "sme",
            may_host=True,
            needs_membership=False,
        )
    RateTableFactory(programme=successor, rates={"DE": 900})
    said = {"country": "ES", "member": "none", "before": "no", "to": "DE", "days": "3"}

    large = text_of(client.get(RESULT, said | {"type": "large"}))
    small = text_of(client.get(RESULT, said | {"type": "sme"}))

    assert "Be a host Your organisation may receive visitors, as many as it likes." in large
    assert "The stay has 3 working days; it needs at least 4." in small
    assert "Rules phase-2, in force on" in small
    assert "4 working days EUR 450" in small
    assert "8 working days EUR 900" in small


def test_a_programme_that_is_over_lets_nobody_go(client, programme):
    programme.ends_on = clock.today()
    programme.save()
    said = {"type": "sme", "country": "ES", "cluster": "agua", "before": "no", "to": "DE"}

    assert "Move the dates into the programme's period. E11" in text_of(client.get(RESULT, said))
