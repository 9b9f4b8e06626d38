"""Where the host's country has no public holidays, those who plan and count days are told."""

from datetime import date

import pytest
from django.urls import reverse

from blues.common import clock
from clusters.models import Organisation
from exchanges.lifecycle.facts import holiday_warning
from exchanges.models import State
from tests.factories import CommitmentFactory, CountryFactory, PresenceFactory, a_stay

WARNING = (
    "No public holidays are listed for Ukraine in this period. "
    "Every weekday counts as a working day."
)


@pytest.fixture(autouse=True)
def _before_the_stay():
    with clock.standing_on(date(2027, 2, 1)):
        yield


def hosted_in_ukraine(exchange):
    country = CountryFactory(code="UA", name="Ukraine")
    Organisation.objects.filter(pk=exchange.host_organisation_id).update(country=country)
    exchange.host_organisation.refresh_from_db()
    return exchange


def test_only_a_calendar_without_holidays_is_worth_a_word():
    exchange = CommitmentFactory().exchange

    assert holiday_warning(exchange) == ""
    assert holiday_warning(hosted_in_ukraine(exchange)) == WARNING


@pytest.mark.parametrize(("in_ukraine", "times"), [(True, 1), (False, 0)])
def test_the_agenda_says_so_where_days_are_planned(client, sign_in, in_ukraine, times):
    exchange = CommitmentFactory().exchange
    if in_ukraine:
        hosted_in_ukraine(exchange)
    sign_in(exchange.host.representative)

    page = client.get(reverse("building:agenda-edit", args=[exchange.public_id]))

    assert page.text.count(WARNING) == times


@pytest.mark.parametrize(("in_ukraine", "times"), [(True, 1), (False, 0)])
def test_the_presence_says_so_where_days_are_counted(client, sign_in, in_ukraine, times):
    exchange = a_stay(State.IN_PROGRESS)
    PresenceFactory(exchange=exchange)
    if in_ukraine:
        hosted_in_ukraine(exchange)
    sign_in(exchange.host.representative)

    page = client.get(reverse("finalisation:presence-detail", args=[exchange.public_id]))

    assert page.text.count(WARNING) == times
