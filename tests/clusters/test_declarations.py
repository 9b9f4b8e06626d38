"""The size of an organisation: declared once, explained, followed by rule E3, never edited."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, NotAllowed
from clusters.directory import declarations, organisations
from clusters.directory.sme import Figures, Related
from clusters.models import OrganisationType, RelatedEnterprise, SizeClass, SmeDeclaration
from exchanges.policy import rows
from tests.factories import ClusterFactory, OrganisationFactory, SmeDeclarationFactory, UserFactory

pytestmark = pytest.mark.feature(5)
SMALL = Figures(Decimal(24), Decimal(3_000_000), Decimal(2_000_000))
HUGE = Figures(Decimal(900), Decimal(90_000_000), Decimal(80_000_000))
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today():
    with clock.standing_on(TODAY):
        yield


@pytest.fixture
def person():
    return UserFactory(representative=True, organisation=OrganisationFactory(size_class=""))


def own(person):
    return person.assignments.get().organisation


def declare(person, figures=SMALL, **more):
    return declarations.declare(
        organisation=own(person), figures=figures, by=person, **{"reference_year": 2025} | more
    )


def seen_by_the_rules(organisation):
    organisation.refresh_from_db()
    return rows.party_of(organisation).sme_declared


def test_the_declaration_is_what_profile_and_rules_follow(person):
    declaration = declare(person)
    organisation = own(person)

    assert (organisation.size_class, organisation.headcount) == ("small", 24)
    assert organisation.sme_declared_by == person
    assert seen_by_the_rules(organisation) is True
    entry = journal.entries_for(organisations.case(organisation)).get()
    assert (entry.verb, entry.detail["result"]) == ("sme-declared", "small")
    assert str(declaration) == f"{organisation} 2025: small enterprise"


def test_a_group_too_large_is_no_sme_and_a_later_year_can_put_it_right(person):
    linked = Related("Example Holding", Decimal("50.01"), HUGE)
    declare(person, related=[linked])
    organisation = own(person)

    assert (organisation.size_class, seen_by_the_rules(organisation)) == (SizeClass.LARGE, False)
    declare(person, reference_year=2026)
    assert seen_by_the_rules(organisation) is True
    assert [one.result for one in declarations.history(organisation)] == ["small", "not_sme"]


def test_the_smallest_company_in_public_hands_is_no_sme(person):
    declare(person, held_by_public_bodies=True)
    organisation = own(person)

    assert (organisation.size_class, seen_by_the_rules(organisation)) == ("small", False)


def test_another_type_ends_what_was_declared(person):
    declare(person, HUGE)
    organisation = own(person)
    organisation.type, organisation.size_class = OrganisationType.LARGE, SizeClass.LARGE
    organisations.change(organisation=organisation, by=person)
    assert seen_by_the_rules(organisation) is None
    organisation.type = OrganisationType.SME
    organisations.change(organisation=organisation, by=person)
    organisation.refresh_from_db()

    assert (organisation.size_class, organisation.failed_sme_test) == ("", False)


def test_nobody_declares_for_others(person):
    with pytest.raises(NotAllowed):
        declarations.declare(
            organisation=OrganisationFactory(), reference_year=2025, figures=SMALL, by=person
        )


def test_only_those_who_say_they_are_smes_declare(person):
    organisation = own(person)
    organisation.type = OrganisationType.SUPPORT
    organisation.save()

    with pytest.raises(BadInput, match="does not say"):
        declare(person)


@pytest.mark.parametrize("year", [2022, 2027])
def test_accounts_too_old_or_not_closed_yet_say_nothing(person, year):
    with pytest.raises(BadInput, match="2023 to 2026"):
        declare(person, reference_year=year)


@pytest.mark.parametrize("model", [SmeDeclaration, RelatedEnterprise])
def test_a_declaration_is_never_changed(person, model):
    declare(person, related=[Related("Example Partner", Decimal(30), SMALL)])
    rows = model.objects.all()

    for verb in (lambda: rows.update(headcount=1), lambda: rows._raw_delete(rows.db)):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            verb()


# -- Pages ----------------------------------------------------------------------------------------


def filled_in(*related, **changes):
    answers = {
        "reference_year": "2025",
        "headcount": "24",
        "turnover": "3.000.000,00",
        "balance_total": "2 000 000",
        "related-TOTAL_FORMS": str(max(2, len(related))),
        "related-INITIAL_FORMS": "0",
    } | changes
    for number, company in enumerate(related):
        answers |= {f"related-{number}-{name}": value for name, value in company.items()}
    return answers


PARTNER = {
    "name": "Example Partner",
    "percent": "40",
    "headcount": "100",
    "turnover": "1000000",
    "balance_total": "1000000",
}


def address(organisation, page="sme-declare"):
    return reverse(f"directory:{page}", args=[organisation.public_id])


def test_declaring_on_the_page_leads_to_the_sum(client, sign_in, person):
    sign_in(person)
    organisation = own(person)
    assert "Declare the size" in client.get(organisation.get_absolute_url()).text
    response = client.post(address(organisation), filled_in(PARTNER))

    assert response.url == address(organisation, "sme-detail")
    shown = client.get(response.url).text
    assert "medium-sized enterprise" in shown  # 24 and 40 % of 100 are 64 people
    assert "Example Partner" in shown
    assert "partner, counted by its share (40 %)" in shown
    assert "64" in shown
    assert "How the size was worked out" in client.get(organisation.get_absolute_url()).text


def test_more_rows_keep_what_was_typed_and_store_nothing(client, sign_in, person):
    sign_in(person)
    response = client.post(address(own(person)), filled_in(PARTNER, more="1"))

    assert len(response.context["formset"].forms) == 4
    assert "Example Partner" in response.text
    assert not SmeDeclaration.objects.exists()


def test_a_forged_number_of_rows_is_bad_input(client, sign_in, person):
    sign_in(person)
    forged = {"related-TOTAL_FORMS": "many", "more": "1"}

    assert client.post(address(own(person)), filled_in() | forged).status_code == 200
    assert client.post(address(own(person)), {"related-TOTAL_FORMS": "x"}).status_code == 400
    assert not SmeDeclaration.objects.exists()


def test_a_company_can_be_left_out_and_half_a_company_is_not_taken(client, sign_in, person):
    sign_in(person)
    half = client.post(address(own(person)), filled_in({"name": "Example Half"}))
    assert half.status_code == 400
    assert not SmeDeclaration.objects.exists()
    declare(person, related=[Related("Example Partner", Decimal(30), SMALL)])
    known = {"related-INITIAL_FORMS": "1"}
    client.post(address(own(person)), filled_in(PARTNER | {"DELETE": "on"}, **known))

    assert SmeDeclaration.objects.first().related_enterprises.count() == 0
    assert own(person).size_class == "small"


def test_the_next_declaration_remembers_the_companies(client, sign_in, person):
    declare(person, related=[Related("Example Partner", Decimal(30), SMALL)])
    sign_in(person)
    shown = client.get(address(own(person))).text

    assert "Example Partner" in shown
    assert "3000000" not in shown.replace("\xa0", "")


def test_figures_are_for_the_organisation_its_cluster_and_who_oversees(client, sign_in):
    cluster = ClusterFactory()
    organisation = OrganisationFactory(member_of=cluster)
    SmeDeclarationFactory(organisation=organisation, headcount=Decimal(17))
    page = address(organisation, "sme-detail")
    codes = {}
    for name, reader in {
        "cluster": UserFactory(coordinator=True, cluster=cluster),
        "other cluster": UserFactory(coordinator=True),
        "finance": UserFactory(finance=True),
        "auditor": UserFactory(auditor=True),
    }.items():
        sign_in(reader)
        codes[name] = client.get(page).status_code
        assert client.get(address(organisation)).status_code in {403, 404}

    assert codes == {"cluster": 200, "other cluster": 404, "finance": 403, "auditor": 200}


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_history_query_count(client, sign_in, django_assert_num_queries, person, count):
    for _number in range(count):
        declare(person, related=[Related("Example Partner", Decimal(30), SMALL)])
    sign_in(person)

    with django_assert_num_queries(9):  # session, person, roles, page; absorbed, rows, companies
        response = client.get(address(own(person), "sme-detail"))

    assert len(response.context["earlier"]) == count - 1


def test_without_a_declaration_the_page_says_so(client, sign_in, person):
    sign_in(person)

    assert "No declaration yet" in client.get(address(own(person), "sme-detail")).text
