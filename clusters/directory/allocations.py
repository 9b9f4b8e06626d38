"""The money of the grant that a cluster may spend on lump sums."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.common.errors import NotAllowed
from clusters.directory.models import Cluster
from clusters.programme.admission import require_writable


def case(cluster: Cluster) -> str:
    return f"cluster:{cluster.code}"


@transaction.atomic
def allocate(*, cluster: Cluster, amount: Decimal, by) -> Cluster:
    """Set what the cluster may commit in all. Lowering it stops new agreements, never old ones."""
    if not by.is_programme_coordinator:
        raise NotAllowed(_("The programme coordinator shares out the money."))
    rows = Cluster.objects.select_for_update(of=("self",)).select_related("programme")
    cluster = rows.get(pk=cluster.pk)
    require_writable(cluster.programme)
    before, cluster.allocated = cluster.allocated, amount
    cluster.full_clean()
    cluster.save(update_fields=["allocated"])
    journal.record(case(cluster), "money-allocated", by=by, before=before, after=amount)
    return cluster
