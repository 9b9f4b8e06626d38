"""The profile in sections: what each asks, what it refuses, and what a number fills in."""

import pytest
from django.urls import reverse

from blues import journal
from clusters.directory import organisations
from clusters.directory.forms import OrganisationForm
from clusters.directory.profile_forms import SECTIONS
from clusters.models import Organisation, OrganisationType, SizeClass, Term
from tests.factories import (
    ClusterFactory,
    CountryFactory,
    OrganisationFactory,
    TermFactory,
    UserFactory,
)

TAKEN = "These details cannot be used. Ask your cluster."


@pytest.fixture
def organisation():
    return OrganisationFactory(legal_name="Example Paca GmbH")


@pytest.fixture
def person(organisation, sign_in):
    return sign_in(UserFactory(representative=True, organisation=organisation))


def page(organisation, section):
    return reverse("directory:section-edit", args=[organisation.public_id, section])


def errors(response) -> str:
    return response.context["form"].errors.as_text()


NAME = {"legal_name": "Example Paca AG", "type": "sme", "size_class": "small"}
WORK = {"description": "Membranes.", "website": "paca.example"}


@pytest.mark.usefixtures("person")
def test_the_sections_say_how_far_they_are(client, organisation):
    shown = client.get(reverse("directory:organisation-edit", args=[organisation.public_id])).text

    assert [str(section.title) in shown for section in SECTIONS.values()] == [True] * 5
    assert "0 of 4" in shown  # contacts


@pytest.mark.usefixtures("person")
def test_a_section_saves_its_own_fields_only(client, organisation):
    answers = NAME | {"vat_number": "DE136695976", "merged_into": organisation.pk, "is_demo": ""}
    response = client.post(page(organisation, "name"), answers)
    organisation.refresh_from_db()

    assert response.url == reverse("directory:organisation-edit", args=[organisation.public_id])
    assert (organisation.legal_name, organisation.vat_number) == ("Example Paca AG", "")
    assert organisation.is_demo
    entry = journal.entries_for(organisations.case(organisation)).get()
    assert entry.detail["fields"] == ["legal_name"]


@pytest.mark.usefixtures("person")
def test_what_the_organisation_does(client, organisation):
    sector = TermFactory(kind=Term.Kind.ECOSYSTEM)
    answers = {"sectors": [sector.pk], "trl_from": "4", "trl_until": "6", "products": "Modules"}
    answers["eccp_url"] = "https://www.clustercollaboration.eu/content/example"
    client.post(page(organisation, "work"), WORK | answers)
    organisation.refresh_from_db()

    assert list(organisation.sectors.all()) == [sector]
    assert (organisation.readiness, organisation.website) == ("TRL 4–6", "https://paca.example")
    shown = client.get(organisation.get_absolute_url()).text
    assert sector.label in shown
    assert "TRL 4–6" in shown


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"trl_from": "7", "trl_until": "3"}, "The highest readiness level lies below"),
        ({"trl_from": "10"}, "trl_from"),
        ({"eccp_url": "https://clustercollaboration.eu.example/x"}, "not on clustercollaboration"),
    ],
)
def test_work_that_cannot_be(client, organisation, wrong, field):
    response = client.post(page(organisation, "work"), WORK | wrong)

    assert response.status_code == 400
    assert field in errors(response)


@pytest.mark.usefixtures("person")
def test_the_topic_list_is_no_list_of_sectors(client, organisation):
    topic = TermFactory(kind=Term.Kind.TOPIC)
    response = client.post(page(organisation, "work"), WORK | {"sectors": [topic.pk]})

    assert "sectors" in response.context["form"].errors


@pytest.mark.usefixtures("person")
def test_the_region_is_kept_by_its_code(client, organisation):
    organisation.nuts3 = "DE80N"
    organisation.save()
    place = {"city": "Greifswald", "address": "Example Street 1", "position": "54.09, 13.38"}
    client.post(page(organisation, "place"), place)
    organisation.refresh_from_db()

    assert (organisation.nuts3, organisation.latitude) == ("", 54.09)


@pytest.mark.usefixtures("person")
def test_contacts_are_for_who_may_see_numbers(client, sign_in, organisation):
    contacts = {
        "legal_representative": "Robin Example",
        "legal_representative_email": "robin@paca.example",
        "data_protection_contact": "privacy@paca.example",
    }
    client.post(page(organisation, "contacts"), contacts)

    assert "Robin Example" in client.get(organisation.get_absolute_url()).text
    sign_in(UserFactory(finance=True))
    assert "Robin Example" not in client.get(organisation.get_absolute_url()).text


