"""Conflicts of interest, cases that change hands, and reviews of a rejection."""

import pytest
from django.urls import reverse

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.models import Role
from exchanges.models import ClusterReason, HandOver, Registration, RegistrationState
from exchanges.registration import assessment, handovers, registrations, reviews
from exchanges.registration.rules import assesses, conflict_of, may_decide, who_can_assess
from tests.exchanges.cast import drafted, registered, submitted
from tests.factories import (
    ClusterFactory,
    ConflictOfInterestFactory,
    HandOverFactory,
    MembershipFactory,
    ProgrammeFactory,
    RegistrationFactory,
    ReviewRequestFactory,
    RoleAssignmentFactory,
    UserFactory,
)

R = RegistrationState


def page(name, registration):
    return reverse(f"registration:{name}", args=[registration.public_id])


@pytest.fixture
def case(cluster):
    return registered("visitor", cluster=cluster, state=R.SUBMITTED)


@pytest.fixture
def colleague(cluster):
    return UserFactory(coordinator=True, cluster=cluster)


@pytest.fixture
def programme_coordinator():
    return UserFactory(programme_coordinator=True)


def verbs(one):
    return [str(entry.verb) for entry in journal.entries_for(one.case)]


# -- Conflict of interest ----------------------------------------------------------------------


def test_nothing_ties_a_coordinator_to_a_member(case, coordinator):
    assert conflict_of(coordinator, case) == ""
    assert assesses(coordinator, case)
    assert who_can_assess(case) == ""


@pytest.mark.parametrize("role", [Role.REPRESENTATIVE, Role.ORGANISATION_ADMIN])
def test_a_role_at_the_organisation_ties(case, cluster, role):
    tied = UserFactory(coordinator=True, cluster=cluster)
    RoleAssignmentFactory(user=tied, role=role, organisation=case.organisation)

    assert conflict_of(tied, case) == f"You hold a role at {case.organisation}."
    assert not may_decide(tied, case)


def test_nobody_assesses_the_own_cluster_organisation(cluster, coordinator, programme_coordinator):
    own = RegistrationFactory(
        host=True,
        organisation=cluster.organisation,
        cluster=cluster,
        state=R.SUBMITTED,
        membership=False,
    )

    with pytest.raises(NotAllowed) as refused:
        assessment.take_up(own, by=coordinator)

    assert refused.value.reasons == [f"{own.organisation} is the cluster that you work for."]
    assert refused.value.way_out == (
        f"Nobody at {cluster} may decide this case; the programme coordinator does."
    )
    assert assessment.accept(own, by=programme_coordinator).state == R.ACCEPTED


def test_the_programme_coordinator_steps_in_only_where_nobody_is_free(
    case, coordinator, programme_coordinator
):
    assert not may_decide(programme_coordinator, case)
    ConflictOfInterestFactory(registration=case, person=coordinator)
    assert may_decide(programme_coordinator, case)
    assert not assesses(programme_coordinator, case)

    ConflictOfInterestFactory(registration=case, person=programme_coordinator)

    assert not may_decide(programme_coordinator, case)
    assert who_can_assess(case).startswith("Nobody may decide this case:")


def unconfirmed(case):
    """The membership of the organisation, which waits for the cluster."""
    case.organisation.memberships.update(confirmed_at=None, confirmed_by=None)
    return case.organisation.memberships.get()


def test_where_the_only_coordinator_represents_the_newcomer_its_membership_is_confirmed(
    case, coordinator, programme_coordinator
):
    membership = unconfirmed(case)
    RoleAssignmentFactory(
        user=coordinator, role=Role.REPRESENTATIVE, organisation=case.organisation
    )

    accepted = assessment.accept(case, by=programme_coordinator)

    membership.refresh_from_db()
    assert (accepted.state, membership.confirmed_by) == (R.ACCEPTED, programme_coordinator)


