"""Who may bring in and take out member lists."""

from django.utils.translation import gettext_noop

from blues.jobs import GiveUp
from clusters.directory.models import Cluster

NO_LONGER = gettext_noop("The person who asked for this may no longer bring in the member list.")


def clusters_of(user):
    """The clusters whose lists this person may bring in."""
    every = Cluster.objects.select_related("organisation__country")
    return every if user.is_programme_coordinator else every.filter(pk__in=user.cluster_ids)


def may_import(user, cluster: Cluster) -> bool:
    return user.coordinates(cluster) or user.is_programme_coordinator


def require_still(user, cluster: Cluster) -> None:
    """Asked again when a job runs: accounts and roles may end while it waits."""
    if user is None or not user.is_active or not may_import(user, cluster):
        raise GiveUp(NO_LONGER)


def brings_in_lists(user) -> bool:
    return bool(user.cluster_ids) or user.is_programme_coordinator
