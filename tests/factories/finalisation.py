"""What follows the signed papers. Only tests may put a row straight into a state."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import factory
from django.core.files.base import ContentFile
from PIL import Image

from blues.documents.snapshots import canonical, digest
from exchanges.models import (
    AgendaDay,
    BankAccount,
    ClosingReport,
    Commitment,
    Dossier,
    Evidence,
    FinancialAgreement,
    Interruption,
    Payment,
    Preparation,
    Presence,
    State,
)
from tests.factories.clusters import UserFactory
from tests.factories.exchanges import FIRST_DAY, LAST_DAY, ExchangeFactory

__all__ = [
    "ClosingReportFactory",
    "DossierFactory",
    "EvidenceFactory",
    "InterruptionFactory",
    "PaymentFactory",
    "PreparationFactory",
    "PresenceFactory",
    "a_pdf",
    "a_picture",
    "a_stay",
    "sign_papers",
    "told_by_both",
]

SIGNED = datetime(2027, 2, 1, 9, tzinfo=UTC)
AFTER = datetime(2027, 3, 8, 9, tzinfo=UTC)
IBAN = "ES9121000418450200051332"
CONFIDENTIAL = "The cluster answered our letters after three weeks."


def a_pdf(mark: str = "one", extra: bytes = b"") -> ContentFile:
    """A small PDF; another ``mark`` makes another file."""
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog " + extra + b">>endobj\n%" + mark.encode()
    return ContentFile(body + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n", name="boarding pass.pdf")


def a_picture(kind: str = "JPEG", size=(40, 30), **saving) -> ContentFile:
    drawn = BytesIO()
    Image.new("RGB", size, "teal").save(drawn, kind, **saving)
    return ContentFile(drawn.getvalue(), name=f"photo.{kind.lower()}")


def sign_papers(exchange, *, days: int = 5, amount=Decimal(830), base=Decimal(830)):
    """A Commitment with so many planned days and, for a stay in person, the agreement."""
    commitment = Commitment.objects.create(
        exchange=exchange,
        title=exchange.title,
        place="Greifswald",
        visitor_outcomes="A protocol for cleaning membranes.",
        host_outcomes="Two data sets of the visitor.",
        **{
            name: f"The {name.replace('_', ' ')} as agreed."
            for name in (
                "visitor_objectives",
                "host_objectives",
                "measures",
                "visitor_duties",
                "host_duties",
                "cluster_duties",
                "confidentiality",
                "insurance",
                "publicity",
            )
        },
    )
    for number in range(days):
        AgendaDay.objects.create(
            commitment=commitment,
            day=exchange.first_day + timedelta(days=number),
            morning=f"Measurements, series {number + 1}",
            afternoon="Evaluation with both teams",
        )
    if exchange.is_virtual:
        return commitment
    BankAccount.objects.create(
        exchange=exchange,
        holder=exchange.visitor_organisation.legal_name,
        iban=IBAN,
        bic="CAIXESBB",
        given_at=SIGNED - timedelta(days=1),
        given_by=exchange.visitor.representative,
    )
    return FinancialAgreement.objects.create(
        exchange=exchange,
        commitment=commitment,
        rate_table=exchange.programme.rate_tables.first(),
        working_days=days,
        distance_km=exchange.distance_km,
        base=base,
        is_halved=amount < base,
        reasons=["The full sum for the country of the host (DE) is EUR\u00a0830."],
        amount=amount,
        payment_days=10,
        prepared_at=SIGNED,
        prepared_by=exchange.vop_confirmed_by or UserFactory(),
    )


def a_stay(state=State.IN_PROGRESS, *, papers=None, **fields):
    """An exchange from the first day on, with its papers; ``papers`` are words for sign_papers."""
    exchange = ExchangeFactory(state=state, **fields)
    sign_papers(exchange, **(papers or {}))
    return exchange


def told_by_both(state=State.REPORTS_SUBMITTED, *, working_days=5, validated=False, **fields):
    """A stay with presence, both reports and, in person, the evidence."""
    exchange = a_stay(state, **fields)
    PresenceFactory(
        exchange=exchange,
        working_days=working_days,
        last_day=exchange.first_day + timedelta(days=max(working_days, 1) - 1),
    )
    for side in ("visitor", "host"):
        ClosingReportFactory(exchange=exchange, side=side, validated=validated)
    if not exchange.is_virtual:
        for kind in ("travel", "accommodation"):
            EvidenceFactory(exchange=exchange, kind=kind)
    return exchange


class PreparationFactory(factory.django.DjangoModelFactory):
    """``insured=True``: the visitor has declared it; ``checked=True``: the cluster looked."""

    class Meta:
        model = Preparation

    class Params:
        insured = factory.Trait(
            insured_at=SIGNED, insured_by=factory.SelfAttribute("exchange.visitor.representative")
        )
        checked = factory.Trait(
            insured=True, checked_at=SIGNED, checked_by=factory.SubFactory(UserFactory)
        )

    exchange = factory.SubFactory(ExchangeFactory, state=State.FA_SIGNED)
    host_contact = "Jana Vzorek"
    meeting_point = "Main entrance, 9:00"


class PresenceFactory(factory.django.DjangoModelFactory):
    """All five days, confirmed by the host's representative."""

    class Meta:
        model = Presence

    class Params:
        acknowledged = factory.Trait(
            acknowledged_at=AFTER,
            acknowledged_by=factory.SelfAttribute("exchange.visitor.representative"),
        )

    exchange = factory.SubFactory(ExchangeFactory, state=State.IN_PROGRESS)
    first_day = FIRST_DAY
    last_day = LAST_DAY
    working_days = 5
    confirmed_at = AFTER
    confirmed_by = factory.SelfAttribute("exchange.host.representative")


class InterruptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Interruption

    exchange = factory.SubFactory(ExchangeFactory, state=State.INTERRUPTED)
    cause = Interruption.Cause.VISITOR
    last_day = date(2027, 3, 2)
    reason = "Called back to the plant."
    recorded_by = factory.SubFactory(UserFactory)


class ClosingReportFactory(factory.django.DjangoModelFactory):
    """Handed in and complete, with a confidential remark that must not leak.

    ``draft=True`` is still being written, ``validated=True`` has passed the cluster.
    """

    class Meta:
        model = ClosingReport

    class Params:
        draft = factory.Trait(submitted_at=None, submitted_by=None)
        author = factory.LazyAttribute(
            lambda made: made.exchange.registration_of(made.side).representative
        )

    exchange = factory.SubFactory(ExchangeFactory, state=State.STAY_ENDED)
    side = "visitor"
    activities_done = "Two series of measurements, an evaluation, a visit to the pilot plant."
    results = "Ten paired readings, three contacts and a date for a joint trial in spring."
    people_met = 6
    objectives_reached = 4
    mark_matching = 5
    mark_support = 2
    mark_result = 4
    would_repeat = True
    confidential = CONFIDENTIAL
    validated = False
    submitted_at = AFTER
    submitted_by = factory.SelfAttribute("author")
    validated_at = factory.Maybe("validated", AFTER, None)
    validated_by = factory.Maybe("validated", factory.SubFactory(UserFactory), None)

    @classmethod
    def _create(cls, model_class, *args, **fields):
        fields.pop("validated")
        return super()._create(model_class, *args, **fields)


class EvidenceFactory(factory.django.DjangoModelFactory):
    """A file on disk; its digests are those of its content."""

    class Meta:
        model = Evidence

    class Params:
        content = factory.LazyAttributeSequence(
            lambda made, n: f"%PDF-1.4 {made.kind} {n}".encode()
        )

    exchange = factory.SubFactory(ExchangeFactory, state=State.STAY_ENDED)
    kind = Evidence.Kind.TRAVEL
    file = factory.LazyAttribute(lambda made: ContentFile(made.content, name="evidence"))
    name = "boarding pass.pdf"
    content_type = "application/pdf"
    size = factory.LazyAttribute(lambda made: len(made.content))
    sha256 = factory.LazyAttribute(lambda made: hashlib.sha256(made.content).hexdigest())
    stored_sha256 = factory.SelfAttribute("sha256")
    uploaded_by = factory.SelfAttribute("exchange.visitor.representative")


class PaymentFactory(factory.django.DjangoModelFactory):
    """Approved; ``booked=True`` has been transferred. The exchange needs its agreement."""

    class Meta:
        model = Payment

    class Params:
        booked = factory.Trait(
            value_date=date(2027, 3, 20),
            bank_reference="TR-1",
            booked_at=AFTER,
            booked_by=factory.SelfAttribute("approved_by"),
        )

    exchange = factory.LazyFunction(lambda: told_by_both(State.PAYMENT_APPROVED, validated=True))
    agreement = factory.LazyAttribute(lambda made: made.exchange.agreements.first())
    agreed = factory.SelfAttribute("agreement.amount")
    amount = factory.SelfAttribute("agreed")
    explanation = {}
    account_sha256 = "0" * 64
    approved_by = factory.SubFactory(UserFactory, finance=True)


class DossierFactory(factory.django.DjangoModelFactory):
    """Asked for and not packed yet."""

    class Meta:
        model = Dossier

    exchange = factory.SubFactory(ExchangeFactory, state=State.COMPLETED)
    record = factory.LazyAttribute(
        lambda made: canonical({"exchange": {"reference": made.exchange.reference}, "files": []})
    )
    record_sha256 = factory.LazyAttribute(lambda made: digest(made.record))
    asked_by = factory.SubFactory(UserFactory)