def test_whoever_decides_the_case_confirms_the_membership_of_its_cluster_alone(
    client, sign_in, case, coordinator, programme_coordinator
):
    membership = unconfirmed(case)
    elsewhere = MembershipFactory(
        requested=True, organisation=case.organisation, cluster=ClusterFactory()
    )
    ConflictOfInterestFactory(registration=case, person=coordinator)
    sign_in(programme_coordinator)
    shown = client.get(page("assessment-detail", case))
    assert shown.context["requests"] == [membership]

    client.post(page("assessment-membership", case))

    for one in (membership, elsewhere):
        one.refresh_from_db()
    assert (membership.confirmed_by, elsewhere.is_requested) == (programme_coordinator, True)
    assert client.post(page("assessment-membership", case)).status_code == 409


def test_whoever_steps_in_for_nobody_confirms_no_membership(
    client, sign_in, case, coordinator, programme_coordinator
):
    membership = unconfirmed(case)
    sign_in(programme_coordinator)

    assert client.get(page("assessment-detail", case)).context["requests"] == []
    assert client.post(page("assessment-membership", case)).status_code == 409
    membership.refresh_from_db()
    assert membership.is_requested


def test_a_declared_conflict_stops_the_membership_too(client, sign_in, case, coordinator):
    membership = unconfirmed(case)
    ConflictOfInterestFactory(registration=case, person=coordinator)
    sign_in(coordinator)

    assert client.get(page("assessment-detail", case)).context["requests"] == []
    assert client.post(page("assessment-membership", case)).status_code == 403
    membership.refresh_from_db()
    assert membership.is_requested


def test_declaring_a_conflict_hands_the_case_to_a_colleague(case, coordinator, colleague):
    taken = assessment.take_up(case, by=coordinator)

    handed = handovers.declare_conflict(taken, by=coordinator, reason="My sister.", to=colleague)

    assert (handed.taken_up_by, conflict_of(coordinator, case)) == (
        colleague,
        "You have declared a conflict of interest.",
    )
    assert [notice.topic for notice in colleague.notices.all()] == ["registration.passed_on"]
    assert verbs(case)[-2:] == ["conflict-declared", "case-assigned"]


def test_without_a_name_whoever_is_free_hears_of_it(case, coordinator, programme_coordinator):
    taken = assessment.take_up(case, by=coordinator)

    left = handovers.declare_conflict(taken, by=coordinator, reason="My sister.")

    assert left.taken_up_by is None
    assert [n.topic for n in programme_coordinator.notices.all()] == ["registration.case_free"]
    with pytest.raises(NotAllowed):
        assessment.accept(left, by=coordinator)


def test_a_conflict_is_explained_and_declared_by_whoever_could_decide(case, coordinator):
    with pytest.raises(BadInput):
        handovers.declare_conflict(case, by=coordinator, reason=" ")
    with pytest.raises(NotAllowed):
        handovers.declare_conflict(case, by=UserFactory(), reason="I like them.")


def test_a_case_is_passed_to_free_colleagues_only(case, coordinator, colleague):
    stranger = UserFactory(coordinator=True)
    with pytest.raises(BadInput):
        handovers.pass_on(case, by=coordinator, to=stranger)

    passed = handovers.pass_on(case, by=coordinator, to=colleague)

    assert (passed.state, passed.taken_up_by) == (R.UNDER_ASSESSMENT, colleague)
    again = handovers.pass_on(passed, by=colleague, to=coordinator)
    assert again.taken_up_by == coordinator


def test_a_decided_case_changes_no_hands(coordinator, colleague, cluster):
    decided = registered("visitor", cluster=cluster)

    with pytest.raises(Conflict):
        handovers.pass_on(decided, by=coordinator, to=colleague)


# -- To another cluster ------------------------------------------------------------------------


@pytest.mark.feature(10)
def test_another_cluster_takes_a_case(case, coordinator):
    other = ClusterFactory()
    taker = UserFactory(coordinator=True, cluster=other)
    due_on = case.due_on

    offered = handovers.offer(case, by=coordinator, to=other, reason="They work in that country.")
    taken = handovers.take(offered, by=taker)

    assert (taken.cluster, taken.cluster_because, taken.due_on) == (
        other,
        ClusterReason.HANDED_OVER,
        due_on,
    )
    assert [n.topic for n in taker.notices.all()] == ["registration.case_offered"]
    assert [n.topic for n in coordinator.notices.all()] == ["registration.case_taken"]
    assert assessment.take_up(taken, by=taker).taken_up_by == taker
    with pytest.raises(NotAllowed):
        assessment.take_up(taken, by=coordinator)
    with pytest.raises(Conflict):
        handovers.take(offered, by=taker)


