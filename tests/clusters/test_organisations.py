"""Organisations: who sees what of them, who changes them, and what may not be typed."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from blues import journal
from blues.common.errors import Conflict, NotAllowed
from clusters.directory import organisations
from clusters.directory.forms import OrganisationForm
from clusters.models import Organisation, OrganisationType, SizeClass
from tests.factories import (
    ClusterFactory,
    CountryFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)

LIST, JOIN = reverse("directory:organisation-list"), reverse("people:organisation-join")
SECRET_NUMBER = "HRB 4711"


@pytest.fixture
def cluster():
    return ClusterFactory()


@pytest.fixture
def organisation(cluster):
    return OrganisationFactory(member_of=cluster, registration_number=SECRET_NUMBER)


def persona(name, organisation, cluster):
    """The people of the access matrix, as seen from this organisation."""
    makers = {
        "representative": lambda: UserFactory(representative=True, organisation=organisation),
        "admin": lambda: UserFactory(organisation_admin=True, organisation=organisation),
        "other participant, same cluster": lambda: UserFactory(
            representative=True, organisation=OrganisationFactory(member_of=cluster)
        ),
        "coordinator": lambda: UserFactory(coordinator=True, cluster=cluster),
        "uninvolved coordinator": lambda: UserFactory(coordinator=True),
        "programme coordinator": lambda: UserFactory(programme_coordinator=True),
        "finance": lambda: UserFactory(finance=True),
        "wp leader": lambda: UserFactory(wp_leader=True),
        "auditor": lambda: UserFactory(auditor=True),
        "operator": lambda: UserFactory(operator=True),
    }
    return makers[name]()


@pytest.mark.parametrize(
    ("name", "page", "edit", "sees_numbers"),
    [
        ("representative", 200, 200, True),
        ("admin", 200, 200, True),
        ("other participant, same cluster", 404, 404, False),
        ("coordinator", 200, 403, True),
        ("uninvolved coordinator", 404, 404, False),
        ("programme coordinator", 200, 200, True),
        ("finance", 200, 403, False),
        ("wp leader", 404, 404, False),
        ("auditor", 200, 403, True),
        ("operator", 404, 404, False),
    ],
)
def test_who_sees_and_changes_a_profile(
    client, sign_in, organisation, cluster, name, page, edit, sees_numbers
):
    sign_in(persona(name, organisation, cluster))
    shown = client.get(organisation.get_absolute_url())
    address = reverse("directory:organisation-edit", args=[organisation.public_id])

    assert (shown.status_code, client.get(address).status_code) == (page, edit)
    assert (SECRET_NUMBER in shown.text) == sees_numbers
    section = reverse("directory:section-edit", args=[organisation.public_id, "contacts"])
    assert client.get(section).status_code == edit


def test_public_visitors_are_asked_to_sign_in(client, organisation):
    assert client.get(organisation.get_absolute_url()).status_code == 302
    assert client.get(LIST).status_code == 302


def test_a_coordinator_stops_seeing_who_left_the_cluster(client, sign_in, cluster):
    membership = MembershipFactory(cluster=cluster, ended_on="2022-01-01")
    sign_in(UserFactory(coordinator=True, cluster=cluster))

    assert client.get(membership.organisation.get_absolute_url()).status_code == 404


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_organisation_list_query_count(client, sign_in, django_assert_num_queries, count):
    cluster = ClusterFactory()
    mine = OrganisationFactory.create_batch(count, member_of=cluster)
    OrganisationFactory(member_of=ClusterFactory(), legal_name="Example Leak Ltd")
    sign_in(UserFactory(coordinator=True, cluster=cluster))

    with django_assert_num_queries(8):  # session to page; memberships; the two filters
        response = client.get(LIST)

    shown = [row for row in response.context["page_obj"] if row.type == OrganisationType.SME]
    assert set(shown) == set(mine)
    assert "Example Leak" not in response.text


def test_searching_and_exporting_reach_no_foreign_row(client, sign_in, organisation, cluster):
    OrganisationFactory(member_of=ClusterFactory(), legal_name="Example Leak Ltd")
    sign_in(UserFactory(coordinator=True, cluster=cluster))

    assert list(client.get(LIST, {"q": "leak"}).context["page_obj"]) == []
    export = b"".join(client.get(LIST, {"export": "csv"})).decode()
    assert organisation.legal_name in export
    assert "Leak" not in export


# -- Changing -------------------------------------------------------------------------------------


def filled_in(**changes) -> dict:
    return {
        "legal_name": "Example New Water SL",
        "type": "sme",
        "size_class": "small",
        "country": "ES",
        "city": "Zaragoza",
        "position": "41.6488, -0.8891",
    } | changes


def test_saving_the_profile_keeps_what_changed_in_the_journal(client, sign_in, organisation):
    sign_in(UserFactory(representative=True, organisation=organisation))
    address = reverse("directory:section-edit", args=[organisation.public_id, "place"])

    client.post(address, filled_in())
    organisation.refresh_from_db()
    assert (organisation.city, organisation.longitude) == ("Zaragoza", -0.8891)
    entry = journal.entries_for(organisations.case(organisation)).get()
    assert entry.verb == "organisation-changed"
    assert "city" in entry.detail["fields"]


def test_fields_that_the_form_does_not_show_cannot_be_set(client, sign_in, organisation):
    user = sign_in(UserFactory(representative=True, organisation=organisation))
    address = reverse("directory:section-edit", args=[organisation.public_id, "name"])
    client.post(
        address, filled_in(is_demo="", sme_declared_at="2021-01-01", sme_declared_by=user.pk)
    )
    organisation.refresh_from_db()

    assert (organisation.is_demo, organisation.sme_declared_at) == (True, None)


def test_strangers_change_nothing(organisation):
    with pytest.raises(NotAllowed):
        organisations.change(organisation=organisation, by=UserFactory(representative=True))


def test_another_size_ends_the_sme_declaration():
    organisation = OrganisationFactory(sme_declared=True)
    organisation.size_class = SizeClass.MEDIUM
    organisations.change(organisation=organisation, by=UserFactory(programme_coordinator=True))
    organisation.refresh_from_db()

    assert (organisation.sme_declared_at, organisation.sme_declared_by) == (None, None)


def test_another_website_leaves_the_sme_declaration_alone():
    organisation = OrganisationFactory(sme_declared=True)
    organisation.website = "https://new.example"
    organisations.change(organisation=organisation, by=UserFactory(programme_coordinator=True))
    organisation.refresh_from_db()

    assert organisation.sme_declared_at is not None


# -- Joining --------------------------------------------------------------------------------------


def test_joining_makes_the_person_speak_for_the_organisation(client, sign_in, cluster):
    CountryFactory(code="ES")
    user = sign_in()
    assert client.get(JOIN).status_code == 200
    response = client.post(JOIN, filled_in(cluster=cluster.pk))
    organisation = Organisation.objects.get(legal_name="Example New Water SL")
    user.__dict__.pop("roles", None)

    assert response.url == organisation.get_absolute_url()
    assert user.represents(organisation)
    assert user.administers(organisation)
    assert organisation.memberships.get().is_requested
    assert not organisation.is_demo


def test_joining_without_a_cluster(client, sign_in):
    CountryFactory(code="ES")
    sign_in()
    client.post(JOIN, filled_in())

    assert not Organisation.objects.get().memberships.exists()


@pytest.mark.parametrize(
    "twin", [{"registration_number": " hrb  4711 "}, {"vat_number": "DE 136695976"}]
)
def test_a_twin_gets_a_neutral_answer(client, sign_in, organisation, twin):
    Organisation.objects.filter(pk=organisation.pk).update(vat_number="DE136695976")
    sign_in()
    response = client.post(JOIN, filled_in(country="DE", **twin))
    errors = response.context["form"].errors.as_text()

    assert "These details cannot be used. Ask your cluster." in errors
    assert organisation.legal_name not in response.text
    assert Organisation.objects.filter(legal_name="Example New Water SL").count() == 0


def test_a_twin_sent_at_the_same_moment_gets_the_same_words():
    OrganisationFactory(registration_number="1")
    twin = OrganisationFactory.build(country=CountryFactory(), registration_number="1")

    with pytest.raises(Conflict, match="These details cannot be used"):
        organisations.register(organisation=twin, by=UserFactory())
    assert Organisation.objects.count() == 1


def test_nonsense_that_no_form_lets_through_is_a_fault_of_the_program():
    nonsense = OrganisationFactory.build(country=CountryFactory(), large=True, type="sme")

    with pytest.raises(IntegrityError, match="organisation_sme_is_not_large"):
        organisations.register(organisation=nonsense, by=UserFactory())


# -- What may be typed ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [
        ("DE", "DE 136 695 976", "DE136695976"),
        ("DE", "136695976", "DE136695976"),
        ("ES", "B58378431", "ESB58378431"),
        ("GR", "EL 094259216", "EL094259216"),
        ("GR", "094259216", "EL094259216"),
        ("TR", "7340051204", "7340051204"),
    ],
)
def test_vat_numbers_are_kept_in_one_spelling(country, typed, kept):
    CountryFactory(code=country)
    form = OrganisationForm(filled_in(country=country, vat_number=typed))

    assert form.is_valid(), form.errors
    assert form.instance.vat_number == kept


@pytest.mark.parametrize("typed", ["DE136695977", "12", "DE 13669597X"])
def test_vat_numbers_with_wrong_digits_are_refused(typed):
    CountryFactory(code="DE")
    form = OrganisationForm(filled_in(country="DE", vat_number=typed))

    assert set(form.errors) == {"vat_number"}


def test_without_a_country_there_is_one_error_and_no_crash():
    form = OrganisationForm(filled_in(country="", vat_number="DE136695976"))

    assert set(form.errors) == {"country"}


@pytest.mark.parametrize("typed", ["54.0931, 13.3879", "54,0931; 13,3879", " 54.0931 13.3879 "])
def test_coordinates_are_read_as_people_copy_them(typed):
    CountryFactory(code="ES")
    form = OrganisationForm(filled_in(position=typed))

    assert form.is_valid()
    assert (form.instance.latitude, form.instance.longitude) == (54.0931, 13.3879)


@pytest.mark.parametrize("typed", ["somewhere", "95, 10", "10, 190", "nan, nan"])
def test_places_that_are_nowhere_are_refused(typed):
    CountryFactory(code="ES")

    assert set(OrganisationForm(filled_in(position=typed)).errors) == {"position"}


def test_a_large_company_is_no_sme():
    CountryFactory(code="ES")
    form = OrganisationForm(filled_in(size_class="large"))

    assert "A large company is not an SME." in form.errors.as_text()


@pytest.mark.parametrize(
    "nonsense",
    [
        {"latitude": 91},
        {"size_class": SizeClass.LARGE},
        {"sme_declared_at": "2021-01-01T00:00Z"},
    ],
)
def test_rows_that_cannot_be(nonsense):
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFactory(**nonsense)


def test_numbers_are_unique_where_there_are_any():
    OrganisationFactory.create_batch(2, registration_number="", vat_number="")
    OrganisationFactory(registration_number="1")
    OrganisationFactory(registration_number="1", country__code="ES")

    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFactory(registration_number="1")
