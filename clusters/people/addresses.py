"""E-mail addresses: which ones are taken, and moving an account from one to another.

An account moves once both mailboxes have said yes: whoever has got hold of an open session or of
the old mailbox alone cannot take the account away, and nobody moves it to a mailbox not their own.
"""

import hashlib
import re
import secrets
import unicodedata

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blues import journal, notices
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.people import sessions
from clusters.people.account_models import AddressChange
from clusters.people.appointments import case
from clusters.people.models import User

# Small letters that look like Latin ones, from the confusables of Unicode TS 39: Cyrillic, Greek.
LIKE_LATIN = set(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u051b\u051d\u04bb\u04cf\u0475"
)
LIKE_LATIN |= set("\u03b1\u03bf\u03bd\u03c1\u03c5\u03b9\u03ba\u03c7")

UNREADABLE = "a\u0430"  # two alphabets, so it is refused


# -- Which addresses are taken ---------------------------------------------------------------------


class PosesAsAnother(BadInput):
    """Letters of the address look like letters that they are not."""


def check_address(text: str) -> str:
    """The address in its one spelling; refused where letters pose as letters they are not."""
    address = unicodedata.normalize("NFKC", text).strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise BadInput(_("This is not an e-mail address.")) from None
    local, _at, domain = address.rpartition("@")
    labels = [_unfolded(label) for label in domain.split(".")]
    if any(_poses(part) for part in (local, *labels)):
        raise PosesAsAnother(
            _("This address mixes letters of different alphabets that look alike."),
            way_out=_("Type it yourself instead of copying it, or ask the person for it again."),
        )
    return address


def _unfolded(label: str) -> str:
    """What a browser would show for ``xn--…``."""
    if not label.startswith("xn--"):
        return label
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return UNREADABLE


def _poses(part: str) -> bool:
    letters = {letter for letter in part if letter.isalpha()}
    foreign = {letter for letter in letters if not _is_latin(letter)}
    mixed = len({_script(letter) for letter in letters}) > 1
    return mixed or bool(foreign and foreign <= LIKE_LATIN)


def _is_latin(letter: str) -> bool:
    return _script(letter) == "LATIN"


def _script(letter: str) -> str:
    return re.split(r"[ -]", unicodedata.name(letter, "UNKNOWN"))[0]


# -- Moving to another address ---------------------------------------------------------------------


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_change(person: User) -> AddressChange | None:
    return AddressChange.objects.open().filter(person=person).first()


@transaction.atomic
def ask(*, person: User, email: str, by: User) -> AddressChange:
    """Write to both mailboxes. Says the same whether or not the address belongs to somebody."""
    if person.pk != by.pk:
        raise NotAllowed(_("People change their own address."))
    email = check_address(email)
    if email == person.email.lower():
        raise BadInput(_("This is your address already."))
    _withdraw_earlier(person)
    old, new = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    change = AddressChange.objects.create(
        person=person, email=email, old_digest=digest(old), new_digest=digest(new)
    )
    journal.record(case(person), "address-change-asked", by=by)
    for address, topic, token in (
        (person.email, "people.address-old", old),
        (email, "people.address-new", new),
    ):
        notices.mail_address(
            address=address,
            language=person.language,
            topic=topic,
            link=reverse("people:address-confirm", args=[token]),
        )
    return change


def find(token: str, *, person: User) -> tuple[AddressChange, str] | None:
    """The person's open change behind the link, and which mailbox it was sent to: old or new."""
    change = open_change(person)
    ours = {change.old_digest: "old", change.new_digest: "new"} if change else {}
    which = ours.get(digest(token))
    return (change, which) if change and which else None


@transaction.atomic
def confirm(*, change: AddressChange, which: str, by: User, session_key: str = "") -> AddressChange:
    """One mailbox has said yes; with the second the account moves and other sessions end."""
    locked = AddressChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if locked.person_id != by.pk or not AddressChange.objects.open().filter(pk=change.pk).exists():
        raise Conflict(_("This change is no longer open."), way_out=_("Ask for it once more."))
    field = f"{which}_confirmed_at"
    setattr(locked, field, getattr(locked, field) or timezone.now())
    locked.save(update_fields=[field])
    if locked.old_confirmed_at and locked.new_confirmed_at:
        _move(locked, by, session_key)
    return locked


@transaction.atomic
def withdraw(*, person: User, by: User) -> None:
    if person.pk != by.pk:
        raise NotAllowed(_("People change their own address."))
    _withdraw_earlier(person)
    journal.record(case(person), "address-change-withdrawn", by=by)


def _withdraw_earlier(person: User) -> None:
    earlier = person.address_changes.filter(done_at=None, withdrawn_at=None)
    earlier.update(withdrawn_at=timezone.now())


def _move(change: AddressChange, by: User, session_key: str) -> None:
    person = User.objects.select_for_update().get(pk=change.person_id)
    if _is_taken(change.email, person):
        raise Conflict(_("This address cannot be used."), way_out=_("Choose another one."))
    change.done_at = timezone.now()
    change.save(update_fields=["done_at"])
    former, person.email = person.email, change.email
    person.save(update_fields=["email"])
    EmailAddress.objects.filter(user=person).delete()
    EmailAddress.objects.create(user=person, email=change.email, verified=True, primary=True)
    journal.record(case(person), "address-changed", by=by)
    sessions.end_all(person, but=session_key)
    for address in (former, change.email):
        notices.mail_address(
            address=address,
            language=person.language,
            topic="people.address-changed",
            link=reverse("people:account-page"),
        )


def _is_taken(email: str, person: User) -> bool:
    others = User.objects.filter(email__iexact=email).exclude(pk=person.pk)
    claimed = EmailAddress.objects.filter(email__iexact=email, verified=True)
    return others.exists() or claimed.exclude(user=person).exists()
