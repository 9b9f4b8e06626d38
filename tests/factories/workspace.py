"""What the exchange page puts on top of the rooms: clocks and samples."""

import factory

from exchanges.models import Escalation, QualitySample, SampledExchange, State
from tests.factories.clusters import ProgrammeFactory, UserFactory
from tests.factories.exchanges import BEFORE, ExchangeFactory

__all__ = ["EscalationFactory", "QualitySampleFactory", "SampledExchangeFactory"]


class EscalationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Escalation

    exchange = factory.SubFactory(ExchangeFactory, state=State.CTQ_DRAFTING)
    state = factory.SelfAttribute("exchange.state")
    since = BEFORE
    level = Escalation.Level.REMINDER
    told = 1


class QualitySampleFactory(factory.django.DjangoModelFactory):
    """A draw whose exchanges are not in it yet."""

    class Meta:
        model = QualitySample

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: n + 1)
    scope = QualitySample.Scope.FINISHED
    size = 1
    seed = "7"
    population = factory.LazyFunction(list)
    purpose = "Yearly check"
    drawn_by = factory.SubFactory(UserFactory)


class SampledExchangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SampledExchange

    sample = factory.SubFactory(QualitySampleFactory)
    exchange = factory.SubFactory(ExchangeFactory, state=State.COMPLETED)
    position = 1
