"""Which day it is, and who may move it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from blues.common import clock

CALENDAR = "/demo/calendar/"


def test_today_is_today_unless_somebody_stands_elsewhere():
    assert clock.today() == timezone.localdate()
    with clock.standing_on(date(2024, 2, 29)):
        assert clock.today() == date(2024, 2, 29)
    assert clock.today() == timezone.localdate()


def test_the_demos_calendar_moves_for_everybody(client, sign_in, settings):
    settings.DEMO_CALENDAR = True
    sign_in()
    day = timezone.localdate() + timedelta(days=40)

    response = client.post(CALENDAR, {"day": day.isoformat()})

    assert response.url == CALENDAR
    assert clock.today() == day


def test_a_date_that_is_none_moves_nothing(client, sign_in, settings):
    settings.DEMO_CALENDAR = True
    sign_in()

    response = client.post(CALENDAR, {"day": "31 February"})

    assert response.status_code == 400
    assert "day" in response.context["form"].errors
    assert clock.today() == timezone.localdate()


def test_outside_the_demo_the_calendar_stands(client, sign_in):
    sign_in()

    assert client.get(CALENDAR).status_code == 404
    with pytest.raises(RuntimeError):
        clock.move_demo_calendar(to=date(2030, 1, 1))
