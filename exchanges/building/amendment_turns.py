"""An open amendment as a line of the timeline, so that "my turn" names it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from exchanges.building.amendment_models import Step as Stage
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.parties import parties_of
from exchanges.lifecycle.states import SIDES, Party
from exchanges.lifecycle.steps import CURRENT, Step

MANY = (
    "amendments__commitment__signatures",
    "amendments__commitment__text_document",
    "amendments__agreement__signatures",
    "amendments__agreement__text_document",
)


def steps(exchange: Exchange, user) -> list[Step]:
    """Reads prefetched relations only."""
    amendment = next((one for one in exchange.amendments.all() if one.is_open), None)
    if amendment is None:
        return []
    if amendment.state == Stage.PROPOSED:
        party: Party | None = next(side for side in SIDES if side != amendment.side)
        label, page, action = (
            _("Answer the proposed change"),
            "amendment-list",
            _("Look and answer"),
        )
    else:
        paper = amendment.paper_to_sign
        party = paper.next_to_sign if paper else None
        if party is None:
            return []
        label = f"{_('Sign the amendment')}: {party.label}"
        page, action = "amendment-sign", _("Read and sign")
    mine = party in parties_of(user, exchange)
    return [
        Step(
            label=label,
            state=CURRENT,
            who=_name(exchange, party),
            due_on=min(exchange.first_day, amendment.first_day),
            url=reverse(f"building:{page}", args=[exchange.public_id]) if mine else "",
            action=action if mine else "",
        )
    ]


def _name(exchange: Exchange, party) -> str:
    is_side = party in SIDES
    return str(exchange.organisation_of(party) if is_side else exchange.cluster_of(party))