def test_a_refused_offer_leaves_the_case_where_it_is(case, coordinator):
    offered = handovers.offer(case, by=coordinator, to=ClusterFactory(), reason="Yours?")
    taker = UserFactory(coordinator=True, cluster=offered.to_cluster)
    with pytest.raises(BadInput):
        handovers.refuse(offered, by=taker, answer="")
    with pytest.raises(NotAllowed):
        handovers.take(offered, by=coordinator)

    handovers.refuse(offered, by=taker, answer="Not our field.")

    case.refresh_from_db()
    assert (case.cluster, HandOver.objects.get().answer) == (
        coordinator.assignments.get().cluster,
        "Not our field.",
    )
    handovers.offer(case, by=coordinator, to=offered.to_cluster, reason="Please look again.")


def test_an_offer_goes_to_another_partner_once_and_with_a_reason(case, coordinator, cluster):
    for to, reason in (
        (cluster, "Ourselves"),
        (ClusterFactory(outside=True), "Not in the partnership"),
        (ClusterFactory(), " "),
    ):
        with pytest.raises(BadInput):
            handovers.offer(case, by=coordinator, to=to, reason=reason)
    handovers.offer(case, by=coordinator, to=ClusterFactory(), reason="Yours?")
    with pytest.raises(Conflict):
        handovers.offer(case, by=coordinator, to=ClusterFactory(), reason="Or yours?")


def test_an_offer_stays_in_its_programme(client, sign_in, cluster):
    second = ProgrammeFactory(code="second")
    here, there = ClusterFactory.create_batch(2, programme=second)
    case = registered("visitor", cluster=here, state=R.SUBMITTED)
    coordinator = UserFactory(coordinator=True, cluster=here)
    sign_in(coordinator)

    form = client.get(page("assessment-detail", case)).context["handover_form"]

    assert list(form.fields["to"].queryset) == [there]
    with pytest.raises(BadInput):
        handovers.offer(case, by=coordinator, to=cluster, reason="Yours?")
    assert handovers.offer(case, by=coordinator, to=there, reason="Yours?").to_cluster == there


def test_an_offer_lapses_with_the_decision(client, sign_in, case, coordinator):
    offered = handovers.offer(case, by=coordinator, to=ClusterFactory(), reason="Yours?")
    sign_in(UserFactory(coordinator=True, cluster=offered.to_cluster))
    assert client.get(page("assessment-detail", case)).status_code == 200

    assessment.accept(case, by=coordinator)

    assert client.get(page("assessment-detail", case)).status_code == 404
    assert case.reference not in client.get("/my-turn/").content.decode()


def test_an_offer_lapses_when_the_organisation_chooses_another_cluster(
    client, sign_in, representative, coordinator
):
    case = submitted(representative)
    offered = handovers.offer(case, by=coordinator, to=ClusterFactory(), reason="Yours?")
    taker = UserFactory(coordinator=True, cluster=offered.to_cluster)
    chosen = ClusterFactory()
    Registration.objects.filter(pk=case.pk).update(cluster=chosen)
    case.refresh_from_db()

    for answer in (
        lambda: handovers.take(offered, by=taker),
        lambda: handovers.refuse(offered, by=taker, answer="Not our field."),
    ):
        with pytest.raises(Conflict, match="has gone to another cluster"):
            answer()
    assert handovers.open_offer(case) is None
    sign_in(taker)
    assert client.get(page("assessment-detail", case)).status_code == 404

    again = handovers.offer(
        case,
        by=UserFactory(coordinator=True, cluster=chosen),
        to=offered.to_cluster,
        reason="Yours?",
    )

    assert handovers.take(again, by=taker).cluster == offered.to_cluster
    offered.refresh_from_db()
    assert (offered.is_taken, offered.answer) == (False, "The case has gone to another cluster.")


