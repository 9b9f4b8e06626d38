"""The verbs on agendas that a host keeps: made from an agreed one, used for another visitor.

A template holds no name of the visitor it was made with, and only the host reads it.
"""

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from exchanges.building import planning
from exchanges.building.agenda_models import AgendaTemplate
from exchanges.building.completeness import ordinary_days
from exchanges.building.content import day_content
from exchanges.building.current import the_commitment_of
from exchanges.building.models import Commitment
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import Party
from exchanges.lifecycle.transitions import lock

THE_VISITOR = "the visitor"  # in the language of the papers
SHORTEST_NAME = 3  # letters; shorter ones would be found inside of other words


def may_keep(user, exchange: Exchange) -> bool:
    return Party.HOST in parties_of(user, exchange)


def kept_for(user, exchange: Exchange) -> list[AgendaTemplate]:
    """What the person may take over here; nothing for anybody but the host."""
    if not may_keep(user, exchange):
        return []
    return list(exchange.host_organisation.agenda_templates.all())


@transaction.atomic
def keep(exchange: Exchange, *, by, name: str) -> AgendaTemplate:
    """Keep the agreed agenda under a name, with every name of the visitor taken out."""
    locked = lock(exchange)
    _require_host(locked, by)
    commitment = the_commitment_of(locked)
    if commitment.text_document is None:
        raise Conflict(_("An agenda is kept once both sides have agreed on it."))
    template = AgendaTemplate(
        organisation=locked.host_organisation,
        name=" ".join(name.split()),
        days=_without_the_visitor(commitment),
        made_by=by,
    )
    try:
        template.full_clean(exclude=["organisation", "made_by"])
        template.validate_constraints()
    except ValidationError as error:
        raise BadInput(_("This agenda cannot be kept."), reasons=error.messages) from error
    template.save()
    journal.record(locked.case, "agenda-kept", by=by, version=commitment.version)
    return template


@transaction.atomic
def take_over(commitment: Commitment, template: str, *, by) -> int:
    """Fill the working days of this stay in order; answers how many days found no place."""
    locked = lock(commitment.exchange)
    _require_host(locked, by)
    found = _kept(locked, template)
    days = planning.onto(ordinary_days(locked), found.days)
    planning.fill(commitment, days, by=by)
    return len(found.days) - len(days)


@transaction.atomic
def forget(exchange: Exchange, template: str, *, by) -> None:
    locked = lock(exchange)
    _require_host(locked, by)
    _kept(locked, template).delete()
    journal.record(locked.case, "agenda-forgotten", by=by)


def _kept(exchange: Exchange, template: str) -> AgendaTemplate:
    for kept in exchange.host_organisation.agenda_templates.all():
        if str(kept.public_id) == str(template):
            return kept
    raise BadInput(_("Choose one of the agendas that you keep."))


def _require_host(exchange: Exchange, by) -> None:
    if not may_keep(by, exchange):
        raise NotAllowed(_("Only the host keeps its agendas for later visitors."))


def _without_the_visitor(commitment: Commitment) -> list[dict[str, str]]:
    names = sorted(_names_of_the_visitor(commitment.exchange), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
    rows = [day_content(day) for day in commitment.agenda.all() if not day.is_blank]
    return [
        {name: pattern.sub(THE_VISITOR, text) for name, text in row.items() if name != "day"}
        for row in rows
    ]


def _names_of_the_visitor(exchange: Exchange) -> Iterator[str]:
    organisation, person = exchange.visitor_organisation, exchange.visitor.representative
    names = [
        organisation.legal_name,
        organisation.short_name,
        person.name,
        person.given_names,
        person.family_name,
        person.email,
    ]
    yield from (name for name in names if name and len(name) >= SHORTEST_NAME)
