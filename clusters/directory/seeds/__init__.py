"""Put the clusters in place. What exists is left as it is: people may have corrected it."""

from django.db import transaction

from clusters.directory.models import Cluster, Organisation
from clusters.directory.seeds.partners import OUTSIDE, PARTNERS
from clusters.programme.models import OrganisationType, Programme


@transaction.atomic
def load(programme: Programme) -> None:
    for code, facts in (PARTNERS | OUTSIDE).items():
        if not Cluster.objects.filter(code=code).exists():
            _add(programme, code, facts)


def _add(programme: Programme, code: str, facts: dict) -> None:
    cluster = Cluster.objects.create(
        programme=programme,
        organisation=Organisation.objects.create(
            type=OrganisationType.CLUSTER, **facts["organisation"]
        ),
        code=code,
        is_partner=code in PARTNERS,
        field=facts["field"],
        source=facts["source"],
    )
    for label in facts["labels"]:
        cluster.labels.create(**label)
