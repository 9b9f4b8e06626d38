"""What was said about an exchange, who reads along, and what came by mail."""

import factory

from exchanges.models import (
    Attachment,
    InboundMail,
    Joining,
    Message,
    Party,
    ReplyAddress,
)
from tests.factories.clusters import UserFactory
from tests.factories.exchanges import ExchangeFactory
from tests.factories.finalisation import a_pdf

__all__ = [
    "AttachmentFactory",
    "InboundMailFactory",
    "JoiningFactory",
    "MessageFactory",
    "ReplyAddressFactory",
]


class MessageFactory(factory.django.DjangoModelFactory):
    """What the visitor says; ``host=True`` lets the host say it."""

    class Meta:
        model = Message

    class Params:
        host = factory.Trait(
            party=Party.HOST, by=factory.SelfAttribute("exchange.host.representative")
        )

    exchange = factory.SubFactory(ExchangeFactory)
    party = Party.VISITOR
    by = factory.SelfAttribute("exchange.visitor.representative")
    text = factory.Sequence(lambda n: f"Shall we look at membrane {n} first?")


class AttachmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attachment

    message = factory.SubFactory(MessageFactory)
    content_type = "application/pdf"
    file = factory.LazyFunction(a_pdf)
    name = "Plan of the site.pdf"
    size = 90
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    stored_sha256 = factory.SelfAttribute("sha256")


class JoiningFactory(factory.django.DjangoModelFactory):
    """A coordinator of the visitor's partner cluster who has joined."""

    class Meta:
        model = Joining

    exchange = factory.SubFactory(ExchangeFactory)
    party = Party.VOP
    person = factory.SubFactory(
        UserFactory,
        coordinator=True,
        cluster=factory.LazyAttribute(lambda made: _cluster_of(made.factory_parent)),
    )


def _cluster_of(joining):
    return joining.exchange.cluster_of(joining.party)


class ReplyAddressFactory(factory.django.DjangoModelFactory):
    """Where the representative of the host answers."""

    class Meta:
        model = ReplyAddress

    token = factory.Sequence(lambda n: f"{n:032x}")
    exchange = factory.SubFactory(ExchangeFactory)
    person = factory.SelfAttribute("exchange.host.representative")


class InboundMailFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = InboundMail

    key = factory.Sequence(lambda n: f"{n:064x}")
    message_id = factory.Sequence(lambda n: f"<{n}@mail.example>")
    sender = "somebody@people.example"
    source = InboundMail.Source.WEBHOOK
    size = 1200
    outcome = "ignored"
    reason = "automatic"
