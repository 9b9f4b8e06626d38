"""Notices and mails for tests."""

import factory

from blues.notices.models import Mail, Notice, Wish
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
