"""What notices may be about. Wording is registered once and translated when it is told."""

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Topic:
    """``subject`` and ``body`` are lazy translations with ``%(name)s`` places."""

    code: str
    subject: object
    body: object
    button: object
    by_mail: bool = True


TOPICS: dict[str, Topic] = {}


def topic(code: str, *, subject, body, button, by_mail: bool = True) -> Topic:
    """Register a topic. No personal data belongs in its places: mails are forwarded."""
    if code in TOPICS:
        raise ImproperlyConfigured(f"There is already a topic {code}.")
    TOPICS[code] = Topic(code, subject, body, button, by_mail)
    return TOPICS[code]
