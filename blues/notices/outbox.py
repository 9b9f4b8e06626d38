"""The outbox: a row with the change, a job that hands it to the mail server."""

from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from django.utils.translation import gettext as _

from blues import jobs
from blues.notices.models import Mail

HEADERS = {"Auto-Submitted": "auto-generated"}  # RFC 3834: nobody's absence note answers


def post(*, address: str, subject: str, text: str, language: str, **fields) -> Mail:
    """Queue one mail in the caller's transaction."""
    mail = Mail.objects.create(
        address=address, subject=subject, text=text, language=language, **fields
    )
    jobs.request("notices.send", key=f"notices.send:{mail.public_id}", mail=str(mail.public_id))
    return mail


def send(mail: Mail) -> None:
    """Hand the mail over once. A refused address ends it; any other trouble is tried again."""
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[mail.address],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=HEADERS | {"Message-ID": _id(mail)},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except SMTPRecipientsRefused:
        fail(mail, reason=_("The mail server refuses this address."))
        return
    mail.state, mail.sent_at = Mail.State.SENT, timezone.now()
    if mail.is_secret and not settings.DEMO:
        mail.text = mail.html = ""
    mail.save(update_fields=["state", "sent_at", "text", "html"])


def fail(mail: Mail, *, reason: str) -> None:
    mail.state, mail.failure = Mail.State.FAILED, reason
    mail.save(update_fields=["state", "failure"])


def _id(mail: Mail) -> str:
    """The same for every attempt, so that a mail sent twice is shown once."""
    return f"<{mail.public_id}@{urlsplit(settings.PORTAL_URL).hostname}>"
