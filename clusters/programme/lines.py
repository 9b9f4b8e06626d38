"""What the grant requires at the foot of every page (settings.PROGRAMME_LINES points here)."""

from django.utils.translation import gettext as _

from blues.common.context import PROGRAMME
from clusters.programme.models import Programme


def for_page(request=None) -> dict[str, str]:
    """Funding line and disclaimer, with the agency of the day. Raises when nothing is seeded."""
    programme = _programme(request)
    return {
        "programme": programme.name,
        "scheme": programme.scheme_name,
        "funding_line": programme.funding_line,
        "disclaimer": programme.disclaimer_for(_("web page")),
        "emblem_text": _("Flag of the European Union"),
    }


def _programme(request) -> Programme:
    """The one that the person looks at; the public one for everybody else."""
    code = getattr(request, "session", {}).get(PROGRAMME, "")
    return Programme.objects.filter(code=code).first() or Programme.current()
