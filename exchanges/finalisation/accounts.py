"""Is the account to pay to still the one that the Financial Agreement names?"""

import hashlib

from django.utils.translation import gettext as _

from exchanges.building import account_changes
from exchanges.finalisation.dues import agreement_of
from exchanges.lifecycle.models import Exchange


def fingerprint(account) -> str:
    """Stands for holder and number without telling them."""
    content = "|".join((account.holder, account.iban, account.bic))
    return hashlib.sha256(content.encode()).hexdigest()


def obstacle(exchange: Exchange) -> str | None:
    """Why nothing may be paid to this account, or ``None``.

    An account that was given or changed after the agreement was written is not the one that two
    parties signed; nor is one that the signed text does not show. It is paid once two people have
    confirmed it.
    """
    agreement, account = agreement_of(exchange), getattr(exchange, "bank_account", None)
    if account is None:
        return _("There are no bank details.")
    if agreement is None:
        return _("There is no Financial Agreement.")
    if account_changes.open_change(exchange) is not None:
        return _("Another account has been asked for. Nothing is paid until two have decided.")
    if account_changes.is_confirmed(exchange, account):
        return None
    changed = account.given_at > agreement.prepared_at or not _is_printed(account, agreement)
    if not changed:
        return None
    return _(
        "The bank details were changed after the Financial Agreement was signed. Nothing is paid "
        "until both parties have signed an agreement that names the new account."
    )


def holder_remark(exchange: Exchange) -> str:
    """What to look at before paying somebody whose name is not that of the organisation."""
    account = getattr(exchange, "bank_account", None)
    organisation = exchange.visitor_organisation
    if account is None or _plain(account.holder) in (
        _plain(organisation.legal_name),
        _plain(organisation.short_name),
    ):
        return ""
    return _("The account holder is not called like the organisation (%(name)s).") % {
        "name": organisation.legal_name
    }


def _is_printed(account, agreement) -> bool:
    """A text that carries no account at all (an early one) cannot speak against it."""
    document = agreement.text_document
    if document is None:
        return True
    return account.masked in document.record


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())
