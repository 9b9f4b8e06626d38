"""Registrations of the demo's invented companies, made through the same verbs as real ones."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction

from blues.common import clock
from clusters.models import Organisation, Programme, Role, RoleAssignment, Term, User
from exchanges.registration import assessment, registrations
from exchanges.registration.models import EarlierVisit, Registration
from exchanges.registration.states import RegistrationState

HOST, VISITOR = Registration.HOST, Registration.VISITOR
R = RegistrationState


class Sample(NamedTuple):
    code: str  # of the organisation in clusters.directory.demo
    role: str
    topics: str
    languages: str
    mode: str
    summary: str
    objectives: str
    contribution: str
    ends_as: R = R.ACCEPTED


SAMPLES = [
    Sample(
        "example-plasma", HOST, "plasma micropollutants wastewater", "de en", "both",
        "A pilot hall with a cold-plasma reactor that a visitor may run with our engineers.",
        "Field data from other waters, and partners for a demonstrator.",
        "A flat nearby at cost price, and a bicycle.",
    ),
    Sample(
        "example-membranes", HOST, "membranes wastewater industrial-water", "de en", "both",
        "Module building from the sheet to the test bench, and how we keep membranes clean.",
        "Second opinions on fouling in warm water.",
        "Help with finding a room in the residence of the university.",
    ),
    Sample(
        "example-surfaces", VISITOR, "sensors membranes", "de en", "both",
        "We coat sensors and have never seen them work in a river in summer.",
        "Learn how others mount and clean probes, and find two test sites.",
        "Coated samples and the measurements of four seasons.",
    ),
    Sample(
        "example-nordic-reuse", VISITOR, "wastewater circular-economy", "en", "both",
        "Reuse of process water is common in the south; we want to see plants at work.",
        "Compare three treatment chains, and meet operators.",
        "Designs for food factories, open for discussion.",
    ),
    Sample(
        "example-nanofibres", HOST, "nanofibres membranes drinking-water", "cs en", "both",
        "Spinning lines for nanofibre filters, and a laboratory to test your own water.",
        "Uses of our filters that we have not thought of.",
        "Pick-up at the station, lunch in the canteen.",
    ),
    Sample(
        "example-filters", VISITOR, "micropollutants nanofibres", "cs en", "physical",
        "Our cartridges hold back micropollutants, but we have no way to destroy them.",
        "See plasma treatment at work and judge whether it fits behind our cartridges.",
        "Loaded cartridges with known contents for a trial.",
    ),
    Sample(
        "example-test-centre", HOST, "drinking-water nanofibres", "cs en de", "both",
        "Accredited tests of filters; a visitor plans and runs a series with us.",
        "Contacts to young companies abroad.",
        "Laboratory coats, safety briefing in English.",
    ),
    Sample(
        "example-meters", HOST, "digital-water leakage sensors", "pl en", "both",
        "The radio network of a whole district and the control room behind it.",
        "Feedback on our interfaces from other countries.",
        "Desk, network and a colleague for every question.",
    ),
    Sample(
        "example-leak-finder", VISITOR, "leakage digital-water", "pl en", "both",
        "We find leaks in flat land; hilly networks behave differently.",
        "Try our method on another network and find a pilot customer.",
        "Our software for the time of the visit.",
    ),
    Sample(
        "example-data-works", VISITOR, "digital-water sensors", "pl en", "virtual",
        "Dashboards for waterworks, made by three people who cannot travel long.",
        "Understand what operators in other countries look at first.",
        "A dashboard of your own data.",
        R.SUBMITTED,
    ),
    Sample(
        "example-sensors", VISITOR, "sensors wastewater membranes", "es en", "both",
        "Our probes foul within weeks; we want to see how membrane people prevent that.",
        "Three ways to keep a surface clean, tried on our probes.",
        "Probes and a data logger that stay with the host.",
    ),
    Sample(
        "example-irrigation", HOST, "irrigation water-energy-food sensors", "es en", "both",
        "Fields under irrigation with soil sensors, from March to October.",
        "New sensors to try in the field.",
        "A car for the way to the fields.",
    ),
    Sample(
        "example-reuse", HOST, "wastewater irrigation circular-economy", "fr en", "both",
        "Treated wastewater on golf courses: permits, treatment, acceptance.",
        "Ideas against smell and for smaller plants.",
        "Tips for lodging near the sea.",
    ),
    Sample(
        "example-hydrology", VISITOR, "climate-resilience sensors", "fr en", "physical",
        "Flood warnings need gauges that survive the flood.",
        "Learn how robust sensors are built and calibrated.",
        "Ten years of records of small rivers.",
        R.MORE_INFO_NEEDED,
    ),
]  # fmt: skip
ACTIVITIES = ("sharing-knowledge", "project-development", "networking")
ITEMS = {  # words by topic: what a host offers, what a visitor needs
    "example-membranes": {
        "membranes": "Keeping membranes clean in warm water",
        "wastewater": "Small plants that run without staff",
    },
    "example-nanofibres": {
        "membranes": "Surfaces on which little grows",
        "nanofibres": "Spinning a filter for your own water",
    },
    "example-plasma": {"micropollutants": "Judging whether plasma pays behind a filter"},
    "example-reuse": {"wastewater": "From the permit to the first irrigation"},
    "example-sensors": {
        "membranes": "A surface that stays clean on a probe",
        "wastewater": "A plant in which probes may be tried",
    },
    "example-nordic-reuse": {"wastewater": "Three treatment chains to compare"},
    "example-leak-finder": {"leakage": "A hilly network to search"},
}
AIMS = ("learn", "take-up-technology")


def load() -> None:
    """Add what is missing; an organisation that has registered in a role is left alone."""
    add_missing(SAMPLES, Programme.current())


def add_missing(samples: list[Sample], programme: Programme) -> None:
    for sample in samples:
        organisation = Organisation.objects.get(
            registration_number=f"DEMO-{sample.code.upper()}", is_demo=True
        )
        registered = organisation.registrations.filter(programme=programme, role=sample.role)
        if not registered.exists():
            _add(sample, organisation, programme)


@transaction.atomic
def _add(sample: Sample, organisation: Organisation, programme: Programme) -> None:
    representative = _holder(role=Role.REPRESENTATIVE, organisation=organisation)
    made = registrations.draft(
        organisation=organisation,
        role=sample.role,
        programme=programme,
        by=representative,
        mode=sample.mode,
        summary=sample.summary,
        objectives=sample.objectives,
        contribution=sample.contribution,
        languages=_spoken(sample.languages),
        earlier_visit="" if sample.role == HOST else EarlierVisit.NEVER,
        topics=_terms(Term.Kind.TOPIC, sample.topics.split()),
        activities=_terms(Term.Kind.ACTIVITY, ACTIVITIES),
        aims=_terms(Term.Kind.AIM, AIMS) if sample.role == VISITOR else [],
        preferred_days=5,
        capacity=2 if sample.role == HOST else 1,
        welcomes_groups=sample.role == HOST,
        windows=_windows(),
        items=[(words, topic) for topic, words in ITEMS.get(sample.code, {}).items()],
    )
    made = registrations.submit(made, by=representative)
    coordinator = _holder(role=Role.COORDINATOR, cluster=made.cluster)
    if sample.ends_as == R.ACCEPTED:
        assessment.accept(made, by=coordinator, rest_is_fine=True)
    elif sample.ends_as == R.MORE_INFO_NEEDED:
        remarks = {
            "summary": "Which rivers? Please name the kind of gauge, too.",
            "contribution": "Are the records yours to share?",
        }
        assessment.ask_for_more(made, by=coordinator, remarks=remarks)


def _holder(**scope) -> User:
    return RoleAssignment.objects.current().filter(**scope).order_by("pk").first().user


def _terms(kind, codes) -> list[Term]:
    return list(Term.objects.filter(kind=kind, code__in=codes))


def _spoken(codes: str) -> dict[str, str]:
    """English as people learn it, the language of the house from childhood."""
    first = codes.partition(" ")[0]
    return {code: "native" if code == first != "en" else "B2" for code in codes.split()}


def _windows() -> list[tuple[date, date]]:
    """From next week on for half a year, with a break, so that every pair finds common weeks."""
    today = clock.today()
    return [
        (today + timedelta(days=7), today + timedelta(days=75)),
        (today + timedelta(days=90), today + timedelta(days=180)),
    ]
