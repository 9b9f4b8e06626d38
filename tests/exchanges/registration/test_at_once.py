"""Two people act on one organisation's registrations in the same moment."""

from datetime import date
from functools import partial

import pytest

from exchanges.models import Registration
from exchanges.registration import registrations
from exchanges.registration.answers import shared_by
from tests.exchanges.cast import drafted
from tests.exchanges.together import at_once
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
LEVELS = ["A2", "B1", "B2", "C1"]  # the two need not meet at the first try


def test_colleagues_who_save_both_roles_at_once_lose_nothing(representative):
    visitor, host = drafted(representative), drafted(representative, "host")
    colleague = UserFactory(representative=True, organisation=host.organisation)

    for day, level in enumerate(LEVELS, start=1):
        said = {"languages": {"en": level}, "windows": [(date(2027, 3, day), date(2027, 4, 30))]}
        at_once(
            [
                partial(change, visitor, by=representative, languages=said["languages"]),
                partial(change, host, by=colleague, windows=said["windows"]),
            ]
        )

        heard = [shared_by(one) for one in Registration.objects.order_by("pk")]
        assert [{name: one[name] for name in said} for one in heard] == [said, said]


def change(registration, **said):
    return registrations.change(registration, **said).pk
