"""Registrations that keep two records of one organisation apart."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from clusters.directory.merge_obstacles import obstacle
from clusters.directory.models import Organisation
from exchanges.registration.models import Registration
from exchanges.registration.states import ENDED


@obstacle
def registered_in_one_role(kept: Organisation, absorbed: Organisation, by) -> Iterator[str]:
    live = Registration.objects.exclude(state__in=ENDED)
    if not by.is_programme_coordinator:  # the other obstacle speaks for the cases of others
        live = live.filter(cluster__in=by.cluster_ids)
    for first in live.filter(organisation=kept).order_by("role"):
        same = live.filter(programme=first.programme_id, role=first.role)
        second = same.filter(organisation=absorbed).first()
        if second is not None:
            yield _(
                "Both are registered as %(role)s (%(first)s and %(second)s). "
                "Withdraw one of the two first."
            ) % {
                "role": first.get_role_display(),
                "first": first.reference,
                "second": second.reference,
            }


@obstacle
def assessed_by_another_cluster(kept: Organisation, absorbed: Organisation, by) -> Iterator[str]:
    """The merge would change its case; which one it is, is not for everybody who merges."""
    registrations = Registration.objects.filter(organisation__in=[kept, absorbed])
    elsewhere = registrations.exclude(cluster__in=by.cluster_ids)
    if not by.is_programme_coordinator and elsewhere.exists():
        yield _(
            "Another cluster looks after a registration of one of the two. "
            "Only the programme coordinator merges them."
        )
