"""Writing notices and the mails that go with them."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from blues.common import formats
from blues.notices.models import Notice
from blues.notices.outbox import post
from blues.notices.topics import TOPICS, Topic

LONGEST_SUBJECT = 200


def tell(
    people: Iterable,
    topic: str,
    /,
    *,
    link: str,
    case: str,
    deadline: date | None = None,
    **params,
) -> list[Notice]:
    """Put a notice into each person's inbox, in the language they read, and mail it.

    ``link`` is a path of the portal. The rows belong to the caller's transaction.
    """
    kind = TOPICS[topic]
    return [_tell_one(person, kind, link, case, deadline, params) for person in people]


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
            **_bodies(subject, body, str(kind.button), link, language),
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
    by_mail: bool = True,
) -> Notice:
    """Put these very words into the person's inbox, and mail them."""
    notice = Notice.objects.create(
        reader=person,
        topic=topic,
        case=case,
        language=person.language,
        subject=subject[:LONGEST_SUBJECT],
        body=body,
        button=button,
        link=link,
        due_on=deadline,
    )
    if by_mail:
        post(
            address=person.email,
            language=person.language,
            subject=notice.subject,
            notice=notice,
            **_bodies(notice.subject, body, button, link, person.language),
        )
    return notice


def _tell_one(person, kind: Topic, link, case, deadline, params) -> Notice:
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
            by_mail=kind.by_mail,
        )


def _words(kind: Topic, deadline, params) -> tuple[str, str]:
    subject = " ".join((str(kind.subject) % params).split())[:LONGEST_SUBJECT]
    body = str(kind.body) % params
    if deadline:
        by_when = formats.day(deadline)
        body = f"{body}\n\n" + _("Please act by %(day)s.") % {"day": by_when}
    return subject, body


def _bodies(subject, body, button, link, language) -> dict[str, str]:
    context = {
        "subject": subject,
        "body": body,
        "button": button,
        "url": urljoin(f"{settings.PORTAL_URL}/", link.lstrip("/")),
        "language": language,
    }
    return {
        "text": render_to_string("notices/mail.txt", context),
        "html": render_to_string("notices/mail.html", context),
    }
