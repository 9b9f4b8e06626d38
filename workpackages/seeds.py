"""What ``manage.py seed`` puts in place for this app."""

from clusters.models import Programme
from workpackages.plan import seeds as plan
from workpackages.reporting import seeds as reporting


def programme() -> None:
    current = Programme.current()
    plan.load(current)
    reporting.load(current)


def demo() -> None:
    reporting.prolong_for_demo(Programme.current())
