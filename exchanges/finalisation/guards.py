"""What must hold from the signed papers to the money. Every answer is a sentence for people."""

from django.utils.translation import gettext as _

from exchanges.building.models import Signature
from exchanges.building.quality_models import QualityAnswer
from exchanges.building.upload_models import SignedUpload
from exchanges.finalisation import dues, handover
from exchanges.finalisation.models import ClosingReport, Payment, Preparation, Presence
from exchanges.lifecycle import checks
from exchanges.lifecycle.guards import guard
from exchanges.lifecycle.states import SIDES, State


@guard
def stay_is_prepared(exchange, by):
    preparation = Preparation.objects.filter(exchange=exchange).first()
    if preparation is None:
        return _("The host has not said yet where to arrive.")
    if not exchange.is_virtual and not preparation.insured_at:
        return _("The visitor has not declared the insurance yet.")
    return None if preparation.checked_at else _("The visitor's cluster has not checked it yet.")


@guard
def evidence_has_followed(exchange, by):
    """What a proposal left for later is there: the residence of a third-country national (E9).

    The scheme asks it of whoever takes part (its page on how to take part) and lets an online
    exchange off money and the one visit, nothing else. In person the agreement has asked already.
    """
    return " ".join(checks.still_to_show(exchange)) or None


@guard
def presence_is_confirmed(exchange, by):
    if Presence.objects.filter(exchange=exchange).exists():
        return None
    return _("The host has not confirmed the presence yet.")


@guard
def both_reports_submitted(exchange, by):
    return _waiting_for_reports(
        exchange, _("Still to report: %(sides)s."), submitted_at__isnull=False
    )


@guard
def evidence_on_file(exchange, by):
    return " ".join(handover.missing_evidence(exchange)) or None


@guard
def both_reports_validated(exchange, by):
    return _waiting_for_reports(
        exchange, _("Still to be validated: %(sides)s."), validated_at__isnull=False
    )


@guard
def money_is_due(exchange, by):
    due = dues.amount_due(exchange)
    return None if due.amount > dues.NOTHING else " ".join(due.explanation)


@guard
def no_money_is_due(exchange, by):
    due = dues.amount_due(exchange)
    if due.amount == dues.NOTHING:
        return None
    return _("EUR %(amount)s are due; they are paid first.") % {"amount": due.amount}


@guard
def another_person_validated(exchange, by):
    if by is None or by.pk in people_of_the_case(exchange):
        return _("Whoever had a part in this exchange does not approve its payment.")
    sides = (exchange.visitor_organisation, exchange.host_organisation)
    if any(by.administers(organisation) for organisation in sides):
        return _("Nobody approves a payment for an organisation of one's own.")
    return None


@guard
def sum_is_within_the_ceiling(exchange, by):
    agreement, due = dues.agreement_of(exchange), dues.amount_due(exchange)
    if agreement is None:
        return _("There is no Financial Agreement, so no sum can be computed.")
    ceiling = min(agreement.amount, agreement.base, exchange.rule_set.highest_sum)
    if due.amount <= ceiling:
        return None
    return _("The sum of EUR %(sum)s is above the ceiling of EUR %(ceiling)s.") % {
        "sum": due.amount,
        "ceiling": ceiling,
    }


@guard
def payment_is_booked(exchange, by):
    if Payment.objects.filter(exchange=exchange, booked_at__isnull=False).exists():
        return None
    return _("The transfer has not been booked yet.")


def people_of_the_case(exchange) -> set[int]:
    """Everybody who took a step, signed, confirmed, reported or validated in this exchange.

    Who approved the payment is not among them: another account is approved once more.
    """
    reports = ClosingReport.objects.filter(exchange=exchange)
    papers = Signature.objects.filter(commitment__exchange=exchange) | Signature.objects.filter(
        agreement__exchange=exchange
    )
    scans = SignedUpload.objects.filter(commitment__exchange=exchange) | (
        SignedUpload.objects.filter(agreement__exchange=exchange)
    )
    answers = QualityAnswer.objects.filter(commitment__exchange=exchange)
    found = {
        exchange.proposed_by_id,
        exchange.vop_confirmed_by_id,
        exchange.hop_confirmed_by_id,
        exchange.visitor.representative_id,
        exchange.host.representative_id,
        *exchange.transitions.exclude(to_state=State.PAYMENT_APPROVED).values_list("by", flat=True),
        *papers.values_list("signed_by", flat=True),
        *scans.values_list("decided_by", flat=True),
        *answers.values_list("answered_by", flat=True),
        *exchange.evidence.values_list("uploaded_by", flat=True),
        *exchange.agreements.values_list("prepared_by", flat=True),
        *exchange.account_changes.values_list("coordinator_confirmed_by", flat=True),
    }
    for pairs in (
        reports.values_list("submitted_by", "returned_by", "validated_by"),
        Presence.objects.filter(exchange=exchange).values_list("confirmed_by", "acknowledged_by"),
        Preparation.objects.filter(exchange=exchange).values_list("insured_by", "checked_by"),
        exchange.amendments.values_list("proposed_by", "agreed_by", "ended_by"),
    ):
        found.update(person for row in pairs for person in row)
    return found - {None}


def _waiting_for_reports(exchange, sentence, **done):
    ready = set(
        ClosingReport.objects.filter(exchange=exchange, **done).values_list("side", flat=True)
    )
    waiting = [str(side.label) for side in SIDES if side not in ready]
    return sentence % {"sides": ", ".join(waiting)} if waiting else None
