"""What notices may be about. Wording is registered once and translated when it is told."""

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

from blues.common.words import Words


@dataclass(frozen=True)
class Topic:
    """``subject`` and ``body`` are lazy translations with ``%(name)s`` places."""

    code: str
    subject: object
    body: object
    button: object
    by_mail: bool = True

    @property
    def matter(self) -> str:
        """What the topic belongs to: ``matching`` for ``matching.proposed``."""
        return self.code.partition(".")[0]


TOPICS: dict[str, Topic] = {}
MATTERS: dict[str, Words] = {}  # topics that readers may have by mail at once, later or not at all


def topic(code: str, *, subject, body, button, by_mail: bool = True) -> Topic:
    """Register a topic. No personal data belongs in its places: mails are forwarded."""
    if code in TOPICS:
        raise ImproperlyConfigured(f"There is already a topic {code}.")
    TOPICS[code] = Topic(code, subject, body, button, by_mail)
    return TOPICS[code]


def matter(code: str, label: Words) -> None:
    """Let readers choose how they hear of the topics that begin with ``code`` and a full stop.

    Whatever belongs to no matter, such as the safety of an account, is always mailed at once.
    """
    if code in MATTERS:
        raise ImproperlyConfigured(f"There is already a matter {code}.")
    MATTERS[code] = label
