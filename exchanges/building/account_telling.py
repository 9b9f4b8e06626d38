"""Who is told of another bank account: the new address never alone."""

from django.db.models import Q
from django.urls import reverse

from blues import notices
from exchanges.building.account_models import AccountChange
from exchanges.building.models import Signature
from exchanges.building.telling import tell_parties
from exchanges.lifecycle.people import people_of
from exchanges.lifecycle.states import Party

PAGE = "building:account-change"


def asked(change: AccountChange) -> int:
    """Tell those who confirm, and the visitor; how many earlier addresses were mailed as well."""
    tell_parties(change.exchange, [Party.VOP, Party.FINANCE], "bank-account.confirm", PAGE)
    return _warn(change, "bank-account.asked")


def ended(change: AccountChange, *, by) -> None:
    topic = f"bank-account.{change.outcome}"
    parties = [Party.VOP, Party.FINANCE]
    tell_parties(change.exchange, parties, topic, PAGE, but={by.pk})
    _warn(change, topic)


def _warn(change: AccountChange, topic: str) -> int:
    """Tell the visitor, also at the addresses of the signatures that have changed since.

    A stranger who took over the account would have changed its address first. The topics belong to
    no matter, so nobody can wish these mails away.
    """
    exchange = change.exchange
    tell_parties(exchange, [Party.VISITOR], topic, PAGE)
    today = {person.email for person in people_of(exchange, Party.VISITOR)}
    earlier = {
        address: language
        for address, language in _addresses_at_signature(change).items()
        if address not in today
    }
    for address, language in earlier.items():
        notices.mail_address(
            address=address,
            language=language,
            topic=topic,
            link=_link(change),
            reference=exchange.reference,
        )
    return len(earlier)


def _addresses_at_signature(change: AccountChange) -> dict[str, str]:
    """Where the visitor's signatories were reached when they signed, with their language."""
    exchange = change.exchange
    signed = Signature.objects.filter(party=Party.VISITOR).filter(
        Q(agreement__exchange=exchange) | Q(commitment__exchange=exchange)
    )
    return {
        signature.contact: signature.signed_by.language
        for signature in signed.select_related("signed_by")
        if signature.contact
    }


def _link(change: AccountChange) -> str:
    return reverse(PAGE, args=[change.exchange.public_id])
