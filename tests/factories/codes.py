"""Code lists: entries of the vendored ones, and invented lists for what those do not show."""

from datetime import date

import factory

from clusters.models import CodeList, IndustryCode, Region, Scheme
from clusters.programme.seeds import codes


def industry(code="36.00", version="2.1") -> IndustryCode:
    """Water collection, treatment and supply, unless told."""
    codes.load()
    return IndustryCode.objects.version(version).get(code=code)


def region(code="ES243", version="2024") -> Region:
    """Zaragoza, unless told."""
    codes.load()
    return Region.objects.version(version).get(code=code)


class CodeListFactory(factory.django.DjangoModelFactory):
    """A list of economic activities long before the vendored ones."""

    class Meta:
        model = CodeList
        django_get_or_create = ("scheme", "version")

    scheme = Scheme.NACE
    version = "0"
    name = factory.LazyAttribute(lambda made: f"{made.scheme.upper()} {made.version}")
    valid_from = date(1970, 1, 1)
    valid_until = date(1979, 12, 31)
    source = "test"
    licence = "test"
    fingerprint = "-"


class IndustryCodeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = IndustryCode

    code_list = factory.SubFactory(CodeListFactory)
    code = factory.Sequence(lambda number: f"T{number}")
    level = IndustryCode.Level.CLASS
    position = factory.Sequence(int)
    label = "Making samples"
    folded = factory.LazyAttribute(lambda made: made.code.lower())
    words = factory.LazyAttribute(lambda made: f" {made.folded} {made.label.lower()}")


class RegionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Region

    code_list = factory.SubFactory(CodeListFactory, scheme=Scheme.NUTS)
    code = factory.Sequence(lambda number: f"ZZ{number}")
    level = 3
    position = factory.Sequence(int)
    label = "Samplia"
    kind = Region.Kind.NUTS
    country_code = "DE"
    folded = factory.LazyAttribute(lambda made: made.code.lower())
    words = factory.LazyAttribute(lambda made: f" {made.folded} {made.label.lower()}")
