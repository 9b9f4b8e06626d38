"""People who do not exist, one for every part, for trying the portal out.

They share one published password, so they exist in the demo only; ``manage.py seed`` sees to that.
"""

from datetime import date
from functools import cache
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from clusters.directory.models import Cluster, Organisation
from clusters.people.models import RoleAssignment, User
from clusters.people.roles import Role

PASSWORD = "try-the-exchange"  # noqa: S105 -- published on purpose, for the demo only
STAFF_DOMAIN = "blues.example"
LANGUAGES = {"DE": "de", "CZ": "cs", "PL": "pl", "ES": "es", "FR": "fr"}


class Person(NamedTuple):
    mailbox: str
    given_names: str
    role: str
    cluster: str = ""
    work_package: int | None = None


COORDINATORS = [
    Person("bnpt", "Birte", Role.COORDINATOR, "bnpt"),
    Person("nanoprogress", "Nikola", Role.COORDINATOR, "nanoprogress"),
    Person("mcict", "Marek", Role.COORDINATOR, "mcict"),
    Person("zinnae", "Zoraida", Role.COORDINATOR, "zinnae"),
    Person("aqua-valley", "Amélie", Role.COORDINATOR, "aqua-valley"),
]
OFFICE = [
    Person("programme", "Paula", Role.PROGRAMME_COORDINATOR),
    Person("finance", "Filip", Role.FINANCE_OFFICER),
    Person("finance-deputy", "Flora", Role.FINANCE_OFFICER),
    Person("auditor", "Aurel", Role.AUDITOR),
    Person("operator", "Olga", Role.OPERATOR),
    Person("wp1", "Ondřej", Role.WP_LEADER, work_package=1),
    Person("wp2", "Wanda", Role.WP_LEADER, work_package=2),
    Person("wp3", "Iker", Role.WP_LEADER, work_package=3),
    Person("wp4", "Camille", Role.WP_LEADER, work_package=4),
    Person("wp5", "Jan", Role.WP_LEADER, work_package=5),
]
# A visitor and a host: what the portal is for.
FIRST = ("office@example-sensors.example", "office@example-plasma.example")
GIVEN_NAMES = ["Alex", "Bente", "Chris", "Dana", "Elia", "Fabi", "Gil", "Hana", "Ira", "Jo"]


@transaction.atomic
def load_staff() -> dict[str, User]:
    """Add the people of the partnership; return the coordinators by the code of their cluster."""
    clusters = {cluster.code: cluster for cluster in Cluster.objects.all()}
    coordinators = {}
    for person in COORDINATORS:
        cluster = clusters[person.cluster]
        language = LANGUAGES[cluster.organisation.country_id]
        coordinators[person.cluster] = _add(person, language=language, cluster=cluster)
    for person in OFFICE:
        _add(person, work_package=person.work_package)
    return coordinators


def _add(person: Person, *, language: str = "en", **scope) -> User:
    user = _person(f"{person.mailbox}@{STAFF_DOMAIN}", person.given_names, "Example", language)
    _appoint(user, person.role, **scope)
    return user


@transaction.atomic
def load_representatives(organisations: list[Organisation]) -> None:
    """One person for each company, who represents and administers it."""
    for number, organisation in enumerate(organisations):
        domain = organisation.website.removeprefix("https://")
        user = _person(
            f"office@{domain}",
            GIVEN_NAMES[number % len(GIVEN_NAMES)],
            organisation.legal_name.split()[1],
            LANGUAGES.get(organisation.country_id, "en"),
        )
        _appoint(user, Role.REPRESENTATIVE, organisation=organisation)
        _appoint(user, Role.ORGANISATION_ADMIN, organisation=organisation)


@transaction.atomic
def appoint_coordinators(clusters: dict[str, Cluster], coordinators: dict[str, User]) -> None:
    """Let the people who coordinate a cluster do so in the second programme, too."""
    for code, cluster in clusters.items():
        _appoint(coordinators[code], Role.COORDINATOR, cluster=cluster)


def _person(email: str, given_names: str, family_name: str, language: str) -> User:
    if user := User.objects.filter(email=email).first():
        return user
    user = User.objects.create(
        email=email,
        password=_hashed(),
        given_names=given_names,
        family_name=family_name,
        language=language,
        is_demo=True,
    )
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


@cache
def _hashed() -> str:
    """Hashed once for all: a hash is slow on purpose, and what is published needs no salt each."""
    return make_password(PASSWORD)


def _appoint(user: User, role: str, **scope) -> None:
    ends = {}
    if role == Role.AUDITOR:
        ends = {"valid_until": date(timezone.localdate().year + 1, 12, 31)}
    user.assignments.get_or_create(role=role, **scope, defaults=ends)


def sign_ins() -> list[tuple[str, str, str]]:
    """E-mail address, password and part of everybody in the demo; first two companies that meet."""
    held = RoleAssignment.objects.current().filter(user__is_demo=True)
    held = held.select_related("user", "organisation", "cluster__organisation").order_by("pk")
    parts: dict[str, list[str]] = {}
    for assignment in held:
        parts.setdefault(assignment.user.email, []).append(assignment.part)
    # Who coordinates a cluster in two programmes plays one part.
    people = [(mail, PASSWORD, ", ".join(dict.fromkeys(played))) for mail, played in parts.items()]
    return sorted(people, key=lambda person: person[0] not in FIRST)