def test_nobody_has_taken_up_what_the_organisation_sends_to_another_cluster(
    representative, coordinator
):
    case = assessment.take_up(submitted(representative), by=coordinator)
    asked = assessment.ask_for_more(case, by=coordinator, remark="Are you not nearer to others?")
    chosen = ClusterFactory()

    registrations.change(asked, by=representative, cluster=chosen)
    sent = registrations.submit(asked, by=representative)

    assert (sent.cluster, sent.taken_up_by, sent.taken_up_at) == (chosen, None, None)


def test_who_is_tied_takes_no_case_for_the_cluster(case):
    offered = HandOverFactory(registration=case)
    tied = UserFactory(coordinator=True, cluster=offered.to_cluster)
    RoleAssignmentFactory(user=tied, role=Role.REPRESENTATIVE, organisation=case.organisation)

    with pytest.raises(NotAllowed):
        handovers.take(offered, by=tied)


def test_hands_change_on_the_pages(client, sign_in, case, coordinator, colleague):
    other = ClusterFactory()
    taker = UserFactory(coordinator=True, cluster=other)
    sign_in(taker)
    assert client.get(page("assessment-detail", case)).status_code == 404
    sign_in(coordinator)

    empty = client.post(page("assessment-pass-on", case), {})
    assert "to" in empty.context["pass_form"].errors
    client.post(page("assessment-pass-on", case), {"pass-to": colleague.public_id})
    empty = client.post(page("assessment-conflict", case), {})
    assert "reason" in empty.context["conflict_form"].errors
    empty = client.post(page("assessment-offer", case), {})
    assert "to" in empty.context["handover_form"].errors
    client.post(
        page("assessment-offer", case), {"handover-to": other.code, "handover-reason": "Yours?"}
    )
    client.post(page("assessment-conflict", case), {"conflict-reason": "My sister."})
    shown = client.get(page("assessment-detail", case)).content.decode()
    assert "You have declared a conflict of interest." in shown

    sign_in(taker)
    listed = client.get(reverse("registration:assessment-list"))
    assert list(listed.context["page_obj"]) == [case]
    empty = client.post(page("assessment-refuse", case), {})
    assert "text" in empty.context["refuse_form"].errors
    client.post(page("assessment-refuse", case), {"refuse-text": "No."})
    assert client.get(page("assessment-detail", case)).status_code == 404
    HandOverFactory(registration=case, to_cluster=other)
    client.post(page("assessment-take", case))

    case.refresh_from_db()
    assert case.cluster == other
    assert client.post(page("assessment-take", case)).status_code == 404


# -- Review ------------------------------------------------------------------------------------


@pytest.fixture
def rejected(representative, coordinator):
    return assessment.reject(submitted(representative), by=coordinator, reason="A duplicate.")


def test_a_rejection_is_reviewed_and_assessed_again(
    rejected, representative, coordinator, programme_coordinator
):
    asked = reviews.ask(rejected, by=representative, text="We are another company.")
    with pytest.raises(NotAllowed):
        reviews.reopen(asked, by=coordinator, answer="No.")

    decided = reviews.reopen(asked, by=programme_coordinator, answer="The numbers differ.")

    rejected.refresh_from_db()
    assert (rejected.state, rejected.taken_up_by, decided.outcome) == (
        R.UNDER_ASSESSMENT,
        None,
        "reopened",
    )
    assert assessment.accept(rejected, by=coordinator).state == R.ACCEPTED
    assert [n.topic for n in programme_coordinator.notices.all()] == ["registration.review_asked"]
    assert "registration.review_reopened" in [n.topic for n in representative.notices.all()]
    assert {"review-asked", "review-reopened"} <= set(verbs(rejected))


def test_the_page_says_where_a_review_stands(
    client, sign_in, rejected, representative, programme_coordinator
):
    sign_in(representative)

    def says():
        return client.get(page("registration-detail", rejected)).context["next_step"]

    first = says()
    asked = reviews.ask(rejected, by=representative, text="We are another company.")
    meanwhile = says()
    reviews.uphold(asked, by=programme_coordinator, answer="The numbers are the same.")

    assert (first, meanwhile, says()) == (
        "You may ask the programme coordinator to look at the decision again.",
        "The programme coordinator looks at the decision again and answers you.",
        "The programme coordinator has looked at the decision again, and it stands.",
    )


