"""The texts that the portal brings along: the first version of every programme's templates."""

from exchanges.building.clauses.shipped import agreement, commitment
from exchanges.building.clauses.wording import Clause

SHIPPED: dict[str, tuple[Clause, ...]] = {
    "commitment": commitment.CLAUSES,
    "agreement": agreement.CLAUSES,
}
