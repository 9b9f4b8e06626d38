"""Who is told what, and where the button leads."""

from django.urls import reverse

from blues import notices
from exchanges.building.models import Commitment
from exchanges.lifecycle.people import people_of
from exchanges.lifecycle.states import FOUR, SIDES, Party


def commitment_drafted(exchange) -> None:
    _tell(exchange, SIDES, "building.write-commitment", "building:commitment-detail")


def agree_next(draft: Commitment, sides) -> None:
    _tell(draft.exchange, sides, "building.agree-commitment", "building:commitment-detail")


def consent_void(draft: Commitment, sides) -> None:
    _tell(draft.exchange, sides, "building.consent-void", "building:commitment-detail")


def sent_back(draft: Commitment, *, by) -> None:
    _tell(
        draft.exchange,
        FOUR,
        "building.commitment-sent-back",
        "building:commitment-detail",
        but=by,
    )


def sign_next(paper, party: Party) -> None:
    name = "commitment" if isinstance(paper, Commitment) else "agreement"
    _tell(paper.exchange, [party], f"building.sign-{name}", f"building:{name}-sign")


def commitment_signed(exchange, *, by) -> None:
    _tell(exchange, FOUR, "building.commitment-signed", "building:commitment-detail", but=by)
    if not exchange.is_virtual:
        _tell(exchange, [Party.VISITOR], "building.give-bank-details", "building:bank-edit")


def bank_details_given(exchange) -> None:
    _tell(exchange, [Party.VOP], "building.prepare-agreement", "building:agreement-detail")


def agreement_signed(exchange, *, by) -> None:
    parties = [Party.VISITOR, Party.VOP]
    _tell(exchange, parties, "building.agreement-signed", "building:agreement-detail", but=by)


def _tell(exchange, parties, topic: str, page: str, *, but=None) -> None:
    people = [person for person in people_of(exchange, *parties) if person != but]
    notices.tell(
        people,
        topic,
        link=reverse(page, args=[exchange.public_id]),
        case=exchange.case,
        reference=exchange.reference,
    )
