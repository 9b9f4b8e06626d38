"""Writing notices and the mails that go with them."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from blues.common import formats
from blues.notices import wishes
from blues.notices.models import Notice, Wish
from blues.notices.outbox import post
from blues.notices.topics import TOPICS, Topic

LONGEST_SUBJECT = 200
Way = Wish.Way


def tell(
    people: Iterable,
    topic: str,
    /,
    *,
    link: str,
    case: str,
    deadline: date | None = None,
    quote: str = "",
    reply_to: str = "",
    **params,
) -> list[Notice]:
    """Put a notice into each person's inbox, in the language they read, and mail it as they wish.

    ``link`` is a path of the portal. ``quote`` is what somebody wrote and stands in the mail alone;
    ``reply_to`` takes the answers to it. The rows belong to the caller's transaction.
    """
    kind = TOPICS[topic]
    people = list(people)
    ways = wishes.ways_for(people, kind, deadline=deadline)
    return [
        _tell_one(
            person,
            kind,
            ways[person.pk],
            link,
            case,
            deadline,
            params,
            quote=quote,
            reply_to=reply_to,
        )
        for person in people
    ]


def mail_address(
    *, address: str, language: str, topic: str, link: str, deadline: date | None = None, **params
):
    """Mail somebody who has no account yet, such as an invited colleague."""
    kind = TOPICS[topic]
    with translation.override(language):
        subject, body = _words(kind, deadline, params)
        return post(
            address=address,
            language=language,
            subject=subject,
            is_secret=True,
            **bodies(subject, body, str(kind.button), link, language),
        )


def write(  # noqa: PLR0913 -- all that a notice says, by name
    person,
    *,
    topic: str,
    subject: str,
    body: str,
    button: str,
    link: str,
    case: str,
    deadline: date | None = None,
    way: Way = Way.AT_ONCE,
    quote: str = "",
    reply_to: str = "",
) -> Notice:
    """Put these very words into the person's inbox, and mail them as ``way`` says."""
    notice = Notice.objects.create(
        reader=person,
        topic=topic,
        case=case,
        language=person.language,
        subject=" ".join(subject.split())[:LONGEST_SUBJECT],  # a header has no line breaks
        body=body,
        button=button,
        link=link,
        due_on=deadline,
        waits_for_digest=way == Way.DAILY,
    )
    if way == Way.AT_ONCE:
        said = {"quote": quote, "reply_to": reply_to}
        post(
            address=person.email,
            language=person.language,
            subject=notice.subject,
            notice=notice,
            reply_to=reply_to,
            **bodies(notice.subject, body, button, link, person.language, **said),
        )
    return notice


def _tell_one(person, kind: Topic, way, link, case, deadline, params, **said) -> Notice:
    with translation.override(person.language):
        subject, body = _words(kind, deadline, params)
        return write(
            person,
            topic=kind.code,
            subject=subject,
            body=body,
            button=str(kind.button),
            link=link,
            case=case,
            deadline=deadline,
            way=way,
            **said,
        )


def _words(kind: Topic, deadline, params) -> tuple[str, str]:
    subject = " ".join((str(kind.subject) % params).split())[:LONGEST_SUBJECT]
    body = str(kind.body) % params
    if deadline:
        by_when = formats.day(deadline)
        body = f"{body}\n\n" + _("Please act by %(day)s.") % {"day": by_when}
    return subject, body


def bodies(subject, body, button, link, language, *, quote="", reply_to="") -> dict[str, str]:
    context = {
        "subject": subject,
        "body": body,
        "button": button,
        "url": urljoin(f"{settings.PORTAL_URL}/", link.lstrip("/")),
        "language": language,
        "quote": quote,
        "reply_to": reply_to,
        "write_above": write_above(),
    }
    return {
        "text": render_to_string("notices/mail.txt", context),
        "html": render_to_string("notices/mail.html", context),
    }


def write_above() -> str:
    """The line below which an answer by mail holds nothing new; whoever reads mails looks for it
    in every language."""
    return _("Please write your answer above this line.")
