"""The last phase as the timeline shows it: preparation, stay, reports, validation, payment.

Reads prefetched relations only (see ``exchanges.lifecycle.steps``); ``ONE_TO_ONE`` and ``MANY``
name those of this room.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from blues.common import clock
from exchanges.finalisation.handover import OPEN as REPORTING
from exchanges.finalisation.handover import missing_evidence
from exchanges.finalisation.rules import VALIDATES
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import SIDES, STOPPED, Party, State
from exchanges.lifecycle.steps import CURRENT, DONE, WAITING, Step

ONE_TO_ONE = ("preparation", "presence", "payment")
MANY = ("reports", "evidence", "transitions")
UNDER_WAY = (State.IN_PROGRESS, *REPORTING)


@dataclass(frozen=True)
class Reader:
    """One exchange in front of one person."""

    exchange: Exchange
    held: frozenset
    reached: dict  # state: moment

    def to_do(
        self, label: str, party: Party, action: str, page: str, *further, is_current, why_not=""
    ) -> Step:
        """Not done: current or still to come, with a link for who may take it now."""
        may_act = is_current and party in self.held
        return Step(
            label,
            CURRENT if is_current else WAITING,
            who=self.name_of(party),
            due_on=self.exchange.due_on if is_current else None,
            url=self.address(page, *further) if may_act and not why_not else "",
            action=action,
            why_not=why_not if may_act else "",
        )

    def done(self, label: str, state: State, *, who: str = "") -> Step:
        return Step(label, DONE, who=who, done_at=self.reached.get(state))

    def address(self, page: str, *further) -> str:
        return reverse(f"finalisation:{page}", args=[self.exchange.public_id, *further])

    def name_of(self, party: Party) -> str:
        if party in SIDES:
            return str(self.exchange.organisation_of(party))
        if party == Party.FINANCE:
            return str(party.label)
        return str(self.exchange.cluster_of(party))

    def has(self, name: str):
        return getattr(self.exchange, name, None)


def steps(exchange: Exchange, user) -> list[Step]:
    """All steps of this phase; of a stopped exchange only those that were taken."""
    reached = {State(taken.to_state): taken.at for taken in exchange.transitions.all()}
    reader = Reader(exchange, parties_of(user, exchange), reached)
    found = [_preparation(reader), _beginning(reader), *_presence(reader), _end(reader)]
    found += [*_reports(reader), *_evidence(reader), *_validation(reader)]
    found += [*_payment(reader), _completion(reader)]
    if exchange.state in STOPPED:
        return [step for step in found if step.state == DONE]
    return found


def _preparation(reader: Reader) -> Step:
    exchange, label = reader.exchange, _("Preparation")
    if State.READY in reader.reached:
        return reader.done(label, State.READY)
    papers_signed = State.CTQ_SIGNED if exchange.is_virtual else State.FA_SIGNED
    preparation = reader.has("preparation")
    if preparation is None:
        party, action = Party.HOST, _("Tell where to arrive")
    elif not exchange.is_virtual and not preparation.insured_at:
        party, action = Party.VISITOR, _("Declare the insurance")
    else:
        party, action = Party.VOP, _("Check the preparation")
    is_current = exchange.state == papers_signed
    return reader.to_do(label, party, action, "preparation-detail", is_current=is_current)


def _beginning(reader: Reader) -> Step:
    exchange, label = reader.exchange, _("The stay begins")
    if State.IN_PROGRESS in reader.reached:
        return reader.done(label, State.IN_PROGRESS)
    early = clock.today() < exchange.first_day
    return reader.to_do(
        label,
        Party.VOP,
        _("Record the beginning"),
        "stay-detail",
        is_current=exchange.state == State.READY,
        why_not=_("The first day has not come.") if early else "",
    )


def _presence(reader: Reader) -> list[Step]:
    """The host's confirmation and, once it is there, what the visitor says to it."""
    presence, page = reader.has("presence"), "presence-detail"
    is_open = reader.exchange.state in UNDER_WAY
    label, seen = _("Presence confirmed"), _("Presence acknowledged")
    if presence is None:
        action = _("Confirm the days")
        return [reader.to_do(label, Party.HOST, action, page, is_current=is_open)]
    confirmed = Step(label, DONE, who=reader.name_of(Party.HOST), done_at=presence.confirmed_at)
    if presence.acknowledged_at:
        who = reader.name_of(Party.VISITOR)
        return [confirmed, Step(seen, DONE, who=who, done_at=presence.acknowledged_at)]
    if not is_open:
        return [confirmed]
    action = _("Acknowledge the days")
    return [confirmed, reader.to_do(seen, Party.VISITOR, action, page, is_current=True)]


