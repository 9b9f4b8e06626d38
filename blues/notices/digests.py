"""One mail a day with what waited for it. Whatever was read in the meantime stays out."""

from itertools import groupby

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blues.notices.models import Mail, Notice
from blues.notices.outbox import post
from blues.notices.telling import bodies

MOST_NAMED = 30


@transaction.atomic
def send_digests() -> int:
    """Mail everybody whose notices wait; returns how many mails went out."""
    rows = Notice.objects.select_for_update(of=("self",)).filter(waits_for_digest=True)
    waiting = list(rows.select_related("reader").order_by("reader", "pk"))
    unread = [notice for notice in waiting if notice.reader.is_active and not notice.read_at]
    mails = [
        _mail(reader, list(notices))
        for reader, notices in groupby(unread, key=lambda notice: notice.reader)
    ]
    rows.filter(pk__in=[notice.pk for notice in waiting]).update(waits_for_digest=False)
    return len(mails)


def _mail(reader, waiting: list[Notice]) -> Mail:
    with translation.override(reader.language):
        number = {"number": len(waiting)}
        subject = ngettext("%(number)d new notice", "%(number)d new notices", len(waiting)) % number
        lines = [f"– {notice.subject}" for notice in waiting[:MOST_NAMED]]
        if len(waiting) > MOST_NAMED:
            lines.append("– …")
        body = "\n".join([_("Since your last daily mail:"), "", *lines])
        link = reverse("notices:inbox-page")
        return post(
            address=reader.email,
            language=reader.language,
            subject=subject,
            **bodies(subject, body, _("Open the inbox"), link, reader.language),
        )
