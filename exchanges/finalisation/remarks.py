"""The coordinator's closing checklist, with what the portal can see by itself."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from blues.common import formats
from exchanges.finalisation import days, dues, evidence, handover
from exchanges.finalisation.rules import EVIDENCE, PAYMENT, may_read
from exchanges.lifecycle.models import Exchange

SHORTEST_REPORT = 80  # characters; less than a line is hardly an account of a stay


FINE, NOTE, DECIDE = "success", "neutral", "attention"


@dataclass(frozen=True)
class Remark:
    """One line of the checklist: in order, worth knowing, or to be decided in a word."""

    topic: str
    text: str
    tone: str = NOTE

    @property
    def needs_decision(self) -> bool:
        return self.tone == DECIDE


def of(exchange: Exchange) -> list[Remark]:
    """Dates, evidence, report, amount: in the order in which a coordinator looks."""
    return [
        *_dates(exchange),
        *_evidence(exchange),
        *_reports(exchange),
        *_amount(exchange),
    ]


def readable_by(user, exchange: Exchange) -> list[Remark]:
    """The host's cluster reads neither about the visitor's travel nor about the sum (ADR 0010)."""
    return [
        *_dates(exchange),
        *(_evidence(exchange) if may_read(user, exchange, EVIDENCE) else ()),
        *_reports(exchange),
        *(_amount(exchange) if may_read(user, exchange, PAYMENT) else ()),
    ]


def _dates(exchange: Exchange) -> list[Remark]:
    topic, presence = _("Dates"), getattr(exchange, "presence", None)
    if presence is None:
        return [Remark(topic, _("The host has confirmed no presence."), DECIDE)]
    found = []
    agreed = (exchange.first_day, exchange.last_day)
    if (presence.first_day, presence.last_day) == agreed:
        found.append(Remark(topic, _("The days are those that were agreed."), FINE))
    else:
        text = _("Present %(present)s, agreed %(agreed)s.") % {
            "present": formats.period(presence.first_day, presence.last_day),
            "agreed": formats.period(*agreed),
        }
        found.append(Remark(topic, text, DECIDE))
    planned = days.planned(exchange)
    if presence.working_days != planned:
        text = _("%(present)s working days, %(planned)s planned.") % {
            "present": presence.working_days,
            "planned": planned,
        }
        found.append(Remark(topic, text, DECIDE))
    if not presence.acknowledged_at:
        found.append(Remark(topic, _("The visitor has not acknowledged the days yet.")))
    return found


def _evidence(exchange: Exchange) -> list[Remark]:
    topic = _("Evidence")
    if exchange.is_virtual:
        return [Remark(topic, _("An online exchange needs no evidence of travel."))]
    found = [Remark(topic, text, DECIDE) for text in handover.missing_evidence(exchange)]
    found += [
        Remark(
            topic,
            _("“%(name)s” was handed in for %(reference)s as well.")
            % {"name": file.name, "reference": reference},
            DECIDE,
        )
        for file, reference in evidence.used_elsewhere(exchange)
    ]
    found += [
        Remark(topic, f"{file.name}: {file.remark}")
        for file in exchange.evidence.all()
        if file.kind == evidence.Kind.OTHER
    ]
    return found or [Remark(topic, _("Travel and accommodation are both shown."), FINE)]


def _reports(exchange: Exchange) -> list[Remark]:
    topic, found = _("Reports"), []
    for report in exchange.reports.all():
        side = report.get_side_display()
        if len(report.activities_done) + len(report.results) < SHORTEST_REPORT:
            text = _("The report of the %(side)s is very short.") % {"side": side}
            found.append(Remark(topic, text, DECIDE))
        if report.deviations:
            text = _("The %(side)s reports a deviation: %(text)s") % {
                "side": side,
                "text": report.deviations,
            }
            found.append(Remark(topic, text))
    return found


def _amount(exchange: Exchange) -> list[Remark]:
    if exchange.is_virtual or getattr(exchange, "presence", None) is None:
        return []
    topic, due = _("Amount"), dues.amount_due(exchange)
    words = {"due": formats.money(due.amount), "agreed": formats.money(due.agreed)}
    if due.is_reduced:
        text = _("Recomputed: %(due)s are due, %(agreed)s were agreed.") % words
        return [Remark(topic, text, DECIDE)]
    return [Remark(topic, _("Recomputed: %(due)s, as agreed.") % words, FINE)]
