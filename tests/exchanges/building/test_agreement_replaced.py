"""Whoever signed an agreement learns that a new version has taken its place."""

from datetime import date

import pytest

from blues.common import clock
from blues.notices.models import Notice
from exchanges.building import agreements
from exchanges.building.current import agreement_of
from exchanges.models import Exchange
from tests.factories import AgreementRefusalFactory, FinancialAgreementFactory, UserFactory, signer


@pytest.fixture(autouse=True)
def _before_the_stay():
    with clock.standing_on(date(2027, 2, 1)):
        yield


def prepared(**how):
    """An agreement over another sum than the rules yield now."""
    exchange = FinancialAgreementFactory(working_days=3, **how).exchange
    for organisation in (exchange.visitor_organisation, exchange.host_organisation):
        organisation.sme_declared_at = exchange.proposed_at
        organisation.sme_declared_by = exchange.visitor.representative
        organisation.save()
    return Exchange.objects.get(pk=exchange.pk)


def prepare_anew(exchange):
    return agreements.prepare(exchange, by=signer(exchange, "vop"))


def told(topic: str) -> set:
    return set(Notice.objects.filter(topic=topic).values_list("reader", flat=True))


def test_whoever_signed_hears_that_the_signature_is_void_and_nothing_else():
    exchange = prepared(signatures=["visitor"])
    visitor = exchange.visitor.representative

    assert prepare_anew(exchange).version == 2

    assert agreement_of(exchange).valid_signatures() == []
    assert told("building.agreement-replaced") == {visitor.pk}
    assert told("building.sign-agreement") == set()


def test_who_signed_and_may_sign_no_more_is_told_beside_whoever_signs_now():
    exchange = prepared(signatures=["visitor"])
    signature = agreement_of(exchange).valid_signatures()[0]
    signature.signed_by.assignments.all().delete()
    successor = UserFactory(representative=True, organisation=exchange.visitor_organisation)

    prepare_anew(exchange)

    assert told("building.agreement-replaced") == {signature.signed_by_id}
    assert told("building.sign-agreement") == {successor.pk}


def test_where_nobody_had_signed_no_signature_is_void():
    exchange = prepared()

    prepare_anew(exchange)

    assert told("building.agreement-replaced") == set()
    assert told("building.sign-agreement") == {exchange.visitor.representative.pk}


def test_after_a_refusal_which_has_told_it_the_visitor_is_asked_to_sign():
    exchange = prepared(signatures=["visitor"])
    AgreementRefusalFactory(agreement=agreement_of(exchange), party="vop")

    prepare_anew(exchange)

    assert told("building.agreement-replaced") == set()
    assert told("building.sign-agreement") == {exchange.visitor.representative.pk}
