"""A coordinator's round through the registrations: one page and two clicks for each."""

import pytest

from exchanges.registration import registrations
from exchanges.registration.models import Registration
from exchanges.registration.states import RegistrationState
from tests.journeys import story

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.feature(9)
def test_each_registration_takes_one_page_and_two_clicks(cast, comes_in):
    cases = [sent(cast, role) for role in (Registration.VISITOR, Registration.HOST)]
    coordinator = comes_in(cast.vop)
    coordinator.open("/assessment/").follow("Open the oldest case")

    for case, following in zip(cases, [*cases[1:], None], strict=True):
        coordinator.has_heading(case.reference).reads("What the rules say", "What registers say")
        coordinator.count_anew()
        coordinator.tick("Yes to every point that I have left open")
        coordinator.press("Accept the registration")
        assert coordinator.tally == {"clicks": 2, "pages": 2}  # the second is the next case's
        next_one = f"Next: {following}." if following else "Nothing else waits for you."
        coordinator.reads(f"Accepted {case.reference}. {next_one}")

    for case in cases:
        case.refresh_from_db()
        assert case.state == RegistrationState.ACCEPTED


def sent(cast, role) -> Registration:
    """The company of the visitor's cluster registers in this role."""
    draft = story.drafts(cast.visiting, role, by=cast.visitor, cast=cast)
    return registrations.submit(draft, by=cast.visitor)
