"""What every test of an amendment starts from: signed papers, four weeks before the stay."""

from datetime import date

import pytest
from allauth.core import context as allauth_context
from django.test import RequestFactory

from blues.common import clock
from tests.exchanges.building.amending import contracted


@pytest.fixture(autouse=True)
def _in_a_request_before_the_stay():
    request = RequestFactory().get("/")
    with allauth_context.request_context(request), clock.standing_on(date(2027, 2, 1)):
        yield


@pytest.fixture
def exchange():
    return contracted()
