"""What comes with signatures and after them: files, refusals, amendments, other accounts."""

import hashlib
from datetime import date

import factory
from django.core.files.base import ContentFile

from exchanges.models import (
    AccountChange,
    AgreementRefusal,
    Amendment,
    SignedUpload,
    State,
)
from tests.factories.building import (
    ASKED,
    OTHER_IBAN,
    CommitmentFactory,
    FinancialAgreementFactory,
    signer,
)
from tests.factories.clusters import (
    UserFactory,
)
from tests.factories.exchanges import ExchangeFactory

__all__ = [
    "AccountChangeFactory",
    "AgreementRefusalFactory",
    "AmendmentFactory",
    "SignedUploadFactory",
]


class AccountChangeFactory(factory.django.DjangoModelFactory):
    """Another account, asked for by the visitor; ``confirmed=True`` by two others."""

    class Meta:
        model = AccountChange

    class Params:
        confirmed = factory.Trait(
            coordinator_confirmed_at=ASKED,
            coordinator_confirmed_by=factory.SubFactory(UserFactory),
            coordinator_note="Called at the number of the registration.",
            finance_confirmed_at=ASKED,
            finance_confirmed_by=factory.SubFactory(UserFactory),
            finance_note="The letter of the bank is on file.",
            outcome="confirmed",
            ended_at=ASKED,
            ended_by=factory.SelfAttribute("finance_confirmed_by"),
        )

    exchange = factory.SubFactory(ExchangeFactory, state=State.FA_SIGNED)
    holder = "Example Water Ltd"
    iban = OTHER_IBAN
    bic = "COBADEFF"
    reason = "We have moved to another bank."
    asked_by = factory.SelfAttribute("exchange.visitor.representative")


class SignedUploadFactory(factory.django.DjangoModelFactory):
    """A scan of the Commitment that waits for a coordinator."""

    class Meta:
        model = SignedUpload

    class Params:
        paper = factory.LazyAttribute(lambda made: made.commitment or made.agreement)

    commitment = factory.SubFactory(CommitmentFactory, agreed=True)
    agreement = None
    party = "visitor"
    method = "wet_ink_scan"
    document_sha256 = factory.LazyAttribute(lambda made: made.paper.text_document.sha256)
    content = factory.Sequence(lambda n: b"%%PDF-1.7 scan %d %%%%EOF" % n)
    file = factory.LazyAttribute(lambda made: ContentFile(made.content, name="scan.pdf"))
    name = "scan.pdf"
    content_type = "application/pdf"
    size = factory.LazyAttribute(lambda made: len(made.content))
    sha256 = factory.LazyAttribute(lambda made: hashlib.sha256(made.content).hexdigest())
    stored_sha256 = factory.SelfAttribute("sha256")
    identity = "password"
    uploaded_by = factory.LazyAttribute(lambda made: signer(made.paper.exchange, made.party))

    @classmethod
    def _create(cls, model_class, *args, content, **fields):
        return super()._create(model_class, *args, **fields)


class AgreementRefusalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgreementRefusal

    agreement = factory.SubFactory(FinancialAgreementFactory)
    party = "visitor"
    refused_by = factory.LazyAttribute(lambda made: signer(made.agreement.exchange, made.party))
    reason = "The dates are not ours."


class AmendmentFactory(factory.django.DjangoModelFactory):
    """A notice by the visitor that moves the stay by two days."""

    class Meta:
        model = Amendment

    exchange = factory.SubFactory(ExchangeFactory, state=State.FA_SIGNED)
    number = 1
    kind = Amendment.Kind.NOTICE
    reason = "A trade fair in between."
    first_day = date(2027, 3, 3)
    last_day = date(2027, 3, 9)
    first_day_before = factory.SelfAttribute("exchange.first_day")
    last_day_before = factory.SelfAttribute("exchange.last_day")
    side = "visitor"
    proposed_by = factory.SelfAttribute("exchange.visitor.representative")
