"""Saying something in a conversation, and joining or leaving it."""

from collections.abc import Sequence

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, NotAllowed, TooMuch, TooOften
from blues.common.uploads import CheckedFile
from clusters.models import User
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.thread import attachments, telling
from exchanges.lifecycle.thread.limits import A_DAY, LONGEST_MESSAGE, MOST_A_DAY, ONE_CLICK
from exchanges.lifecycle.thread.models import Joining, Message
from exchanges.lifecycle.thread.rules import may_join_as, require_open, require_voice
from exchanges.lifecycle.thread.words import cleaned
from exchanges.lifecycle.transitions import lock


@transaction.atomic
def say(exchange: Exchange, *, by: User, text: str, files: Sequence[File] = ()) -> Message:
    """Write into the conversation; the same words and files sent twice at once are one message."""
    locked = lock(exchange)
    message = _begun(locked, by=by, text=text)
    checked = [attachments.checked(file, locked) for file in files]
    if again := _said_just_now(message, checked):
        return again
    attachments.require_room(locked, checked)
    return _finished(message, checked)


@transaction.atomic
def say_by_mail(exchange: Exchange, *, by: User, text: str, files: Sequence[File] = ()) -> Message:
    """As ``say``; files that cannot be kept are left out and counted, the words arrive."""
    locked = lock(exchange)
    message = _begun(locked, by=by, text=text)
    message.via = Message.Via.MAIL
    checked, message.left_out = attachments.those_that_may_stay(files, locked)
    return _finished(message, checked)


def _begun(exchange: Exchange, *, by: User, text: str) -> Message:
    """The message as it will be written, once nothing stands against it."""
    party = require_voice(by, exchange)
    require_open(exchange)
    words = cleaned(text)
    if not words:
        raise BadInput(_("Please write something."))
    if len(words) > LONGEST_MESSAGE:
        raise TooMuch(
            _("A message has at most %(most)s characters; this one has %(length)s.")
            % {"most": LONGEST_MESSAGE, "length": len(words)},
            way_out=_("Shorten it, or say the rest in a second message."),
        )
    today = exchange.messages.filter(by=by, written_at__gt=clock.now() - A_DAY)
    if today.count() >= MOST_A_DAY:
        raise TooOften(
            _("You have written %(most)s messages here within a day, as many as one may.")
            % {"most": MOST_A_DAY},
            way_out=_("Try again tomorrow, or arrange a call."),
        )
    return Message(exchange=exchange, by=by, party=party, text=words)


def _said_just_now(message: Message, files: list[CheckedFile]) -> Message | None:
    since = clock.now() - ONE_CLICK
    last = message.exchange.messages.filter(written_at__gt=since).last()
    if not last or (last.by_id, last.text) != (message.by_id, message.text):
        return None
    sent = sorted(last.attachments.values_list("sha256", flat=True))
    return last if sent == sorted(file.sha256 for file in files) else None


def _finished(message: Message, files: list) -> Message:
    message.full_clean()
    message.save()
    attachments.keep(message, files)
    journal.record(
        message.exchange.case,
        "message-written",
        by=message.by,
        message=message.public_id,
        party=message.party,
        via=message.via,
        files=len(files),
    )
    telling.written(message)
    return message


@transaction.atomic
def join(exchange: Exchange, *, by: User) -> Joining:
    """Read along and speak, for everybody to see; twice does no harm."""
    locked = lock(exchange)
    party = may_join_as(by, locked)
    if party is None:
        raise NotAllowed(
            _("A conversation is joined by the two partner clusters and the programme coordinator.")
        )
    _end_what_the_role_left(locked, by)
    joining, is_new = Joining.objects.open().get_or_create(
        exchange=locked, person=by, defaults={"party": party}
    )
    if is_new:
        journal.record(locked.case, "conversation-joined", by=by, party=party)
        telling.joined(joining)
    return joining


def _end_what_the_role_left(exchange: Exchange, by: User) -> None:
    """Somebody who joined for a party they no longer act for joins anew for another."""
    stale = Joining.objects.open().filter(exchange=exchange, person=by)
    stale.exclude(party__in=parties_of(by, exchange)).update(left_at=clock.now())


@transaction.atomic
def leave(exchange: Exchange, *, by: User) -> None:
    locked = lock(exchange)
    left = Joining.objects.open().filter(exchange=locked, person=by).update(left_at=clock.now())
    if left:
        journal.record(locked.case, "conversation-left", by=by)
