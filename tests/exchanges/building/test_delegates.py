"""Signing for a colleague: only as delegate signatory, and with both names."""

from datetime import date, timedelta

import pytest
from allauth.core import context as allauth_context
from django.test import RequestFactory
from django.utils import timezone

from blues.common import clock
from blues.common.errors import NotAllowed
from clusters.models import Role
from clusters.people import stand_ins
from clusters.people.appointments import forget_roles
from exchanges.building import signing, steps
from tests.factories import (
    PASSWORD,
    CommitmentFactory,
    RoleAssignmentFactory,
    UserFactory,
    coordinator_of,
)

TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _in_a_request_before_the_stay():
    request = RequestFactory().get("/")
    with allauth_context.request_context(request), clock.standing_on(date(2027, 2, 1)):
        yield


def sign(paper, by, party):
    return signing.sign_commitment(
        paper.exchange,
        by=by,
        party=party,
        document_sha256=paper.text_document.sha256,
        password=PASSWORD,
    )


def standing_in(held, deputy):
    return stand_ins.name(
        assignment=held,
        deputy=deputy,
        first_day=TODAY,
        last_day=TODAY + timedelta(days=7),
        by=held.user,
    )


@pytest.mark.feature(62)
def test_a_stand_in_of_the_cluster_signs_once_appointed_delegate():
    agreed = CommitmentFactory(agreed=True, signatures=["visitor", "host"])
    principal = coordinator_of(agreed.exchange.hop)
    held = principal.assignments.get(role=Role.COORDINATOR, cluster=agreed.exchange.hop)
    deputy = UserFactory(finance=True)
    named = standing_in(held, deputy)
    with pytest.raises(NotAllowed, match="A stand-in does not sign"):
        sign(agreed, deputy, "hop")
    assert agreed.signatures.count() == 2

    stand_ins.let_sign(stand_in=named, by=UserFactory(programme_coordinator=True))
    forget_roles(deputy)
    signature = sign(agreed, deputy, "hop")
    assert signature.signed_by == deputy
    assert signature.name == f"{deputy.name}, delegate of {principal.name}"


def test_a_colleague_signs_for_the_representative_as_their_delegate_alone():
    agreed = CommitmentFactory(agreed=True)
    organisation = agreed.exchange.visitor_organisation
    principal = agreed.exchange.visitor.representative
    held = principal.assignments.get(role=Role.REPRESENTATIVE, organisation=organisation)
    admin = UserFactory(organisation_admin=True, organisation=organisation)
    named = standing_in(held, admin)
    with pytest.raises(NotAllowed, match="representative named"):
        sign(agreed, admin, "visitor")

    other = RoleAssignmentFactory(role=Role.ORGANISATION_ADMIN, organisation=organisation).user
    stand_ins.let_sign(stand_in=named, by=other)
    forget_roles(admin)
    assert sign(agreed, admin, "visitor").name == f"{admin.name}, delegate of {principal.name}"


def test_the_exchange_page_offers_signing_to_delegates_only():
    agreed = CommitmentFactory(agreed=True, signatures=["visitor", "host"])
    held = coordinator_of(agreed.exchange.hop).assignments.get(role=Role.COORDINATOR)
    deputy = UserFactory(finance=True)
    named = standing_in(held, deputy)

    def offered():
        forget_roles(deputy)
        return [line.action for line in steps.steps(agreed.exchange, deputy) if line.action]

    assert offered() == []
    stand_ins.let_sign(stand_in=named, by=UserFactory(programme_coordinator=True))
    assert len(offered()) == 1
