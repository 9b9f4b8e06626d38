"""Several colleagues for one organisation, and what happens when one of them leaves."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.notices.models import Notice
from clusters.directory import organisations
from clusters.models import Invitation, Role, User
from clusters.people import handover
from exchanges.registration import representatives
from exchanges.registration.models import Registration
from tests.factories import (
    InvitationFactory,
    OrganisationFactory,
    RegistrationFactory,
    RoleAssignmentFactory,
    UserFactory,
)

pytestmark = pytest.mark.feature(6, 7)


@pytest.fixture
def registration():
    return RegistrationFactory(visitor=True, is_third_country_national=True)


@pytest.fixture
def organisation(registration):
    return registration.organisation


@pytest.fixture
def leaver(registration):
    return registration.representative


@pytest.fixture
def colleague(organisation):
    return UserFactory(representative=True, organisation=organisation, family_name="Aaberg")


@pytest.fixture
def admin(organisation):
    return UserFactory(organisation_admin=True, organisation=organisation, family_name="Zeman")


def fresh(person) -> User:
    return User.objects.get(pk=person.pk)


def page(organisation, person=None):
    if person is None:
        return reverse("registration:colleague-list", args=[organisation.public_id])
    return reverse(
        "registration:colleague-hand-over", args=[organisation.public_id, person.public_id]
    )


# -- Who represents a registration -----------------------------------------------------------------


def test_another_colleague_represents_the_organisation(registration, colleague, admin):
    before = registration.representative
    changed = representatives.change_representative(registration, to=colleague, by=admin)

    assert (changed.representative, changed.is_third_country_national) == (colleague, False)
    entry = journal.entries_for(registration.case).last()
    assert entry.verb == "representative-changed"
    assert entry.detail == {"before": str(before.public_id), "after": str(colleague.public_id)}


def test_the_cv_of_the_leaver_goes(registration, colleague, admin, settings, tmp_path, committed):
    settings.MEDIA_ROOT = tmp_path
    registration.cv.save("cv.pdf", ContentFile(b"%PDF-1.7\n%%EOF\n"))
    stored = tmp_path / registration.cv.name
    with committed():
        same = representatives.change_representative(
            registration, to=registration.representative, by=admin
        )
        assert same.cv
    assert stored.exists()
    with committed():
        changed = representatives.change_representative(registration, to=colleague, by=admin)

    assert not changed.cv
    assert not stored.exists()


def test_nobody_represents_an_organisation_without_the_role(registration, admin):
    with pytest.raises(BadInput, match="does not represent the organisation"):
        representatives.change_representative(registration, to=admin, by=admin)


def test_only_administrators_change_the_representative(registration, colleague):
    for nobody in (colleague, UserFactory(), UserFactory(programme_coordinator=True)):
        with pytest.raises(NotAllowed):
            representatives.change_representative(registration, to=colleague, by=nobody)


def test_an_ended_registration_stays_as_it_was(registration, colleague, admin):
    ended = RegistrationFactory(
        host=True, organisation=registration.organisation, state="withdrawn", membership=False
    )

    with pytest.raises(Conflict, match="has ended"):
        representatives.change_representative(ended, to=colleague, by=admin)


# -- Handing over ----------------------------------------------------------------------------------


def test_a_successor_takes_over_roles_registrations_and_turns(
    registration, organisation, leaver, colleague, admin, committed
):
    RoleAssignmentFactory(user=leaver, role=Role.ORGANISATION_ADMIN, organisation=organisation)
    offered = InvitationFactory(organisation=organisation, invited_by=leaver)
    other = InvitationFactory(invited_by=leaver)
    with committed():
        moved = representatives.hand_over(
            organisation=organisation, leaver=leaver, successor=colleague, by=admin
        )
    registration.refresh_from_db()

    assert moved == [registration]
    assert registration.representative == colleague
    assert (fresh(leaver).organisation_ids, fresh(colleague).administers(organisation)) == (
        set(),
        True,
    )
    assert list(Invitation.objects.open()) == [other]
    assert Invitation.objects.get(pk=offered.pk).withdrawn_by == admin
    told = {notice.reader: notice.subject for notice in Notice.objects.all()}
    assert set(told) == {leaver, colleague}
    assert told[colleague] == f"You take over from {leaver.name} at {organisation}"
    verbs = [entry.verb for entry in journal.entries_for(organisations.case(organisation))]
    assert verbs == ["handed-over"]


def test_whoever_leaves_may_hand_over_themselves(registration, organisation, leaver, colleague):
    representatives.hand_over(
        organisation=organisation, leaver=leaver, successor=colleague, by=leaver
    )
    registration.refresh_from_db()

    assert registration.representative == colleague
    assert fresh(leaver).organisation_ids == set()


def test_a_registration_left_behind_gets_a_new_representative(
    registration, organisation, leaver, admin
):
    leaver.assignments.all().delete()
    representatives.hand_over(organisation=organisation, leaver=leaver, successor=admin, by=admin)
    registration.refresh_from_db()

    assert registration.representative == admin
    assert fresh(admin).represents(organisation)


def test_the_cluster_steps_in_only_where_nobody_is_left(
    registration, organisation, leaver, colleague
):
    coordinator = UserFactory(coordinator=True, cluster=registration.cluster)
    stranger = UserFactory(coordinator=True)
    admin = RoleAssignmentFactory(role=Role.ORGANISATION_ADMIN, organisation=organisation)
    assert not handover.may_hand_over(coordinator, organisation, leaver)
    admin.delete()

    assert handover.may_hand_over(coordinator, organisation, leaver)
    assert not handover.may_hand_over(stranger, organisation, leaver)
    representatives.hand_over(
        organisation=organisation, leaver=leaver, successor=colleague, by=coordinator
    )
    registration.refresh_from_db()
    assert registration.representative == colleague


@pytest.mark.parametrize("who", ["stranger", "the leaver"])
def test_the_successor_is_a_colleague(organisation, leaver, admin, who):
    successor = leaver if who == "the leaver" else UserFactory(representative=True)

    with pytest.raises(BadInput):
        representatives.hand_over(
            organisation=organisation, leaver=leaver, successor=successor, by=admin
        )
    assert fresh(leaver).represents(organisation)


def test_a_role_with_a_last_day_keeps_it_unless_the_successor_has_longer(
    organisation, leaver, colleague, admin
):
    leaver.assignments.update(valid_until="2099-01-01")
    representatives.hand_over(
        organisation=organisation, leaver=leaver, successor=colleague, by=admin
    )

    assert colleague.assignments.get().valid_until is None


def test_strangers_hand_nothing_over(organisation, leaver, colleague):
    with pytest.raises(NotAllowed):
        representatives.hand_over(
            organisation=organisation, leaver=leaver, successor=colleague, by=UserFactory()
        )


@pytest.fixture
def stand_in(admin, organisation, colleague):
    """A colleague in the administrator's place for a week, who represents nobody for good."""
    return RoleAssignmentFactory(
        user=colleague,
        role=Role.ORGANISATION_ADMIN,
        organisation=organisation,
        stands_in_for=admin.assignments.get(),
        valid_until=timezone.localdate() + timedelta(days=7),
    )


