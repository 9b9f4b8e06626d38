"""Which partner cluster assesses an organisation that has not chosen one."""

import re
from collections.abc import Iterable

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from blues.common.errors import Conflict
from clusters.models import Cluster, Programme, Term
from exchanges.registration.models import ClusterReason, Registration
from exchanges.registration.states import WITH_THE_CLUSTER

SHORTEST_WORD = 4  # shorter ones ("and", "for") say nothing about a field of work


def partner_clusters(programme: Programme | None = None):
    """The programme's clusters that may be chosen, in the order in which a form lists them."""
    return (
        Cluster.objects.filter(programme=programme or Programme.current(), is_partner=True)
        .select_related("organisation__country")
        .order_by("organisation__legal_name")
    )


def nearest_partner(
    *,
    member_of: Iterable[int],
    country: str,
    topics: Iterable[Term] = (),
    programme: Programme | None = None,
) -> Cluster:
    """The cluster it belongs to; else that of its country; else that of its field of work.

    For an organisation that need not exist yet; ``member_of`` holds keys of clusters.
    Between equals the one with the fewest waiting registrations, so that nobody waits long.
    """
    candidates = list(
        partner_clusters(programme)
        .annotate(
            waiting=Count("registrations", filter=Q(registrations__state__in=WITH_THE_CLUSTER))
        )
        .order_by("waiting", "code")
    )
    if not candidates:
        raise Conflict(_("There is no partner cluster yet that could answer a registration."))
    own, topics = set(member_of), list(topics)
    return max(candidates, key=lambda cluster: _nearness(cluster, own, country, topics))


def assign(registration: Registration, *, topics: Iterable[Term]) -> None:
    """Set the nearest cluster with the reason for it, unless the organisation has chosen one."""
    if registration.cluster_because == ClusterReason.CHOSEN:
        return
    organisation, topics = registration.organisation, list(topics)
    own = set(organisation.memberships.live().values_list("cluster", flat=True))
    country = organisation.country_id
    found = nearest_partner(
        member_of=own, country=country, topics=topics, programme=registration.programme
    )
    reasons = (ClusterReason.MEMBER, ClusterReason.COUNTRY, ClusterReason.FIELD)
    nearness = _nearness(found, own, country, topics)
    registration.cluster = found
    registration.cluster_because = next(
        (reason for reason, holds in zip(reasons, nearness, strict=True) if holds),
        ClusterReason.WORKLOAD,
    )


def _nearness(cluster: Cluster, own: set[int], country: str, topics: list[Term]) -> tuple:
    words = _words(" ".join(term.label for term in topics))
    return (
        cluster.pk in own,
        cluster.organisation.country_id == country,
        len(words & _words(cluster.field)),
    )


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) >= SHORTEST_WORD}
