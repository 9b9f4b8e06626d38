"""One exchange from registration to completion, over the verbs that the pages call.

``manage.py walkthrough`` prints it, the demo's seeds and the tests drive it as far as they need.
Each act yields what was done and the row it changed; the calendar is moved forward where the rules
ask for a day to come.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.core.files.base import ContentFile

from blues import jobs
from blues.common import clock
from blues.common.errors import Conflict
from blues.documents.models import Document
from clusters.models import Term
from clusters.programme.calendar import holidays_in
from exchanges.building import agreements, bank, commitments, quality, signing
from exchanges.finalisation import (
    evidence,
    payments,
    preparation,
    presence,
    reports,
    stay,
    validation,
)
from exchanges.lifecycle.models import Exchange, Transition
from exchanges.lifecycle.states import CLUSTERS, Party
from exchanges.matching import proposals
from exchanges.registration import assessment, registrations
from exchanges.registration.models import EarlierVisit, Mode, Registration
from exchanges.workspace import match
from exchanges.workspace.cast import Cast

WORKING_DAYS = 5
LEAD_DAYS = 30  # from the proposal to the first day of the stay
PATIENCE = 120  # seconds to wait for a worker that took the documents first
EXAMPLE_IBAN = "ES91 2100 0418 4502 0005 1332"  # the example of the Spanish IBAN registry entry
TINY_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@dataclass(frozen=True)
class Act:
    """What was done, and the states that the case has come through since the act before."""

    done: str
    state: str
    exchange: Exchange | None = None


def perform(
    cast: Cast, *, mode: str = Mode.PHYSICAL, first_day: date | None = None
) -> Iterator[Act]:
    """Play the whole exchange; stop iterating to stop there."""
    first_day = first_day or next_monday(clock.today() + timedelta(days=LEAD_DAYS), cast)
    exchange, seen = None, 0
    for phase in (_registration, _matching, _building, _agreement, _stay, _closing):
        for act in phase(cast, exchange, mode, first_day):
            exchange = act.exchange or exchange
            steps = [step.get_to_state_display() for step in _trace(exchange)[seen:]]
            seen += len(steps)
            yield replace(act, state=" → ".join(steps)) if steps else act


def _trace(exchange: Exchange | None) -> list[Transition]:
    return list(exchange.transitions.all()) if exchange else []


def next_monday(day: date, cast: Cast) -> date:
    """The first Monday from the day on whose week has no public holiday in the host country."""
    day += timedelta(days=-day.weekday() % 7)
    while holidays_in(cast.hosting.country_id, day, day + timedelta(days=4)):
        day += timedelta(days=7)
    return day


def _act(done: str, exchange: Exchange) -> Act:
    exchange.refresh_from_db()
    return Act(done, exchange.get_state_display(), exchange)


# -- Registration ------------------------------------------------------------------------------


def _registration(cast, _exchange, mode, first_day):
    window = [(first_day - timedelta(days=7), first_day + timedelta(days=60))]
    for role, person, organisation, coordinator in (
        (Registration.HOST, cast.host, cast.hosting, cast.hop),
        (Registration.VISITOR, cast.visitor, cast.visiting, cast.vop),
    ):
        registration = registrations.draft(
            organisation=organisation, role=role, by=person, windows=window, **profile(role)
        )
        yield Act(f"{organisation} drafts its registration as {role}", _state(registration))
        registration = registrations.submit(registration, by=person)
        yield Act(f"{organisation} sends it", _state(registration))
        registration = assessment.take_up(registration, by=coordinator)
        yield Act(f"{registration.cluster} takes it up", _state(registration))
        registration = assessment.accept(registration, by=coordinator, rest_is_fine=True)
        yield Act(f"{registration.cluster} accepts it", _state(registration))


def _state(registration) -> str:
    return registration.get_state_display()


def profile(role: str) -> dict:
    terms = {
        kind: list(Term.objects.filter(kind=kind, is_active=True)[:2])
        for kind in (Term.Kind.TOPIC, Term.Kind.ACTIVITY, Term.Kind.AIM)
    }
    return {
        "mode": "both",
        "summary": "Cold plasma against residues in water, from the bench to the pilot plant.",
        "objectives": "Compare sensor readings before and after treatment on the same water.",
        "contribution": "Two field sensors and a year of readings from an irrigation canal.",
        "topics": terms[Term.Kind.TOPIC],
        "activities": terms[Term.Kind.ACTIVITY],
        "aims": terms[Term.Kind.AIM] if role == Registration.VISITOR else [],
        "languages": {"en": "C1"},
        "preferred_days": WORKING_DAYS,
        "earlier_visit": EarlierVisit.NEVER if role == Registration.VISITOR else "",
    }


# -- Matching ----------------------------------------------------------------------------------


def _matching(cast, _exchange, mode, first_day):
    exchange = proposals.propose(
        visitor=_registered(cast.visiting, Registration.VISITOR),
        host=_registered(cast.hosting, Registration.HOST),
        mode=mode,
        first_day=first_day,
        last_day=first_day + timedelta(days=WORKING_DAYS - 1),
        title="Readings before and after plasma treatment",
        goals="Measure the same water before and after treatment and agree on a joint trial.",
        by=cast.visitor,
    )
    yield _act(f"{cast.visiting} proposes an exchange", exchange)
    exchange = proposals.accept(exchange, by=cast.host)
    yield _act(f"{cast.hosting} accepts", exchange)
    for coordinator, cluster in ((cast.vop, exchange.vop), (cast.hop, exchange.hop)):
        exchange = match.confirm(exchange, by=coordinator)
        yield _act(f"{cluster} confirms the match", exchange)


def _registered(organisation, role) -> Registration:
    return organisation.registrations.get(role=role)


# -- Building ----------------------------------------------------------------------------------


def _building(cast, exchange, mode, first_day):
    commitment = exchange.commitments.first()
    commitments.change(commitment, by=cast.host, **wording())
    commitments.set_agenda(commitment, by=cast.host, days=agenda(first_day))
    yield _act(f"{cast.hosting} completes the agenda", exchange)
    for person, organisation in ((cast.visitor, cast.visiting), (cast.host, cast.hosting)):
        exchange = commitments.agree(exchange, by=person)
        yield _act(f"{organisation} agrees with this version", exchange)
    finish_papers(exchange)
    for person, party in (
        (cast.visitor, Party.VISITOR),
        (cast.host, Party.HOST),
        (cast.hop, Party.HOP),
        (cast.vop, Party.VOP),
    ):
        sign_commitment(exchange.commitments.first(), person, party, cast)
        yield _act(f"signed: Commitment to Quality, {party.label}", exchange)
    finish_papers(exchange)


def wording() -> dict:
    return {
        "place": "Example Plasma Lab, Greifswald",
        "visitor_objectives": "Learn how cold plasma changes what sensors read.",
        "host_objectives": "See treated water through sensors built for the field.",
        "visitor_outcomes": "A protocol of ten paired readings.",
        "host_outcomes": "Two requests for a trial from the visitor's members.",
        "measures": "The protocol exists, and one joint trial has a date.",
    }


def agenda(first_day: date) -> list[dict]:
    mornings = (
        "Welcome, safety briefing, tour of the pilot hall",
        "Paired readings, first series",
        "Paired readings, second series",
        "Working session on sensor drift",
        "Evaluation of the readings",
    )
    return [
        {
            "day": first_day + timedelta(days=number),
            "morning": morning,
            "afternoon": "Work in the laboratory and notes for the protocol",
            "place": "Pilot hall",
            "output": f"Protocol, part {number + 1}",
        }
        for number, morning in enumerate(mornings)
    ]


def sign_commitment(paper, person, party, cast) -> None:
    """A cluster looks at the quality before."""
    if party in CLUSTERS:
        quality.answer(paper.exchange, by=person, party=party, rest_is_fine=True)
    sign(signing.sign_commitment, paper, person, cast)


def sign(verb, paper, person, cast) -> None:
    paper.text_document.refresh_from_db()
    verb(
        paper.exchange,
        by=person,
        document_sha256=paper.text_document.sha256,
        password=cast.password,
    )


def _agreement(cast, exchange, mode, first_day):
    if mode == Mode.PHYSICAL:
        bank.give(exchange, by=cast.visitor, holder=str(cast.visiting), iban=EXAMPLE_IBAN)
        yield _act(f"{cast.visiting} gives its bank details", exchange)
        exchange = agreements.prepare(exchange, by=cast.vop).exchange
        finish_papers(exchange)
        agreement = exchange.agreements.first()
        yield _act(f"{exchange.vop} prepares the agreement: EUR {agreement.amount}", exchange)
        for person, name in ((cast.visitor, cast.visiting), (cast.vop, exchange.vop)):
            sign(signing.sign_agreement, exchange.agreements.first(), person, cast)
            yield _act(f"signed: Financial Agreement, {name}", exchange)
        finish_papers(exchange)
    preparation.prepare(
        exchange,
        by=cast.host,
        host_contact="Front desk of the pilot hall",
        meeting_point="Main entrance, 9:00",
    )
    if mode == Mode.PHYSICAL:
        preparation.declare_insurance(exchange, by=cast.visitor)
    exchange = preparation.check(exchange, by=cast.vop)
    yield _act(f"{exchange.vop} has checked the preparation", exchange)


# -- Finalisation ------------------------------------------------------------------------------


def _stay(cast, exchange, mode, first_day):
    with clock.standing_on(exchange.first_day):
        exchange = stay.start(exchange, by=cast.vop)
        yield _act(f"{exchange.first_day}: the stay begins", exchange)
    with clock.standing_on(exchange.last_day):
        presence.confirm(
            exchange,
            by=cast.host,
            first_day=exchange.first_day,
            last_day=exchange.last_day,
            working_days=WORKING_DAYS,
        )
        presence.acknowledge(exchange, by=cast.visitor)
        finish_papers(exchange)
        yield _act(f"{cast.hosting} confirms the presence", exchange)
        exchange = stay.end(exchange, by=cast.vop)
        yield _act(f"{exchange.last_day}: the stay ends", exchange)


def _closing(cast, exchange, mode, first_day):
    with clock.standing_on(exchange.last_day + timedelta(days=5)):
        yield from _reporting(cast, exchange, mode)
        if mode == Mode.PHYSICAL:
            exchange.refresh_from_db()
            payments.approve(exchange, by=cast.finance)
            yield _act("the finance officer approves the payment", exchange)
            payments.book(
                exchange,
                by=cast.finance,
                value_date=clock.today(),
                bank_reference=f"TRANSFER-{exchange.reference}",
            )
            yield _act("the transfer is booked; certificates are issued", exchange)
        finish_papers(exchange)


def _reporting(cast, exchange, mode):
    if mode == Mode.PHYSICAL:
        for kind, name in (("travel", "boarding-pass.pdf"), ("accommodation", "invoice.pdf")):
            mark = f"{exchange.reference} {kind}".encode()  # the same file elsewhere is flagged
            file = ContentFile(TINY_PDF + mark, name=name)
            evidence.hand_in(exchange, by=cast.visitor, kind=kind, file=file)
    for side, person in ((Party.VISITOR, cast.visitor), (Party.HOST, cast.host)):
        reports.write(exchange, side=side, by=person, **report())
        exchange = reports.submit(exchange, by=person)
        yield _act(f"closing report of the {side.label}", exchange)
    for coordinator, cluster in ((cast.hop, exchange.hop), (cast.vop, exchange.vop)):
        exchange = validation.validate(exchange, by=coordinator)
        yield _act(f"{cluster} validates", exchange)


def report() -> dict:
    return {
        "activities_done": "Two series of paired readings, an evaluation, a visit to the bay.",
        "results": "Ten paired readings and a date for a joint trial.",
        "people_met": 6,
        "objectives_reached": 4,
        "outcomes": list(Term.objects.filter(kind=Term.Kind.OUTCOME, is_active=True)[:2]),
        "follow_up": "Trial in the spring.",
        "mark_matching": 5,
        "mark_support": 4,
        "mark_result": 5,
        "would_repeat": True,
    }


def finish_papers(exchange: Exchange) -> None:
    """Do the waiting jobs here, or wait until a worker that took them first has finished."""
    pending = Document.objects.for_case(exchange.case).filter(state=Document.State.PENDING)
    patience = time.monotonic() + PATIENCE
    while pending.exists():
        jobs.run_due()
        if time.monotonic() > patience:
            raise Conflict("The documents were not finished in time; see the page of failed jobs.")
        time.sleep(0.1)
