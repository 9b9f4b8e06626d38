"""The people of a walkthrough: two companies invented for it, and the demo's own staff."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.crypto import get_random_string

from blues.common import clock
from clusters.directory import declarations, memberships, organisations, sme
from clusters.directory.demo import GREIFSWALD, ZARAGOZA, Town
from clusters.models import (
    Cluster,
    Country,
    Membership,
    Organisation,
    OrganisationType,
    Role,
    RoleAssignment,
    SizeClass,
    User,
)
from clusters.people.appointments import join_with


@dataclass(frozen=True)
class Cast:
    visitor: User
    host: User
    visiting: Organisation
    hosting: Organisation
    vop: User
    hop: User
    finance: User
    programme: User
    password: str


def gather(*, password: str, vop: str = "zinnae", hop: str = "bnpt") -> Cast:
    """Invent a visitor in Zaragoza and a host in Greifswald; find the rest among the demo's people.

    Everybody signs with ``password``, so it must be the demo's.
    """
    ending = get_random_string(4, "abcdefghjkmnpqrstuvwxyz")
    visitor, visiting = _company(f"Example Sensors {ending}", ZARAGOZA, vop, password)
    host, hosting = _company(f"Example Plasma {ending}", GREIFSWALD, hop, password)
    return Cast(
        visitor=visitor,
        host=host,
        visiting=visiting,
        hosting=hosting,
        vop=_holder(Role.COORDINATOR, cluster__code=vop),
        hop=_holder(Role.COORDINATOR, cluster__code=hop),
        finance=_holder(Role.FINANCE_OFFICER),
        programme=_holder(Role.PROGRAMME_COORDINATOR),
        password=password,
    )


def _holder(role: Role, **scope) -> User:
    held = RoleAssignment.objects.current().filter(role=role, **scope)
    return held.select_related("user").order_by("pk")[0].user


def _company(name: str, town: Town, cluster: str, password: str):
    person = _person(name, password)
    organisation = organisations.register(
        organisation=Organisation(
            legal_name=name,
            type=OrganisationType.SME,
            size_class=SizeClass.SMALL,
            country=Country.objects.get(code=town.country),
            city=town.name,
            address="Example Street 1",
            nuts3=town.nuts3,
            latitude=town.latitude,
            longitude=town.longitude,
            description="Invented for a walkthrough.",
            is_demo=True,
        ),
        by=person,
    )
    join_with(organisation=organisation, by=person)
    declarations.declare(
        organisation=organisation,
        reference_year=clock.today().year - 1,
        figures=sme.Figures(Decimal(24), Decimal(3_000_000), Decimal(2_000_000)),
        by=person,
    )
    partner = Cluster.objects.get(code=cluster)
    memberships.request(organisation=organisation, cluster=partner, by=person)
    memberships.confirm(
        membership=Membership.objects.get(organisation=organisation, cluster=partner),
        by=_holder(Role.COORDINATOR, cluster=partner),
    )
    organisation.refresh_from_db()
    return person, organisation


def _person(company: str, password: str) -> User:
    address = f"office@{company.lower().replace(' ', '-')}.example"
    person = User.objects.create_user(
        address,
        password,
        given_names="Robin",
        family_name=company.split()[1],
        function="Managing director",
        is_demo=True,
    )
    person.emailaddress_set.create(email=address, verified=True, primary=True)
    return person
