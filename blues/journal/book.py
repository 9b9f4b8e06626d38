"""Writing into the journal and reading a case from it."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, transaction
from django.utils import timezone

from blues.journal.hashing import digest, plain
from blues.journal.models import Entry, EntryQuerySet


@transaction.atomic
def record(case: str, verb: str, *, by: AbstractBaseUser | None, **detail: Any) -> Entry:
    """Append one entry in the caller's transaction: both stay or neither does.

    ``by`` is the person who acted, or None where the portal acted on its own.
    """
    _wait_for_turn(case)
    previous = Entry.objects.filter(case=case).order_by("-number").first()
    content: dict[str, Any] = {
        "previous_hash": previous.hash if previous else "",
        "case": case,
        "number": previous.number + 1 if previous else 1,
        "happened_at": timezone.now(),
        "actor_id": by.pk if by else None,
        "verb": verb,
        "detail": plain(detail),
    }
    return Entry.objects.create(**content, hash=digest(**content))


def _wait_for_turn(case: str) -> None:
    """One writer per case until its transaction ends; writers of other cases do not wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"journal:{case}"])


def entries_for(case: str) -> EntryQuerySet:
    return Entry.objects.for_case(case)
