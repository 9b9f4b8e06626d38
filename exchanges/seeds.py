"""What ``manage.py seed`` puts in place for this app; ``--demo`` adds companies that take part."""

from clusters.models import Programme
from exchanges.building.clauses import templates
from exchanges.registration import checklist, second_demo
from exchanges.registration import demo as demo_registrations
from exchanges.workspace import demo as demo_exchanges


def programme() -> None:
    for kept in Programme.objects.all():
        checklist.seed(kept)
        templates.seed(kept)


def demo() -> None:
    for made in Programme.objects.all():  # the second programme of the demo is new by now
        templates.seed(made)
    demo_registrations.load()
    second_demo.load()
    demo_exchanges.load()
