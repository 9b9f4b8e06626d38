"""Somebody leaves while papers wait for signatures: the successor signs, what was signed stays."""

import pytest
from allauth.core import context as allauth_context
from django.test import RequestFactory

from blues.common.errors import Conflict, NotAllowed
from exchanges.building import signing
from exchanges.models import Exchange
from exchanges.registration import representatives
from tests.factories import PASSWORD, CommitmentFactory, UserFactory

pytestmark = pytest.mark.feature(7)


@pytest.fixture(autouse=True)
def _in_a_request():
    """The limit on wrong passwords looks at where a request comes from."""
    with allauth_context.request_context(RequestFactory().get("/")):
        yield


def sign(paper, *, by):
    exchange = Exchange.objects.get(pk=paper.exchange_id)
    return signing.sign_commitment(
        exchange, by=by, document_sha256=paper.text_document.sha256, password=PASSWORD
    )


def succeeded(registration):
    """A colleague to whom the representative of the registration has handed over."""
    organisation, leaver = registration.organisation, registration.representative
    colleague = UserFactory(representative=True, organisation=organisation)
    representatives.hand_over(
        organisation=organisation, leaver=leaver, successor=colleague, by=leaver
    )
    return leaver, colleague


def test_the_successor_signs_where_the_leaver_had_not():
    agreed = CommitmentFactory(agreed=True)
    leaver, successor = succeeded(agreed.exchange.visitor)

    with pytest.raises(NotAllowed):
        sign(agreed, by=type(leaver).objects.get(pk=leaver.pk))
    signature = sign(agreed, by=type(successor).objects.get(pk=successor.pk))

    assert (signature.party, signature.name) == ("visitor", successor.name)
    assert signature.document_sha256 == agreed.text_document.sha256


def test_a_signature_that_was_given_stays():
    agreed = CommitmentFactory(agreed=True, signatures=["visitor"])
    leaver, successor = succeeded(agreed.exchange.visitor)

    with pytest.raises(Conflict, match="not your turn"):
        sign(agreed, by=type(successor).objects.get(pk=successor.pk))
    assert [one.signed_by for one in agreed.signatures.all()] == [leaver]