def test_who_opens_a_section(client, sign_in, organisation):
    cluster = ClusterFactory()
    organisation.memberships.create(cluster=cluster)
    codes = []
    for reader in (UserFactory(coordinator=True, cluster=cluster), UserFactory(coordinator=True)):
        sign_in(reader)
        codes += [client.get(page(organisation, "name")).status_code]
    sign_in(UserFactory(programme_coordinator=True))
    codes += [client.get(page(organisation, name)).status_code for name in ("name", "nonsense")]

    assert codes == [403, 404, 200, 404]


def test_declared_figures_decide_on_the_size(client, sign_in):
    organisation = OrganisationFactory(sme_declared=True)
    sign_in(UserFactory(representative=True, organisation=organisation))
    client.post(page(organisation, "name"), NAME | {"size_class": "medium"})
    organisation.refresh_from_db()

    assert (organisation.size_class, organisation.sme_declared_at is None) == ("small", False)


@pytest.mark.usefixtures("person")
def test_a_large_company_is_no_sme(client, organisation):
    response = client.post(page(organisation, "name"), NAME | {"size_class": SizeClass.LARGE})

    assert "A large company is not an SME." in errors(response)
    large = NAME | {"type": OrganisationType.LARGE, "size_class": SizeClass.LARGE}
    assert client.post(page(organisation, "name"), large).status_code == 302


# -- Numbers ---------------------------------------------------------------------------------------


@pytest.mark.feature(8)
@pytest.mark.usefixtures("person")
def test_a_number_fills_in_what_it_tells(client, organisation):
    CountryFactory(code="ES")
    numbers = {"country": "ES", "vat_number": "es b 58378431"}
    client.post(page(organisation, "numbers"), numbers)
    organisation.refresh_from_db()

    assert (organisation.vat_number, organisation.registration_number) == (
        "ESB58378431",
        "B58378431",
    )
    assert organisation.legal_form == "Sociedad limitada"


@pytest.mark.feature(8)
def test_joining_begins_with_what_a_number_tells(client, sign_in):
    CountryFactory(code="FR")
    sign_in()
    join = reverse("people:organisation-join")
    form = client.get(join, {"number": "FR 40 303 265 045", "cluster": "x"}).context["form"]
    nothing = client.get(join, {"number": "nonsense"}).context["form"]

    assert form["country"].value() == "FR"
    assert form["registration_number"].value() == "303265045"
    assert nothing["vat_number"].value() in (None, "")


def test_the_name_fills_in_the_legal_form():
    CountryFactory(code="PL")
    form = OrganisationForm(
        {
            "country": "PL",
            "legal_name": "Example Meters Sp. z o.o.",
            "type": "sme",
            "city": "Warsaw",
            "position": "52.2, 21.0",
        }
    )

    assert form.is_valid(), form.errors
    assert form.instance.legal_form == "Sp. z o.o."


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"vat_number": "DE123"}, "vat_number"),
        ({"registration_number": "B58378432", "country": "ES"}, "registration_number"),
        ({"pic": "1234"}, "pic"),
        ({"country": ""}, "country"),
    ],
)
def test_numbers_that_cannot_be(client, organisation, wrong, field):
    CountryFactory(code="ES")
    response = client.post(page(organisation, "numbers"), {"country": "DE"} | wrong)

    assert set(response.context["form"].errors) == {field}


@pytest.mark.feature(18)
@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(
    "twin",
    [
        {"vat_number": "ESB58378431", "registration_number": "X1"},
        {"registration_number": "B-58378431"},
        {"pic": "999 999 999"},
    ],
    ids=["VAT number", "the same number in another field", "participant code"],
)
def test_a_number_of_another_cluster_gets_the_neutral_answer(client, organisation, twin):
    OrganisationFactory(
        legal_name="Example Foreign SL",
        country__code="ES",
        vat_number="ESB58378431",
        pic="999999999",
        member_of=ClusterFactory(),
    )
    response = client.post(page(organisation, "numbers"), {"country": "ES"} | twin)

    assert response.status_code == 400
    assert set(response.context["form"].non_field_errors()) == {TAKEN}
    assert "Foreign" not in response.text
    assert Organisation.objects.filter(vat_number="ESB58378431").count() == 1


# -- Lists -----------------------------------------------------------------------------------------


def test_a_list_narrowed_to_a_cluster(client, sign_in):
    mine, other = ClusterFactory(), ClusterFactory()
    member = OrganisationFactory(member_of=mine)
    member.memberships.create(cluster=other)
    OrganisationFactory(member_of=other, legal_name="Example Leak Ltd")
    sign_in(UserFactory(coordinator=True, cluster=mine))
    address = reverse("directory:organisation-list")
    shown = client.get(address, {"cluster": mine.code})
    row = next(iter(shown.context["page_obj"]))

    assert list(shown.context["page_obj"]) == [member]
    assert [membership.cluster for membership in row.memberships.all()] == [mine]
    assert "Leak" not in client.get(address, {"cluster": other.code}).text
    sign_in(UserFactory(programme_coordinator=True))
    assert "Leak" in client.get(address, {"cluster": other.code}).text
