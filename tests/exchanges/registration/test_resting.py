"""Resting, reserving and ending."""

import pytest

from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.models import OrganisationType
from exchanges.models import Registration, RegistrationState
from exchanges.registration import assessment, registrations
from tests.exchanges.cast import coordinator_of, drafted, registered, submitted
from tests.factories import (
    ClusterFactory,
    ExchangeFactory,
    OrganisationFactory,
    RegistrationFactory,
    UserFactory,
)

R = RegistrationState


def test_a_rest_leaves_the_catalogue_and_comes_back():
    registration = RegistrationFactory(host=True)
    person = registration.representative

    resting = registrations.hold(registration, by=person)
    assert (resting.state, list(Registration.objects.in_catalogue())) == (R.ON_HOLD, [])
    assert registrations.resume(resting, by=person).state == R.ACCEPTED
    with pytest.raises(Conflict):
        registrations.resume(registration, by=person)


def test_the_cluster_reserves_and_releases():
    registration = RegistrationFactory(host=True)
    coordinator = UserFactory(coordinator=True, cluster=registration.cluster)
    with pytest.raises(NotAllowed):
        registrations.reserve(registration, by=registration.representative)

    reserved = registrations.reserve(registration, by=coordinator)
    assert reserved.state == R.RESERVED
    assert registrations.release(reserved, by=coordinator).state == R.ACCEPTED
    with pytest.raises(Conflict):
        registrations.release(registration, by=coordinator)


@pytest.mark.parametrize("state", [R.ACCEPTED, R.RESERVED, R.ON_HOLD, R.LOW_ACTIVE])
def test_the_one_visit_is_used_once_also_by_who_rests(state):
    registration = RegistrationFactory(visitor=True, state=state)

    registrations.exhaust(registration)
    registrations.exhaust(registration)
    registration.refresh_from_db()
    assert registration.state == R.EXHAUSTED


def test_an_accepted_profile_stays_fresh_but_what_was_assessed_stays():
    registration = RegistrationFactory(host=True)
    person = registration.representative

    changed = registrations.change(registration, by=person, capacity=3, is_listed=False)
    assert (changed.capacity, changed.is_listed) == (3, False)
    with pytest.raises(Conflict):
        registrations.change(registration, by=person, cluster=ClusterFactory())


@pytest.mark.parametrize("side", ["organisation", "cluster"])
def test_either_side_ends_a_registration_and_the_other_is_told(side):
    registration = registered("host")
    representative, coordinator = registration.representative, coordinator_of(registration)
    by, other = {
        "organisation": (representative, coordinator),
        "cluster": (coordinator, representative),
    }[side]

    ended = registrations.withdraw(registration, by=by, reason="We merge.")

    assert (ended.state, ended.remark) == (R.WITHDRAWN, "We merge.")
    assert other.notices.filter(topic="registration.withdrawn").count() == 1
    assert by.notices.filter(topic="registration.withdrawn").count() == 0


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_cluster_ends_nothing_without_a_reason(reason):
    registration = registered("host")

    with pytest.raises(BadInput):
        registrations.withdraw(registration, by=coordinator_of(registration), reason=reason)

    registration.refresh_from_db()
    assert registration.state == R.ACCEPTED


@pytest.mark.parametrize("state", [R.SUBMITTED, R.UNDER_ASSESSMENT, R.MORE_INFO_NEEDED])
def test_a_cluster_ends_nothing_that_it_has_not_decided_on(state):
    registration = registered("visitor", state=state)
    coordinator = coordinator_of(registration)

    with pytest.raises(Conflict):
        registrations.withdraw(registration, by=coordinator, reason="Out of scope.")

    registration.refresh_from_db()
    assert registration.state == state
    assert not registrations.may_withdraw(coordinator, registration)
    assert registrations.may_withdraw(registration.representative, registration)


def test_a_discarded_draft_disturbs_nobody(representative, coordinator):
    registrations.withdraw(drafted(representative), by=representative)

    assert coordinator.notices.count() == 0


def test_a_live_exchange_keeps_its_registrations():
    exchange = ExchangeFactory()

    with pytest.raises(Conflict) as refused:
        registrations.withdraw(exchange.host, by=exchange.host.representative)

    assert refused.value.reasons == [f"It takes part in {exchange.reference}; end that first."]
    with pytest.raises(NotAllowed):
        registrations.withdraw(exchange.host, by=exchange.visitor.representative)


@pytest.mark.parametrize("side", ["host", "visitor"])
def test_a_cluster_profiled_on_eccp_belongs_to_itself(cluster, coordinator, side):
    outside = ClusterFactory(outside=True, organisation__country__code="FR")
    person = UserFactory(representative=True, organisation=outside.organisation)

    registration = submitted(person, side, cluster=cluster)

    assert assessment.accept(registration, by=coordinator).state == R.ACCEPTED


@pytest.mark.parametrize("is_known", [True, False])
def test_whoever_only_calls_itself_a_cluster_is_asked_for_its_profile(cluster, is_known):
    organisation = OrganisationFactory(country__code="FR", type=OrganisationType.CLUSTER)
    if is_known:
        ClusterFactory(outside=True, organisation=organisation, is_on_eccp=False)
    person = UserFactory(representative=True, organisation=organisation)

    with pytest.raises(Conflict) as refused:
        submitted(person, "host", cluster=cluster)

    assert refused.value.reasons == [
        f"{organisation} has no profile on ECCP and belongs to no cluster that has one."
    ]
