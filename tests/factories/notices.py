"""Notices and mails for tests."""

import factory

from blues.notices.models import Draft, Mail, Notice, Recipient, Wish
from tests.factories.clusters import UserFactory


class NoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Notice

    reader = factory.SubFactory(UserFactory)
    topic = "something"
    case = "exchange:1"
    language = "en"
    subject = factory.Sequence(lambda n: f"Subject {n}")
    body = "Something waits for you."
    button = "Look at it"
    link = "/inbox/"


class MailFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mail

    address = "somebody@people.example"
    language = "en"
    subject = factory.Sequence(lambda n: f"Mail {n}")
    text = "Text of the mail."


class WishFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Wish

    person = factory.SubFactory(UserFactory)
    matter = "thread"
    way = Wish.Way.DAILY


class DraftFactory(factory.django.DjangoModelFactory):
    """A letter that a coordinator has not looked at yet."""

    class Meta:
        model = Draft

    letter = "matching.follow_up"
    about = "Unanswered proposals"
    subject = "A short answer helps, {organisation}"
    body = "Please answer {reference}."
    made_by = factory.SubFactory(UserFactory, coordinator=True)


class RecipientFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Recipient

    draft = factory.SubFactory(DraftFactory)
    reader = factory.SubFactory(UserFactory)
    case = factory.Sequence(lambda n: f"exchange:{n}")
    link = "/inbox/"
    words = factory.Sequence(lambda n: {"organisation": f"Water {n}", "reference": f"BX-{n}"})
