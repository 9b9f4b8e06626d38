"""Twenty companies that do not exist, four in each partner cluster, for trying the portal out."""

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from clusters.directory.declaration_models import SmeDeclaration
from clusters.directory.models import Cluster, Organisation, SizeClass
from clusters.programme.models import OrganisationType

SME, SUPPORT, LARGE = OrganisationType.SME, OrganisationType.SUPPORT, OrganisationType.LARGE
ALLOCATION = 11_000  # EUR per cluster: ten exchanges of five days at the highest rate
NOTE = "Invented for the demo; there is no such organisation."


class Town(NamedTuple):
    name: str
    country: str
    nuts3: str
    latitude: float
    longitude: float


class Sample(NamedTuple):
    code: str  # also the left part of its .example domain
    name: str
    cluster: str
    town: Town
    type: str
    size: str
    work: str


GREIFSWALD = Town("Greifswald", "DE", "DE80N", 54.0931, 13.3879)
ROSTOCK = Town("Rostock", "DE", "DE803", 54.0887, 12.1407)
STRALSUND = Town("Stralsund", "DE", "DE80L", 54.3091, 13.0818)
COPENHAGEN = Town("Copenhagen", "DK", "DK011", 55.6761, 12.5683)
PARDUBICE = Town("Pardubice", "CZ", "CZ053", 50.0343, 15.7812)
LIBEREC = Town("Liberec", "CZ", "CZ051", 50.7663, 15.0543)
BRNO = Town("Brno", "CZ", "CZ064", 49.1951, 16.6068)
BRATISLAVA = Town("Bratislava", "SK", "SK010", 48.1486, 17.1077)
WARSAW = Town("Warsaw", "PL", "PL911", 52.2297, 21.0122)
PLOCK = Town("Płock", "PL", "PL923", 52.5468, 19.7064)
RADOM = Town("Radom", "PL", "PL921", 51.4027, 21.1471)
ZARAGOZA = Town("Zaragoza", "ES", "ES243", 41.6488, -0.8891)
HUESCA = Town("Huesca", "ES", "ES241", 42.1401, -0.4089)
LISBON = Town("Lisbon", "PT", "PT1A0", 38.7223, -9.1393)
MONTPELLIER = Town("Montpellier", "FR", "FRJ13", 43.6110, 3.8767)
TOULOUSE = Town("Toulouse", "FR", "FRJ23", 43.6045, 1.4442)
MARSEILLE = Town("Marseille", "FR", "FRL04", 43.2965, 5.3698)

