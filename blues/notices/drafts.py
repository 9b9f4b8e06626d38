"""The outbox of mails to many: a draft is made, looked at, changed; sent once or thrown away."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.notices.draft_models import Draft, Recipient
from blues.notices.letters import LETTERS
from blues.notices.telling import write

MOST = 500  # people; whoever writes to more than that writes a newsletter
PLACE = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True)
class To:
    """Somebody to write to; ``words`` fill the places of the text, such as ``{organisation}``."""

    reader: Any
    case: str
    link: str
    words: dict[str, str]


@transaction.atomic
def prepare(*, letter: str, about: str, subject: str, body: str, to: Iterable[To], by) -> Draft:
    """Keep a text for these people; nothing is sent. Each reads it once for each case."""
    people = list({(one.reader.pk, one.case): one for one in to}.values())
    _require_writer(letter, by)
    if not people:
        raise Conflict(_("There is nobody to write to."))
    if len(people) > MOST:
        raise Conflict(
            _("These are %(number)s people; one letter goes to %(most)s at most.")
            % {"number": len(people), "most": MOST},
            way_out=_("Filter the list first."),
        )
    draft = Draft(letter=letter, about=about, subject=subject, body=body, made_by=by)
    draft.full_clean()
    draft.save()
    Recipient.objects.bulk_create(
        Recipient(draft=draft, reader=one.reader, case=one.case, link=one.link, words=one.words)
        for one in people
    )
    _require_places(draft, subject + body)
    journal.record(draft.case, "draft-made", by=by, letter=letter, people=len(people))
    return draft


@transaction.atomic
def rewrite(draft: Draft, *, by, subject: str, body: str) -> Draft:
    locked = _open(draft, by)
    _require_places(locked, subject + body)
    locked.subject, locked.body = " ".join(subject.split()), body.strip()
    locked.full_clean()
    locked.save(update_fields=["subject", "body"])
    journal.record(locked.case, "draft-changed", by=by)
    return locked


@transaction.atomic
def leave_out(recipient: Recipient, *, by, back: bool = False) -> None:
    """Write to the others alone; ``back`` takes the person in again."""
    locked = _open(recipient.draft, by)
    changed = locked.recipients.filter(pk=recipient.pk, is_left_out=back)
    if changed.update(is_left_out=not back):
        verb = "recipient-put-back" if back else "recipient-left-out"
        journal.record(locked.case, verb, by=by, case_of=recipient.case)


@transaction.atomic
def release(draft: Draft, *, by) -> Draft:
    """Send it to everybody who is left, once; a second press changes nothing."""
    locked = _lock(draft, by)
    if locked.released_at:
        return locked
    _refuse_discarded(locked)
    people = [one for one in reached(locked).select_related("reader") if one.reader.is_active]
    if not people:
        raise Conflict(_("Nobody is left to write to."), way_out=_("Discard the draft."))
    locked.released_at, locked.released_by = timezone.now(), by
    locked.save(update_fields=["released_at", "released_by"])
    for one in people:
        _send(locked, one)
    journal.record(locked.case, "draft-released", by=by, people=len(people))
    return locked


@transaction.atomic
def discard(draft: Draft, *, by) -> Draft:
    locked = _lock(draft, by)
    if locked.discarded_at:
        return locked
    if locked.released_at:
        raise Conflict(_("This letter has been sent already."))
    locked.discarded_at, locked.discarded_by = timezone.now(), by
    locked.save(update_fields=["discarded_at", "discarded_by"])
    journal.record(locked.case, "draft-discarded", by=by)
    return locked


def reached(draft: Draft):
    """Those whom it goes to."""
    return draft.recipients.filter(is_left_out=False)


def places_of(draft: Draft) -> list[str]:
    """What may stand in braces: what is known about every recipient."""
    known = [set(words) for words in draft.recipients.values_list("words", flat=True)]
    return sorted(set.intersection(*known)) if known else []


def unknown_places(draft: Draft, text: str) -> str:
    """Places of the text that nothing fills, in words; empty where all are filled."""
    unknown = sorted(set(PLACE.findall(text)) - set(places_of(draft)))
    return ", ".join(f"{{{name}}}" for name in unknown)


def filled(text: str, words: dict[str, str]) -> str:
    """The text as one person reads it."""
    return PLACE.sub(lambda place: words.get(place[1], place[0]), text)


def _send(draft: Draft, one: Recipient) -> None:
    with translation.override(one.reader.language):
        write(
            one.reader,
            topic=draft.letter,
            subject=filled(draft.subject, one.words),
            body=filled(draft.body, one.words),
            button=str(LETTERS[draft.letter].button),
            link=one.link,
            case=one.case,
        )


def _lock(draft: Draft, by) -> Draft:
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    if locked.made_by_id != by.pk:
        raise NotAllowed(_("A draft belongs to the person who made it."))
    _require_writer(locked.letter, by)
    return locked


def _open(draft: Draft, by) -> Draft:
    locked = _lock(draft, by)
    if locked.released_at:
        raise Conflict(_("This letter has been sent already."))
    _refuse_discarded(locked)
    return locked


def _refuse_discarded(draft: Draft) -> None:
    if draft.discarded_at:
        raise Conflict(_("This draft was thrown away."))


def _require_writer(letter: str, by) -> None:
    if not LETTERS[letter].may_write(by):
        raise NotAllowed(_("This letter is not yours to write."))


def _require_places(draft: Draft, text: str) -> None:
    if unknown := unknown_places(draft, text):
        raise BadInput(_("Nothing is known that could stand for %(names)s.") % {"names": unknown})
