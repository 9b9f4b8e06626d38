"""The first version of what counts where pairs are compared."""

from clusters.programme.merits import FIRST
from clusters.programme.models import Programme
from clusters.programme.weights import Weight

VERSION = "points-2020"
SOURCE = (
    "The portal's own figures: subjects come before everything else together. "
    "No source of ClusterXchange names any."
)


def load(programme: Programme) -> None:
    table, made = programme.weight_tables.get_or_create(
        version=VERSION, defaults={"valid_from": programme.starts_on, "source": SOURCE}
    )
    if made:
        Weight.objects.bulk_create(
            Weight(table=table, merit=merit, **first._asdict()) for merit, first in FIRST.items()
        )
