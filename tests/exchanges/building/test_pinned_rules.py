"""A change of rules or rates never moves an exchange that has begun."""

from datetime import date
from decimal import Decimal

import pytest

from blues.common import clock
from clusters.programme import contents, versions
from exchanges.building.completeness import ordinary_days
from exchanges.building.current import agreement_of
from exchanges.lifecycle import checks
from exchanges.lifecycle.checks import Occasion
from exchanges.matching import proposals
from exchanges.models import Exchange
from tests.clusters.test_versions import HOLIDAYS, RATES, RULES
from tests.exchanges.building.test_agreements import prepare, signed
from tests.exchanges.cast import registered
from tests.factories import HolidayListFactory, UserFactory
from tests.policy.cast import answers_to

pytestmark = pytest.mark.feature(132)
TODAY, AFTERWARDS = date(2027, 2, 1), date(2027, 2, 3)


@pytest.fixture(autouse=True)
def _today():
    with clock.standing_on(TODAY):
        yield


def put_into_force(programme, kind, **changes):
    """Two people change the rules from tomorrow on."""
    content = contents.of_the_newest(programme, kind)
    for part, values in changes.items():
        content[part] |= values
    draft = versions.draft(
        programme=programme,
        kind=kind,
        version="v2",
        valid_from=date(2027, 2, 2),
        source="Amendment 3",
        content=content,
        by=UserFactory(programme_coordinator=True),
    )
    return versions.confirm(draft, by=UserFactory(finance=True))


def stricter(programme):
    return put_into_force(
        programme,
        RULES,
        fields={"shortest_stay_days": 9, "full_sum_days": 9, "highest_sum": "100.00"},
    )


def test_new_rules_leave_amount_and_checks_of_a_running_exchange_alone():
    exchange = signed()
    before = checks.look(exchange, occasion=Occasion.PROPOSAL)
    stricter(exchange.programme)

    with clock.standing_on(AFTERWARDS):
        exchange.refresh_from_db()
        after = checks.look(exchange, occasion=Occasion.PROPOSAL)
        agreement = prepare(exchange)

    assert [(o.rule, o.verdict) for o in after.outcomes] == [
        (o.rule, o.verdict) for o in before.outcomes
    ]
    assert (after.rules_version, exchange.rule_set.version) == ("cxc-2020", "cxc-2020")
    assert (agreement.amount, agreement.is_halved) == (Decimal("830.00"), False)


def test_new_rates_leave_a_prepared_sum_alone():
    exchange = signed()
    prepare(exchange)
    put_into_force(exchange.programme, RATES, rates={"DE": "100.00"})

    with clock.standing_on(AFTERWARDS):
        agreement = agreement_of(exchange)

    assert (agreement.amount, agreement.rate_table.version) == (Decimal("830.00"), "eye-2014")


def test_corrected_holidays_leave_the_days_of_a_running_exchange_alone():
    exchange = signed()
    day_off(exchange.programme)

    with clock.standing_on(AFTERWARDS):
        running = ordinary_days(Exchange.objects.get())
        begun = ordinary_days(sketched(exchange))

    assert [day.day for day in running] == [1, 2, 3, 4, 5]
    assert [day.day for day in begun] == [1, 2, 4, 5]


def day_off(programme):
    """Two people declare the Wednesday of the stay a public holiday of the host's country."""
    HolidayListFactory(programme=programme, valid_until=TODAY)
    put_into_force(programme, HOLIDAYS, days={"DE 2027-03-03": "Water Day"})


def sketched(exchange):
    return proposals.sketch(
        visitor=exchange.visitor,
        host=exchange.host,
        mode="physical",
        first_day=exchange.first_day,
        last_day=exchange.last_day,
    )


def test_what_begins_under_the_new_rules_follows_them():
    visitor, host = registered("visitor"), registered("host")
    stricter(visitor.programme)
    frame = {
        "visitor": visitor,
        "host": host,
        "mode": "physical",
        "first_day": date(2027, 3, 1),
        "last_day": date(2027, 3, 5),
    }

    today = proposals.sketch(**frame)
    with clock.standing_on(AFTERWARDS):
        later = proposals.sketch(**frame)
        refused = answers_to("E6", checks.look(later, occasion=Occasion.PROPOSAL))

    assert (today.rule_set.version, later.rule_set.version) == ("cxc-2020", "v2")
    assert refused[0].reason == "The stay has 5 working days; it needs at least 9."
