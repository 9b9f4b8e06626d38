"""Where a journey begins, and what the others do meanwhile: by the verbs behind the pages."""

from datetime import timedelta

from django.core.files.base import ContentFile

from blues.common import clock
from exchanges.building import agreements, bank, commitments, signing
from exchanges.finalisation import evidence, preparation, reports
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import Party, State
from exchanges.matching import proposals
from exchanges.registration import assessment, registrations
from exchanges.registration.models import Mode, Registration
from exchanges.workspace import match, walkthrough
from exchanges.workspace.cast import Cast


def play(cast: Cast, *, until: str) -> Exchange:
    """Play the walkthrough up to and with the act whose description contains these words."""
    for act in walkthrough.perform(cast):
        if until in act.done:
            return act.exchange
    raise AssertionError(f"no act says “{until}”")


def first_day(cast: Cast):
    return walkthrough.next_monday(clock.today() + timedelta(days=walkthrough.LEAD_DAYS), cast)


def host_takes_part(cast: Cast) -> Registration:
    """The host has registered and is in the catalogue."""
    registration = drafts(cast.hosting, Registration.HOST, by=cast.host, cast=cast)
    registrations.submit(registration, by=cast.host)
    return cluster_accepts(registration, by=cast.hop)


def visitor_takes_part(cast: Cast) -> Registration:
    registration = drafts(cast.visiting, Registration.VISITOR, by=cast.visitor, cast=cast)
    registrations.submit(registration, by=cast.visitor)
    return cluster_accepts(registration, by=cast.vop)


def drafts(organisation, role: str, *, by, cast: Cast) -> Registration:
    start = first_day(cast)
    return registrations.draft(
        organisation=organisation,
        role=role,
        by=by,
        windows=[(start - timedelta(days=7), start + timedelta(days=60))],
        **walkthrough.profile(role),
    )


def visitor_proposes(cast: Cast) -> Exchange:
    start = first_day(cast)
    return proposals.propose(
        visitor=cast.visiting.registrations.get(),
        host=cast.hosting.registrations.get(),
        mode=Mode.PHYSICAL,
        first_day=start,
        last_day=start + timedelta(days=4),
        title="Readings before and after plasma treatment",
        goals="Measure the same water twice.",
        by=cast.visitor,
    )


def cluster_accepts(registration: Registration, *, by) -> Registration:
    registration = assessment.take_up(registration, by=by)
    return assessment.accept(registration, by=by, rest_is_fine=True)


def host_accepts(cast: Cast, exchange: Exchange) -> Exchange:
    return proposals.accept(exchange, by=cast.host)


def both_clusters_confirm(cast, exchange: Exchange) -> Exchange:
    for coordinator in (cast.vop, cast.hop):
        exchange = match.confirm(exchange, by=coordinator)
    return exchange


def host_writes_the_commitment(cast, exchange: Exchange) -> None:
    commitment = exchange.commitments.first()
    commitments.change(commitment, by=cast.host, **walkthrough.wording())
    commitments.set_agenda(commitment, by=cast.host, days=walkthrough.agenda(exchange.first_day))


def agrees(person, exchange: Exchange) -> Exchange:
    return commitments.agree(exchange, by=person)


def both_agree(cast: Cast, exchange: Exchange) -> Exchange:
    host_writes_the_commitment(cast, exchange)
    return agrees(cast.host, agrees(cast.visitor, exchange))


def signs_commitment(cast, exchange: Exchange, *parties: Party) -> None:
    people = {Party.VISITOR: cast.visitor, Party.HOST: cast.host}
    people |= {Party.HOP: cast.hop, Party.VOP: cast.vop}
    exchange.refresh_from_db()
    walkthrough.finish_papers(exchange)
    for party in parties:
        paper = exchange.commitments.first()
        walkthrough.sign_commitment(paper, people[party], party, cast)


def cluster_prepares_the_agreement(cast, exchange: Exchange) -> None:
    exchange.refresh_from_db()
    agreements.prepare(exchange, by=cast.vop)


def signs_agreement(cast, exchange: Exchange, person) -> None:
    exchange.refresh_from_db()
    walkthrough.finish_papers(exchange)
    walkthrough.sign(signing.sign_agreement, exchange.agreements.first(), person, cast)


def signs_everything(cast: Cast, exchange: Exchange) -> Exchange:
    """From the agreed Commitment to the signed agreement, account included."""
    exchange.refresh_from_db()
    if exchange.state == State.CTQ_AGREED:
        given = {one.party for one in exchange.commitments.get().signatures.all()}
        order = (Party.VISITOR, Party.HOST, Party.HOP, Party.VOP)
        signs_commitment(cast, exchange, *(party for party in order if party not in given))
    exchange.refresh_from_db()
    bank.give(exchange, by=cast.visitor, holder=str(cast.visiting), iban=walkthrough.EXAMPLE_IBAN)
    cluster_prepares_the_agreement(cast, exchange)
    for person in (cast.visitor, cast.vop):
        signs_agreement(cast, exchange, person)
    walkthrough.finish_papers(exchange)
    return exchange


def insures_and_checks(cast: Cast, exchange: Exchange) -> Exchange:
    exchange.refresh_from_db()
    preparation.declare_insurance(exchange, by=cast.visitor)
    return preparation.check(exchange, by=cast.vop)


def day_comes(day, exchange: Exchange) -> Exchange:
    clock.move_demo_calendar(to=day)
    exchange.refresh_from_db()
    return exchange


def prepares_and_insures(cast: Cast, exchange: Exchange) -> None:
    exchange.refresh_from_db()
    preparation.prepare(
        exchange, by=cast.host, host_contact="Front desk", meeting_point="Main entrance, 9:00"
    )
    preparation.declare_insurance(exchange, by=cast.visitor)


def both_report(cast: Cast, exchange: Exchange) -> None:
    exchange.refresh_from_db()
    for kind, name in (("travel", "boarding-pass.pdf"), ("accommodation", "invoice.pdf")):
        file = ContentFile(walkthrough.TINY_PDF + kind.encode(), name=name)
        evidence.hand_in(exchange, by=cast.visitor, kind=kind, file=file)
    reports.write(exchange, side=Party.VISITOR, by=cast.visitor, **walkthrough.report())
    host_reports(cast, reports.submit(exchange, by=cast.visitor))


def host_reports(cast: Cast, exchange: Exchange) -> Exchange:
    exchange.refresh_from_db()
    reports.write(exchange, side=Party.HOST, by=cast.host, **walkthrough.report())
    return reports.submit(exchange, by=cast.host)
