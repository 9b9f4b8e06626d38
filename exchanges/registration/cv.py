"""The CV of somebody who wants to visit: handed in only where a host asks for it."""

from django.conf import settings
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues.common import clock, files, formats
from blues.common.errors import TooMuch
from blues.common.files import PaperField
from blues.common.office import DOCX, ODT
from blues.common.uploads import PDF
from clusters.directory import shelf
from clusters.models import Organisation
from exchanges.registration.models import Registration


class CvField(PaperField):
    def __init__(self, **kwargs):
        super().__init__(
            kinds=(PDF, DOCX, ODT),
            label=gettext_lazy("CV"),
            required=False,
            help_text="",  # the section knows the rules of its programme
            **kwargs,
        )


def replace(registration: Registration, file) -> None:
    """Put a file in the place of the former one, which is gone for good; ``False`` only removes."""
    former = Registration.objects.get(pk=registration.pk).cv
    if not file:
        if file is False:
            registration.cv, registration.cv_size = "", 0
            files.forget(former)
        return
    if file == former:
        return
    require_small(registration, size=file.size)
    shelf.require_room(registration.organisation, size=file.size, instead_of=registration.cv_size)
    registration.cv, registration.cv_size = file, file.size
    files.forget(former)


def hint_for(registration: Registration) -> str:
    return _(
        "Only if a host asks for it. PDF, DOCX or ODT, at most %(most)s. Your cluster reads it, "
        "and your partner once you have agreed."
    ) % {"most": formats.file_size(largest(registration))}


def largest(registration: Registration) -> int:
    """The rules of the programme say how large a CV may be, within what the portal takes at all."""
    rules = registration.programme.rule_set_on(clock.today())
    return min(rules.cv_megabytes * formats.MEGABYTE, settings.LARGEST_UPLOAD)


def require_small(registration: Registration, *, size: int) -> None:
    if size > (most := largest(registration)):
        raise TooMuch(_("A CV has at most %(most)s.") % {"most": formats.file_size(most)})


@shelf.use
def by_cvs(organisation: Organisation) -> int:
    registrations = Registration.objects.filter(organisation=organisation)
    return registrations.aggregate(used=Sum("cv_size"))["used"] or 0
