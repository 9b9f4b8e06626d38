"""What a paying cluster can still promise; answered by the room that keeps the books."""

from collections.abc import Callable
from decimal import Decimal

from django.core.exceptions import ImproperlyConfigured

from clusters.models import Cluster

Answer = Callable[[Cluster], Decimal]
ANSWERS: list[Answer] = []


def money_left(function: Answer) -> Answer:
    if ANSWERS:
        raise ImproperlyConfigured("The books are kept in one place.")
    ANSWERS.append(function)
    return function


def left_of(cluster: Cluster) -> Decimal:
    if not ANSWERS:
        raise ImproperlyConfigured("Nobody keeps the books.")
    return ANSWERS[0](cluster)
