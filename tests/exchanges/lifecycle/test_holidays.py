"""The holidays of the host's country are read at the proposal and kept from then on."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from blues.common import clock
from clusters.models import Organisation
from exchanges.building import completeness, quality
from exchanges.finalisation import days
from exchanges.lifecycle.facts import facts_of
from exchanges.lifecycle.holidays import holiday_warning, holidays_in_words
from exchanges.matching import preview, proposals
from exchanges.models import Exchange, Party, State
from tests.exchanges.cast import registered
from tests.factories import (
    CommitmentFactory,
    CountryFactory,
    ExchangeFactory,
    OrganisationFactory,
    PresenceFactory,
    a_stay,
)

WARNING = (
    "No public holidays are listed for Ukraine in this period. "
    "Every weekday counts as a working day."
)
OVER_EASTER = {"first_day": date(2027, 3, 22), "last_day": date(2027, 3, 31)}
EASTER = {"2027-03-26": "Good Friday", "2027-03-29": "Easter Monday"}
GOOD_FRIDAY, WEDNESDAY = date(2027, 3, 26), date(2027, 3, 24)
UNHEARD_OF = {"2027-03-24": "Day of the Membrane"}  # the library lists Good Friday, and not this


@pytest.fixture(autouse=True)
def _before_the_stay():
    with clock.standing_on(date(2027, 2, 1)):
        yield


# -- Kept at the proposal --------------------------------------------------------------------------


def test_a_proposal_keeps_the_holidays_of_its_days_and_of_a_week_around_them():
    visitor, host = registered("visitor"), registered("host")
    days_of_stay = {"first_day": date(2027, 3, 31), "last_day": date(2027, 4, 28)}

    exchange = proposals.propose(
        visitor=visitor,
        host=host,
        mode="physical",
        title="Membranes",
        goals="Compare them.",
        by=visitor.representative,
        **days_of_stay,
    )

    exchange.refresh_from_db()
    assert exchange.holidays == EASTER | {"2027-05-01": "Labor Day"}
    assert holidays_in_words(exchange) == ""
    assert exchange.holiday_gap == ""


def test_the_last_days_of_the_calendar_are_planned_without_a_fall():
    frame = {"first_day": date(9999, 12, 28), "last_day": date(9999, 12, 31)}

    sketched = proposals.sketch(
        visitor=registered("visitor"), host=registered("host"), mode="physical", **frame
    )

    assert (sketched.holidays, sketched.holiday_gap) == ({}, "none")


def test_whoever_proposes_reads_which_days_are_off():
    exchange = ExchangeFactory(**OVER_EASTER)

    assert preview.of(exchange).holidays == (
        "26 March 2027 (Good Friday), 29 March 2027 (Easter Monday)"
    )


# -- Looked at afterwards --------------------------------------------------------------------------


def test_what_the_library_says_later_moves_no_day_of_a_running_exchange():
    exchange = ExchangeFactory(**OVER_EASTER, holidays=UNHEARD_OF)
    commitment = CommitmentFactory(exchange=exchange, agenda=[GOOD_FRIDAY, WEDNESDAY])

    ordinary = completeness.ordinary_days(exchange)
    found = {line.point.code: line.says for line in quality.lines_for(commitment, Party.VOP)}

    assert (WEDNESDAY in ordinary, GOOD_FRIDAY in ordinary) == (False, True)
    assert days.ordinary(exchange, exchange.first_day, exchange.last_day) == ordinary
    assert preview.of(exchange).working_days == len(ordinary) == 7
    assert facts_of(exchange).holidays == {WEDNESDAY}
    assert found["weekends"] == "24 March 2027"


def test_a_shifted_stay_is_counted_by_the_kept_holidays():
    exchange = ExchangeFactory(**OVER_EASTER, holidays={"2027-04-01": "Day of the Membrane"})

    counted = days.ordinary(exchange, date(2027, 3, 29), date(2027, 4, 2))

    assert [day.day for day in counted] == [29, 30, 31, 2]


# -- Where there are none --------------------------------------------------------------------------


def hosted_in_ukraine(**fields):
    CountryFactory(code="UA", name="Ukraine")
    return ExchangeFactory(
        host__organisation=OrganisationFactory(country__code="UA", latitude=50, longitude=30),
        **fields,
    )


def test_only_a_calendar_without_holidays_is_worth_a_word():
    assert holiday_warning(ExchangeFactory()) == ""
    assert holiday_warning(hosted_in_ukraine()) == WARNING


def test_the_warning_is_about_the_kept_holidays():
    exchange = ExchangeFactory()
    Organisation.objects.filter(pk=exchange.host_organisation_id).update(
        country=CountryFactory(code="UA", name="Ukraine")
    )

    assert holiday_warning(Exchange.objects.get()) == ""


def test_holidays_and_their_absence_exclude_each_other():
    with pytest.raises(IntegrityError, match="holidays_or_a_gap"), transaction.atomic():
        ExchangeFactory(holidays=EASTER, holiday_gap="none")


@pytest.mark.parametrize(("in_ukraine", "times"), [(True, 1), (False, 0)])
def test_the_agenda_says_so_where_days_are_planned(client, sign_in, in_ukraine, times):
    exchange = CommitmentFactory().exchange
    if in_ukraine:
        Exchange.objects.update(holiday_gap="none")
        Organisation.objects.filter(pk=exchange.host_organisation_id).update(
            country=CountryFactory(code="UA", name="Ukraine")
        )
    sign_in(exchange.host.representative)

    page = client.get(reverse("building:agenda-edit", args=[exchange.public_id]))

    assert page.text.count(WARNING) == times


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ({"holiday_gap": "none"}, "No public holidays are listed for Germany in this period."),
        ({"holidays": {"2027-03-03": "Water Day"}}, "Public holidays: 3 March 2027 (Water Day)"),
        ({"holidays": {"2027-03-10": "Water Day"}}, ""),
    ],
)
def test_the_presence_says_what_was_counted(client, sign_in, kept, said):
    exchange = a_stay(State.IN_PROGRESS)
    PresenceFactory(exchange=exchange)
    Exchange.objects.update(**kept)
    sign_in(exchange.host.representative)

    page = client.get(reverse("finalisation:presence-detail", args=[exchange.public_id])).text

    sentences = ("No public holidays", "Public holidays:")
    assert any(sentence in page for sentence in sentences) is bool(said)
    assert said in page
