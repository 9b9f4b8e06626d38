"""What the state of a programme lets happen in it."""

from django.utils.translation import gettext as _

from blues.common.errors import Conflict
from clusters.programme.models import Programme
from clusters.programme.states import ProgrammeState


def require_running(programme: Programme) -> None:
    """Registrations and proposals begin while the programme runs, not before and not after."""
    if programme.state != ProgrammeState.RUNNING:
        raise Conflict(
            _("%(programme)s takes nothing new; it is “%(state)s”.")
            % {"programme": programme.name, "state": programme.get_state_display()},
            way_out=_("What has begun already can be finished while the programme is closing."),
        )


def require_writable(programme: Programme) -> None:
    """An archived programme is read and nothing else."""
    if programme.is_archived:
        raise Conflict(
            _("%(programme)s is archived. Nothing in it changes any more.")
            % {"programme": programme.name},
            way_out=_("Its pages, papers and reports stay readable."),
        )
