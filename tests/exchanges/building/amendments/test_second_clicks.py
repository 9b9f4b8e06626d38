"""Whoever clicks twice has signed an amendment once, also where the click was the last one."""

from datetime import date

import pytest
from allauth.core import context as allauth_context
from django.test import RequestFactory
from django.urls import reverse

from blues.common.errors import Conflict
from exchanges.building import amendment_answers, quality, signing
from exchanges.building.amendment_models import Amendment, Step
from exchanges.building.current import commitment_of
from exchanges.models import Signature
from tests.exchanges.building.amending import FOUR, agreed, contracted, fresh, sign
from tests.exchanges.together import at_once
from tests.factories import PASSWORD, signer, store


def click(exchange, signature, **changed):
    """The same click once more."""
    told = {
        "by": signature.signed_by,
        "party": signature.party,
        "document_sha256": signature.document_sha256,
        "password": PASSWORD,
    }
    return signing.sign_amendment(fresh(exchange), **told | changed)


def test_the_last_signature_of_an_amendment_is_given_once(exchange):
    agreed(exchange, title="Pumps")
    last = [sign(exchange, party) for party in FOUR][-1]
    assert commitment_of(fresh(exchange)).version == 2

    assert click(exchange, last) == last


def test_the_last_signature_before_the_agreement_is_given_once(exchange):
    agreed(exchange, first=date(2027, 3, 15), days=3)
    last = [sign(exchange, party) for party in FOUR][-1]
    store(amendment_answers.paper_to_sign(fresh(exchange)).text_document)

    assert click(exchange, last) == last

    assert amendment_answers.paper_to_sign(fresh(exchange)).valid_signatures() == []


@pytest.mark.parametrize("changed", ["by", "party", "document_sha256"])
def test_another_click_is_no_second_one(exchange, changed):
    agreed(exchange, title="Pumps")
    last = [sign(exchange, party) for party in FOUR][-1]
    other = {"by": signer(exchange, "hop"), "party": "hop", "document_sha256": "0" * 64}

    with pytest.raises(Conflict, match="No amendment is open"):
        click(exchange, last, **{changed: other[changed]})


def test_a_signature_under_an_amendment_that_was_refused_is_not_taken_for_a_second_click(exchange):
    amendment = agreed(exchange, title="Pumps")
    signature = sign(exchange, "visitor")
    amendment_answers.refuse(amendment, by=exchange.host.representative, reason="No.")

    with pytest.raises(Conflict, match="No amendment is open"):
        click(exchange, signature)


@pytest.mark.parametrize("name", ["amendment-sign", "amendment-sign-certificate"])
def test_the_second_click_on_the_page_gets_the_answer_of_the_first(exchange, client, name):
    agreed(exchange, title="Pumps")
    last = [sign(exchange, party) for party in FOUR][-1]
    client.force_login(last.signed_by)
    sent = {
        "document_sha256": last.document_sha256,
        "party": "vop",
        "password": PASSWORD,
        "has_read": "on",
    }
    address = reverse(f"building:{name}", args=[exchange.public_id])

    answer = client.post(address, sent)

    assert answer.status_code == 302
    assert answer.url == reverse("building:amendment-list", args=[exchange.public_id])
    assert client.post(address, sent | {"document_sha256": "0" * 64}).status_code == 409
    assert client.get(address).status_code == 409


@pytest.mark.django_db(transaction=True)
def test_two_clicks_in_the_same_moment_put_an_amendment_in_force_once():
    exchange = contracted()
    agreed(exchange, title="Pumps")
    for party in FOUR[:3]:
        sign(exchange, party)
    paper = amendment_answers.paper_to_sign(fresh(exchange))
    by = signer(exchange, "vop")
    quality.answer(fresh(exchange), by=by, party="vop", rest_is_fine=True)

    def last():
        with allauth_context.request_context(RequestFactory().get("/")):
            return signing.sign_amendment(
                fresh(exchange),
                by=by,
                party="vop",
                document_sha256=paper.text_sha256,
                password=PASSWORD,
            )

    first, second = at_once([last, last])

    assert first == second == Signature.objects.get(commitment=paper, party="vop")
    assert Amendment.objects.get().state == Step.IN_FORCE
