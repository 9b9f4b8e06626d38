"""What must hold for the papers before the exchange may go on."""

from django.utils.translation import gettext as _

from exchanges.building.account_models import BankAccount
from exchanges.building.completeness import agenda_problems, missing
from exchanges.building.content import content_sha256
from exchanges.building.current import agreement_of, commitment_of, the_commitment_of
from exchanges.lifecycle.guards import guard
from exchanges.lifecycle.models import CheckRecord


@guard
def commitment_is_drafted(exchange, by):
    return None if commitment_of(exchange) else _("There is no Commitment to Quality yet.")


@guard
def commitment_is_complete(exchange, by):
    if lacking := missing(the_commitment_of(exchange)):
        return _("Still empty: %(fields)s.") % {"fields": ", ".join(lacking)}
    return None


@guard
def agenda_covers_the_stay(exchange, by):
    return " ".join(agenda_problems(the_commitment_of(exchange))) or None


@guard
def both_agreed_on_this_version(exchange, by):
    draft = the_commitment_of(exchange)
    if waiting := draft.sides_to_agree(content_sha256(draft)):
        return _("Still to agree: %(sides)s.") % {"sides": _labels(waiting)}
    return None


@guard
def commitment_has_four_signatures(exchange, by):
    return _lacks_signatures(commitment_of(exchange))


@guard
def agreement_has_two_signatures(exchange, by):
    return _lacks_signatures(agreement_of(exchange))


@guard
def agreement_checks_hold(exchange, by):
    latest = exchange.checks.filter(occasion=CheckRecord.Occasion.AGREEMENT).first()
    if latest is None:
        return _("The rules have not been checked for the Financial Agreement yet.")
    return None if latest.passed else _("Not all rules are met.")


@guard
def bank_details_are_given(exchange, by):
    if BankAccount.objects.filter(exchange=exchange).exists():
        return None
    return _("The visitor has not given the bank details yet.")


@guard
def sum_is_computed(exchange, by):
    return None if agreement_of(exchange) else _("The lump sum has not been computed yet.")


def _lacks_signatures(paper):
    if paper is None:
        return _("There is nothing to sign yet.")
    signed = {signature.party for signature in paper.valid_signatures()}
    if waiting := [party for party in paper.SIGNED_BY if party not in signed]:
        return _("Still to sign: %(parties)s.") % {"parties": _labels(waiting)}
    return None


def _labels(parties) -> str:
    return ", ".join(str(party.label) for party in parties)
