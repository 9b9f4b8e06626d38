"""How far an amendment may move a stay: the programme's period, the month, what was signed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from blues.common.errors import BadInput, Conflict
from exchanges.building import amendment_answers, amendments
from exchanges.building.amendment_models import Amendment
from exchanges.building.completeness import ordinary_days
from exchanges.building.current import commitment_of
from exchanges.models import Commitment, Exchange
from tests.exchanges.building.amending import (
    FOUR,
    agreed,
    contracted,
    days_of,
    fresh,
    notice,
    sign,
)
from tests.factories import CountryFactory, signer

OUT_OF_REACH = [
    (date(1, 1, 2), date(1, 1, 5)),
    (date(10, 1, 1), date(9990, 12, 31)),
    (date(9999, 12, 27), date(9999, 12, 31)),
    (date(2027, 3, 1), date(2027, 4, 1)),
]


# -- Days that nobody can plan --------------------------------------------------------------------


@pytest.mark.parametrize(("first", "last"), OUT_OF_REACH)
def test_days_out_of_reach_are_said_at_the_field(exchange, client, first, last):
    client.force_login(exchange.visitor.representative)
    page = reverse("building:amendment-new", args=[exchange.public_id])

    shown = client.get(f"{page}?first_day={first.isoformat()}&last_day={last.isoformat()}")

    assert shown.status_code == 200
    assert list(shown.context["dates"].errors) == ["last_day"]


@pytest.mark.parametrize(("first", "last"), OUT_OF_REACH)
@pytest.mark.parametrize("act", [notice, amendments.propose])
def test_days_out_of_reach_are_no_amendment(exchange, act, first, last):
    told = {"by": exchange.visitor.representative, "reason": "A fair."}
    told |= {} if act is notice else {"days": []}

    with pytest.raises(BadInput):
        act(exchange, first_day=first, last_day=last, **told)

    assert (Amendment.objects.count(), Commitment.every.count()) == (0, 1)


def test_a_stay_of_one_month_is_in_reach(exchange, client):
    client.force_login(exchange.visitor.representative)
    page = reverse("building:amendment-new", args=[exchange.public_id])

    shown = client.get(f"{page}?first_day=2027-03-01&last_day=2027-03-31")

    assert shown.context["other"].last_day == date(2027, 3, 31)


def test_sessions_of_an_online_exchange_may_lie_further_apart(client):
    exchange = contracted(commitment__exchange__virtual=True)
    client.force_login(exchange.visitor.representative)
    page = reverse("building:amendment-new", args=[exchange.public_id])

    shown = client.get(f"{page}?first_day=2027-03-01&last_day=2027-05-14")

    assert shown.context["other"].last_day == date(2027, 5, 14)


def test_a_notice_does_not_leave_the_period_of_the_programme(exchange):
    exchange.programme.ends_on = date(2027, 3, 8)
    exchange.programme.save()

    with pytest.raises(BadInput) as refused:
        notice(exchange)

    assert refused.value.message == (
        "The stay does not lie between 2020-02-01 and 2027-03-08, the programme's period. "
        "Move the dates into the programme's period."
    )


# -- Counted from what was signed ------------------------------------------------------------------


def moved(exchange, first, last=None):
    """A notice by the visitor that the host confirms."""
    last = last or first + timedelta(days=4)
    sent = notice(fresh(exchange), first_day=first, last_day=last)
    return amendment_answers.agree(sent, by=exchange.host.representative)


def test_two_notices_together_go_no_further_than_one(exchange):
    moved(exchange, date(2027, 3, 8))

    with pytest.raises(Conflict) as refused:
        moved(exchange, date(2027, 3, 15))

    assert refused.value.reasons == [
        "The stay shifts by more than 7 days from what everybody has signed."
    ]


def test_a_stay_goes_forth_and_back_around_the_signed_days(exchange):
    moved(exchange, date(2027, 3, 8))

    moved(exchange, date(2027, 2, 22))

    assert days_of(exchange) == (date(2027, 2, 22), date(2027, 2, 26))
    days = [d.takes_place_on.day for d in commitment_of(fresh(exchange)).agenda.all()]
    assert days == [22, 23, 24, 25, 26]


def test_a_notice_that_was_taken_back_does_not_count(exchange):
    sent = moved(exchange, date(2027, 3, 8))
    amendment_answers.object_to(sent, by=signer(exchange, "hop"), reason="The hall is closed.")

    moved(exchange, date(2027, 2, 22))

    assert days_of(exchange) == (date(2027, 2, 22), date(2027, 2, 26))


def signed_for(exchange, first):
    """A version on other days that everybody has signed."""
    agreed(fresh(exchange), first=first)
    for party in [*FOUR, "visitor", "vop"]:
        sign(exchange, party)


def test_notices_are_counted_anew_from_a_signed_version(exchange):
    signed_for(exchange, date(2027, 3, 8))
    moved(exchange, date(2027, 3, 15))

    with pytest.raises(Conflict):
        moved(exchange, date(2027, 3, 22))

    assert days_of(exchange) == (date(2027, 3, 15), date(2027, 3, 19))


def test_the_rules_are_asked_again_when_a_notice_is_confirmed(exchange):
    sent = notice(exchange)
    exchange.programme.ends_on = date(2027, 3, 8)
    exchange.programme.save()

    with pytest.raises(Conflict) as refused:
        amendment_answers.agree(sent, by=exchange.host.representative)

    assert refused.value.reasons == [
        "The stay does not lie between 2020-02-01 and 2027-03-08, the programme's period. "
        "Move the dates into the programme's period."
    ]


# -- Holidays of the new days ----------------------------------------------------------------------

BEFORE_EASTER = {
    "commitment__exchange__first_day": date(2027, 3, 8),
    "commitment__exchange__last_day": date(2027, 3, 12),
}
GOOD_FRIDAY = {"2027-03-26": "Good Friday"}
EASTER = GOOD_FRIDAY | {"2027-03-29": "Easter Monday"}


def test_a_version_after_a_notice_knows_the_holidays_of_its_days():
    exchange = contracted(**BEFORE_EASTER)
    moved(exchange, date(2027, 3, 15))
    assert fresh(exchange).holidays == GOOD_FRIDAY

    signed_for(exchange, date(2027, 3, 22))

    now = fresh(exchange)
    assert now.holidays == EASTER
    assert len(ordinary_days(now)) == 4


def test_a_notice_after_a_version_knows_the_holidays_of_its_days():
    exchange = contracted(**BEFORE_EASTER)
    signed_for(exchange, date(2027, 3, 15))

    with pytest.raises(Conflict) as refused:
        moved(exchange, date(2027, 3, 22))

    assert refused.value.reasons[0] == (
        "The number of working days in the host's calendar changes."
    )
    moved(exchange, date(2027, 3, 18), date(2027, 3, 24))
    assert fresh(exchange).holidays == EASTER


def test_what_was_kept_stays_when_the_stay_moves():
    kept = {"2027-03-04": "Day of the Membrane"}
    exchange = contracted(**BEFORE_EASTER, commitment__exchange__holidays=kept)

    moved(exchange, date(2027, 3, 15))

    assert fresh(exchange).holidays == kept | GOOD_FRIDAY


def test_what_was_kept_without_stays_without_when_the_library_learns_of_a_day():
    exchange = contracted(
        commitment__exchange__first_day=date(2027, 3, 22),
        commitment__exchange__last_day=date(2027, 3, 26),
        commitment__exchange__holidays={},
    )

    moved(exchange, date(2027, 3, 24), date(2027, 3, 30))

    now = fresh(exchange)
    assert (now.holidays, len(ordinary_days(now))) == ({}, 5)


def test_a_gap_in_the_calendar_stays_a_gap(exchange):
    exchange.host_organisation.country = CountryFactory(code="UA", name="Ukraine")
    exchange.host_organisation.save()
    Exchange.objects.filter(pk=exchange.pk).update(holiday_gap="none")

    moved(exchange, date(2027, 3, 8))

    now = fresh(exchange)
    assert (now.holidays, now.holiday_gap) == ({}, "none")


def test_days_that_lie_far_away_bring_their_holidays():
    exchange = contracted()
    signed_for(exchange, date(2027, 3, 30))

    assert fresh(exchange).holidays == EASTER
