"""Papers that wait for a signature: reminded of, overdue, and too late to be signed.

The due day asks for haste and stops nobody. On the first day of the stay a paper that is not signed
expires: nobody signs it any more, its bytes and signatures are kept, and all who sign are told.
Where a scan waits, whoever checks it is reminded and not whoever has signed. An amendment that is
not signed in time lapses (``amendment_answers.lapse``).
"""

from datetime import date, timedelta

from django.db import transaction

from blues import journal
from blues.common import clock
from blues.common.errors import Conflict
from exchanges.building import signing, telling
from exchanges.building.amendment_models import Amendment, Step
from exchanges.building.amendment_steps import AMENDABLE, open_amendment
from exchanges.building.models import FinancialAgreement
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import State
from exchanges.lifecycle.transitions import lock

ONE_DAY = timedelta(days=1)
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
    for amendment in Amendment.objects.filter(state=Step.SIGNING).order_by("pk"):
        told["reminded"] += _remind_of(amendment)
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
    return "reminded" if _is_reminder_day(exchange, exchange.due_on, today) else ""


def _is_reminder_day(exchange: Exchange, due_on: date | None, today: date) -> bool:
    rules = exchange.rule_set
    days = (
        rules.first_signature_reminder_days,
        rules.second_signature_reminder_days,
        rules.last_signature_reminder_days,
    )
    return due_on is not None and (due_on - today).days in days


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
    return _once(paper, kind, due_on=locked.due_on)


@transaction.atomic
def _remind_of(amendment: Amendment) -> bool:
    """Its signatures are due on the last day on which they can be given."""
    try:
        locked = lock(amendment.exchange)
    except Conflict:
        return False
    signed_now = open_amendment(locked)
    paper = signed_now.paper_to_sign if signed_now else None
    if signed_now is None or paper is None or locked.state not in AMENDABLE:
        return False
    paper.exchange = locked
    last = min(locked.first_day, signed_now.first_day) - ONE_DAY
    if not _is_reminder_day(locked, last, clock.today()):
        return False
    return _once(paper, "reminded", due_on=last)


def _is_refused(paper) -> bool:
    return isinstance(paper, FinancialAgreement) and paper.is_refused


def _once(paper, kind: str, *, due_on: date | None) -> bool:
    party = paper.next_to_sign
    scan = None if kind == "expired" else paper.waiting_scan_of(party)
    verb = f"scan-{kind}" if scan else f"signing-{kind}"
    detail = {"paper": paper.reference, "party": str(party)}
    if scan:
        detail["upload"] = str(scan.public_id)
    if kind == "reminded":
        detail["on"] = clock.today().isoformat()
    told = journal.entries_for(paper.exchange.case).filter(verb=verb, detail__contains=detail)
    if told.exists():
        return False
    journal.record(paper.exchange.case, verb, by=None, **detail)
    if scan:
        telling.check_scan(scan)
    else:
        {
            "reminded": lambda: telling.remind_to_sign(paper, party, due_on=due_on),
            "overdue": lambda: telling.signing_overdue(paper),
            "expired": lambda: telling.signing_expired(paper),
        }[kind]()
    return True
