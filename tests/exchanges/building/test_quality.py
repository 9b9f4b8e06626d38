"""The look at the quality: what is asked of which cluster, and what a signature waits for."""

from datetime import date

import pytest
from django.urls import reverse

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from exchanges.building import commitments, quality
from exchanges.building.current import commitment_of
from exchanges.building.quality import Given
from exchanges.models import Party
from tests.factories import PASSWORD, CommitmentFactory, coordinator_of, signer

OF_VOP = ["objectives", "outcomes", "days", "weekends", "fair", "contact", "safety"]
OF_HOP = ["contact", "host", "safety"]


@pytest.fixture(autouse=True)
def _before_the_stay():
    with clock.standing_on(date(2027, 2, 1)):
        yield


@pytest.fixture
def agreed():
    return CommitmentFactory(agreed=True, checked=False, signatures=["visitor", "host", "hop"])


@pytest.fixture
def vop(agreed):
    return signer(agreed.exchange, "vop")


def at(name, commitment):
    return reverse(f"building:{name}", args=[commitment.exchange.public_id])


def asked_of(commitment, party):
    return [line.point.code for line in quality.lines_for(commitment, party)]


# -- What is asked ---------------------------------------------------------------------------------


@pytest.mark.feature(60)
def test_each_cluster_is_asked_what_concerns_it_and_nobody_else_is():
    draft = CommitmentFactory()

    assert {party: asked_of(draft, party) for party in Party if asked_of(draft, party)} == {
        Party.HOP: OF_HOP,
        Party.VOP: OF_VOP,
    }


@pytest.mark.feature(60)
def test_beside_each_question_stands_what_the_text_says_and_a_fair_is_flagged():
    draft = CommitmentFactory(agenda=4, visitor_outcomes="Learn much")
    draft.agenda.filter(day="2027-03-03").update(morning="Visit to the water fair")
    draft.agenda.filter(day="2027-03-02").update(
        afternoon="A fairly long walk", people="Dr Beispiel"
    )

    lines = {line.point.code: line for line in quality.lines_for(draft, Party.VOP)}

    assert {code: line.says for code, line in lines.items() if code in ("days", "fair")} == {
        "days": "4; at least 3 are needed",
        "fair": "3 March 2027",
    }
    assert lines["contact"].says.splitlines()[1] == "Dr Beispiel"
    assert [code for code, line in lines.items() if line.warns] == ["outcomes", "fair"]


def test_an_outcome_with_a_number_is_not_flagged():
    draft = CommitmentFactory(host_outcomes="2 requests for a trial")

    assert [line.point.code for line in quality.lines_for(draft, Party.VOP) if line.warns] == []


# -- Answering -------------------------------------------------------------------------------------


@pytest.mark.feature(60)
def test_answers_are_kept_with_who_and_in_which_way(agreed, vop):
    quality.answer(
        agreed.exchange,
        by=vop,
        party=Party.VOP,
        given={"fair": Given("no", " Two of three days. ")},
        rest_is_fine=True,
    )

    kept = {row.point: (row.answer, row.note, row.in_one_go) for row in answers(agreed)}
    assert kept == dict.fromkeys(OF_VOP, ("yes", "", True)) | {
        "fair": ("no", "Two of three days.", False)
    }
    assert {row.answered_by for row in answers(agreed)} == {vop}
    entry = journal.entries_for(agreed.exchange.case).last()
    assert (entry.verb, entry.detail["party"], "fair" in entry.detail["in_one_go"]) == (
        "quality-answered",
        "vop",
        False,
    )


def answers(commitment):
    return list(commitment.quality_answers.order_by("pk"))


def test_the_rest_leaves_what_was_answered(agreed, vop):
    quality.answer(agreed.exchange, by=vop, party=Party.VOP, given={"fair": Given("na")})
    quality.answer(agreed.exchange, by=vop, party=Party.VOP, rest_is_fine=True)

    assert agreed.quality_answers.get(point="fair").answer == "na"


@pytest.mark.parametrize(
    "given",
    [
        {"fair": Given("no")},
        {"fair": Given("maybe")},
        {"host": Given("yes")},
        {"fair": Given("no", "x" * 501)},
    ],
)
def test_nonsense_is_refused(agreed, vop, given):
    with pytest.raises(BadInput):
        quality.answer(agreed.exchange, by=vop, party=Party.VOP, given=given)

    assert answers(agreed) == []


def test_each_cluster_answers_for_itself(agreed):
    for who in ("visitor", "host", "hop"):
        with pytest.raises(NotAllowed):
            quality.answer(
                agreed.exchange,
                by=signer(agreed.exchange, who),
                party=Party.VOP,
                rest_is_fine=True,
            )


def test_answers_close_with_the_signature_of_the_cluster(agreed):
    with pytest.raises(Conflict):
        quality.answer(
            agreed.exchange,
            by=signer(agreed.exchange, "hop"),
            party=Party.HOP,
            rest_is_fine=True,
        )


def test_a_new_version_is_looked_at_anew():
    agreed = CommitmentFactory(agreed=True)

    commitments.send_back(
        agreed.exchange, by=coordinator_of(agreed.exchange.vop), reason="The second day."
    )

    with pytest.raises(Conflict):
        quality.refuse_unanswered(commitment_of(agreed.exchange), Party.VOP)
    assert quality.refuse_unanswered(agreed, Party.VOP) is None


# -- On the page on which one signs ----------------------------------------------------------------


def signing(agreed, party):
    return {
        "document_sha256": agreed.text_document.sha256,
        "party": party,
        "password": PASSWORD,
        "has_read": "on",
    }


@pytest.mark.feature(60)
def test_the_visitors_cluster_looks_before_it_signs(client, sign_in, agreed, vop):
    sign_in(vop)

    early = client.post(at("commitment-sign", agreed), signing(agreed, "vop"))
    client.post(at("quality-answer", agreed), {"party": "vop", "rest_is_fine": "1"})
    signed = client.post(at("commitment-sign", agreed), signing(agreed, "vop"))

    assert early.status_code == 409
    assert "The objectives of both sides are specific" in early.content.decode()
    assert signed.status_code == 302
    assert agreed.signatures.filter(party="vop").exists()


@pytest.mark.feature(60)
def test_the_hosts_cluster_signs_without_answering_and_its_hosts_part_is_marked(client, sign_in):
    agreed = CommitmentFactory(agreed=True, checked=False, signatures=["visitor", "host"])
    sign_in(signer(agreed.exchange, "hop"))

    page = client.get(at("commitment-sign", agreed)).content.decode()
    detail = client.get(at("commitment-detail", agreed)).content.decode()
    signed = client.post(at("commitment-sign", agreed), signing(agreed, "hop"))

    assert page.count("point--yours") == len(OF_HOP)
    assert detail.count("your host promises this") == 3
    assert signed.status_code == 302


def test_a_side_is_asked_nothing(client, sign_in, agreed):
    sign_in(signer(agreed.exchange, "host"))

    assert "Look at the quality" not in client.get(at("commitment-sign", agreed)).content.decode()


@pytest.mark.parametrize("party", ["", "visitor", "nonsense"])
def test_answers_of_nobody_are_refused(client, sign_in, agreed, vop, party):
    sign_in(vop)

    assert client.post(at("quality-answer", agreed), {"party": party}).status_code == 400