def _end(reader: Reader) -> Step:
    exchange, label = reader.exchange, _("The stay ends")
    if State.INTERRUPTED in reader.reached:
        return reader.done(_("The stay was broken off"), State.INTERRUPTED)
    if State.STAY_ENDED in reader.reached:
        return reader.done(label, State.STAY_ENDED)
    why_not = ""
    if clock.today() < exchange.last_day:
        why_not = _("The last day has not come.")
    elif reader.has("presence") is None:
        why_not = _("The host has not confirmed the presence yet.")
    return reader.to_do(
        label,
        Party.VOP,
        _("Record the end"),
        "stay-detail",
        is_current=exchange.state == State.IN_PROGRESS,
        why_not=why_not,
    )


def _reports(reader: Reader) -> list[Step]:
    reports = {report.side: report for report in reader.exchange.reports.all()}
    labels = {
        Party.VISITOR: _("Closing report of the visitor"),
        Party.HOST: _("Closing report of the host"),
    }
    return [_report(reader, side, labels[side], reports.get(side)) for side in SIDES]


def _report(reader: Reader, side: Party, label: str, report) -> Step:
    if report is not None and report.submitted_at:
        return Step(label, DONE, who=reader.name_of(side), done_at=report.submitted_at)
    is_current = reader.exchange.state in REPORTING
    action = _("Write the report")
    if report is not None and report.returned_at:
        action = _("Change the report")
    return reader.to_do(label, side, action, "report-edit", side, is_current=is_current)


def _evidence(reader: Reader) -> list[Step]:
    exchange, label = reader.exchange, _("Evidence of travel and accommodation")
    if exchange.is_virtual:
        return []
    if exchange.evidence.all() and not missing_evidence(exchange):
        newest = max(file.uploaded_at for file in exchange.evidence.all())
        return [Step(label, DONE, who=reader.name_of(Party.VISITOR), done_at=newest)]
    is_current, action = exchange.state in REPORTING, _("Hand in the files")
    return [reader.to_do(label, Party.VISITOR, action, "evidence-page", is_current=is_current)]


def _validation(reader: Reader) -> list[Step]:
    if State.REPORTS_VALIDATED in reader.reached:
        return [reader.done(_("Reports validated"), State.REPORTS_VALIDATED)]
    labels = {
        Party.VISITOR: _("Report of the visitor validated"),
        Party.HOST: _("Report of the host validated"),
    }
    reports = {report.side: report for report in reader.exchange.reports.all()}
    return [_validated(reader, side, labels[side], reports.get(side)) for side in SIDES]


def _validated(reader: Reader, side: Party, label: str, report) -> Step:
    party = VALIDATES[side]
    if report is not None and report.validated_at:
        return Step(label, DONE, who=reader.name_of(party), done_at=report.validated_at)
    is_current = reader.exchange.state == State.REPORTS_SUBMITTED
    action = _("Look at the report")
    return reader.to_do(label, party, action, "validation-detail", is_current=is_current)


def _payment(reader: Reader) -> list[Step]:
    exchange, reached = reader.exchange, reader.reached
    unpaid_end = State.COMPLETED in reached and State.PAID not in reached
    if exchange.is_virtual or unpaid_end:
        return []
    return [
        _money(
            reader,
            _("Payment approved"),
            State.PAYMENT_APPROVED,
            State.REPORTS_VALIDATED,
            _("Approve the payment"),
        ),
        _money(reader, _("Paid"), State.PAID, State.PAYMENT_APPROVED, _("Book the transfer")),
    ]


def _money(reader: Reader, label: str, target: State, before: State, action: str) -> Step:
    if target in reader.reached:
        return reader.done(label, target, who=reader.name_of(Party.FINANCE))
    is_current = reader.exchange.state == before
    return reader.to_do(label, Party.FINANCE, action, "payment-detail", is_current=is_current)


def _completion(reader: Reader) -> Step:
    label = _("Certificates")
    if State.COMPLETED in reader.reached:
        return reader.done(label, State.COMPLETED)
    return Step(label, WAITING)
