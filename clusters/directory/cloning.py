"""The partnership of a cloned programme: the same organisations, without people and money."""

from clusters.directory.models import Cluster
from clusters.programme.cloning import part_of_a_clone
from clusters.programme.models import Programme


def code_in(programme: Programme, code: str, *, within: Programme) -> str:
    """The code of a cluster as the clone writes it: "bnpt" becomes "b2-bnpt", then "b3-bnpt"."""
    bare = code.removeprefix(f"{within.reference_prefix.lower()}-")
    return f"{programme.reference_prefix.lower()}-{bare}"[:30]


@part_of_a_clone
def clusters(source: Programme, target: Programme) -> None:
    Cluster.objects.bulk_create(
        Cluster(
            programme=target,
            organisation=cluster.organisation,
            code=code_in(target, cluster.code, within=source),
            is_partner=cluster.is_partner,
            is_on_eccp=cluster.is_on_eccp,
            field=cluster.field,
            contact_email=cluster.contact_email,
            source=cluster.source,
        )
        for cluster in source.clusters.select_related("organisation")
    )