def test_a_stand_in_hands_nothing_over(
    client, sign_in, registration, organisation, leaver, stand_in
):
    RoleAssignmentFactory(user=leaver, role=Role.ORGANISATION_ADMIN, organisation=organisation)
    assert fresh(stand_in.user).administers(organisation)
    sign_in(stand_in.user)
    answers = {"successor": stand_in.user.public_id}

    assert client.post(page(organisation, leaver), answers).status_code == 403
    with pytest.raises(NotAllowed):
        representatives.hand_over(
            organisation=organisation,
            leaver=leaver,
            successor=stand_in.user,
            by=fresh(stand_in.user),
        )
    registration.refresh_from_db()
    assert registration.representative == leaver
    assert fresh(leaver).administers(organisation)
    own = stand_in.user.assignments.own().values_list("role", flat=True)
    assert list(own) == [Role.REPRESENTATIVE]


def test_a_stand_in_of_the_coordinator_does_not_step_in(registration, organisation, leaver):
    coordinator = UserFactory(coordinator=True, cluster=registration.cluster)
    named = RoleAssignmentFactory(
        role=Role.COORDINATOR,
        organisation=None,
        cluster=registration.cluster,
        stands_in_for=coordinator.assignments.get(),
        valid_until=timezone.localdate() + timedelta(days=7),
    )

    assert registration.cluster_id in named.user.cluster_ids
    assert handover.may_hand_over(coordinator, organisation, leaver)
    assert not handover.may_hand_over(named.user, organisation, leaver)


