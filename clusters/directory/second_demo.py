"""Who takes part in the second programme of the demo: organisations that the first one knows."""

from django.db import transaction
from django.utils import timezone

from clusters.directory.cloning import code_in
from clusters.directory.models import Cluster, Membership, Organisation
from clusters.programme.models import Programme

PARTNERS = ["nanoprogress", "zinnae", "aqua-valley"]
MEMBERS = {  # the left part of their .example domain: the partner of the first programme
    "example-utility": "zinnae",
    "example-test-centre": "nanoprogress",
    "example-incubator": "aqua-valley",
}
ALLOCATION = 6_000  # EUR, invented


@transaction.atomic
def load(first: Programme, second: Programme, coordinators: dict) -> dict[str, Cluster]:
    """Add the clusters and memberships; return the clusters by their code in the first one."""
    clusters = {code: _cluster(first, second, code) for code in PARTNERS}
    for member, code in MEMBERS.items():
        Membership.objects.get_or_create(
            organisation=Organisation.objects.get(website=f"https://{member}.example"),
            cluster=clusters[code],
            defaults={"confirmed_at": timezone.now(), "confirmed_by": coordinators[code]},
        )
    return clusters


def _cluster(first: Programme, second: Programme, code: str) -> Cluster:
    model = first.clusters.get(code=code)
    cluster, _made = Cluster.objects.get_or_create(
        programme=second,
        organisation=model.organisation,
        defaults={
            "code": code_in(second, code, within=first),
            "field": model.field,
            "allocated": ALLOCATION,
            "source": "Its part in the second programme is invented for the demo.",
        },
    )
    return cluster
