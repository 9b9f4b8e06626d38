"""The life of an exchange, as data: which step may follow which, who may take it, what must hold.

Nothing in this module touches the database. The database holds the same pairs in a trigger, and a
test compares the two (docs/domain.md, "States of an exchange").
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("accepted by the counterpart")
    MATCHED = "matched", _("match confirmed")
    CTQ_DRAFTING = "ctq_drafting", _("Commitment in preparation")
    CTQ_AGREED = "ctq_agreed", _("Commitment agreed")
    CTQ_SIGNED = "ctq_signed", _("Commitment signed")
    FA_PREPARED = "fa_prepared", _("Financial Agreement prepared")
    FA_SIGNED = "fa_signed", _("Financial Agreement signed")
    READY = "ready_to_start", _("ready to start")
    IN_PROGRESS = "in_progress", _("stay under way")
    STAY_ENDED = "stay_ended", _("stay ended")
    INTERRUPTED = "interrupted", _("stay interrupted")
    REPORTS_SUBMITTED = "reports_submitted", _("reports submitted")
    REPORT_RETURNED = "report_returned", _("report returned")
    REPORTS_VALIDATED = "reports_validated", _("reports validated")
    PAYMENT_APPROVED = "payment_approved", _("payment approved")
    PAID = "paid", _("paid")
    COMPLETED = "completed", _("completed")
    ARCHIVED = "archived", _("archived")
    REOPENED = "reopened", _("reopened after an audit finding")
    DECLINED = "declined", _("declined")
    EXPIRED = "expired", _("expired")
    WITHDRAWN = "withdrawn", _("withdrawn")
    CANCELLED = "cancelled", _("cancelled")


class Party(TextChoices):
    """In which capacity somebody acts in one exchange."""

    VISITOR = "visitor", _("visitor")
    HOST = "host", _("host")
    HOP = "hop", _("host's partner cluster")
    VOP = "vop", _("visitor's partner cluster")
    PROGRAMME = "programme", _("programme coordinator")
    FINANCE = "finance", _("finance officer")
    PORTAL = "portal", _("the portal")  # a consequence nobody decides, such as a passed deadline


SIDES = (Party.VISITOR, Party.HOST)
CLUSTERS = (Party.HOP, Party.VOP)
FOUR = (Party.VISITOR, Party.HOST, Party.HOP, Party.VOP)  # in the order in which they sign


@dataclass(frozen=True)
class Move:
    """One permitted step. ``guards`` name facts that the rooms above look up (see guards.py)."""

    source: State
    target: State
    who: tuple[Party, ...]
    guards: tuple[str, ...] = ()
    needs_note: bool = False


S = State
REPORTING = ("both_reports_submitted", "evidence_on_file")
CANCELLABLE = (
    S.ACCEPTED,
    S.MATCHED,
    S.CTQ_DRAFTING,
    S.CTQ_AGREED,
    S.CTQ_SIGNED,
    S.FA_PREPARED,
    S.FA_SIGNED,
    S.READY,
)

REOPENING = (
    "both_registrations_accepted",
    "reopened_in_time",
    "not_reopened_before",
    "dates_lie_ahead",
    "proposal_checks_hold",
)

MOVES = (
    Move(S.PROPOSED, S.ACCEPTED, SIDES, ("answered_by_the_other_side", "proposal_checks_hold")),
    Move(S.PROPOSED, S.DECLINED, SIDES, ("answered_by_the_other_side",), needs_note=True),
    Move(S.PROPOSED, S.WITHDRAWN, SIDES, ("withdrawn_by_the_proposing_side",)),
    Move(S.PROPOSED, S.EXPIRED, (Party.PORTAL,), ("deadline_has_passed",)),
    # Either side may have let it lapse; a withdrawal is taken back by who withdrew. A no is a no.
    Move(S.EXPIRED, S.PROPOSED, SIDES, REOPENING),
    Move(S.WITHDRAWN, S.PROPOSED, SIDES, ("reopened_by_who_withdrew", *REOPENING)),
    Move(
        S.ACCEPTED,
        S.MATCHED,
        CLUSTERS,
        ("both_registrations_accepted", "both_clusters_confirmed", "proposal_checks_hold"),
    ),
    Move(S.ACCEPTED, S.EXPIRED, (Party.PORTAL,), ("deadline_has_passed",)),
    Move(S.MATCHED, S.CTQ_DRAFTING, (Party.PORTAL,), ("commitment_is_drafted",)),
    Move(
        S.CTQ_DRAFTING,
        S.CTQ_AGREED,
        SIDES,
        ("commitment_is_complete", "agenda_covers_the_stay", "both_agreed_on_this_version"),
    ),
    Move(S.CTQ_AGREED, S.CTQ_DRAFTING, FOUR, needs_note=True),
    Move(S.CTQ_AGREED, S.CTQ_SIGNED, (Party.VOP,), ("commitment_has_four_signatures",)),
    Move(
        S.CTQ_SIGNED,
        S.FA_PREPARED,
        (Party.VOP, Party.PROGRAMME),
        ("is_physical", "agreement_checks_hold", "bank_details_are_given", "sum_is_computed"),
    ),
    Move(
        S.CTQ_SIGNED,
        S.READY,
        (Party.VOP,),
        ("is_virtual", "evidence_has_followed", "stay_is_prepared"),
    ),
    Move(S.FA_PREPARED, S.FA_SIGNED, (Party.VOP,), ("agreement_has_two_signatures",)),
    Move(S.FA_SIGNED, S.READY, (Party.VOP,), ("stay_is_prepared",)),
    Move(S.READY, S.IN_PROGRESS, (Party.VOP,), ("first_day_has_come",)),
    Move(S.IN_PROGRESS, S.INTERRUPTED, (Party.VOP,), needs_note=True),
    Move(S.IN_PROGRESS, S.STAY_ENDED, (Party.VOP,), ("presence_is_confirmed", "last_day_has_come")),
    Move(S.STAY_ENDED, S.REPORTS_SUBMITTED, SIDES, REPORTING),
    Move(S.INTERRUPTED, S.REPORTS_SUBMITTED, SIDES, REPORTING),
    Move(S.REPORTS_SUBMITTED, S.REPORT_RETURNED, CLUSTERS, needs_note=True),
    Move(S.REPORT_RETURNED, S.REPORTS_SUBMITTED, SIDES, REPORTING),
    Move(S.REPORTS_SUBMITTED, S.REPORTS_VALIDATED, CLUSTERS, ("both_reports_validated",)),
    Move(
        S.REPORTS_VALIDATED,
        S.PAYMENT_APPROVED,
        (Party.FINANCE,),
        ("money_is_due", "another_person_validated", "sum_is_within_the_ceiling"),
    ),
    Move(S.REPORTS_VALIDATED, S.COMPLETED, (Party.PORTAL,), ("no_money_is_due",)),
    Move(S.PAYMENT_APPROVED, S.PAID, (Party.FINANCE,), ("payment_is_booked",)),
    Move(S.PAID, S.COMPLETED, (Party.PORTAL,), ("payment_is_booked",)),
    Move(S.COMPLETED, S.ARCHIVED, (Party.PROGRAMME,), ("counted_in_an_accepted_report",)),
    Move(S.ARCHIVED, S.REOPENED, (Party.PROGRAMME,), needs_note=True),
    Move(S.REOPENED, S.ARCHIVED, (Party.PROGRAMME,), needs_note=True),
    *(Move(source, S.CANCELLED, FOUR, needs_note=True) for source in CANCELLABLE),
)

MOVE = {(move.source, move.target): move for move in MOVES}
NEXT_STATES = {state: {t for s, t in MOVE if s == state} for state in State}

STOPPED = (S.DECLINED, S.EXPIRED, S.WITHDRAWN, S.CANCELLED)
FINISHED = (S.COMPLETED, S.ARCHIVED, S.REOPENED)
OPEN_PROPOSAL = (S.PROPOSED, S.ACCEPTED)
LIVE = tuple(state for state in State if state not in (*STOPPED, *FINISHED))
# From the confirmed match on, a physical stay uses up the one visit of an organisation.
USES_THE_VISIT = tuple(s for s in State if s not in (*STOPPED, *OPEN_PROPOSAL))
# Money promised and not yet paid: from the signed agreement until the transfer is booked.
COMMITTED = (
    S.FA_SIGNED,
    S.READY,
    S.IN_PROGRESS,
    S.STAY_ENDED,
    S.INTERRUPTED,
    S.REPORTS_SUBMITTED,
    S.REPORT_RETURNED,
    S.REPORTS_VALIDATED,
    S.PAYMENT_APPROVED,
)
PAID_OUT = (S.PAID, *FINISHED)


def can_move(current: str, target: str) -> bool:
    return target in NEXT_STATES[State(current)]
