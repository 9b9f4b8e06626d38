"""What this room answers when a step is taken or a registration is to end."""

from django.utils.translation import gettext as _

from exchanges.lifecycle import checks
from exchanges.lifecycle.checks import Occasion
from exchanges.lifecycle.guards import guard
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import State
from exchanges.registration.obstacles import obstacle

OCCASION_OF = {
    State.PROPOSED: Occasion.PROPOSAL,
    State.EXPIRED: Occasion.PROPOSAL,  # about to be reopened
    State.WITHDRAWN: Occasion.PROPOSAL,
    State.ACCEPTED: Occasion.MATCH,
}


@guard
def proposal_checks_hold(exchange, by):
    occasion = OCCASION_OF[State(exchange.state)]
    outcomes = checks.in_the_way(checks.look(exchange, occasion=occasion), occasion=occasion)
    return " ".join(f"{outcome.reason} {outcome.way_out}" for outcome in outcomes) or None


@obstacle
def takes_part_in_a_live_exchange(registration):
    live = Exchange.objects.live()
    running = live.filter(visitor=registration) | live.filter(host=registration)
    references = list(running.order_by("pk").values_list("reference", flat=True))
    if not references:
        return None
    return _("It takes part in %(references)s; end that first.") % {
        "references": ", ".join(references)
    }
