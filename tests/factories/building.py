"""Commitments, agreements and what stands under them. Only tests may put a row into a state."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from blues.documents.models import Document
from exchanges.building.quality import POINTS
from exchanges.models import (
    AgendaDay,
    AgendaTemplate,
    BankAccount,
    Commitment,
    Consent,
    FinancialAgreement,
    QualityAnswer,
    Remark,
    RemarkAnswer,
    Signature,
    State,
)
from tests.factories.clusters import (
    OrganisationFactory,
    RoleAssignmentFactory,
    TermFactory,
    UserFactory,
)
from tests.factories.exchanges import ExchangeFactory

__all__ = [
    "AgendaDayFactory",
    "AgendaTemplateFactory",
    "BankAccountFactory",
    "CommitmentFactory",
    "ConsentFactory",
    "DocumentFactory",
    "FinancialAgreementFactory",
    "QualityAnswerFactory",
    "RemarkAnswerFactory",
    "RemarkFactory",
    "SignatureFactory",
    "coordinator_of",
    "signer",
    "store",
]

FOUR = ["visitor", "host", "hop", "vop"]
IBAN = "ES9121000418450200051332"
OTHER_IBAN = "DE89370400440532013000"
ASKED = datetime(2027, 2, 2, 9, tzinfo=UTC)
TEXT = "Written for a test, and long enough to be read."


def coordinator_of(cluster):
    """A new coordinator of the cluster."""
    person = UserFactory(function="Cluster manager")
    RoleAssignmentFactory(user=person, role="coordinator", cluster=cluster)
    return person


def signer(exchange, party):
    """Who signs for the party: the representative, or a coordinator of the cluster."""
    if party in ("visitor", "host"):
        return exchange.registration_of(party).representative
    held = exchange.cluster_of(party).assignments.filter(role="coordinator").first()
    return held.user if held else coordinator_of(exchange.cluster_of(party))


def store(document, content=None):
    """Give a pending document a file, as the worker would."""
    content = content or f"%PDF-1.7 {document.reference}".encode()
    document.file.save(document.file_name, ContentFile(content), save=False)
    document.state = Document.State.STORED
    document.sha256 = hashlib.sha256(content).hexdigest()
    document.size, document.stored_at = len(content), timezone.now()
    document.save()
    return document


class DocumentFactory(factory.django.DjangoModelFactory):
    """A document with a file of a few bytes; ``pending=True`` is still being made."""

    class Meta:
        model = Document
        skip_postgeneration_save = True

    pending = False
    kind = "commitment"
    case = factory.Sequence(lambda n: f"test:{n}")
    version = 1
    reference = factory.Sequence(lambda n: f"DOC-{n}")
    title = "A document"
    noun = "document"
    edition = 1
    record = "{}"
    snapshot_sha256 = hashlib.sha256(b"{}").hexdigest()

    @classmethod
    def _create(cls, model_class, *args, **fields):
        is_pending = fields.pop("pending", False)
        document = super()._create(model_class, *args, **fields)
        return document if is_pending else store(document)


class CommitmentFactory(factory.django.DjangoModelFactory):
    """A complete draft with a programme for every day from Monday to Friday.

    ``agreed=True`` has its text on file and waits for signatures; ``signed=True`` has all four.
    ``blank=True`` is a draft in which the two sides have written nothing.
    """

    class Meta:
        model = Commitment
        skip_postgeneration_save = True

    class Params:
        texts = TEXT
        blank = factory.Trait(texts="", agenda=[], activities=[])
        agreed = factory.Trait(
            exchange=factory.SubFactory(ExchangeFactory, state=State.CTQ_AGREED),
            text_document=factory.SubFactory(
                DocumentFactory,
                case=factory.SelfAttribute("..exchange.case"),
                version=factory.SelfAttribute("..version"),
                reference=factory.LazyAttribute(
                    lambda made: (
                        f"CTQ-{made.factory_parent.exchange.reference[3:]}"
                        f"-v{made.factory_parent.version}"
                    )
                ),
            ),
        )
        signed = factory.Trait(
            agreed=True,
            exchange=factory.SubFactory(ExchangeFactory, state=State.CTQ_SIGNED),
        )

    exchange = factory.SubFactory(ExchangeFactory, state=State.CTQ_DRAFTING)
    version = 1
    title = "Membranes that stay clean"
    visitor_objectives = factory.SelfAttribute("texts")
    host_objectives = factory.SelfAttribute("texts")
    place = "Greifswald"
    visitor_outcomes = factory.SelfAttribute("texts")
    host_outcomes = factory.SelfAttribute("texts")
    measures = factory.SelfAttribute("texts")
    visitor_duties = factory.SelfAttribute("texts")
    host_duties = factory.SelfAttribute("texts")
    cluster_duties = factory.SelfAttribute("texts")
    confidentiality = factory.SelfAttribute("texts")
    insurance = factory.SelfAttribute("texts")
    publicity = factory.SelfAttribute("texts")

    @factory.post_generation
    def activities(commitment, create, extracted, **_kwargs):
        if create:
            terms = [TermFactory(kind="activity")] if extracted is None else extracted
            commitment.activities.set(terms)

    @factory.post_generation
    def agenda(commitment, create, extracted, **_kwargs):
        """``agenda=3`` fills the first three days, ``agenda=[dates]`` just these."""
        if not create:
            return
        count = 5 if extracted is None else extracted
        first = commitment.exchange.first_day
        days = (
            [first + timedelta(days=n) for n in range(count)] if isinstance(count, int) else count
        )
        for day in days:
            AgendaDayFactory(commitment=commitment, day=day)

    @factory.post_generation
    def checked(commitment, create, extracted, **_kwargs):
        """An agreed text was looked at by the visitor's cluster; ``checked=False`` was not."""
        if create and extracted is not False and commitment.text_document:
            coordinator = UserFactory()
            QualityAnswer.objects.bulk_create(
                QualityAnswer(
                    commitment=commitment,
                    party="vop",
                    point=point.code,
                    answer="yes",
                    answered_by=coordinator,
                )
                for point in POINTS
                if "vop" in point.asked
            )

    @factory.post_generation
    def signatures(commitment, create, extracted, **_kwargs):
        """``signatures=[parties]``; all four when the exchange is in the state that follows."""
        signed = commitment.exchange.state == State.CTQ_SIGNED and commitment.text_document
        if extracted is None:
            extracted = FOUR if signed else []
        for party in extracted if create else []:
            SignatureFactory(commitment=commitment, party=party)


class AgendaDayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaDay

    commitment = factory.SubFactory(CommitmentFactory)
    day = date(2027, 3, 1)
    morning = "Measurements in the laboratory"
    afternoon = "Evaluation with both teams"


class ConsentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Consent

    commitment = factory.SubFactory(CommitmentFactory)
    side = "visitor"
    content_sha256 = "0" * 64
    given_by = factory.SubFactory(UserFactory)


class RemarkFactory(factory.django.DjangoModelFactory):
    """What the host's side says about the expected outcomes; ``party`` says who speaks."""

    class Meta:
        model = Remark

    class Params:
        commitment = factory.SubFactory(CommitmentFactory)

    exchange = factory.SelfAttribute("commitment.exchange")
    version = factory.SelfAttribute("commitment.version")
    place = "visitor_outcomes"
    text = "How will you count this?"
    party = "host"
    made_by = factory.LazyAttribute(lambda made: signer(made.exchange, made.party))


class RemarkAnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RemarkAnswer

    class Params:
        settled = factory.Trait(text="", settles=True, party="host")

    remark = factory.SubFactory(RemarkFactory)
    text = "By the number of readings."
    party = "visitor"
    made_by = factory.LazyAttribute(lambda made: signer(made.remark.exchange, made.party))


class AgendaTemplateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaTemplate

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"A week in the pilot hall {n}")
    days = factory.LazyFunction(
        lambda: [
            {"morning": f"Morning {n}", "afternoon": "", "place": "", "people": "", "output": ""}
            for n in range(1, 4)
        ]
    )
    made_by = factory.SubFactory(UserFactory)


class QualityAnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = QualityAnswer

    commitment = factory.SubFactory(CommitmentFactory, agreed=True)
    party = "vop"
    point = "objectives"
    answer = "yes"
    answered_by = factory.LazyAttribute(lambda made: signer(made.commitment.exchange, made.party))


class BankAccountFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BankAccount

    exchange = factory.SubFactory(ExchangeFactory, state=State.CTQ_SIGNED)
    holder = "Example Water Ltd"
    iban = IBAN
    bic = "CAIXESBB"
    given_by = factory.SelfAttribute("exchange.visitor.representative")


class FinancialAgreementFactory(factory.django.DjangoModelFactory):
    """Prepared over EUR 415 for a signed Commitment; ``signed=True`` has both signatures."""

    class Meta:
        model = FinancialAgreement
        skip_postgeneration_save = True

    class Params:
        state = State.FA_PREPARED
        signed = factory.Trait(state=State.FA_SIGNED)

    commitment = factory.SubFactory(
        CommitmentFactory,
        agreed=True,
        signatures=FOUR,
        exchange=factory.SubFactory(ExchangeFactory, state=factory.SelfAttribute("...state")),
    )
    exchange = factory.SelfAttribute("commitment.exchange")
    rate_table = factory.LazyAttribute(lambda made: made.exchange.programme.rate_tables.first())
    working_days = 5
    distance_km = Decimal("1870.0")
    base = Decimal("830.00")
    is_halved = False
    reasons = ["The full sum for the country of the host (DE) is EUR\u00a0830."]
    amount = Decimal("830.00")
    payment_days = 10
    prepared_by = factory.SubFactory(UserFactory)
    text_document = factory.SubFactory(
        DocumentFactory,
        kind="agreement",
        case=factory.SelfAttribute("..exchange.case"),
        version=factory.SelfAttribute("..version"),
        reference=factory.LazyAttribute(
            lambda made: (
                f"FA-{made.factory_parent.exchange.reference[3:]}-v{made.factory_parent.version}"
            )
        ),
    )
    version = 1

    @factory.post_generation
    def account(agreement, create, extracted, **_kwargs):
        """The bank account that the agreement names; ``account=False`` leaves it out."""
        if create and extracted is not False and not hasattr(agreement.exchange, "bank_account"):
            BankAccountFactory(
                exchange=agreement.exchange, given_at=agreement.prepared_at - timedelta(hours=1)
            )

    @factory.post_generation
    def signatures(agreement, create, extracted, **_kwargs):
        """``signatures=[parties]``; both when the exchange is in the state that follows."""
        if extracted is None:
            is_signed = agreement.exchange.state == State.FA_SIGNED
            extracted = ["visitor", "vop"] if is_signed else []
        for party in extracted if create else []:
            SignatureFactory(commitment=None, agreement=agreement, party=party)


class SignatureFactory(factory.django.DjangoModelFactory):
    """Under the text on file, by the person who signs for that party."""

    class Meta:
        model = Signature

    class Params:
        paper = factory.LazyAttribute(lambda made: made.commitment or made.agreement)

    commitment = factory.SubFactory(CommitmentFactory, agreed=True)
    agreement = None
    party = "visitor"
    signed_by = factory.LazyAttribute(lambda made: signer(made.paper.exchange, made.party))
    name = factory.LazyAttribute(lambda made: made.signed_by.name)
    function = "Director"
    organisation = "Example Water Ltd"
    identity = "password"
    document_sha256 = factory.LazyAttribute(lambda made: made.paper.text_document.sha256)
    address = "192.0.2.1"
