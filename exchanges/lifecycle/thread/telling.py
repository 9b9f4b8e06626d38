"""Who hears that something was said or that somebody has joined."""

import secrets
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from blues import notices
from blues.common import clock
from clusters.models import User
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.people import people_of
from exchanges.lifecycle.states import SIDES
from exchanges.lifecycle.thread.limits import REPLY_TOKEN_NEW_FOR
from exchanges.lifecycle.thread.masking import mask
from exchanges.lifecycle.thread.models import Joining, Message, ReplyAddress
from exchanges.lifecycle.thread.names import body_of
from exchanges.lifecycle.thread.readers import who_reads_along


def written(message: Message) -> None:
    """Everybody in the conversation but the author; mails carry the words without contact data."""
    for person in _audience(message.exchange, but=message.by):
        with translation.override(person.language):
            _tell(
                person,
                "thread.message",
                message.exchange,
                quote=mask(message.text).text,
                reply_to=_reply_address(message.exchange, person),
                sender=body_of(message.exchange, message.party),
            )


def joined(joining: Joining) -> None:
    for person in _audience(joining.exchange, but=joining.person):
        with translation.override(person.language):
            who = body_of(joining.exchange, joining.party)
        _tell(person, "thread.joined", joining.exchange, who=who)


def _tell(person: User, topic: str, exchange: Exchange, **words: Any) -> None:
    notices.tell(
        [person],
        topic,
        link=page_of(exchange),
        case=exchange.case,
        reference=exchange.reference,
        **words,
    )


def _audience(exchange: Exchange, *, but: User) -> list[User]:
    people = list(people_of(exchange, *SIDES).order_by("pk"))
    people += [joining.person for joining in who_reads_along(exchange)]
    return [person for person in dict.fromkeys(people) if person != but]


def page_of(exchange: Exchange) -> str:
    return reverse("thread:thread-page", args=[exchange.public_id])


def _reply_address(exchange: Exchange, person: User) -> str:
    """Nothing where no mail can arrive; else the address of this person in this conversation."""
    if not settings.REPLY_DOMAIN:
        return ""
    recent = ReplyAddress.objects.filter(
        exchange=exchange, person=person, made_at__gt=clock.now() - REPLY_TOKEN_NEW_FOR
    ).last()
    address = recent or ReplyAddress.objects.create(
        exchange=exchange, person=person, token=secrets.token_hex(16)
    )
    return f"reply+{address.token}@{settings.REPLY_DOMAIN}"
