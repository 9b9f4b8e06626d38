"""The signing log of an amended version: on its page, and in the sealed record."""

from datetime import date

import pytest
from django.urls import reverse

from exchanges.building import amendment_answers
from exchanges.building.current import agreement_of, commitment_of
from exchanges.building.signing_log import lines_of
from exchanges.models import Commitment
from tests.exchanges.building.amending import FOUR, agreed, fresh, sign, version
from tests.exchanges.finalisation.cast import Cast
from tests.factories import signer, store


def at(name, exchange, *more):
    return reverse(f"building:{name}", args=[exchange.public_id, *more])


def said(lines):
    return [(line.what, line.how) for line in lines]


def signed_by(*labels):
    return [(f"Signed: {label}.", "in the portal, confirmed by password") for label in labels]


CTQ_LINES = signed_by("visitor", "host", "host's partner cluster", "visitor's partner cluster")
FA_LINES = signed_by("visitor", "visitor's partner cluster")


@pytest.mark.feature(61)
def test_the_record_of_an_amended_version_holds_its_own_signatures(exchange):
    agreed(exchange, first=date(2027, 3, 15), days=3)
    for party in (*FOUR, "visitor", "vop"):
        sign(exchange, party)

    now = fresh(exchange)
    commitment, agreement = commitment_of(now), agreement_of(now)
    assert (commitment.version, agreement.version) == (2, 2)
    assert (said(lines_of(commitment)), said(lines_of(agreement))) == (CTQ_LINES, FA_LINES)
    for paper, lines in ((commitment, CTQ_LINES), (agreement, FA_LINES)):
        kept = paper.signed_document.snapshot["log"]
        assert [(line["what"], line["how"]) for line in kept] == lines


def test_the_first_version_keeps_a_log_without_the_signatures_of_the_second(exchange):
    agreed(exchange, title="Pumps")
    sign(exchange, "visitor")

    assert lines_of(commitment_of(fresh(exchange))) == []


def test_whoever_opens_the_text_of_an_amendment_is_noted(exchange, client):
    agreed(exchange, title="Pumps")
    paper = amendment_answers.paper_to_sign(fresh(exchange))
    document = store(paper.text_document)
    visitor = exchange.visitor.representative
    client.force_login(visitor)

    for _twice in range(2):
        client.get(at("document-download", exchange, document.public_id))

    assert [(line.who, line.what) for line in lines_of(paper)] == [
        (visitor.name, "Opened the document.")
    ]


def test_opening_what_is_in_force_is_not_noted_while_an_amendment_is_signed(exchange, client):
    signed = commitment_of(exchange)
    agreed(exchange, title="Pumps")
    client.force_login(exchange.visitor.representative)

    client.get(at("document-download", exchange, signed.text_document.public_id))

    assert lines_of(commitment_of(fresh(exchange))) == []


def test_the_page_on_which_an_amendment_is_signed_leads_to_its_own_log(exchange, client):
    amendment = agreed(exchange, title="Pumps")
    sign(exchange, "visitor")
    client.force_login(exchange.host.representative)
    address = at("amendment-log", exchange, amendment.public_id)

    assert address in client.get(at("amendment-sign", exchange)).content.decode()
    assert address in client.get(at("amendment-list", exchange)).content.decode()
    shown = client.get(address)

    version = Commitment.every.get(version=2)
    assert [(paper, said(lines)) for paper, lines in shown.context["logs"]] == [
        (version, signed_by("visitor"))
    ]


def test_the_log_of_a_refused_amendment_can_still_be_read(exchange, client):
    amendment = agreed(exchange, title="Pumps")
    sign(exchange, "visitor")
    amendment_answers.refuse(amendment, by=exchange.host.representative, reason="No.")
    client.force_login(signer(exchange, "vop"))

    shown = client.get(at("amendment-log", exchange, amendment.public_id))

    assert [said(lines) for _paper, lines in shown.context["logs"]] == [signed_by("visitor")]


def test_the_log_of_an_amended_agreement_is_hidden_from_host_and_its_cluster(exchange, client):
    amendment = agreed(exchange, first=date(2027, 3, 15), days=3)
    found = {}
    for party in FOUR:
        client.force_login(signer(exchange, party))
        page = client.get(at("amendment-log", exchange, amendment.public_id)).content.decode()
        found[party] = "FA-" in page

    assert found == {"visitor": True, "host": False, "hop": False, "vop": True}


@pytest.mark.parametrize(("name", "status"), [("finance", 403), ("stranger", 404), ("hop", 200)])
def test_who_reads_the_log_of_an_amendment(exchange, client, name, status):
    amendment = agreed(exchange, title="Pumps")
    client.force_login(Cast(exchange).named(name))

    answer = client.get(at("amendment-log", exchange, amendment.public_id))

    assert answer.status_code == status


def test_a_proposed_amendment_has_no_link_to_a_log_yet(exchange, client):
    amendment = version(exchange, title="Pumps")
    client.force_login(exchange.host.representative)

    page = client.get(at("amendment-list", exchange)).content.decode()

    assert at("amendment-log", exchange, amendment.public_id) not in page


@pytest.mark.parametrize("signed", [1, 3])
def test_the_log_costs_the_same_for_one_line_and_for_three(
    exchange, client, django_assert_num_queries, bare_menu, signed
):
    amendment = agreed(exchange, title="Pumps")
    for party in FOUR[:signed]:
        sign(exchange, party)
    client.force_login(exchange.visitor.representative)
    address = at("amendment-log", exchange, amendment.public_id)
    client.get(address)

    with django_assert_num_queries(QUERIES_OF_THE_LOG):
        client.get(address)


QUERIES_OF_THE_LOG = 7
