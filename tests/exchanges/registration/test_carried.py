"""What the eligibility check has learned arrives in the pages of registration."""

import re
from urllib.parse import parse_qsl, urlencode

import pytest
from django.urls import reverse

from clusters.models import Organisation
from exchanges.registration.forms import NUMBERS
from exchanges.registration.models import Registration
from tests.factories import ClusterFactory, CountryFactory, OrganisationFactory, UserFactory

START = "/registrations/new/"
CARRIED = "role=visitor&type=support&country=ES&cluster=agua&to=DE&days=5"
pytestmark = pytest.mark.feature(2)


@pytest.fixture
def cluster():
    CountryFactory(code="DE")
    return ClusterFactory(code="agua", organisation__country__code="ES")


@pytest.fixture
def representative(sign_in, cluster):
    organisation = OrganisationFactory(country__code="ES", member_of=cluster)
    return sign_in(UserFactory(representative=True, organisation=organisation))


def begin(client, query, role=Registration.VISITOR) -> Registration:
    organisation = Organisation.objects.get(assignments__user__isnull=False)
    client.post(f"{START}?{query}", {"role": role, "organisation": organisation.public_id})
    return Registration.objects.get()


def test_the_role_is_chosen_already(client, representative):
    shown = client.get(f"{START}?{CARRIED}").content.decode()

    assert re.findall(r'value="(\w+)"[^>]* checked', shown) == ["visitor"]
    assert "checked" not in client.get(START).content.decode()


def test_the_draft_begins_with_country_and_days(client, representative):
    registration = begin(client, CARRIED)

    assert registration.preferred_days == 5
    assert [country.code for country in registration.preferred_countries.all()] == ["DE"]


def test_a_host_prefers_no_country_to_go_to(client, representative):
    registration = begin(client, CARRIED, role=Registration.HOST)

    assert registration.preferred_days == 5
    assert not registration.preferred_countries.exists()


@pytest.mark.parametrize(
    "query", ["", "to=open", "to=ZZ&days=0", "days=40", "days=1e9&to=%27", "role=king&to=&days=x"]
)
def test_nonsense_in_the_address_changes_nothing(client, representative, query):
    assert client.get(f"{START}?{query}").status_code == 200

    registration = begin(client, query)

    assert registration.preferred_days == 3
    assert not registration.preferred_countries.exists()


def test_a_newcomer_finds_filled_in_what_is_known(client, sign_in, cluster):
    sign_in()
    shown = client.get(f"{START}?{CARRIED}").content.decode()

    for chosen in ('value="support" selected', 'value="ES" selected', f'value="{cluster.pk}" sel'):
        assert chosen in shown


@pytest.mark.feature(8)
def test_a_number_fills_in_the_page_of_a_newcomer_and_keeps_what_was_told(client, sign_in, cluster):
    CountryFactory(code="FR")
    sign_in()
    told = {**dict(parse_qsl(CARRIED)), "number": "FR 40 303 265 045"}

    shown = client.get(START, told).context

    values = {name: shown["form"][name].value() for name in ("role", "country", *NUMBERS)}
    assert values == {
        "role": "visitor",
        "country": "FR",
        "vat_number": "FR40303265045",
        "registration_number": "303265045",
        "pic": None,
    }
    carries = {field.name: field.value() for field in shown["number_form"].hidden_fields()}
    assert carries == dict(parse_qsl(CARRIED)) | {"before": None}


@pytest.mark.feature(8)
def test_the_only_organisation_is_asked_for_a_number_while_it_has_none(client, representative):
    organisation = Organisation.objects.get(assignments__user=representative)
    begun = {"role": "host", "vat_number": "es b 58378431", "pic": "999 888 777"}

    client.post(START, begun | {"organisation": organisation.public_id})

    organisation.refresh_from_db()
    assert [getattr(organisation, name) for name in NUMBERS] == [
        "ESB58378431",
        "B58378431",
        "999888777",
    ]
    assert Registration.objects.get().organisation == organisation
    assert list(client.get(START).context["form"].fields) == ["role", "organisation"]


@pytest.mark.feature(8)
def test_a_number_that_cannot_be_begins_nothing(client, representative):
    organisation = Organisation.objects.get(assignments__user=representative).public_id
    wrong = {"role": "host", "organisation": organisation, "vat_number": "ESB58378432"}

    refused = client.post(START, wrong)

    assert list(refused.context["form"].errors) == ["vat_number"]
    assert not Registration.objects.exists()


def test_joining_leads_back_to_where_one_came_from(client, sign_in, cluster):
    sign_in()
    join = "?" + urlencode({"next": f"{START}?{CARRIED}"})

    profile = {
        "legal_name": "Agua Ficticia SL",
        "type": "support",
        "country": "ES",
        "city": "Zaragoza",
        "address": "Calle Ejemplo 1",
        "position": "41.65, -0.89",
        "cluster": cluster.pk,
    }
    response = client.post(f"/join/{join}", profile)

    assert response.status_code == 302
    assert response.url == f"{START}?{CARRIED}"


@pytest.mark.parametrize("further", ["https://elsewhere.example/", "//elsewhere.example"])
def test_joining_leads_nowhere_else(client, sign_in, cluster, further):
    sign_in()
    profile = {
        "legal_name": "Agua Ficticia SL",
        "type": "support",
        "country": "ES",
        "city": "Zaragoza",
        "position": "41.65, -0.89",
    }
    response = client.post(f"/join/?next={further}", profile)

    assert (
        response.url == Organisation.objects.get(legal_name="Agua Ficticia SL").get_absolute_url()
    )


def test_joining_without_anything_known_stays_as_it_was(client, sign_in):
    sign_in()

    shown = client.get(reverse("people:organisation-join")).content.decode()

    assert set(re.findall(r'value="(\w*)" selected', shown)) == {""}
