"""One plain record per exchange: all that indicators and workbooks need, read in few queries."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch
from django.utils import timezone

from clusters.models import Cluster, Membership, Organisation
from exchanges.models import ClosingReport, Commitment, Exchange, Mode, Party, State
from workpackages.reporting.phases import PHASE_OF, REPORTED, Phase


@dataclass(frozen=True)
class Participant:
    """The visiting or hosting organisation. ``country`` is written as EU texts write it."""

    key: str
    name: str
    type: str
    size: str
    country: str
    iso_country: str
    nuts: str
    clusters: tuple[str, ...]


@dataclass(frozen=True)
class Partner:
    """A partner cluster in its part as VOP or HOP."""

    code: str
    name: str
    is_in_partnership: bool


@dataclass(frozen=True)
class ExchangeRecord:
    reference: str
    group: str
    mode: str
    visitor: Participant
    host: Participant
    vop: Partner
    hop: Partner
    sectors: tuple[str, ...]
    activities: tuple[str, ...]
    objectives: str
    planned_first_day: date
    planned_last_day: date
    actual_first_day: date | None
    actual_last_day: date | None
    working_days: int | None
    distance_km: Decimal
    ceiling: Decimal | None
    is_halved: bool | None
    agreed: Decimal | None
    paid: Decimal | None
    paid_on: date | None
    commitment_signed_on: date | None
    agreement_signed_on: date | None
    visitor_reported_on: date | None
    host_reported_on: date | None
    visitor_satisfaction: int | None
    host_satisfaction: int | None
    outcomes: tuple[str, ...]
    state: str

    @property
    def phase(self) -> Phase:
        return PHASE_OF[State(self.state)]

    @property
    def is_virtual(self) -> bool:
        return self.mode == Mode.VIRTUAL

    @property
    def first_day(self) -> date:
        return self.actual_first_day or self.planned_first_day

    @property
    def amount(self) -> Decimal | None:
        """What was paid; what is agreed as long as nothing is."""
        return self.agreed if self.paid is None else self.paid


def reported(exchanges):
    """Those of the exchanges that are reported at all."""
    return exchanges.filter(state__in=REPORTED).order_by("reference")


def records_of(exchanges) -> list[ExchangeRecord]:
    """The records of these exchanges; as many queries for one as for a thousand."""
    return [_record(exchange) for exchange in _with_all_facts(exchanges)]


def _with_all_facts(exchanges):
    members = Membership.objects.confirmed().select_related("cluster__organisation")
    return (
        exchanges.with_parties()
        .select_related("presence", "payment")
        .prefetch_related(
            Prefetch(
                "commitments",
                Commitment.objects.order_by("-version").prefetch_related("activities", "agenda"),
            ),
            "agreements",
            Prefetch("reports", ClosingReport.objects.prefetch_related("outcomes")),
            "transitions",
            "visitor__topics",
            Prefetch("visitor_organisation__memberships", members),
            Prefetch("host_organisation__memberships", members),
        )
    )


def _record(exchange: Exchange) -> ExchangeRecord:
    return ExchangeRecord(
        reference=exchange.reference,
        group=str(exchange.group.public_id) if exchange.group else "",
        mode=exchange.mode,
        visitor=_participant(exchange.visitor_organisation, exchange.programme_id),
        host=_participant(exchange.host_organisation, exchange.programme_id),
        vop=_partner(exchange.vop),
        hop=_partner(exchange.hop),
        sectors=_labels(exchange.visitor.topics.all()),
        distance_km=exchange.distance_km,
        state=exchange.state,
        **_commitment(exchange),
        **_stay(exchange),
        **_money(exchange),
        **_reports(exchange),
    )


def _participant(organisation: Organisation, programme: int) -> Participant:
    """As the programme sees it: with its memberships there."""
    own = (m for m in organisation.memberships.all() if m.cluster.programme_id == programme)
    return Participant(
        key=str(organisation.public_id),
        name=organisation.legal_name,
        type=organisation.type,
        size=organisation.size_class,
        country=organisation.country.eu_code,
        iso_country=organisation.country_id,
        nuts=organisation.nuts3,
        clusters=tuple(sorted(str(m.cluster) for m in own)),
    )


def _partner(cluster: Cluster) -> Partner:
    return Partner(cluster.code, str(cluster), cluster.is_partner)


def _labels(terms) -> tuple[str, ...]:
    return tuple(sorted({str(term) for term in terms}))


def _first(rows):
    return next(iter(rows), None)


def _commitment(exchange) -> dict:
    commitment = _first(exchange.commitments.all())
    return {
        "activities": _labels(commitment.activities.all()) if commitment else (),
        "objectives": commitment.visitor_objectives if commitment else exchange.goals,
        "commitment_signed_on": _reached(exchange, State.CTQ_SIGNED),
    }


def _stay(exchange) -> dict:
    presence = getattr(exchange, "presence", None)
    commitment = _first(exchange.commitments.all())
    planned = len(commitment.agenda.all()) if commitment else 0
    return {
        "planned_first_day": exchange.first_day,
        "planned_last_day": exchange.last_day,
        "actual_first_day": presence.first_day if presence else None,
        "actual_last_day": presence.last_day if presence else None,
        "working_days": presence.working_days if presence else planned or None,
    }


def _money(exchange) -> dict:
    agreement = _first(exchange.agreements.all())
    payment = getattr(exchange, "payment", None)
    booked = payment if payment and payment.booked_at else None
    return {
        "ceiling": agreement.base if agreement else None,
        "is_halved": agreement.is_halved if agreement else None,
        "agreed": agreement.amount if agreement else None,
        "agreement_signed_on": _reached(exchange, State.FA_SIGNED),
        "paid": booked.amount if booked else None,
        "paid_on": booked.value_date if booked else None,
    }


def _reports(exchange) -> dict:
    reports = {r.side: r for r in exchange.reports.all() if r.submitted_at}
    facts = {}
    for side in (Party.VISITOR, Party.HOST):
        report = reports.get(side)
        submitted = timezone.localdate(report.submitted_at) if report else None
        facts[f"{side}_reported_on"] = submitted
        facts[f"{side}_satisfaction"] = report.mark_result if report else None
    terms = [term for report in reports.values() for term in report.outcomes.all()]
    return facts | {"outcomes": _labels(terms)}


def _reached(exchange, state: State) -> date | None:
    """The day on which the exchange last came to the state."""
    moments = [step.at for step in exchange.transitions.all() if step.to_state == state]
    return timezone.localdate(max(moments)) if moments else None
