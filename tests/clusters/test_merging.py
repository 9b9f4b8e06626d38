"""Two records become one and two again: what moves, what wins, and what stands in the way."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from blues import journal
from blues.common.errors import Conflict, NotAllowed
from clusters.directory import declarations, merging, organisations
from clusters.models import Membership, Merge, Organisation, Term
from exchanges.models import Registration
from tests.factories import (
    ClusterFactory,
    ExchangeFactory,
    InvitationFactory,
    MembershipFactory,
    OrganisationFactory,
    RegistrationFactory,
    RoleAssignmentFactory,
    SmeDeclarationFactory,
    TermFactory,
    UserFactory,
)

pytestmark = pytest.mark.feature(18)


@pytest.fixture
def by():
    return UserFactory(programme_coordinator=True)


@pytest.fixture
def kept():
    return OrganisationFactory(legal_name="Example Paca GmbH", website="https://paca.example")


@pytest.fixture
def absorbed():
    return OrganisationFactory(
        legal_name="Example Paca AG", vat_number="DE136695976", founded=1999, city="Rostock"
    )


def everything(*organisations_):
    """All that the database says about the two, to compare before and after."""
    models = (Organisation, Membership, Registration)
    ids = [one.pk for one in organisations_]
    return {
        "rows": [list(model.objects.order_by("pk").values()) for model in models],
        "roles": list(
            RoleAssignmentFactory._meta.model.objects.filter(organisation__in=ids)
            .order_by("pk")
            .values()
        ),
    }


# -- Merging --------------------------------------------------------------------------------------


def test_people_registrations_and_invitations_move(kept, absorbed, by):
    person = UserFactory(representative=True, organisation=absorbed)
    registration = RegistrationFactory(host=True, organisation=absorbed)
    invitation = InvitationFactory(organisation=absorbed)
    merging.merge(kept=kept, absorbed=absorbed, by=by)
    registration.refresh_from_db()
    invitation.refresh_from_db()
    person.__dict__.pop("roles", None)

    assert (registration.organisation, invitation.organisation) == (kept, kept)
    assert person.represents(kept)
    assert not person.represents(absorbed)
    assert list(Organisation.objects.current().filter(legal_name__contains="Paca")) == [kept]
    verbs = [entry.verb for entry in journal.entries_for(organisations.case(kept))]
    assert verbs == ["organisations-merged"]


def test_what_is_taken_over_wins_and_a_number_stands_in_one_place(kept, absorbed, by):
    merging.merge(kept=kept, absorbed=absorbed, take={"vat", "founded"}, by=by)
    kept.refresh_from_db()
    absorbed.refresh_from_db()

    assert (kept.vat_number, kept.founded, kept.city) == ("DE136695976", 1999, "Greifswald")
    assert (absorbed.vat_number, absorbed.merged_into) == ("", kept)
    assert kept.number_keys == ["DE:136695976", "vat:DE136695976"]


def test_the_preview_says_which_value_would_win_and_what_moves(kept, absorbed):
    RegistrationFactory(host=True, organisation=absorbed, reference="BX-H-007")
    shown = merging.preview(kept, absorbed, by=UserFactory(programme_coordinator=True))
    parts = {part.code: part for part in shown.parts}

    assert (parts["vat"].kept, parts["vat"].absorbed) == ("", "DE136695976")
    assert parts["vat"].takes_absorbed
    assert (parts["place"].takes_absorbed, parts["place"].differs) == (False, True)
    assert not parts["pic"].differs
    assert ("registrations", ["BX-H-007 Example Paca AG"]) in shown.moving
    assert shown.objections == []


def test_sectors_of_both_are_kept(kept, absorbed, by):
    shared, own = TermFactory.create_batch(2, kind=Term.Kind.INDUSTRY)
    kept.sectors.set([shared])
    absorbed.sectors.set([shared, own])
    merge = merging.merge(kept=kept, absorbed=absorbed, by=by)

    assert set(kept.sectors.all()) == {shared, own}
    merging.undo(merge=merge, by=by)
    assert set(kept.sectors.all()) == {shared}
    assert set(absorbed.sectors.all()) == {shared, own}


def test_a_membership_of_both_becomes_one_with_what_was_earned(kept, absorbed, by):
    cluster = ClusterFactory()
    requested = MembershipFactory(organisation=kept, cluster=cluster, requested=True)
    earned = MembershipFactory(organisation=absorbed, cluster=cluster)
    merging.merge(kept=kept, absorbed=absorbed, by=by)
    requested.refresh_from_db()

    assert requested.confirmed_by == earned.confirmed_by
    assert list(cluster.memberships.live()) == [requested]


def test_declarations_stay_with_who_made_them_and_are_still_shown(kept, absorbed, by):
    declaration = SmeDeclarationFactory(organisation=absorbed)
    merging.merge(kept=kept, absorbed=absorbed, by=by)

    assert list(declarations.history(kept)) == [declaration]
    assert not kept.sme_declarations.exists()


def test_somebody_with_a_role_in_both_holds_it_once(kept, absorbed, by):
    person = UserFactory(representative=True, organisation=kept)
    RoleAssignmentFactory(user=person, organisation=absorbed)
    merging.merge(kept=kept, absorbed=absorbed, by=by)

    assert [held.organisation for held in person.assignments.current()] == [kept]


# -- Refusals -------------------------------------------------------------------------------------


def reasons(kept, absorbed, by):
    with pytest.raises(Conflict) as refusal:
        merging.merge(kept=kept, absorbed=absorbed, by=by)
    assert not Merge.objects.exists()
    return " ".join(refusal.value.reasons)


def test_two_live_registrations_in_one_role_cannot_become_one(kept, absorbed, by):
    for organisation, reference in ((kept, "BX-H-001"), (absorbed, "BX-H-002")):
        RegistrationFactory(host=True, organisation=organisation, reference=reference)

    assert "registered as host (BX-H-001 and BX-H-002)" in reasons(kept, absorbed, by)


def test_an_organisation_cannot_have_visited_itself(kept, absorbed, by):
    visitor = RegistrationFactory(visitor=True, organisation=kept)
    host = RegistrationFactory(host=True, organisation=absorbed)
    exchange = ExchangeFactory(visitor=visitor, host=host)

    assert f"{exchange.reference} takes place between" in reasons(kept, absorbed, by)


def test_two_visits_in_person_cannot_become_one(kept, absorbed, by):
    exchanges = []
    for organisation in (kept, absorbed):
        visitor = RegistrationFactory(visitor=True, organisation=organisation, state="exhausted")
        exchanges.append(ExchangeFactory(visitor=visitor, state="completed"))
    Registration.objects.filter(organisation=absorbed)  # both are exhausted, so both are live

    assert "the one visit in person" in reasons(kept, absorbed, by)
    assert len(exchanges) == 2


def test_a_cluster_organisation_is_never_absorbed(kept, by):
    cluster = ClusterFactory()

    assert "is a cluster organisation" in reasons(kept, cluster.organisation, by)


def test_a_record_merges_neither_with_itself_nor_twice_nor_with_the_demo(kept, absorbed, by):
    assert "same record" in reasons(kept, kept, by)
    real = OrganisationFactory(is_demo=False)
    assert "invented for the demo" in reasons(kept, real, by)
    merging.merge(kept=kept, absorbed=absorbed, by=by)

    with pytest.raises(Conflict, match="cannot be merged now"):
        merging.merge(kept=real, absorbed=absorbed, by=by)


def test_who_merges(kept, absorbed):
    cluster = ClusterFactory()
    coordinator = UserFactory(coordinator=True, cluster=cluster)
    MembershipFactory(organisation=kept, cluster=cluster)
    twin = MembershipFactory(organisation=absorbed, cluster=cluster)
    also = MembershipFactory(organisation=absorbed)
    for nobody in (
        coordinator,
        UserFactory(representative=True, organisation=kept),
        UserFactory(auditor=True),
    ):
        with pytest.raises(NotAllowed):
            merging.merge(kept=kept, absorbed=absorbed, by=nobody)
    also.delete()

    assert merging.merge(kept=kept, absorbed=absorbed, by=coordinator).kept == kept
    assert not Membership.objects.live().filter(pk=twin.pk).exists()


def test_nobody_merges_an_organisation_of_their_own(kept, absorbed, by):
    RoleAssignmentFactory(user=by, organisation=kept)

    with pytest.raises(NotAllowed):
        merging.merge(kept=kept, absorbed=absorbed, by=by)


def test_a_third_record_with_the_number_gets_the_neutral_answer(kept, absorbed, by):
    OrganisationFactory(registration_number="HRB 1", country__code="PL")
    absorbed.registration_number = "HRB 1"
    absorbed.save()
    OrganisationFactory(legal_name="Example Third", country__code="ES", registration_number="X")
    kept.country_id, kept.registration_number = "PL", "HRB 2"
    kept.save()

    with pytest.raises(Conflict, match="These details cannot be used"):
        merging.merge(kept=kept, absorbed=absorbed, take={"registration"}, by=by)


# -- Undoing --------------------------------------------------------------------------------------


@pytest.fixture
def merged(kept, absorbed, by):
    """A merge of two records with everything that can hang on them, and how it was before."""
    cluster = ClusterFactory()
    MembershipFactory(organisation=kept, cluster=cluster, requested=True)
    MembershipFactory(organisation=absorbed, cluster=cluster)
    MembershipFactory(organisation=absorbed)
    person = UserFactory(representative=True, organisation=kept)
    RoleAssignmentFactory(user=person, organisation=absorbed)
    UserFactory(organisation_admin=True, organisation=absorbed)
    RegistrationFactory(host=True, organisation=absorbed)
    before = everything(kept, absorbed)
    take = {"name", "place", "vat", "size", "work", "contacts", "founded"}
    return merging.merge(kept=kept, absorbed=absorbed, take=take, by=by), before


def test_undoing_brings_back_exactly_what_was_there(merged, kept, absorbed, by):
    merge, before = merged
    assert everything(kept, absorbed) != before
    merging.undo(merge=merge, by=by)

    assert everything(kept, absorbed) == before
    merge.refresh_from_db()
    assert merge.undone_by == by
    verbs = [entry.verb for entry in journal.entries_for(organisations.case(absorbed))]
    assert verbs == ["organisations-merged", "merge-undone"]


@pytest.mark.parametrize("change", ["profile", "registration", "gone", "membership", "merged on"])
def test_what_has_changed_since_cannot_be_taken_apart(merged, kept, absorbed, by, change):
    merge, _before = merged
    kept.refresh_from_db()
    if change == "profile":
        kept.city = "Stralsund"
        kept.save()
    elif change == "registration":
        Registration.objects.update(summary="Another offer")
    elif change == "gone":
        kept.assignments.filter(role="organisation_admin").delete()
    elif change == "membership":
        kept.memberships.filter(pk=merge.record["memberships"][0][0]).update(since="2020-01-01",
            confirmed_at=timezone.now())  # fmt: skip
    else:
        merging.merge(kept=OrganisationFactory(), absorbed=kept, by=by)

    with pytest.raises(Conflict, match="has changed since") as refusal:
        merging.undo(merge=merge, by=by)
    assert refusal.value.reasons
    absorbed.refresh_from_db()
    assert absorbed.merged_into_id


def test_an_exchange_begun_since_keeps_them_together(merged, by):
    merge, _before = merged
    registration = Registration.objects.get(pk=merge.moved("exchanges.Registration")[0])
    exchange = ExchangeFactory(host=registration)

    with pytest.raises(Conflict) as refusal:
        merging.undo(merge=merge, by=by)
    assert f"The exchange {exchange.reference} was begun since." in refusal.value.reasons


def test_a_merge_is_undone_once_and_within_thirty_days(merged, by):
    merge, _before = merged
    Merge.objects.update(merged_at=timezone.now() - timedelta(days=31))
    with pytest.raises(Conflict, match="within 30 days"):
        merging.undo(merge=merge, by=by)
    Merge.objects.update(merged_at=timezone.now())
    merging.undo(merge=merge, by=by)

    with pytest.raises(Conflict, match="undone once"):
        merging.undo(merge=merge, by=by)


def test_who_undoes(merged):
    merge, _before = merged

    with pytest.raises(NotAllowed):
        merging.undo(merge=merge, by=UserFactory(coordinator=True))


# -- Pages ----------------------------------------------------------------------------------------


def pair(name, kept, absorbed):
    return reverse(f"directory:{name}", args=[kept.public_id, absorbed.public_id])


def test_merging_and_undoing_on_the_pages(client, sign_in, kept, absorbed, by):
    sign_in(by)
    shown = client.get(pair("merge-preview", kept, absorbed)).text
    assert "Example Paca AG becomes part of Example Paca GmbH." in shown
    response = client.post(pair("organisations-merge", kept, absorbed), {"take": ["vat"]})
    kept.refresh_from_db()

    assert kept.vat_number == "DE136695976"
    assert "Undo the merge" in client.get(response.url).text
    assert "Example Paca AG" in client.get(reverse("directory:merge-list")).text
    assert client.get(absorbed.get_absolute_url()).url == kept.get_absolute_url()
    assert client.get(pair("merge-preview", kept, absorbed)).status_code == 404
    client.post(f"{response.url}undo/")
    assert client.get(absorbed.get_absolute_url()).status_code == 200
    assert "Undo the merge" not in client.get(response.url).text


def test_the_preview_shows_why_not(client, sign_in, kept, absorbed, by):
    for organisation in (kept, absorbed):
        RegistrationFactory(host=True, organisation=organisation)
    sign_in(by)
    shown = client.get(pair("merge-preview", kept, absorbed)).text

    assert "Withdraw one of the two first." in shown
    assert client.post(pair("organisations-merge", kept, absorbed)).status_code == 409


def test_nonsense_is_not_taken(client, sign_in, kept, absorbed, by):
    sign_in(by)
    response = client.post(pair("organisations-merge", kept, absorbed), {"take": ["password"]})

    assert response.status_code == 400
    assert not Merge.objects.exists()


def test_a_stranger_does_not_follow_a_record_that_was_absorbed(client, sign_in, merged):
    merge, _before = merged
    sign_in(UserFactory(coordinator=True))

    assert client.get(merge.absorbed.get_absolute_url()).status_code == 404
    assert client.get(merge.get_absolute_url()).status_code == 404
    sign_in(UserFactory(representative=True))
    assert client.get(merge.get_absolute_url()).status_code == 403


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_merge_list_query_count(client, sign_in, django_assert_num_queries, by, count):
    for _number in range(count):
        merging.merge(kept=OrganisationFactory(), absorbed=OrganisationFactory(), by=by)
    sign_in(by)

    with django_assert_num_queries(5):  # session, person, roles, count, page
        response = client.get(reverse("directory:merge-list"))

    assert len(response.context["page_obj"]) == count
