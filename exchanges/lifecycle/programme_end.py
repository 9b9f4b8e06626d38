"""What keeps a programme from being archived: exchanges and registrations that still run."""

from django.utils.translation import ngettext

from clusters.models import Programme
from clusters.programme.obstacles import obstacle
from exchanges.lifecycle.models import Exchange
from exchanges.registration.models import Registration
from exchanges.registration.states import WITH_THE_CLUSTER


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