def test_a_rejection_stands_after_a_review(
    rejected, representative, coordinator, programme_coordinator
):
    asked = reviews.ask(rejected, by=representative, text="We are another company.")
    with pytest.raises(BadInput):
        reviews.uphold(asked, by=programme_coordinator, answer="")

    reviews.uphold(asked, by=programme_coordinator, answer="The numbers are the same.")

    rejected.refresh_from_db()
    assert rejected.state == R.REJECTED
    for person in (representative, coordinator):
        assert "registration.review_upheld" in [n.topic for n in person.notices.all()]
    with pytest.raises(Conflict):
        reviews.reopen(asked, by=programme_coordinator, answer="Second thoughts.")
    with pytest.raises(Conflict):
        reviews.ask(rejected, by=representative, text="Once more.")


def test_only_a_rejected_organisation_asks_and_in_words(rejected, representative, coordinator):
    with pytest.raises(NotAllowed):
        reviews.ask(rejected, by=coordinator, text="For them.")
    with pytest.raises(BadInput):
        reviews.ask(rejected, by=representative, text=" ")
    accepted = registered("host")
    with pytest.raises(Conflict):
        reviews.ask(accepted, by=accepted.representative, text="Why not.")


def test_nobody_reviews_the_own_case(rejected, representative):
    asked = ReviewRequestFactory(registration=rejected)
    tied = UserFactory(programme_coordinator=True)
    RoleAssignmentFactory(user=tied, role=Role.REPRESENTATIVE, organisation=rejected.organisation)

    with pytest.raises(NotAllowed):
        reviews.uphold(asked, by=tied, answer="Fine.")


def test_nobody_reviews_the_own_rejection(
    client, sign_in, representative, coordinator, programme_coordinator
):
    case = submitted(representative)
    ConflictOfInterestFactory(registration=case, person=coordinator)
    rejected = assessment.reject(case, by=programme_coordinator, reason="A duplicate.")
    asked = reviews.ask(rejected, by=representative, text="We are another company.")
    for decide in (reviews.uphold, reviews.reopen):
        with pytest.raises(NotAllowed) as refused:
            decide(asked, by=programme_coordinator, answer="As I said.")
        assert refused.value.reasons == ["You have rejected this registration yourself."]
    sign_in(programme_coordinator)
    shown = client.get(page("assessment-detail", rejected)).context
    assert (shown["review"], "review_form" in shown) == (asked, False)

    sign_in(UserFactory(programme_coordinator=True))

    assert "review_form" in client.get(page("assessment-detail", rejected)).context


def test_a_rejection_stays_when_the_organisation_has_registered_again(
    rejected, representative, programme_coordinator
):
    asked = reviews.ask(rejected, by=representative, text="We are another company.")
    drafted(representative)

    with pytest.raises(Conflict):
        reviews.reopen(asked, by=programme_coordinator, answer="Fine.")


def test_a_review_is_asked_and_decided_on_the_pages(
    client, sign_in, rejected, representative, programme_coordinator
):
    sign_in(representative)
    assert client.get(page("registration-detail", rejected)).context["may_ask_review"]
    assert client.get(page("review-ask", rejected)).status_code == 200
    assert "text" in client.post(page("review-ask", rejected), {}).context["form"].errors
    client.post(page("review-ask", rejected), {"text": "We are another company."})
    assert client.get(page("review-ask", rejected)).status_code == 403

    sign_in(programme_coordinator)
    assert rejected.reference in client.get("/my-turn/").content.decode()
    empty = client.post(page("assessment-review", rejected), {})
    assert set(empty.context["review_form"].errors) == {"answer", "outcome"}
    client.post(
        page("assessment-review", rejected),
        {"review-outcome": "reopen", "review-answer": "The numbers differ."},
    )

    rejected.refresh_from_db()
    assert rejected.state == R.UNDER_ASSESSMENT
    assert client.post(page("assessment-review", rejected), {}).status_code == 404
