"""Who is told what, and where the button leads."""

from django.urls import reverse

from blues import notices
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.people import people_of
from exchanges.lifecycle.states import CLUSTERS, FOUR, SIDES, Party

EXCHANGE = "workspace:exchange-detail"
PREPARATION = "finalisation:preparation-detail"
STAY = "finalisation:stay-detail"
PRESENCE = "finalisation:presence-detail"
REPORT = "finalisation:report-edit"
VALIDATION = "finalisation:validation-detail"
PAYMENT = "finalisation:payment-detail"


def arrival_described(exchange: Exchange) -> None:
    _tell(exchange, [Party.VISITOR], "arrival-described", PREPARATION)
    if exchange.is_virtual:
        ready_to_check(exchange)


def ready_to_check(exchange: Exchange) -> None:
    _tell(exchange, [Party.VOP], "check-preparation", PREPARATION)


def ready(exchange: Exchange) -> None:
    _tell(exchange, SIDES, "ready", STAY)


def start_now(exchange: Exchange) -> None:
    _tell(exchange, [Party.VOP], "start", STAY)


def begun(exchange: Exchange) -> None:
    _tell(exchange, [Party.HOST], "begun", PRESENCE)


def end_now(exchange: Exchange) -> None:
    _tell(exchange, [Party.VOP], "end", STAY)


def presence_confirmed(exchange: Exchange) -> None:
    _tell(exchange, [Party.VISITOR], "presence-confirmed", PRESENCE)


def report_now(exchange: Exchange) -> None:
    for side in SIDES:
        report_due(exchange, side)


def report_due(exchange: Exchange, side: Party) -> None:
    _tell(exchange, [side], "report", REPORT, side)


def interrupted(exchange: Exchange) -> None:
    _tell(exchange, [Party.HOP], "interrupted", EXCHANGE)
    report_now(exchange)


def validate_now(exchange: Exchange) -> None:
    _tell(exchange, CLUSTERS, "validate", VALIDATION)


def sent_back(exchange: Exchange, side: Party) -> None:
    _tell(exchange, [side], "report-returned", REPORT, side)


def pay_now(exchange: Exchange) -> None:
    _tell(exchange, [Party.FINANCE], "approve-payment", PAYMENT)


def transfer_now(exchange: Exchange) -> None:
    _tell(exchange, [Party.FINANCE], "book-payment", PAYMENT)


def paid(exchange: Exchange) -> None:
    _tell(exchange, [Party.VISITOR, Party.VOP], "paid", PAYMENT)


def completed(exchange: Exchange) -> None:
    _tell(exchange, FOUR, "completed", EXCHANGE)


def _tell(exchange, parties, topic: str, page: str, *further) -> None:
    notices.tell(
        people_of(exchange, *parties),
        f"finalisation.{topic}",
        link=reverse(page, args=[exchange.public_id, *further]),
        case=exchange.case,
        deadline=exchange.due_on,
        reference=exchange.reference,
    )
