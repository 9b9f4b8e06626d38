"""The first draft of a Commitment, written from what both sides have already told."""

from datetime import timedelta

from django.utils.translation import override

from exchanges.building.clauses import proposals, templates
from exchanges.building.clauses.models import PaperKind
from exchanges.building.completeness import ordinary_days
from exchanges.building.content import FIELDS, day_content
from exchanges.building.models import AgendaDay, Commitment
from exchanges.lifecycle.models import Exchange
from exchanges.registration.models import LONGEST_TEXT

ONE_DAY = timedelta(days=1)
LANGUAGE = "en"  # of the papers; the pages around them speak the reader's


def draft(exchange: Exchange) -> Commitment:
    """Version 1; a second call returns the version there is."""
    with override(LANGUAGE):
        commitment, is_new = Commitment.objects.get_or_create(
            exchange=exchange, version=1, defaults=_proposed_content(exchange)
        )
    if is_new:
        commitment.activities.set(_activities(exchange))
        AgendaDay.objects.bulk_create(
            AgendaDay(commitment=commitment, day=day) for day in ordinary_days(exchange)
        )
    return commitment


def next_version(commitment: Commitment) -> Commitment:
    """The same content under the next number; what was signed stays with the old one."""
    copy = Commitment.objects.create(
        exchange=commitment.exchange,
        version=commitment.version + 1,
        template=templates.in_force(commitment.exchange.programme, PaperKind.COMMITMENT),
        **{name: getattr(commitment, name) for name in FIELDS},
    )
    copy.activities.set(commitment.activities.all())
    AgendaDay.objects.bulk_create(
        AgendaDay(commitment=copy, **day_content(day)) for day in commitment.agenda.all()
    )
    return copy


def _proposed_content(exchange: Exchange) -> dict:
    visitor, host = exchange.visitor, exchange.host
    template = templates.in_force(exchange.programme, PaperKind.COMMITMENT)
    proposed = proposals.of(template, exchange)
    return {
        **proposed,
        "template": template,
        "title": exchange.title,
        "background": _fitted(proposed["background"], exchange.goals),
        "visitor_objectives": _fitted(visitor.objectives, exchange.goals),
        "host_objectives": _fitted(host.objectives),
        "visitor_outcomes": _fitted(_needs_as_outcomes(visitor)),
        "host_outcomes": _fitted(visitor.contribution),
        **_whereabouts(exchange),
    }


def _needs_as_outcomes(visitor) -> str:
    """What the visitor said it needs, as a first list; both sides make it countable."""
    return "\n".join(f"Learned and written down: {item.text}" for item in visitor.items.all())


def _whereabouts(exchange: Exchange) -> dict:
    if exchange.is_virtual:
        return {}  # the template proposes where to meet
    host = exchange.host_organisation
    parts = [host.legal_name, host.address, host.city, host.country.name]
    return {
        "place": ", ".join(part for part in parts if part)[:300],
        "outbound_on": exchange.first_day - ONE_DAY,
        "return_on": exchange.last_day + ONE_DAY,
    }


def _activities(exchange: Exchange) -> list:
    """What both sides ticked; where they share nothing, what the visitor or else the host did."""
    visitor_ticked = list(exchange.visitor.activities.all())
    host_ticked = list(exchange.host.activities.all())
    shared = [term for term in visitor_ticked if term in host_ticked]
    return shared or visitor_ticked or host_ticked


def _fitted(*paragraphs: str) -> str:
    """The paragraphs that say something, each once."""
    said = dict.fromkeys(text.strip() for text in paragraphs if text.strip())
    return "\n\n".join(said)[:LONGEST_TEXT]
