"""Not signing a Financial Agreement: with a reason, and everybody concerned hears of it.

A Commitment goes back to its authors instead (``commitments.send_back``).
"""

from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from exchanges.building import telling
from exchanges.building.current import the_agreement_of
from exchanges.building.models import FinancialAgreement
from exchanges.building.refusal_models import AgreementRefusal
from exchanges.building.rules import signatory
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import Party, State
from exchanges.lifecycle.transitions import lock
from exchanges.registration.models import LONGEST_TEXT


def party_that_refuses(agreement: FinancialAgreement, user) -> Party | None:
    """For whom the person may refuse: those refuse who could sign."""
    exchange = agreement.exchange
    own = [party for party in agreement.SIGNED_BY if party in parties_of(user, exchange)]
    return next((party for party in own if signatory(exchange, party, user)), None)


def is_open(agreement: FinancialAgreement) -> bool:
    return agreement.exchange.state == State.FA_PREPARED and not agreement.is_refused


@transaction.atomic
def refuse_agreement(exchange: Exchange, *, by, reason: str) -> AgreementRefusal:
    """This version is signed by nobody any more; the signatures under it are kept."""
    agreement = the_agreement_of(lock(exchange))
    party = party_that_refuses(agreement, by)
    if party is None:
        raise NotAllowed(_("Those refuse a Financial Agreement who would sign it."))
    if not is_open(agreement):
        raise Conflict(_("%(paper)s is not open for signatures.") % {"paper": agreement.reference})
    if not reason.strip() or len(reason) > LONGEST_TEXT:
        raise BadInput(_("Please give a reason; the others will read it."))
    refusal = AgreementRefusal.objects.create(
        agreement=agreement, party=party, refused_by=by, reason=reason.strip()
    )
    journal.record(
        agreement.exchange.case,
        "agreement-refused",
        by=by,
        paper=agreement.reference,
        party=party,
        version=agreement.version,
    )
    signed = [signature.signed_by for signature in agreement.valid_signatures()]
    telling.agreement_refused(agreement, by=by, signed=signed)
    return refusal
