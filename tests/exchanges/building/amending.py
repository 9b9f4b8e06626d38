"""An exchange whose papers are signed, and the acts of an amendment, one call each."""

from datetime import date, timedelta

from blues.documents.models import Document
from exchanges.building import amendment_answers, amendments, quality, signing
from exchanges.models import Commitment, Exchange, State
from tests.factories import (
    PASSWORD,
    FinancialAgreementFactory,
    signer,
    store,
)

FOUR = ["visitor", "host", "hop", "vop"]
WEDNESDAY, TUESDAY = date(2027, 3, 3), date(2027, 3, 9)  # five working days, two days later
LATER = {"first_day": WEDNESDAY, "last_day": TUESDAY, "reason": "A trade fair in between."}


def contracted(state=State.FA_SIGNED, **how):
    exchange = FinancialAgreementFactory(state=state, signatures=["visitor", "vop"], **how).exchange
    for organisation in (exchange.visitor_organisation, exchange.host_organisation):
        organisation.sme_declared_at = exchange.proposed_at
        organisation.sme_declared_by = exchange.visitor.representative
        organisation.save()
    return Exchange.objects.get(pk=exchange.pk)


def notice(exchange, **changes):
    by = changes.pop("by", exchange.visitor.representative)
    return amendments.give_notice(exchange, by=by, **LATER | changes)


def planned(first, count):
    return [
        {"day": first + timedelta(days=n), "morning": f"Series {n}", "afternoon": "Evaluation"}
        for n in range(count)
    ]


def version(exchange, *, first=None, days=5, by=None, **changes):
    first = first or exchange.first_day
    told = {"reason": "Other work.", "days": planned(first, days)}
    return amendments.propose(
        exchange,
        by=by or exchange.visitor.representative,
        first_day=first,
        last_day=first + timedelta(days=days - 1),
        **told | changes,
    )


def agreed(exchange, **how):
    amendment = version(exchange, **how)
    return amendment_answers.agree(amendment, by=exchange.host.representative)


def sign(exchange, party):
    paper = amendment_answers.paper_to_sign(Exchange.objects.get(pk=exchange.pk))
    document = Document.objects.get(pk=paper.text_document_id)
    if not document.is_stored:
        document = store(document)
    if party == "vop" and isinstance(paper, Commitment):
        quality.answer(paper.exchange, by=signer(exchange, party), party=party, rest_is_fine=True)
    return signing.sign_amendment(
        Exchange.objects.get(pk=exchange.pk),
        by=signer(exchange, party),
        party=party,
        document_sha256=document.sha256,
        password=PASSWORD,
    )


def fresh(exchange):
    return Exchange.objects.get(pk=exchange.pk)


def days_of(exchange):
    found = fresh(exchange)
    return found.first_day, found.last_day
