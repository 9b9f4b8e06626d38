"""Changes of accounts for tests; people and their roles are in ``clusters``."""

import secrets

import factory

from clusters.models import AddressChange, FactorReset
from tests.factories.clusters import UserFactory


class AddressChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AddressChange

    person = factory.SubFactory(UserFactory)
    email = factory.Sequence(lambda n: f"moved-{n}@people.example")
    old_digest = factory.LazyFunction(lambda: secrets.token_hex(32))
    new_digest = factory.LazyFunction(lambda: secrets.token_hex(32))


class FactorResetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FactorReset

    person = factory.SubFactory(UserFactory)
    reason = "Called back on the number we had."
    asked_by = factory.SubFactory(UserFactory, operator=True)
