"""Who may do what with organisations and memberships: facts about the person, not about states."""


def may_edit(user, organisation) -> bool:
    return organisation.pk in user.organisation_ids or user.is_programme_coordinator


def may_see_identifiers(user, organisation) -> bool:
    """Registration numbers and figures: the organisation itself, its cluster, and who oversees."""
    return (
        organisation.pk in user.organisation_ids
        or user.is_programme_coordinator
        or user.is_auditor
        or coordinates_member(user, organisation)
    )


def coordinates_member(user, organisation) -> bool:
    live = organisation.memberships.live()
    return bool(user.cluster_ids) and live.filter(cluster__in=user.cluster_ids).exists()


def may_decide(user, membership) -> bool:
    """The coordinator of the cluster decides, though not about an organisation of their own."""
    own = membership.organisation_id in user.organisation_ids
    return user.coordinates(membership.cluster) and not own


def looks_after_people_of(user, organisation) -> bool:
    """Colleagues see each other; the cluster and who oversees see who acts for a member."""
    return (
        organisation.pk in user.organisation_ids
        or user.is_programme_coordinator
        or user.is_auditor
        or coordinates_member(user, organisation)
    )


def looks_for_duplicates(user) -> bool:
    return bool(user.cluster_ids) or user.is_programme_coordinator


def may_merge(user, first, second) -> bool:
    """The programme coordinator, or the coordinator of the one cluster that both belong to.

    Where another cluster has a word in it, only the programme coordinator sees both sides. Nobody
    decides about an organisation of their own.
    """
    if user.organisation_ids & {first.pk, second.pk}:
        return False
    return user.is_programme_coordinator or (
        _is_member_only_of(user.cluster_ids, first) and _is_member_only_of(user.cluster_ids, second)
    )


def _is_member_only_of(clusters: set[int], organisation) -> bool:
    held = set(organisation.memberships.live().values_list("cluster", flat=True))
    return bool(held) and held <= clusters and not organisation.as_clusters.exists()


def may_keep_labels(user, cluster) -> bool:
    return user.coordinates(cluster) or user.is_programme_coordinator


def may_enter_clusters(user, organisation) -> bool:
    return user.is_programme_coordinator and organisation.pk not in user.organisation_ids
