"""Everything the closing documents print, as plain data: the renderer sees nothing else.

The confidential remark of a report is in none of them (ADR 0010).
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from blues.common import clock
from blues.common.formats import day, period
from exchanges.building import letterheads
from exchanges.building.snapshots import party_lines, programme_lines
from exchanges.finalisation import days
from exchanges.finalisation.dues import LANGUAGE
from exchanges.finalisation.models import Presence
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import FOUR, SIDES, Party

MARKS = ("mark_matching", "mark_support", "mark_result")
TEXTS = ("activities_done", "deviations", "results", "follow_up", "problems")


def presence(presence: Presence) -> dict:
    exchange = presence.exchange
    with override(LANGUAGE):
        host, visitor = (_party(exchange, side) for side in (Party.HOST, Party.VISITOR))
        agreed = period(exchange.first_day, exchange.last_day)
        return {
            **programme_lines(exchange, noun="confirmation"),
            **letterheads.printed_for(exchange.vop),
            "subtitle": exchange.title,
            "statement": _statement(presence, host),
            "facts": [
                [_("Exchange"), exchange.reference],
                [_("Host"), f"{host['name']}, {host['place']}"],
                [_("Visitor"), f"{visitor['name']}, {visitor['place']}"],
                [_("Days agreed"), agreed],
                [_("Days present"), period(presence.first_day, presence.last_day)],
                [_("Working days present"), str(presence.working_days)],
                [_("Working days planned"), str(days.planned(exchange))],
                [_("Remark of the host"), presence.remark or _("none")],
            ],
            "signatures": [
                _signed(host, presence.confirmed_by, presence.confirmed_at),
                _signed(visitor, presence.acknowledged_by, presence.acknowledged_at),
            ],
        }


def certificate(exchange: Exchange, side: Party) -> dict:
    with override(LANGUAGE):
        confirmed = exchange.presence
        other = Party.HOST if side == Party.VISITOR else Party.VISITOR
        own, counterpart = (_party(exchange, party) for party in (side, other))
        return {
            **programme_lines(exchange, noun="certificate"),
            "side": str(side),
            "role": str(side.label),
            "organisation": own["name"],
            "place": own["place"],
            "person": own["person"],
            "counterpart": counterpart["name"],
            "counterpart_place": counterpart["place"],
            "topic": exchange.title,
            "deed": _deed(exchange, side, counterpart),
            "first_day": confirmed.first_day,
            "last_day": confirmed.last_day,
            "working_days": confirmed.working_days,
            "is_virtual": exchange.is_virtual,
            "exchange": exchange.reference,
            "clusters": sorted({_legal_name(exchange.vop), _legal_name(exchange.hop)}),
            "issued_on": day(clock.today()),
        }


def exchange_report(exchange: Exchange) -> dict:
    """The quality report: planned beside done, ratings of both sides, validation."""
    with override(LANGUAGE):
        reports = {report.side: report for report in exchange.reports.all()}
        return {
            **programme_lines(exchange, noun="report"),
            **letterheads.printed_for(exchange.vop),
            "subtitle": exchange.title,
            "parties": [party_lines(exchange, party) for party in FOUR],
            "planned_and_done": _planned_and_done(exchange),
            "agenda": _agenda(exchange),
            "outcomes": _outcomes(exchange, reports),
            "ratings": _ratings(reports),
            "reports": [_report(reports[side]) for side in SIDES if side in reports],
            "validations": [
                _validation(exchange, reports[side]) for side in SIDES if side in reports
            ],
            "evidence": [
                [file.get_kind_display(), file.remark or file.name, file.sha256]
                for file in exchange.evidence.all()
            ],
        }


def days_done(exchange: Exchange) -> int:
    confirmed = getattr(exchange, "presence", None)
    return confirmed.working_days if confirmed else 0


def _party(exchange: Exchange, side: Party) -> dict:
    organisation = exchange.organisation_of(side)
    place = f"{organisation.city}, {organisation.country.name}"
    return party_lines(exchange, side) | {"place": place}


def _statement(presence: Presence, host: dict) -> str:
    exchange = presence.exchange
    words = {
        "host": host["name"],
        "visitor": exchange.visitor_organisation.legal_name,
        "first": day(presence.first_day),
        "last": day(presence.last_day),
        "days": amount_of_days(presence.working_days),
    }
    if exchange.is_virtual:
        return (
            _(
                "%(host)s confirms that %(visitor)s took part online in the exchange named here on"
                " %(days)s, from %(first)s to %(last)s."
            )
            % words
        )
    return (
        _(
            "%(host)s confirms that %(visitor)s was present for the exchange named here on"
            " %(days)s, from %(first)s to %(last)s."
        )
        % words
    )


def _signed(party: dict, person, moment) -> dict:
    """Who confirmed for a side; without a moment the row says that it has not happened yet."""
    return {
        "role": party["role"],
        "side": party["side"],
        "name": person.name if person else party["person"],
        "function": person.function if person else party["function"],
        "organisation": party["name"],
        "method": _("signed in to the portal"),
        "signed_at": moment,
    }


def _deed(exchange: Exchange, side: Party, counterpart: dict) -> str:
    """What the bearer of the certificate did, in one sentence for each side and mode."""
    words = {
        "other": counterpart["name"],
        "place": counterpart["place"],
        "first": day(exchange.presence.first_day),
        "last": day(exchange.presence.last_day),
        "days": amount_of_days(exchange.presence.working_days),
        "scheme": exchange.programme.scheme_name,
    }
    sentences = {
        (Party.VISITOR, False): _(
            "visited %(other)s in %(place)s for %(days)s, from %(first)s to %(last)s,"
            " as a visitor in the %(scheme)s scheme, on the topic"
        ),
        (Party.HOST, False): _(
            "received %(other)s from %(place)s for %(days)s, from %(first)s to %(last)s,"
            " as a host in the %(scheme)s scheme, on the topic"
        ),
        (Party.VISITOR, True): _(
            "met %(other)s in %(place)s online for %(days)s, from %(first)s to %(last)s,"
            " as a visitor in the %(scheme)s scheme, on the topic"
        ),
        (Party.HOST, True): _(
            "met %(other)s from %(place)s online for %(days)s, from %(first)s to %(last)s,"
            " as a host in the %(scheme)s scheme, on the topic"
        ),
    }
    return sentences[side, exchange.is_virtual] % words


def amount_of_days(count: int) -> str:
    return ngettext("%(count)s working day", "%(count)s working days", count) % {"count": count}


def _planned_and_done(exchange: Exchange) -> list[list[str]]:
    """Rows of label, planned, done."""
    confirmed, interruption = (
        getattr(exchange, name, None) for name in ("presence", "interruption")
    )
    rows = [
        [
            _("Days"),
            period(exchange.first_day, exchange.last_day),
            period(confirmed.first_day, confirmed.last_day) if confirmed else _("not confirmed"),
        ],
        [_("Working days"), str(days.planned(exchange)), str(days_done(exchange))],
    ]
    if interruption:
        rows.append([_("Broken off"), "", f"{interruption.get_cause_display()}"])
    return rows


def _agenda(exchange: Exchange) -> list[dict]:
    """Two rows for each planned day, as the partial of the documents draws them."""
    commitment = days.commitment_of(exchange)
    if commitment is None:
        return []
    return [
        {
            "day": row.takes_place_on,
            "time": time,
            "activity": activity,
            "place": row.place,
            "people": row.people,
        }
        for row in commitment.agenda.all()
        for time, activity in ((_("morning"), row.morning), (_("afternoon"), row.afternoon))
        if activity
    ]


def _outcomes(exchange, reports) -> list[dict]:
    """For each side what the Commitment promised, beside what the report says was reached."""
    commitment = days.commitment_of(exchange)
    expected = {
        Party.VISITOR: commitment.visitor_outcomes if commitment else "",
        Party.HOST: commitment.host_outcomes if commitment else "",
    }
    return [
        {
            "side": str(side),
            "role": str(side.label).capitalize(),
            "expected": expected[side],
            "reached": reports[side].results,
            "objectives": f"{reports[side].objectives_reached} / 4",
            "kinds": [term.label for term in reports[side].outcomes.all()],
        }
        for side in SIDES
        if side in reports
    ]


def _ratings(reports) -> list[dict]:
    """One row for each question, with the mark of each side."""
    if not reports:
        return []
    sample = next(iter(reports.values()))
    return [
        {
            "label": str(sample._meta.get_field(name).verbose_name).capitalize(),
            **{str(side): getattr(reports.get(side), name, None) for side in SIDES},
        }
        for name in MARKS
    ]


def _report(report) -> dict:
    return {
        "side": report.side,
        "role": str(Party(report.side).label).capitalize(),
        "people_met": report.people_met,
        "would_repeat": report.would_repeat,
        "texts": [
            [str(report._meta.get_field(name).verbose_name).capitalize(), getattr(report, name)]
            for name in TEXTS
            if getattr(report, name)
        ],
    }


def _validation(exchange, report) -> dict:
    cluster = exchange.vop if report.side == Party.VISITOR else exchange.hop
    return {
        "side": report.side,
        "role": str(Party(report.side).label).capitalize(),
        "cluster": _legal_name(cluster),
        "name": report.validated_by.name if report.validated_by else "",
        "validated_at": report.validated_at,
        "note": report.validation_note,
    }


def _legal_name(cluster) -> str:
    return cluster.organisation.legal_name
