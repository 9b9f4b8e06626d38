"""Who approves no payment: nobody but finance, and nobody who had a part in the case."""

from datetime import date

import pytest
from django.utils import timezone

from blues.common import clock
from blues.common.errors import Conflict, NotAllowed
from exchanges.finalisation import payments
from exchanges.models import Payment, State
from tests.exchanges.finalisation.cast import Cast
from tests.factories import (
    AmendmentFactory,
    QualityAnswerFactory,
    RoleAssignmentFactory,
    SignedUploadFactory,
    UserFactory,
    told_by_both,
)


@pytest.fixture
def exchange():
    with clock.standing_on(date(2027, 3, 20)):
        yield told_by_both(State.REPORTS_VALIDATED, validated=True)


@pytest.fixture
def finance():
    return UserFactory(finance=True)


@pytest.mark.parametrize("name", ["visitor", "host", "vop", "hop", "programme", "auditor"])
def test_nobody_but_finance_approves(exchange, name):
    with pytest.raises(NotAllowed):
        payments.approve(exchange, by=Cast(exchange).named(name))

    assert not Payment.objects.exists()


def _accepts_a_scan(exchange, by):
    SignedUploadFactory(
        commitment=None,
        agreement=exchange.agreements.get(),
        document_sha256="0" * 64,
        uploaded_by=exchange.visitor.representative,
        state="accepted",
        decided_by=by,
        decided_at=timezone.now(),
    )


TAKEN_UP = {
    "scan": _accepts_a_scan,
    "quality": lambda exchange, by: QualityAnswerFactory(
        commitment=exchange.commitments.get(), answered_by=by
    ),
    "amendment": lambda exchange, by: AmendmentFactory(
        exchange=exchange, agreed_by=by, agreed_at=timezone.now()
    ),
}


@pytest.mark.parametrize(
    "part",
    [
        *("validated_by", "submitted_by", "returned_by", "confirmed", "checked", "uploaded"),
        *("scan", "quality", "amendment"),
    ],
)
def test_whoever_had_a_part_in_the_case_does_not_approve(exchange, finance, part):
    report = exchange.reports.first()
    if part == "confirmed":
        exchange.presence.__class__.objects.update(confirmed_by=finance)
    elif part == "checked":
        exchange.transitions.create(
            from_state=State.FA_SIGNED, to_state=State.READY, party="vop", by=finance
        )
    elif part == "uploaded":
        exchange.evidence.update(uploaded_by=finance)
    elif part in TAKEN_UP:
        TAKEN_UP[part](exchange, finance)
    else:
        moment = {part.replace("_by", "_at"): timezone.now()}
        type(report).objects.filter(pk=report.pk).update(**{part: finance}, **moment)

    with pytest.raises(Conflict) as refused:
        payments.approve(exchange, by=finance)

    assert refused.value.reasons == [
        "Whoever had a part in this exchange does not approve its payment."
    ]


@pytest.mark.parametrize("role", ["representative", "organisation_admin"])
@pytest.mark.parametrize("side", ["visitor", "host"])
def test_nobody_approves_for_an_organisation_of_ones_own(exchange, finance, role, side):
    RoleAssignmentFactory(user=finance, role=role, organisation=exchange.organisation_of(side))

    with pytest.raises((NotAllowed, Conflict)):
        payments.approve(exchange, by=finance)

    assert not Payment.objects.exists()
