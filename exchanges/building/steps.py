"""The third phase as the exchange page shows it: the Commitment, the account, the agreement."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchanges.building import amendment_turns
from exchanges.building.rules import may_prepare, sees_money, signatory
from exchanges.building.scan_turns import scan_to_check
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import SIDES, STOPPED, Party, State
from exchanges.lifecycle.steps import CURRENT, DONE, WAITING, Step
from exchanges.lifecycle.steps import STOPPED as HALTED


def steps(exchange: Exchange, user) -> list[Step]:
    """Agree on the Commitment, four signatures; in person also account, agreement, two more."""
    commitment = newest(exchange.commitments)
    lines = [_agreed(exchange, user), *_signatures(exchange, user, commitment, COMMITMENT)]
    if exchange.is_virtual or not sees_money(user, exchange):
        return [*lines, *amendment_turns.steps(exchange, user)]
    agreement = newest(exchange.agreements)
    return [
        *lines,
        _account(exchange, user),
        _prepared(exchange, user, agreement),
        *_signatures(exchange, user, agreement, AGREEMENT),
        *amendment_turns.steps(exchange, user),
    ]


def newest(papers):
    """The version in force among prefetched rows."""
    return max(papers.all(), key=lambda paper: paper.version, default=None)


def _agreed(exchange, user) -> Step:
    label = _("Agree on the Commitment to Quality")
    who = ", ".join(str(exchange.organisation_of(side)) for side in SIDES)
    mine = bool(set(SIDES) & parties_of(user, exchange))
    return _step(
        exchange,
        label,
        who=who,
        done_at=_passed_at(exchange, State.CTQ_AGREED),
        is_open=exchange.state == State.CTQ_DRAFTING,
        reader=(mine, "building:commitment-detail", _("Open the Commitment")),
    )


def _account(exchange, user) -> Step:
    account = getattr(exchange, "bank_account", None)
    return _step(
        exchange,
        _("Give the bank details"),
        who=str(exchange.visitor_organisation),
        done_at=account.given_at if account else None,
        is_open=exchange.state == State.CTQ_SIGNED and account is None,
        reader=(
            Party.VISITOR in parties_of(user, exchange),
            "building:bank-edit",
            _("Give the bank details"),
        ),
    )


def _prepared(exchange, user, agreement) -> Step:
    has_account = hasattr(exchange, "bank_account")
    mine = may_prepare(user, exchange)
    is_refused = agreement is not None and agreement.is_refused
    return _step(
        exchange,
        _("Prepare the Financial Agreement"),
        who=str(exchange.vop),
        done_at=agreement.prepared_at if agreement else None,
        is_open=(exchange.state == State.CTQ_SIGNED and has_account)
        or (exchange.state == State.FA_PREPARED and is_refused),
        reader=(mine, "building:agreement-detail", _("Check and prepare")),
    )


# -- Signatures ----------------------------------------------------------------------------------

COMMITMENT = (
    gettext_lazy("Sign the Commitment"),
    State.CTQ_AGREED,
    (Party.VISITOR, Party.HOST, Party.HOP, Party.VOP),
    "building:commitment-sign",
)
AGREEMENT = (
    gettext_lazy("Sign the Financial Agreement"),
    State.FA_PREPARED,
    (Party.VISITOR, Party.VOP),
    "building:agreement-sign",
)


def _signatures(exchange, user, paper, procedure) -> list[Step]:
    return [_signature(exchange, user, paper, party, procedure) for party in procedure[2]]


def _signature(exchange, user, paper, party, procedure) -> Step:
    label, open_in, _parties, page = procedure
    signature = paper.signature_of(party) if paper else None
    is_open = _waits_for(exchange, paper, party, open_in)
    scan = paper.waiting_scan_of(party) if is_open else None
    if scan:
        label = f"{label}: {party.label}"
        return scan_to_check(exchange, user, scan, label=label, due_on=exchange.due_on)
    is_ready = is_open and paper.text_document is not None and paper.text_document.is_stored
    mine = is_open and _signs(user, exchange, party)
    return _step(
        exchange,
        f"{label}: {party.label}",
        who=_signs_for(exchange, party),
        done_at=signature.signed_at if signature else None,
        is_open=is_open,
        reader=(mine and is_ready, page, str(label)),
        why_not=_("The document is being made; it is ready in a minute.")
        if mine and not is_ready
        else "",
    )


def _waits_for(exchange, paper, party, open_in) -> bool:
    if exchange.state != open_in or paper is None or getattr(paper, "is_refused", False):
        return False
    return paper.next_to_sign == party


def _signs(user, exchange, party) -> bool:
    return party in parties_of(user, exchange) and signatory(exchange, party, user) is not None


def _signs_for(exchange, party) -> str:
    if party in SIDES:
        return str(exchange.organisation_of(party))
    return str(exchange.cluster_of(party))


# -- One line --------------------------------------------------------------------------------------


def _step(exchange, label, *, who, done_at, is_open, reader, why_not="") -> Step:
    """``reader`` says whether they act, on which page, and what the button reads."""
    if done_at and not is_open:
        return Step(label=label, state=DONE, who=who, done_at=done_at)
    if not is_open:
        state = HALTED if exchange.state in STOPPED else WAITING
        return Step(label=label, state=state, who=who)
    acts, page, action = reader
    return Step(
        label=label,
        state=CURRENT,
        who=who,
        due_on=exchange.due_on,
        url=reverse(page, args=[exchange.public_id]) if acts else "",
        action=action if acts else "",
        why_not=why_not,
    )


def _passed_at(exchange, state):
    found = [step.at for step in exchange.transitions.all() if step.to_state == state]
    return found[-1] if found else None
