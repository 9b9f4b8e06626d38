"""How much the files of one organisation may take here, all kinds together.

Rooms above keep files of an organisation, too. They register how many bytes theirs take when the
app starts, so that this room need not import them.
"""

from collections.abc import Callable

from django.conf import settings
from django.utils.translation import gettext as _

from blues.common import files, formats
from blues.common.errors import Conflict
from clusters.directory.models import Organisation

Use = Callable[[Organisation], int]
USES: list[Use] = []


def use(function: Use) -> Use:
    USES.append(function)
    return function


@use
def by_evidence(organisation: Organisation) -> int:
    return sum(files.size_of(row.evidence) for row in organisation.memberships.exclude(evidence=""))


def require_room(organisation: Organisation, *, size: int, instead_of: int = 0) -> None:
    """The shelf is locked, so that two files do not squeeze in; ``instead_of`` bytes leave it."""
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    used = sum(ask(organisation) for ask in USES) - instead_of
    if used + size > settings.LARGEST_SHELF:
        raise Conflict(
            _("The files of your organisation would take more than %(most)s.")
            % {"most": formats.file_size(settings.LARGEST_SHELF)},
            way_out=_("Choose a smaller file, or remove the CV of an earlier registration first."),
        )
