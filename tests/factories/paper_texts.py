"""Versions of the words of papers, their translations, and letterheads."""

import json

import factory
from django.utils import timezone

from exchanges.models import (
    ClauseReading,
    Letterhead,
    PaperTemplate,
)
from tests.factories.clusters import (
    ClusterFactory,
    ProgrammeFactory,
    UserFactory,
)

__all__ = [
    "ClauseReadingFactory",
    "LetterheadFactory",
    "PaperTemplateFactory",
]


class PaperTemplateFactory(factory.django.DjangoModelFactory):
    """A draft of the next version of the Financial Agreement; ``review=True`` waits for approval.

    ``released=True`` is in force, and the version before it superseded.
    """

    class Meta:
        model = PaperTemplate

    class Params:
        review = factory.Trait(stage="review")
        released = factory.Trait(
            stage="released",
            approved_at=factory.LazyFunction(timezone.now),
            approved_by=factory.SubFactory(UserFactory, programme_coordinator=True),
        )

    programme = factory.SubFactory(ProgrammeFactory)
    kind = "agreement"
    stage = "draft"
    reason = "Words of the amended grant agreement"
    number = factory.LazyAttribute(
        lambda made: made.programme.paper_templates.filter(kind=made.kind).count() + 1
    )
    based_on = factory.LazyAttribute(lambda made: made.number - 1)
    drafted_at = factory.LazyFunction(timezone.now)
    drafted_by = factory.SubFactory(UserFactory, programme_coordinator=True)

    @factory.lazy_attribute
    def clauses(made):
        """Those in force, with one other word."""
        before = made.programme.paper_templates.in_force().get(kind=made.kind)
        return json.loads(json.dumps(before.clauses).replace("without a", "with no"))

    @classmethod
    def _create(cls, model_class, *args, **fields):
        if fields["stage"] == "released":
            rows = fields["programme"].paper_templates.filter(kind=fields["kind"])
            rows.in_force().update(stage="superseded")
        return super()._create(model_class, *args, **fields)


class ClauseReadingFactory(factory.django.DjangoModelFactory):
    """A German translation of the first clause of the agreement in force."""

    class Meta:
        model = ClauseReading

    programme = factory.SubFactory(ProgrammeFactory)
    kind = "agreement"
    key = "parties"
    language = "de"
    title = "Die Parteien"
    text = "Diese Vereinbarung schließen {cluster} und {visitor}."
    translated_by = factory.SubFactory(UserFactory)

    @factory.lazy_attribute
    def english_sha256(made):
        in_force = made.programme.paper_templates.in_force().get(kind=made.kind)
        return in_force.clause(made.key).english_sha256


class LetterheadFactory(factory.django.DjangoModelFactory):
    """Waiting for its second person; ``released=True`` is printed."""

    class Meta:
        model = Letterhead

    class Params:
        released = factory.Trait(
            stage="released",
            approved_at=factory.LazyFunction(timezone.now),
            approved_by=factory.SubFactory(UserFactory),
        )

    cluster = factory.SubFactory(ClusterFactory)
    number = factory.LazyAttribute(lambda made: made.cluster.letterheads.count() + 1)
    stage = "review"
    name = "Example Water Cluster"
    address = "Avenida del Ejemplo 2\n50018 Zaragoza, Spain"
    contact = "office@water.example"
    accent = "#7A1F3D"
    drafted_by = factory.SubFactory(UserFactory)
