"""Two people act on one organisation's registrations in the same moment."""

from datetime import date
from functools import partial

import pytest

from clusters.models import Organisation
from exchanges.models import Decision, Registration
from exchanges.registration import assessment, registrations
from exchanges.registration.answers import shared_by
from tests.exchanges.cast import drafted, submitted
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


def test_two_who_decide_at_once_are_one_who_decides(representative, coordinator, cluster):
    case = submitted(representative)
    colleague = UserFactory(coordinator=True, cluster=cluster)

    outcomes = at_once(
        [
            partial(decide, assessment.accept, case, by=coordinator),
            partial(decide, assessment.reject, case, by=colleague, reason="Registered before."),
        ]
    )

    case.refresh_from_db()
    made = Decision.objects.get()
    assert sorted(outcomes) == sorted(["conflict", case.state])
    assert (made.outcome, made.made_by) == (case.state, case.decided_by)


def test_a_second_tap_on_the_first_page_begins_nothing_more(representative):
    organisation = Organisation.objects.get(pk__in=representative.organisation_ids)
    begin = partial(begun, organisation, by=representative)

    outcomes = at_once([begin, begin])

    assert sorted(outcomes) == ["conflict", "draft"]
    assert Registration.objects.count() == 1


def begun(organisation, *, by):
    return registrations.draft(organisation=organisation, role=Registration.HOST, by=by).state


def decide(verb, case, **said):
    return verb(case, **said).state


def change(registration, **said):
    return registrations.change(registration, **said).pk
