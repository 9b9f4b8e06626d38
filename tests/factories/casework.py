"""Factories of what a cluster keeps about a registration."""

from datetime import date

import factory

from exchanges.models import (
    CallNote,
    ChecklistAnswer,
    ChecklistItem,
    ConflictOfInterest,
    Decision,
    FieldRemark,
    HandOver,
    Prompt,
    ReviewRequest,
    RuleException,
)
from tests.factories.clusters import (
    ClusterFactory,
    OrganisationFactory,
    ProgrammeFactory,
    UserFactory,
)
from tests.factories.exchanges import RegistrationFactory


class ChecklistItemFactory(factory.django.DjangoModelFactory):
    """A point that must be answered before acceptance."""

    class Meta:
        model = ChecklistItem

    programme = factory.SubFactory(ProgrammeFactory)
    code = factory.Sequence(lambda n: f"point-{n}")
    text = factory.Sequence(lambda n: f"Point {n} is in order")
    position = factory.Sequence(lambda n: n)


class ChecklistAnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ChecklistAnswer

    registration = factory.SubFactory(RegistrationFactory)
    item = factory.SubFactory(ChecklistItemFactory)
    answer = ChecklistAnswer.Answer.YES
    answered_by = factory.SubFactory(UserFactory)


class DecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Decision

    registration = factory.SubFactory(RegistrationFactory)
    outcome = Decision.Outcome.ACCEPTED
    made_by = factory.SubFactory(UserFactory)


class FieldRemarkFactory(factory.django.DjangoModelFactory):
    """A remark on the purpose that the organisation has not answered yet."""

    class Meta:
        model = FieldRemark

    registration = factory.SubFactory(RegistrationFactory, state="more_info_needed")
    round = 1
    field = "summary"
    text = "Which rivers?"
    made_by = factory.SubFactory(UserFactory)


class ConflictOfInterestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ConflictOfInterest

    registration = factory.SubFactory(RegistrationFactory)
    person = factory.SubFactory(UserFactory)
    reason = "My sister works there."


class HandOverFactory(factory.django.DjangoModelFactory):
    """An offer that waits for the other cluster."""

    class Meta:
        model = HandOver

    registration = factory.SubFactory(RegistrationFactory, state="submitted")
    from_cluster = factory.SelfAttribute("registration.cluster")
    to_cluster = factory.SubFactory(ClusterFactory)
    reason = "They work in your country."
    offered_by = factory.SubFactory(UserFactory)


class ReviewRequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReviewRequest

    registration = factory.SubFactory(RegistrationFactory, state="rejected")
    text = "We are no duplicate."
    asked_by = factory.SelfAttribute("registration.representative")


class RuleExceptionFactory(factory.django.DjangoModelFactory):
    """The agency was asked and has not answered; ``granted=True`` with a letter on file."""

    class Meta:
        model = RuleException

    class Params:
        granted = factory.Trait(
            outcome=RuleException.Outcome.GRANTED,
            answered_on=date(2026, 10, 5),
            letter="letters/granted.pdf",
            letter_sha256="a" * 64,
            decided_at=factory.SelfAttribute("noted_at"),
            decided_by=factory.SubFactory(UserFactory),
        )

    registration = factory.SubFactory(RegistrationFactory, host=True, membership=False)
    rule = "E2"
    reason = "The only plant of its kind."
    asked_on = date(2026, 9, 20)
    noted_at = factory.SelfAttribute("registration.created_at")
    asked_by = factory.SubFactory(UserFactory)


class PromptFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Prompt

    registration = factory.SubFactory(RegistrationFactory)
    topic = "registration.interest"
    about_on = date(2026, 8, 1)


class CallNoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CallNote

    organisation = factory.SubFactory(OrganisationFactory)
    outcome = CallNote.Outcome.NO_ANSWER
    made_by = factory.SubFactory(UserFactory)
