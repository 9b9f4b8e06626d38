"""A conversation as one reader sees it: what was said, who came and went, what stays hidden."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from clusters.models import User
from exchanges.lifecycle.contact import have_agreed
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import SIDES, Party
from exchanges.lifecycle.thread.masking import mask
from exchanges.lifecycle.thread.models import Attachment, Joining, Message
from exchanges.lifecycle.thread.names import body_of, called
from exchanges.lifecycle.thread.readers import who_reads_along
from exchanges.lifecycle.thread.rules import is_open, may_join_as, voice_of

ON_A_PAGE = 50
IN_THE_PANEL = 3


@dataclass(frozen=True, kw_only=True)
class Line:
    """A message, or that somebody has come or gone (then there is no text).

    ``is_masked``: the reader does not see all of it. ``hides``: others do not, and it is the
    reader's own side that wrote it.
    """

    at: datetime
    who: str
    side: str = ""
    is_own: bool = False
    text: str = ""
    event: str = ""
    is_masked: bool = False
    hides: bool = False
    by_mail: bool = False
    left_out: int = 0
    files: tuple[Attachment, ...] = ()
    files_hidden: int = 0


@dataclass(frozen=True)
class Reader:
    """Somebody who reads along, for everybody to see."""

    who: str
    since: datetime


@dataclass(frozen=True)
class Conversation:
    """``voice`` is for whom the reader of the page speaks; without one there are no lines."""

    exchange: Exchange
    voice: Party | None
    may_join: bool
    is_open: bool
    takes_files: bool
    hides_contacts: bool
    sides: tuple[tuple[str, str], ...]
    readers: tuple[Reader, ...]
    lines: tuple[Line, ...]
    older: UUID | None

    @property
    def has_joined(self) -> bool:
        return bool(self.voice) and self.voice not in SIDES

    @property
    def is_shown(self) -> bool:
        return bool(self.voice) or self.may_join


def conversation_for(
    user: User, exchange: Exchange, *, most: int = ON_A_PAGE, before: UUID | None = None
) -> Conversation:
    voice = voice_of(user, exchange)
    until = _place_of(exchange, before) if before else None
    messages, older = _messages(exchange, most, until) if voice else ([], None)
    agreed = have_agreed(exchange)
    return Conversation(
        exchange=exchange,
        voice=voice,
        may_join=voice is None
        and not exchange.programme.is_archived
        and may_join_as(user, exchange) is not None,
        is_open=is_open(exchange),
        takes_files=agreed,
        hides_contacts=not agreed,
        sides=tuple((side.value, body_of(exchange, side)) for side in SIDES),
        readers=tuple(
            Reader(called(one.person, one.party, exchange, with_name=True), one.joined_at)
            for one in who_reads_along(exchange)
        ),
        lines=tuple(_lines(exchange, messages, older, until, _Eye(user, voice, agreed)))
        if voice
        else (),
        older=older,
    )


@dataclass(frozen=True)
class _Place:
    """The message that a page of older ones ends before; the page with it begins there."""

    pk: int
    at: datetime


@dataclass(frozen=True)
class _Eye:
    """Who looks, and what has been agreed on."""

    user: User
    voice: Party
    agreed: bool

    def sees_all_of(self, party: str) -> bool:
        """The words of one's own side and of the staff, and of both once they have agreed; the
        staff reads everything."""
        return self.agreed or party == self.voice or not {party, self.voice} <= set(SIDES)


def _messages(
    exchange: Exchange, most: int, until: _Place | None
) -> tuple[list[Message], UUID | None]:
    """The newest ones in the order in which they were written, and from where to go back."""
    rows = exchange.messages.select_related("by").prefetch_related("attachments")
    if until:
        rows = rows.filter(pk__lt=until.pk)
    found = list(rows.order_by("-pk")[: most + 1])
    shown = found[:most][::-1]
    return shown, shown[0].public_id if len(found) > most else None


def _place_of(exchange: Exchange, public_id: UUID) -> _Place:
    """Of an unknown message, before everything."""
    found = exchange.messages.filter(public_id=public_id).values_list("pk", "written_at").first()
    return _Place(*found) if found else _Place(0, exchange.proposed_at)


def _lines(
    exchange: Exchange,
    messages: list[Message],
    older: UUID | None,
    until: _Place | None,
    eye: _Eye,
) -> Iterator[Line]:
    """Whoever came or went is on the page of that time: from its oldest message to the oldest of
    the page that is newer. What was before the first message is on the oldest page."""
    said = [_said(message, exchange, eye) for message in messages]
    events = [
        event
        for event in _events(exchange)
        if (not older or event.at >= said[0].at) and (not until or event.at < until.at)
    ]
    yield from sorted([*said, *events], key=lambda line: line.at)


def _said(message: Message, exchange: Exchange, eye: _Eye) -> Line:
    sees_all = eye.sees_all_of(message.party)
    masked = mask(message.text)
    files = tuple(message.attachments.all())
    return Line(
        at=message.written_at,
        who=called(message.by, message.party, exchange, with_name=sees_all),
        side=message.party if message.party in SIDES else "",
        is_own=message.by_id == eye.user.pk,
        text=message.text if sees_all else masked.text,
        is_masked=masked.has_hidden and not sees_all,
        hides=masked.has_hidden and not eye.agreed and message.party == eye.voice,
        by_mail=message.via == Message.Via.MAIL,
        left_out=message.left_out,
        files=files if sees_all else (),
        files_hidden=0 if sees_all else len(files),
    )


def _events(exchange: Exchange) -> Iterator[Line]:
    for joining in exchange.joinings.select_related("person"):
        yield from _came_and_went(exchange, joining)


def _came_and_went(exchange: Exchange, joining: Joining) -> Iterator[Line]:
    who = called(joining.person, joining.party, exchange, with_name=True)
    came = _("%(who)s has joined and reads along.") % {"who": who}
    yield Line(at=joining.joined_at, who=who, event=came)
    if joining.left_at:
        went = _("%(who)s has left and no longer reads along.") % {"who": who}
        yield Line(at=joining.left_at, who=who, event=went)


def sees_files_of(user: User, message: Message) -> bool:
    """May the person take out the files of a message? After a stop the other side's are closed."""
    voice = voice_of(user, message.exchange)
    eye = _Eye(user, voice, have_agreed(message.exchange)) if voice else None
    return bool(eye and eye.sees_all_of(message.party))
