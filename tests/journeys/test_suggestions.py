"""J2, step 1: five partners, each with its reasons, and how soon they answer."""

import pytest
from django.urls import reverse

from clusters.models import User

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.feature(31)
def test_a_visitor_reads_whom_to_ask_and_why(cast, comes_in):
    visitor = comes_in(User.objects.get(email="office@example-sensors.example"))

    visitor.open(reverse("matching:suggestion-list")).reads(
        "Example Nanofibres s.r.o.",
        "both work on",
        "offers what you look for",
        "both free",
        "full lump sum from 5 working days",
        "answers within 2 days",
    )
    visitor.follow("See the profile").reads("How they answer", "Offers")
