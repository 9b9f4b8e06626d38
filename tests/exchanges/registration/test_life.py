"""A registration on its way to the catalogue, and what keeps it out."""

from datetime import date, timedelta

import pytest

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.models import Term
from exchanges.models import Registration, RegistrationState
from exchanges.registration import assessment, registrations
from tests.exchanges.cast import answers, drafted, organisation_of, submitted
from tests.exchanges.dates import TODAY
from tests.factories import (
    ClusterFactory,
    OrganisationFactory,
    TermFactory,
    UserFactory,
)

R = RegistrationState


@pytest.mark.parametrize(("role", "reference"), [("host", "BX-H-001"), ("visitor", "BX-V-001")])
def test_a_draft_is_numbered_by_role_and_given_to_the_cluster_of_the_membership(
    representative, cluster, role, reference
):
    ClusterFactory(organisation__country__code="ES")

    registration = drafted(representative, role)

    assert (registration.reference, registration.state) == (reference, R.DRAFT)
    assert (registration.cluster, registration.representative) == (cluster, representative)
    assert [(w.first_day, w.last_day) for w in registration.windows.all()] == [
        (date(2027, 3, 1), date(2027, 4, 30))
    ]


def test_a_submitted_registration_waits_for_its_cluster_for_fourteen_days(
    representative, coordinator
):
    registration = submitted(representative)

    assert registration.state == R.SUBMITTED
    assert registration.due_on == TODAY + timedelta(days=14)
    assert registration.declared_by == representative
    assert [(n.reader, n.topic) for n in coordinator.notices.all()] == [
        (coordinator, "registration.submitted")
    ]
    assert representative.notices.get().topic == "registration.received"


def test_the_cluster_accepts_and_the_catalogue_opens(representative, coordinator):
    registration = submitted(representative)

    accepted = assessment.accept(
        assessment.take_up(registration, by=coordinator), by=coordinator, remark="Welcome."
    )

    assert (accepted.state, accepted.decided_by, accepted.remark) == (
        R.ACCEPTED,
        coordinator,
        "Welcome.",
    )
    assert list(Registration.objects.in_catalogue()) == [accepted]
    assert [entry.verb for entry in journal.entries_for(accepted.case)] == [
        "registration-drafted",
        "state-changed",
        "document-requested",
        "state-changed",
        "state-changed",
        "registration-accepted",
    ]


# -- Drafting ---------------------------------------------------------------------------------


def test_without_a_membership_the_cluster_of_the_country_assesses(cluster):
    same_country = ClusterFactory(organisation__country__code="ES")
    organisation = OrganisationFactory(country__code="ES")
    person = UserFactory(representative=True, organisation=organisation)

    assert drafted(person).cluster == same_country


def test_where_no_cluster_is_near_the_field_of_work_decides():
    ClusterFactory(field="furniture", code="a")
    water = ClusterFactory(field="membranes and pumps", code="b")
    organisation = OrganisationFactory(country__code="PT")
    person = UserFactory(representative=True, organisation=organisation)

    registration = drafted(person, topics=[TermFactory(label="Membranes")])

    assert registration.cluster == water


def test_clusters_outside_the_partnership_never_assess(cluster):
    outside = ClusterFactory(outside=True)
    organisation = OrganisationFactory(country__code="ES", member_of=outside)
    person = UserFactory(representative=True, organisation=organisation)

    assert drafted(person).cluster == cluster
    with pytest.raises(BadInput):
        registrations.change(Registration.objects.get(), by=person, cluster=outside)


def test_only_a_representative_registers_an_organisation(representative):
    organisation = organisation_of(representative)
    admin = UserFactory(organisation_admin=True, organisation=organisation)

    for person in (admin, UserFactory(), UserFactory(programme_coordinator=True)):
        with pytest.raises(NotAllowed):
            registrations.draft(organisation=organisation, role="host", by=person)
    assert not Registration.objects.exists()


def test_a_role_is_host_or_visitor(representative):
    with pytest.raises(BadInput):
        registrations.draft(
            organisation=organisation_of(representative), role="guest", by=representative
        )


def test_an_organisation_registers_once_in_each_role(representative):
    drafted(representative, "host")
    drafted(representative, "visitor")

    with pytest.raises(Conflict):
        drafted(representative, "host")

    assert Registration.objects.count() == 2


def test_answers_of_another_kind_and_unknown_fields_are_refused(representative):
    registration = drafted(representative)

    with pytest.raises(BadInput):
        registrations.change(
            registration, by=representative, topics=[TermFactory(kind=Term.Kind.AIM)]
        )
    with pytest.raises(Conflict):
        registrations.change(registration, by=representative, state=R.ACCEPTED)
    with pytest.raises(TypeError):
        registrations.draft(
            organisation=organisation_of(representative), role="host", by=representative, state="x"
        )
    registration.refresh_from_db()
    assert registration.state == R.DRAFT


def test_a_stranger_changes_nothing(representative):
    registration = drafted(representative)

    with pytest.raises(NotAllowed):
        registrations.change(registration, by=UserFactory(), summary="Mine.")

    registration.refresh_from_db()
    assert registration.summary == answers()["summary"]


# -- Submitting -------------------------------------------------------------------------------


def test_an_incomplete_registration_says_everything_that_is_missing(representative):
    registration = registrations.draft(
        organisation=organisation_of(representative), role="visitor", by=representative
    )

    with pytest.raises(Conflict) as refused:
        registrations.submit(registration, by=representative)

    assert refused.value.reasons == [
        "Say why you want to visit another organisation.",
        "Say what you need to learn, or which business you are looking for.",
        "Say what you bring to your host.",
        "Choose at least one topic.",
        "Choose at least one aim.",
        "Choose at least one language you can work in.",
        "Give a period ahead of at least 3 days.",
        "Say whether your organisation has visited before.",
    ]


def test_a_period_in_the_past_is_no_period(representative):
    registration = drafted(representative, windows=[(date(2026, 10, 1), date(2026, 11, 3))])

    with pytest.raises(Conflict) as refused:
        registrations.submit(registration, by=representative)

    assert refused.value.reasons == ["Give a period ahead of at least 3 days."]


def test_a_half_described_organisation_and_a_nameless_person_are_missing(representative):
    organisation = organisation_of(representative)
    organisation.address = organisation.size_class = ""
    organisation.save()
    representative.family_name = ""
    representative.save()

    with pytest.raises(Conflict) as refused:
        submitted(representative)

    assert refused.value.reasons == [
        "Give the registered address of your organisation.",
        "Say how large your organisation is.",
        "Give your full name; it is printed on the contract.",
    ]


def test_a_large_company_learns_from_the_rules_that_it_cannot_visit(cluster):
    organisation = OrganisationFactory(country__code="ES", large=True, member_of=cluster)
    person = UserFactory(representative=True, organisation=organisation)

    with pytest.raises(Conflict) as refused:
        submitted(person)

    assert len(refused.value.reasons) == 1
    assert "may not visit" in refused.value.reasons[0]
    assert refused.value.way_out


def test_an_administrator_may_fill_in_but_not_send(representative):
    admin = UserFactory(organisation_admin=True, organisation=organisation_of(representative))
    registration = registrations.change(drafted(representative), by=admin, summary="Better words.")

    with pytest.raises(NotAllowed):
        registrations.submit(registration, by=admin)


def test_nothing_changes_while_the_cluster_looks(representative):
    registration = submitted(representative)

    with pytest.raises(Conflict):
        registrations.change(registration, by=representative, summary="Other words.")
    with pytest.raises(Conflict):
        registrations.submit(registration, by=representative)
