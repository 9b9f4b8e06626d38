"""Exchanges of the demo's invented companies, brought by the verbs to where somebody must act."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from blues.common import clock
from clusters.models import Role, RoleAssignment, User
from clusters.programme.calendar import holidays_in
from exchanges.building import commitments
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import State
from exchanges.lifecycle.thread import writing
from exchanges.matching import proposals
from exchanges.registration.models import Mode, Registration
from exchanges.workspace import match

LEAD_DAYS = 42
FULL = "The line is being rebuilt in that week. Ask us again in the spring."
VISITOR, HOST = Registration.VISITOR, Registration.HOST


@dataclass(frozen=True)
class Sample:
    visitor: str  # code of the organisation in clusters.directory.demo
    host: str
    title: str
    goals: str
    reaches: State
    mode: str = Mode.PHYSICAL
    working_days: int = 3
    said: tuple[tuple[str, str], ...] = ()  # which side, and what
    days_ago: int = 0


SAMPLES = (
    Sample(
        "example-sensors",
        "example-membranes",
        "Probes that stay clean",
        "Try three surfaces from the membrane bench on our probes.",
        State.PROPOSED,
        working_days=5,
        said=(
            (HOST, "Which surfaces do your probes have today? We could prepare three membranes."),
            (
                VISITOR,
                "Steel and a coating of our own. You reach me at +420 601 234 567 any time.",
            ),
        ),
    ),
    Sample(
        "example-leak-finder",
        "example-irrigation",
        "Finding leaks under fields",
        "Run our search on the pipes between the wells and the fields.",
        State.ACCEPTED,
        said=(
            (VISITOR, "We bring the receivers. Is there power near the wells?"),
            (HOST, "At two of the three. For the third one we have a generator."),
        ),
    ),
    Sample(
        "example-filters",
        "example-plasma",
        "Plasma behind the cartridge",
        "Treat what our cartridges have held back, and judge the effort.",
        State.CTQ_DRAFTING,
        working_days=5,
    ),
    Sample(
        "example-surfaces",
        "example-nanofibres",
        "Coatings for fibres",
        "See whether our coating sticks to nanofibres, and for how long.",
        State.CTQ_AGREED,
    ),
    Sample(
        "example-nordic-reuse",
        "example-reuse",
        "Reuse in two climates",
        "Compare two treatment chains and the permits behind them.",
        State.PROPOSED,
        mode=Mode.VIRTUAL,
    ),
    # Answered the day after, so that there is something to say about how soon this host answers.
    *(
        Sample(
            visitor,
            "example-nanofibres",
            "A day at the spinning line",
            "See whether your filters fit into our plants.",
            State.DECLINED,
            days_ago=1,
        )
        for visitor in ("example-leak-finder", "example-nordic-reuse")
    ),
)


def load() -> None:
    """Add what is missing; a pair that has met already is left alone."""
    for sample in SAMPLES:
        visitor, host = _registered(sample.visitor, VISITOR), _registered(sample.host, HOST)
        if not Exchange.objects.filter(visitor=visitor, host=host).exists():
            _play(sample, visitor, host)


def _registered(code: str, role: str) -> Registration:
    number = f"DEMO-{code.upper()}"
    return Registration.objects.with_parties().get(
        organisation__registration_number=number, organisation__is_demo=True, role=role
    )


@transaction.atomic
def _play(sample: Sample, visitor: Registration, host: Registration) -> None:
    first_day = _first_day(host)
    with clock.standing_on(clock.today() - timedelta(days=sample.days_ago)):
        exchange = proposals.propose(
            visitor=visitor,
            host=host,
            mode=sample.mode,
            first_day=first_day,
            last_day=first_day + timedelta(days=sample.working_days - 1),
            title=sample.title,
            goals=sample.goals,
            by=visitor.representative,
        )
    if sample.reaches == State.DECLINED:
        proposals.decline(exchange, by=host.representative, reason=FULL)
        return
    for reached, act in (
        (State.ACCEPTED, _accept),
        (State.CTQ_DRAFTING, _confirm),
        (State.CTQ_AGREED, _agree),
    ):
        if exchange.state == sample.reaches:
            _talk(exchange, sample)
            return
        exchange = act(exchange)
        if exchange.state != reached:
            raise RuntimeError(f"{exchange} should be {reached} and is {exchange.state}.")


def _talk(exchange: Exchange, sample: Sample) -> None:
    for side, text in sample.said:
        writing.say(exchange, by=exchange.registration_of(side).representative, text=text)
    if sample.said and exchange.state == State.ACCEPTED:
        writing.join(exchange, by=_coordinator(exchange.hop))


def _first_day(host: Registration) -> date:
    """A Monday of a week without public holidays at the host's."""
    day = clock.today() + timedelta(days=LEAD_DAYS)
    day += timedelta(days=-day.weekday() % 7)
    while holidays_in(host.organisation.country_id, day, day + timedelta(days=4)):
        day += timedelta(days=7)
    return day


def _accept(exchange: Exchange) -> Exchange:
    return proposals.accept(exchange, by=exchange.host.representative)


def _confirm(exchange: Exchange) -> Exchange:
    for cluster in (exchange.vop, exchange.hop):
        exchange = match.confirm(exchange, by=_coordinator(cluster))
    return exchange


def _coordinator(cluster) -> User:
    held = RoleAssignment.objects.current().filter(role=Role.COORDINATOR, cluster=cluster)
    return held.select_related("user").order_by("pk")[0].user


def _agree(exchange: Exchange) -> Exchange:
    commitment = exchange.commitments.get()
    commitments.change(
        commitment,
        by=exchange.host.representative,
        place=f"{exchange.host_organisation}, {exchange.host_organisation.city}",
        visitor_outcomes="Three coated samples measured, and a decision on the next trial.",
        host_outcomes="One new use of our fibres, tried and written down.",
        measures="A protocol of the trials exists, and both have named the next step.",
    )
    commitments.set_agenda(commitment, by=exchange.host.representative, days=_days(exchange))
    for side in (exchange.visitor, exchange.host):
        exchange = commitments.agree(exchange, by=side.representative)
    return exchange


def _days(exchange: Exchange) -> list[dict]:
    return [
        {
            "day": exchange.first_day + timedelta(days=number),
            "morning": morning,
            "afternoon": "Trials in the laboratory",
            "output": "A page of the protocol",
        }
        for number, morning in enumerate(
            ("Safety briefing and tour", "Preparing the samples", "Evaluation and next steps")
        )
    ]
