"""What ``manage.py seed`` puts in place for this app: the programme, and the demo's people."""

from clusters.directory import demo as demo_organisations
from clusters.directory import second_demo
from clusters.directory import seeds as directory_seeds
from clusters.models import Programme
from clusters.people import demo as demo_people
from clusters.programme import seeds as programme_seeds
from clusters.programme.seeds import phase_two


def programme() -> None:
    directory_seeds.load(programme_seeds.load())


def demo() -> None:
    first, second = Programme.current(), phase_two.load()
    for running in (first, second):
        programme_seeds.prolong_for_demo(running)
    coordinators = demo_people.load_staff()
    demo_people.load_representatives(demo_organisations.load(coordinators))
    clusters = second_demo.load(first, second, coordinators)
    demo_people.appoint_coordinators(clusters, coordinators)


def sign_ins() -> list[tuple[str, str, str]]:
    """E-mail address, password and part played by every person of the demo."""
    return demo_people.sign_ins()
