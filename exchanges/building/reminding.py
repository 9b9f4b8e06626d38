"""Papers that wait for a signature: reminded of, overdue, and too late to be signed.

The due day asks for haste and stops nobody. On the first day of the stay a paper that is not signed
expires: nobody signs it any more, its bytes and signatures are kept, and all who sign are told.
"""

from datetime import date

from django.db import transaction

from blues import journal
from blues.common import clock
from blues.common.errors import Conflict
from exchanges.building import signing, telling
from exchanges.building.models import FinancialAgreement
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import State
from exchanges.lifecycle.transitions import lock

PROCEDURES = {
    State.CTQ_AGREED: signing.COMMITMENT,
    State.FA_PREPARED: signing.AGREEMENT,
}


def remind_due() -> dict[str, int]:
    """What was told today, by kind. A second run on the same day tells nothing."""
    told = {"reminded": 0, "overdue": 0, "expired": 0}
    waiting = Exchange.objects.with_parties().filter(state__in=PROCEDURES).order_by("pk")
    for exchange in waiting:
        if (kind := _kind(exchange, clock.today())) and _tell(exchange, kind):
            told[kind] += 1
    return told


def has_expired(exchange: Exchange) -> bool:
    return exchange.state in PROCEDURES and clock.today() >= exchange.first_day


def is_overdue(exchange: Exchange) -> bool:
    late = exchange.due_on is not None and exchange.due_on < clock.today()
    return exchange.state in PROCEDURES and late


def _kind(exchange: Exchange, today: date) -> str:
    if has_expired(exchange):
        return "expired"
    if is_overdue(exchange):
        return "overdue"
    rules = exchange.rule_set
    days = (
        rules.first_signature_reminder_days,
        rules.second_signature_reminder_days,
        rules.last_signature_reminder_days,
    )
    return "reminded" if exchange.due_on and (exchange.due_on - today).days in days else ""


@transaction.atomic
def _tell(exchange: Exchange, kind: str) -> bool:
    try:
        locked = lock(exchange)
    except Conflict:  # an archived programme reminds nobody
        return False
    procedure = PROCEDURES.get(State(locked.state))
    paper = procedure.paper_of(locked) if procedure else None
    if paper is None or not paper.next_to_sign or _is_refused(paper):
        return False
    return _once(paper, kind)


def _is_refused(paper) -> bool:
    return isinstance(paper, FinancialAgreement) and paper.is_refused


def _once(paper, kind: str) -> bool:
    detail = {"paper": paper.reference, "party": str(paper.next_to_sign)}
    if kind == "reminded":
        detail["on"] = clock.today().isoformat()
    verb = f"signing-{kind}"
    told = journal.entries_for(paper.exchange.case).filter(verb=verb, detail__contains=detail)
    if told.exists():
        return False
    journal.record(paper.exchange.case, verb, by=None, **detail)
    {
        "reminded": lambda: telling.remind_to_sign(paper, paper.next_to_sign),
        "overdue": lambda: telling.signing_overdue(paper),
        "expired": lambda: telling.signing_expired(paper),
    }[kind]()
    return True
