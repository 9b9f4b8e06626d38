"""Who reads, takes and accepts reports (the matrix row "report and export to the agency")."""

from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.translation import gettext as _

from blues.common.errors import NotAllowed
from exchanges.models import Exchange
from workpackages.reporting.models import Snapshot


def may_read(user) -> bool:
    return bool(user.is_programme_coordinator or user.is_auditor or user.cluster_ids)


def must_read(user) -> None:
    """Work package leaders know of the reports and are told so; for others there are none."""
    if may_read(user):
        return
    if user.roles.work_packages():
        raise NotAllowed(
            _("Reports to the agency are kept by the coordinators."),
            way_out=_("Ask the programme coordinator for the numbers you need."),
        )
    raise Http404


def may_take(user, *, cluster=None, variant=Snapshot.Variant.PSEUDONYMISED) -> bool:
    """The programme coordinator takes any copy, a coordinator a masked one of the own cluster."""
    if user.is_programme_coordinator:
        return True
    is_masked = variant == Snapshot.Variant.PSEUDONYMISED
    return cluster is not None and is_masked and user.coordinates(cluster)


def may_take_any(user) -> bool:
    return bool(user.is_programme_coordinator or user.cluster_ids)


def in_scope(user, programme):
    """The exchanges behind the numbers that the person reads on the page of indicators."""
    exchanges = Exchange.objects.filter(programme=programme)
    if user.is_programme_coordinator or user.is_auditor:
        return exchanges
    return exchanges.filter(vop__in=user.cluster_ids)


def covered(snapshot: Snapshot):
    """The exchanges that a copy covers. Those of a cluster are the ones that count for it, so that
    the copies of all clusters add up to that of the programme; those of a period had their last
    day in it.
    """
    exchanges = Exchange.objects.filter(programme=snapshot.programme)
    if snapshot.cluster:
        return exchanges.filter(vop=snapshot.cluster)
    if snapshot.period:
        period = (snapshot.period.first_day, snapshot.period.last_day)
        return exchanges.annotate(ended_on=Coalesce("presence__last_day", "last_day")).filter(
            ended_on__range=period
        )
    return exchanges
