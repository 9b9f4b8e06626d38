"""What keeps a programme from being archived: exchanges and registrations that still run.

Nothing in an archived programme can end any more, so all of it ends before.
"""

from django.utils.translation import ngettext

from clusters.models import Programme, User
from clusters.programme.obstacles import last_act, obstacle
from exchanges.lifecycle.models import Exchange
from exchanges.registration import registrations
from exchanges.registration.models import Registration
from exchanges.registration.states import ENDS_WITH_THE_PROGRAMME, WITH_THE_CLUSTER


@obstacle
def no_exchange_runs(programme: Programme) -> str | None:
    running = Exchange.objects.filter(programme=programme).live().count()
    if not running:
        return None
    return ngettext(
        "%(number)d exchange is still under way.",
        "%(number)d exchanges are still under way.",
        running,
    ) % {"number": running}


@obstacle
def no_registration_waits(programme: Programme) -> str | None:
    waiting = Registration.objects.filter(programme=programme, state__in=WITH_THE_CLUSTER).count()
    if not waiting:
        return None
    return ngettext(
        "%(number)d registration waits for its cluster.",
        "%(number)d registrations wait for their clusters.",
        waiting,
    ) % {"number": waiting}


@obstacle
def no_registration_takes_part(programme: Programme) -> str | None:
    """The daily work ends these, and warns everybody before: whoever archives takes nobody by
    surprise."""
    rows = Registration.objects.filter(programme=programme, state__in=ENDS_WITH_THE_PROGRAMME)
    going_on = rows.exclude(state__in=WITH_THE_CLUSTER).count()
    if not going_on:
        return None
    return ngettext(
        "%(number)d registration has not ended; it does so by itself after the last day of the"
        " programme, once its organisation was warned.",
        "%(number)d registrations have not ended; they do so by themselves after the last day of"
        " the programme, once their organisations were warned.",
        going_on,
    ) % {"number": going_on}


@last_act
def discard_drafts(programme: Programme, *, by: User) -> None:
    """No obstacle: nobody but its organisation knows of a draft, and it may never come back."""
    registrations.discard_drafts(programme, by=by)