def test_nobody_hands_over_to_themselves_what_they_do_not_hold(organisation, leaver, admin):
    RoleAssignmentFactory(user=leaver, role=Role.ORGANISATION_ADMIN, organisation=organisation)
    both = {"organisation": organisation, "leaver": leaver, "successor": admin, "by": admin}
    with pytest.raises(NotAllowed, match="to yourself"):
        representatives.hand_over(**both)

    assert fresh(leaver).represents(organisation)
    assert not fresh(admin).represents(organisation)
    RoleAssignmentFactory(user=admin, role=Role.REPRESENTATIVE, organisation=organisation)
    representatives.hand_over(**both | {"by": fresh(admin)})
    assert fresh(leaver).organisation_ids == set()


# -- Pages -----------------------------------------------------------------------------------------


def test_colleagues_see_each_other_and_what_each_represents(
    client, sign_in, registration, organisation, colleague
):
    sign_in(colleague)
    shown = client.get(page(organisation)).text

    assert registration.representative.name in shown
    assert f"Represents the organisation in {registration.reference} (visitor)" in shown
    assert page(organisation, registration.representative) not in shown
    assert page(organisation, colleague) in shown


def test_handing_over_on_the_page(client, sign_in, registration, leaver, colleague, admin):
    organisation = registration.organisation
    sign_in(admin)
    assert registration.reference in client.get(page(organisation, leaver)).text
    answers = {"successor": colleague.public_id, "is_third_country_national": "on"}
    response = client.post(page(organisation, leaver), answers | {"declares_183_days": "on"})
    registration.refresh_from_db()

    assert response.url == page(organisation)
    assert registration.representative == colleague
    assert (registration.is_third_country_national, registration.declares_183_days) == (True, True)
    assert leaver.name not in client.get(page(organisation)).text


def test_whoever_handed_over_their_own_place_ends_up_at_their_account(
    client, sign_in, organisation, leaver, colleague
):
    sign_in(leaver)
    response = client.post(page(organisation, leaver), {"successor": colleague.public_id})

    assert response.url == reverse("people:account-page")


def test_the_page_asks_about_the_person_only_where_a_registration_moves(
    client, sign_in, organisation, colleague, admin
):
    sign_in(admin)

    assert "outside COSME" not in client.get(page(organisation, colleague)).text
    foreign = client.post(page(organisation, colleague), {"successor": UserFactory().public_id})
    assert foreign.status_code == 400
    assert fresh(colleague).represents(organisation)


def test_a_registration_left_behind_is_pointed_out(client, sign_in, registration, leaver, admin):
    leaver.assignments.all().delete()
    sign_in(admin)
    shown = client.get(page(registration.organisation)).text

    assert f"still names {leaver.name}" in shown
    assert page(registration.organisation, leaver) in shown


def test_who_sees_the_people_of_an_organisation(client, sign_in, registration, leaver, colleague):
    organisation = registration.organisation
    cluster = registration.cluster
    codes = {}
    for name, reader in {
        "colleague": colleague,
        "cluster": UserFactory(coordinator=True, cluster=cluster),
        "other cluster": UserFactory(coordinator=True),
        "finance": UserFactory(finance=True),
        "auditor": UserFactory(auditor=True),
        "other company": UserFactory(representative=True),
    }.items():
        sign_in(reader)
        codes[name] = (
            client.get(page(organisation)).status_code,
            client.get(page(organisation, leaver)).status_code,
        )
    nobody = page(organisation, UserFactory())

    assert codes == {
        "colleague": (200, 403),
        "cluster": (200, 200),
        "other cluster": (404, 404),
        "finance": (403, 403),
        "auditor": (200, 403),
        "other company": (404, 404),
    }
    sign_in(colleague)
    assert client.get(nobody).status_code == 404


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_colleague_list_query_count(client, sign_in, django_assert_num_queries, count):
    organisation = OrganisationFactory()
    admin = UserFactory(organisation_admin=True, organisation=organisation)
    for _number in range(count):
        UserFactory(representative=True, organisation=organisation)
    RegistrationFactory(host=True, organisation=organisation, representative=admin)
    sign_in(admin)

    with django_assert_num_queries(7):  # session, person, roles, page; registrations, people, may
        response = client.get(page(organisation))

    assert len(response.context["rows"]) == count + 1
    assert Registration.objects.count() == 1