FIGURES: dict[
    str, tuple[int, int]
] = {  # annual work units, and EUR of turnover and of the balance sheet
    SizeClass.MICRO: (6, 900_000),
    SizeClass.SMALL: (24, 3_000_000),
    SizeClass.MEDIUM: (90, 12_000_000),
}
MICRO, SMALL, MEDIUM = SizeClass.MICRO, SizeClass.SMALL, SizeClass.MEDIUM
SAMPLES = [
    Sample(
        "example-plasma", "Example Plasma Lab GmbH", "bnpt", GREIFSWALD, SME, SMALL,
        "Treats water with cold plasma, in a pilot hall that visitors may use.",
    ),
    Sample(
        "example-membranes", "Example Membranes GmbH", "bnpt", ROSTOCK, SME, SMALL,
        "Builds membrane modules for small treatment plants.",
    ),
    Sample(
        "example-surfaces", "Example Surfaces UG", "bnpt", STRALSUND, SME, MICRO,
        "Coats sensors so that nothing grows on them in sea water.",
    ),
    Sample(
        "example-nordic-reuse", "Example Nordic Reuse ApS", "bnpt", COPENHAGEN, SME, SMALL,
        "Designs reuse of process water for food factories.",
    ),
    Sample(
        "example-nanofibres", "Example Nanofibres s.r.o.", "nanoprogress", PARDUBICE, SME, MEDIUM,
        "Spins nanofibre filters on its own machines.",
    ),
    Sample(
        "example-filters", "Example Filters s.r.o.", "nanoprogress", LIBEREC, SME, SMALL,
        "Makes cartridges against micropollutants.",
    ),
    Sample(
        "example-test-centre", "Example Test Centre o.p.s.", "nanoprogress", BRNO, SUPPORT, SMALL,
        "Laboratory that tests filters for small companies.",
    ),
    Sample(
        "example-danube-labs", "Example Danube Labs s.r.o.", "nanoprogress", BRATISLAVA, SME, MICRO,
        "Measures residues of medicines in rivers.",
    ),
    Sample(
        "example-meters", "Example Meters Sp. z o.o.", "mcict", WARSAW, SME, MEDIUM,
        "Smart water meters and the radio network that reads them.",
    ),
    Sample(
        "example-leak-finder", "Example Leak Finder Sp. z o.o.", "mcict", PLOCK, SME, SMALL,
        "Finds leaks in pipes from pressure data.",
    ),
    Sample(
        "example-data-works", "Example Data Works Sp. z o.o.", "mcict", RADOM, SME, MICRO,
        "Dashboards for waterworks.",
    ),
    Sample(
        "example-digital-hub", "Example Digital Hub Foundation", "mcict", WARSAW, SUPPORT, SMALL,
        "Digital innovation hub with a test bed for the internet of things.",
    ),
    Sample(
        "example-sensors", "Example Sensors S.L.", "zinnae", ZARAGOZA, SME, SMALL,
        "Water-quality probes for rivers and fish farms.",
    ),
    Sample(
        "example-irrigation", "Example Irrigation S.L.", "zinnae", HUESCA, SME, SMALL,
        "Irrigation controlled by soil moisture.",
    ),
    Sample(
        "example-utility", "Example Utility S.A.", "zinnae", ZARAGOZA, LARGE, SizeClass.LARGE,
        "Supplies a large town; shows what the rules say to a large company.",
    ),
    Sample(
        "example-atlantic-water", "Example Atlantic Water Lda", "zinnae", LISBON, SME, MICRO,
        "Desalination for remote places.",
    ),
    Sample(
        "example-reuse", "Example Reuse SAS", "aqua-valley", MONTPELLIER, SME, SMALL,
        "Treats wastewater for gardens and golf courses.",
    ),
    Sample(
        "example-hydrology", "Example Hydrology SARL", "aqua-valley", TOULOUSE, SME, MICRO,
        "Flood warnings for small rivers.",
    ),
    Sample(
        "example-incubator", "Example Water Incubator", "aqua-valley", MONTPELLIER, SUPPORT, MICRO,
        "Incubator for young water companies.",
    ),
    Sample(
        "example-ports", "Example Clean Ports SAS", "aqua-valley", MARSEILLE, SME, SMALL,
        "Cleans rainwater in harbours.",
    ),
]  # fmt: skip


@transaction.atomic
def load(coordinators: dict) -> list[Organisation]:
    """Add the companies; ``coordinators`` says by cluster code who confirmed their membership."""
    Cluster.objects.filter(is_partner=True, allocated=0).update(allocated=ALLOCATION)
    clusters = {cluster.code: cluster for cluster in Cluster.objects.filter(is_partner=True)}
    return [_add(sample, clusters[sample.cluster], coordinators) for sample in SAMPLES]


def _add(sample: Sample, cluster: Cluster, coordinators: dict) -> Organisation:
    now, coordinator = timezone.now(), coordinators[sample.cluster]
    is_sme = sample.type == SME
    organisation, made = Organisation.objects.get_or_create(
        legal_name=sample.name,
        is_demo=True,
        defaults={
            "type": sample.type,
            "country_id": sample.town.country,
            "city": sample.town.name,
            "address": f"Example Street 1, {sample.town.name}",
            "nuts3": sample.town.nuts3,
            "latitude": sample.town.latitude,
            "longitude": sample.town.longitude,
            "registration_number": f"DEMO-{sample.code.upper()}",
            "website": f"https://{sample.code}.example",
            "description": f"{sample.work} {NOTE}",
            "size_class": sample.size,
            "sme_declared_at": now if is_sme else None,
            "sme_declared_by": coordinator if is_sme else None,
        },
    )
    if made:
        organisation.memberships.create(cluster=cluster, confirmed_at=now, confirmed_by=coordinator)
    if made and is_sme:
        _declare(organisation, coordinator, now)
    return organisation


def _declare(organisation: Organisation, coordinator, now) -> None:
    """The figures behind the size of the sample: no share in any other company."""
    people, money = FIGURES[organisation.size_class]
    SmeDeclaration.objects.create(
        organisation=organisation,
        reference_year=now.year - 1,
        headcount=people,
        turnover=money,
        balance_total=money,
        total_headcount=people,
        total_turnover=money,
        total_balance=money,
        result=organisation.size_class,
        declared_at=now,
        declared_by=coordinator,
    )
