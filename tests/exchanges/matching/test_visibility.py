"""Who sees how to reach somebody: chosen by each organisation, enforced on every page and file."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from blues.common.errors import Conflict
from exchanges.matching import proposals
from exchanges.models import State
from exchanges.registration.visibility import LABELS, Audience, offered_for
from tests.exchanges.cast import body, coordinator_of, registered
from tests.exchanges.dates import FRIDAY, MONDAY
from tests.factories import ExchangeFactory, UserFactory

pytestmark = pytest.mark.feature(16)
SECRETS = {"email": "reach-me@people.example", "phone": "+34 976 555", "address": "Hidden Street 9"}


@pytest.fixture
def visitor(visitor):
    """Somebody whose ways to be reached would all be noticed where they do not belong."""
    person, organisation = visitor.representative, visitor.organisation
    person.email, person.phone = SECRETS["email"], SECRETS["phone"]
    organisation.address = SECRETS["address"]
    person.save(), organisation.save()
    visitor.cv.save("cv.pdf", ContentFile(b"%PDF-1.7 my life"))
    return visitor


def shown_in(response) -> set[str]:
    text = body(response).decode(errors="replace")
    return {name for name, secret in SECRETS.items() if secret in text}


def everywhere(client, visitor, exchange) -> dict[str, set[str]]:
    """What every page and export gives away, by the name of the page."""
    pages = {
        "entry": reverse("matching:catalogue-entry", args=[visitor.public_id]),
        "catalogue": reverse("matching:catalogue-list"),
        "export": reverse("matching:catalogue-list") + "?export=csv",
        "teaser": reverse("matching:catalogue-teaser"),
        "proposal": reverse("matching:proposal-detail", args=[exchange.public_id]),
        "exchange": exchange.get_absolute_url(),
        "proposals": reverse("matching:proposal-list") + "?export=csv",
    }
    return {name: found for name, url in pages.items() if (found := shown_in(client.get(url)))}


def test_nothing_is_given_away_unasked(client, sign_in, visitor, host):
    exchange = ExchangeFactory(visitor=visitor, host=host)
    sign_in(host.representative)

    assert everywhere(client, visitor, exchange) == {}


def test_a_partner_learns_the_address_of_mails_and_what_was_opened(client, sign_in, visitor, host):
    exchange = ExchangeFactory(visitor=visitor, host=host, state=State.ACCEPTED)
    sign_in(host.representative)
    assert everywhere(client, visitor, exchange) == {"proposal": {"email"}}

    visitor.visibility = {"phone": Audience.PARTNER, "cv": Audience.STAFF}
    visitor.save()

    assert everywhere(client, visitor, exchange) == {"proposal": {"email", "phone"}}
    cv = reverse("matching:cv-download", args=[exchange.public_id, "visitor"])
    assert client.get(cv).status_code == 404


def test_accepted_participants_see_what_was_opened_to_all(client, sign_in, visitor, host):
    visitor.visibility = dict.fromkeys(("email", "address"), Audience.PARTICIPANT)
    visitor.save()
    exchange = ExchangeFactory(visitor=visitor, host=host)
    sign_in(host.representative)

    assert everywhere(client, visitor, exchange) == {"entry": {"email", "address"}}


def test_staff_see_all_of_it(client, sign_in, visitor, host):
    exchange = ExchangeFactory(visitor=visitor, host=host, state=State.ACCEPTED)
    for person in (
        coordinator_of(visitor),
        coordinator_of(host),
        UserFactory(programme_coordinator=True),
    ):
        sign_in(person)
        assert everywhere(client, visitor, exchange)["proposal"] == set(SECRETS)


def test_a_choice_nobody_offered_opens_nothing(client, sign_in, visitor, host):
    visitor.visibility = {"email": 99, "phone": 0, "address": "all", "cv": Audience.PARTICIPANT}
    visitor.save()
    sign_in(registered("host").representative)

    assert everywhere(client, visitor, ExchangeFactory(visitor=visitor, host=host)) == {}


def test_a_host_that_wants_a_cv_is_proposed_to_with_one(visitor, host):
    host.wants_cv = True
    host.save()
    visitor.cv.delete()
    wish = {"mode": "physical", "first_day": MONDAY, "last_day": FRIDAY, "title": "Membranes"}
    wish |= {"goals": "Clean them.", "by": visitor.representative}

    with pytest.raises(Conflict) as refused:
        proposals.propose(visitor=visitor, host=host, **wish)
    assert "Attach yours" in refused.value.way_out
    visitor.cv.save("cv.pdf", ContentFile(b"%PDF-1.7 my life"))

    assert proposals.propose(visitor=visitor, host=host, **wish).state == State.PROPOSED


def test_a_cv_is_never_for_everybody_and_an_address_of_mails_always_for_partners():
    assert {field: [a.name for a in offered_for(field)] for field in LABELS} == {
        "email": ["PARTICIPANT", "PARTNER"],
        "phone": ["PARTICIPANT", "PARTNER", "STAFF"],
        "address": ["PARTICIPANT", "PARTNER", "STAFF"],
        "cv": ["PARTNER", "STAFF"],
    }
