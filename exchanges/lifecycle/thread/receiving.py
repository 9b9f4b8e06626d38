"""A mail that came in becomes a message, or a row that says why not. Every mail has one end."""

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from blues import notices
from blues.common import clock
from blues.common.errors import BadInput, NotAllowed, Refusal, TooMuch, TooOften
from clusters.models import User
from exchanges.lifecycle.thread import letters
from exchanges.lifecycle.thread.letters import Letter, Unreadable
from exchanges.lifecycle.thread.limits import A_DAY, MOST_REFUSALS_A_DAY
from exchanges.lifecycle.thread.models import InboundMail, Message, ReplyAddress
from exchanges.lifecycle.thread.reasons import Outcome, Reason
from exchanges.lifecycle.thread.telling import page_of
from exchanges.lifecycle.thread.words import cleaned
from exchanges.lifecycle.thread.writing import say_by_mail

WHY = {
    TooOften: Reason.TOO_MANY,
    NotAllowed: Reason.NO_PART,
    TooMuch: Reason.TOO_LONG,
    BadInput: Reason.NO_WORDS,
}


def receive(raw: bytes, *, source: str) -> InboundMail:
    """File the mail, refuse it or ignore it; the same mail again changes nothing."""
    try:
        letter = letters.read(raw, domain=settings.REPLY_DOMAIN, is_known=_leads_anywhere)
    except Unreadable as trouble:
        return unread(raw, source=source, size=len(raw), reason=trouble.reason)
    row = _row(raw, source, len(raw), message_id=letter.message_id, sender=letter.sender)
    row.key = _key(letter, raw)
    return _once(row, letter)


def unread(raw: bytes, *, source: str, size: int, reason: Reason) -> InboundMail:
    """A mail that was not looked into: too large, built to keep its reader busy, or broken.

    ``raw`` may be its head alone. Nobody is told: what such a mail says of its sender is not
    believed.
    """
    message_id, sender = letters.envelope(raw)
    row = _row(raw, source, size, message_id=message_id, sender=sender)
    row.outcome, row.reason = Outcome.REFUSED, reason
    return _kept(row)


def _row(raw: bytes, source: str, size: int, *, message_id: str, sender: str) -> InboundMail:
    return InboundMail(
        key=hashlib.sha256(raw).hexdigest(),
        message_id=cleaned(message_id)[:300],
        sender=cleaned(sender)[:254],
        source=source,
        size=size,
    )


def _key(letter: Letter, raw: bytes) -> str:
    """Its Message-ID, for the conversation it is addressed to: nobody can use up that of another
    mail. A mail without one is known by its content."""
    if not letter.message_id:
        return hashlib.sha256(raw).hexdigest()
    named = "\n".join([letter.message_id, letter.sender, *letter.tokens])
    return hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()


def _once(row: InboundMail, letter: Letter) -> InboundMail:
    if known := InboundMail.objects.filter(key=row.key).first():
        return known
    try:
        with transaction.atomic():
            _decide(row, letter)
            row.save()
    except IntegrityError:
        return _kept(row)  # the same mail arrived twice at once, and the other one was filed
    return row


def _kept(row: InboundMail) -> InboundMail:
    kept, _is_new = InboundMail.objects.get_or_create(
        key=row.key,
        defaults={
            name: getattr(row, name)
            for name in ("message_id", "sender", "source", "size", "outcome", "reason")
        },
    )
    return kept


def _decide(row: InboundMail, letter: Letter) -> None:
    """Fill in what becomes of the mail; what it leads to is written in the same transaction."""
    address = _address(letter)
    reason = _reason_to_ignore(letter, address)
    if reason or address is None:
        row.outcome, row.reason = Outcome.IGNORED, reason or Reason.NO_ADDRESS
        return
    reason = _reason_against(letter, address)
    filed = reason or _filed(letter, address)
    if isinstance(filed, Message):
        row.outcome, row.filed_as = Outcome.FILED, filed
        return
    row.outcome, row.reason = Outcome.REFUSED, filed
    row.is_told = _tell(letter, address, Reason(filed))


def _leads_anywhere(tokens: tuple[str, ...]) -> bool:
    return bool(tokens) and ReplyAddress.objects.filter(token__in=tokens).exists()


def _address(letter: Letter) -> ReplyAddress | None:
    known = ReplyAddress.objects.select_related("exchange", "person")
    return known.filter(token__in=letter.tokens).order_by("pk").last()


def _reason_to_ignore(letter: Letter, address: ReplyAddress | None) -> Reason | None:
    if letter.is_automatic:
        return Reason.AUTOMATIC
    return None if address else Reason.NO_ADDRESS


def _reason_against(letter: Letter, address: ReplyAddress) -> Reason | None:
    """An address that leaked or a forged sender alone gets nobody in; the two together would, so
    the mail server has to refuse forged senders (docs/operations.md)."""
    if letter.sender != address.person.email.lower():
        return Reason.OTHER_SENDER
    if not ReplyAddress.objects.valid().filter(pk=address.pk).exists():
        return Reason.EXPIRED
    return None if address.person.is_active else Reason.NO_PART


def _filed(letter: Letter, address: ReplyAddress) -> Message | Reason:
    person = User.objects.get(pk=address.person_id)
    files = [ContentFile(file.content, name=file.name) for file in letter.files]
    try:
        return say_by_mail(address.exchange, by=person, text=letter.text, files=files)
    except Refusal as refusal:
        return next((why for kind, why in WHY.items() if isinstance(refusal, kind)), Reason.CLOSED)


def _tell(letter: Letter, address: ReplyAddress, reason: Reason) -> bool:
    """Write back why, a few times a day; never without an address to write to."""
    if not letter.sender:
        return False
    since = clock.now() - A_DAY
    told = InboundMail.objects.filter(sender=letter.sender, is_told=True, received_at__gt=since)
    if told.count() >= MOST_REFUSALS_A_DAY:
        return False
    notices.mail_address(
        address=letter.sender,
        language=address.person.language,
        topic="thread.mail_refused",
        link=page_of(address.exchange),
        reason=reason.label,
    )
    return True
