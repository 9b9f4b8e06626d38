"""Clusters outside the partnership, entered once somebody has seen their profile on ECCP.

From then on the organisation takes part as a cluster, and its members may name it.
"""

from itertools import chain, count

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from blues import journal
from blues.common.errors import Conflict, NotAllowed
from clusters.directory import rules
from clusters.directory.allocations import case
from clusters.directory.models import Cluster, Organisation
from clusters.programme.admission import require_writable
from clusters.programme.models import OrganisationType, Programme

LONGEST_CODE = 26  # leaves room for a number behind it


@transaction.atomic
def enter(*, organisation: Organisation, programme: Programme, field: str, by) -> Cluster:
    """Make it a cluster of the programme; the address of its profile is the source."""
    if not rules.may_enter_clusters(by, organisation):
        raise NotAllowed(_("The programme coordinator enters clusters, though never their own."))
    require_writable(programme)
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if organisation.type != OrganisationType.CLUSTER:
        raise Conflict(_("Only a cluster organisation or business network is entered."))
    if not organisation.eccp_url:
        raise Conflict(
            _("Its profile names no page on ECCP."),
            way_out=_("Ask the organisation for the address, or write it into its profile."),
        )
    cluster = Cluster(
        programme=programme,
        organisation=organisation,
        code=_free_code(str(organisation)),
        is_partner=False,
        field=field,
        source=organisation.eccp_url,
    )
    cluster.full_clean()
    cluster.save()
    journal.record(case(cluster), "cluster-entered", by=by, eccp=organisation.eccp_url)
    return cluster


def _free_code(name: str) -> str:
    base = slugify(name)[:LONGEST_CODE].strip("-") or "cluster"
    taken = set(Cluster.objects.filter(code__startswith=base).values_list("code", flat=True))
    numbered = (f"{base}-{number}" for number in count(2))
    return next(code for code in chain([base], numbered) if code not in taken)
