"""The records that everything is counted from."""

from datetime import date
from decimal import Decimal

import pytest

from exchanges.models import Exchange, Mode, State
from tests.factories import (
    ExchangeFactory,
    ExchangeGroupFactory,
    TermFactory,
    a_completed_exchange,
    a_stay,
)
from workpackages.reporting import columns
from workpackages.reporting.phases import PHASE_OF, Phase
from workpackages.reporting.records import records_of, reported


def the_record(exchange):
    [record] = records_of(Exchange.objects.filter(pk=exchange.pk))
    return record


def test_a_completed_stay_is_told_in_full():
    exchange = a_completed_exchange(group=ExchangeGroupFactory())
    exchange.visitor.topics.add(TermFactory(label="Irrigation"))

    record = the_record(exchange)

    assert dict(zip(columns.header(), columns.row(record), strict=True)) == {
        "Reference": exchange.reference,
        "Group": str(exchange.group.public_id),
        "Mode": "in person",
        "Visitor: name": exchange.visitor_organisation.legal_name,
        "Visitor: type": "small or medium-sized enterprise",
        "Visitor: size": "small (fewer than 50 people)",
        "Visitor: country": "ES",
        "Visitor: NUTS": "",
        "Visitor: cluster": str(exchange.vop),
        "Host: name": exchange.host_organisation.legal_name,
        "Host: type": "small or medium-sized enterprise",
        "Host: size": "small (fewer than 50 people)",
        "Host: country": "DE",
        "Host: NUTS": "",
        "Host: cluster": str(exchange.hop),
        "Visitor's partner cluster (VOP)": str(exchange.vop),
        "Host's partner cluster (HOP)": str(exchange.hop),
        "Sector": "Irrigation",
        "Activity types": "",
        "Objectives": "The visitor objectives as agreed.",
        "Planned from": date(2027, 3, 1),
        "Planned until": date(2027, 3, 5),
        "Present from": date(2027, 3, 1),
        "Present until": date(2027, 3, 5),
        "Working days": 5,
        "Distance": Decimal("1870.0"),
        "Ceiling": Decimal("830.00"),
        "Halved": False,
        "Amount": Decimal("830.00"),
        "Paid on": date(2027, 3, 20),
        "Commitment signed": date(2027, 1, 20),
        "Agreement signed": date(2027, 2, 1),
        "Visitor reported": date(2027, 3, 8),
        "Host reported": date(2027, 3, 8),
        "Satisfaction of the visitor": 4,
        "Satisfaction of the host": 4,
        "Outcomes": "",
        "Status": "completed",
    }


def test_a_match_without_papers_has_gaps_and_no_invented_values():
    record = the_record(ExchangeFactory(state=State.MATCHED))

    assert record.phase == Phase.PLANNED
    assert (record.working_days, record.amount, record.paid_on, record.outcomes) == (
        None,
        None,
        None,
        (),
    )


def test_days_of_the_agenda_stand_in_until_the_host_has_confirmed():
    assert the_record(a_stay(State.IN_PROGRESS, papers={"days": 4})).working_days == 4


def test_countries_are_written_as_eu_texts_write_them():
    exchange = ExchangeFactory(
        state=State.MATCHED,
        visitor__organisation__country__code="GR",
        host__organisation__country__code="GB",
    )
    record = the_record(exchange)
    assert (record.visitor.country, record.host.country) == ("EL", "UK")
    assert (record.visitor.iso_country, record.host.iso_country) == ("GR", "GB")


@pytest.mark.parametrize("state", [State.PROPOSED, State.DECLINED, State.EXPIRED, State.WITHDRAWN])
def test_a_proposal_that_nobody_accepted_is_not_reported(state):
    ExchangeFactory(state=state)
    accepted = ExchangeFactory(state=State.ACCEPTED)
    assert list(reported(Exchange.objects.all())) == [accepted]
    assert state not in PHASE_OF


@pytest.mark.parametrize("number", [1, 3])
def test_records_take_the_same_queries_for_one_and_three(number, django_assert_num_queries):
    for _n in range(number):
        a_completed_exchange()
    a_completed_exchange(mode=Mode.VIRTUAL)
    with django_assert_num_queries(11):
        records_of(reported(Exchange.objects.all()))
