"""The pages: who reaches them, what they show and hide, and that nothing typed is lost."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from blues.common import clock
from exchanges.models import BankAccount, State
from tests.factories import (
    PASSWORD,
    BankAccountFactory,
    CommitmentFactory,
    ConsentFactory,
    ExchangeFactory,
    FinancialAgreementFactory,
    UserFactory,
    coordinator_of,
    signer,
)

FOUR = ["visitor", "host", "hop", "vop"]
PAGES = [
    "commitment-detail",
    "commitment-edit",
    "agenda-edit",
    "commitment-return",
    "commitment-sign",
    "bank-edit",
    "agreement-detail",
    "agreement-sign",
]


@pytest.fixture(autouse=True)
def _before_the_stay():
    with clock.standing_on(date(2027, 2, 1)):
        yield


def at(name, exchange, *more):
    return reverse(f"building:{name}", args=[exchange.public_id, *more])


def people_of(exchange):
    return {party: signer(exchange, party) for party in FOUR} | {
        "finance": UserFactory(finance=True),
        "programme": UserFactory(programme_coordinator=True),
        "auditor": UserFactory(auditor=True),
    }


# -- Who reaches what -----------------------------------------------------------------------------


@pytest.mark.parametrize("page_name", PAGES)
def test_nobody_gets_in_without_signing_in(client, page_name):
    exchange = CommitmentFactory().exchange

    assert client.get(at(page_name, exchange)).status_code == 302


@pytest.mark.parametrize("page_name", PAGES)
def test_a_stranger_does_not_learn_that_the_exchange_exists(client, sign_in, page_name):
    exchange = CommitmentFactory().exchange
    sign_in(UserFactory(coordinator=True))

    assert client.get(at(page_name, exchange)).status_code == 404


@pytest.mark.parametrize(
    ("page_name", "allowed"),
    [
        ("commitment-detail", {"visitor", "host", "hop", "vop", "programme", "auditor"}),
        ("commitment-edit", {"visitor", "host"}),
        ("agenda-edit", {"visitor", "host"}),
        ("commitment-return", {"visitor", "host", "hop", "vop"}),
        ("commitment-sign", {"visitor", "host", "hop", "vop"}),
        ("bank-edit", {"visitor"}),
        ("agreement-detail", {"visitor", "vop", "programme", "auditor"}),
    ],
)
def test_each_page_opens_for_its_readers_and_tells_the_others_why_not(
    client, sign_in, page_name, allowed
):
    exchange = CommitmentFactory().exchange
    people = people_of(exchange)
    del people["finance"]  # sees nothing before there is money

    answers = {}
    for name, person in people.items():
        sign_in(person)
        answers[name] = client.get(at(page_name, exchange)).status_code

    assert answers == {name: 200 if name in allowed else 403 for name in people}


@pytest.mark.parametrize("page_name", ["agreement-detail", "agreement-sign"])
def test_the_agreement_is_hidden_from_host_and_its_cluster(client, sign_in, page_name):
    exchange = FinancialAgreementFactory(signed=True).exchange
    people = people_of(exchange)

    answers = {}
    for name, person in people.items():
        sign_in(person)
        answers[name] = client.get(at(page_name, exchange)).status_code

    assert answers == {name: 403 if name in ("host", "hop") else 200 for name in people}


def test_papers_are_handed_out_by_kind(client, sign_in):
    agreement = FinancialAgreementFactory(signed=True)
    exchange, people = agreement.exchange, people_of(agreement.exchange)
    commitment = agreement.commitment

    answers = {}
    for name, person in people.items():
        sign_in(person)
        answers[name] = [
            client.get(at("document-download", exchange, paper.text_document.public_id)).status_code
            for paper in (commitment, agreement)
        ]

    assert answers == {
        name: [200, 404] if name in ("host", "hop") else [200, 200] for name in people
    }


def test_a_paper_of_another_exchange_is_not_found(client, sign_in):
    mine, other = CommitmentFactory(agreed=True), CommitmentFactory(agreed=True)
    sign_in(mine.exchange.visitor.representative)

    answer = client.get(at("document-download", mine.exchange, other.text_document.public_id))

    assert answer.status_code == 404


# -- The account ----------------------------------------------------------------------------------


def test_the_full_number_is_for_finance_alone(client, sign_in):
    exchange = FinancialAgreementFactory(signed=True).exchange
    people = people_of(exchange)

    seen = {}
    for name, person in people.items():
        sign_in(person)
        page = client.get(at("agreement-detail", exchange)).content.decode()
        seen[name] = "full" if "2100 0418" in page else "part" if "… 1332" in page else "nothing"

    assert seen == {
        "visitor": "part",
        "host": "nothing",
        "hop": "nothing",
        "vop": "part",
        "finance": "full",
        "programme": "part",
        "auditor": "part",
    }


def test_the_visitor_gives_the_account_with_any_spaces(client, sign_in):
    exchange = CommitmentFactory(signed=True).exchange
    sign_in(exchange.visitor.representative)

    answer = client.post(
        at("bank-edit", exchange),
        {
            "holder": "Example Water Ltd",
            "iban": " es91 2100-0418 4502 0005 1332",
            "bic": "caixesbb",
        },
    )

    assert answer.status_code == 302
    account = BankAccount.objects.get(exchange=exchange)
    assert (account.iban, account.bic) == ("ES9121000418450200051332", "CAIXESBB")


@pytest.mark.parametrize(
    ("field", "value"), [("iban", "ES9121000418450200051333"), ("bic", "CAIX"), ("holder", "")]
)
def test_a_wrong_number_keeps_the_form(client, sign_in, field, value):
    exchange = CommitmentFactory(signed=True).exchange
    sign_in(exchange.visitor.representative)
    data = {"holder": "Example", "iban": "ES9121000418450200051332", "bic": ""} | {field: value}

    answer = client.post(at("bank-edit", exchange), data)

    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == [field]
    assert not BankAccount.objects.exists()


def _seen(page):
    return page.split('name="seen" value="')[1].split('"')[0]


# -- Agreeing, sending back, comparing ------------------------------------------------------------


def test_agreeing_from_the_page(client, sign_in):
    draft = CommitmentFactory()
    sign_in(draft.exchange.visitor.representative)
    page = client.get(at("commitment-detail", draft.exchange)).content.decode()

    answer = client.post(at("commitment-agree", draft.exchange), {"seen": _seen(page)})

    assert answer.status_code == 302
    assert draft.consents.count() == 1
    assert "You agree to these words" in client.get(answer.url).content.decode()


def test_agreeing_without_saying_to_what_is_refused(client, sign_in):
    draft = CommitmentFactory()
    sign_in(draft.exchange.visitor.representative)

    assert client.post(at("commitment-agree", draft.exchange)).status_code == 409
    assert client.get(at("commitment-agree", draft.exchange)).status_code == 405


def test_a_finished_draft_has_nothing_left_to_do(client, sign_in):
    draft = CommitmentFactory()
    sign_in(draft.exchange.host.representative)

    page = client.get(at("commitment-detail", draft.exchange)).content.decode()

    assert page.count("Completed") == 2
    assert "Agree to this text" in page


def test_a_void_consent_is_visible(client, sign_in):
    draft = CommitmentFactory()
    ConsentFactory(commitment=draft, side="host")
    sign_in(draft.exchange.host.representative)

    assert (
        "agreed to earlier words"
        in client.get(at("commitment-detail", draft.exchange)).content.decode()
    )


def test_sending_back_shows_the_reason_and_the_way_to_compare(client, sign_in):
    agreed = CommitmentFactory(agreed=True)
    sign_in(coordinator_of(agreed.exchange.hop))

    answer = client.post(
        at("commitment-return", agreed.exchange), {"reason": "<b>The fair</b> is no work."}
    )
    page = client.get(answer.url).content.decode()

    assert "&lt;b&gt;The fair&lt;/b&gt; is no work." in page
    assert at("commitment-compare", agreed.exchange, 1) in page


def test_versions_are_compared_word_by_word(client, sign_in):
    old = CommitmentFactory(
        returned_at=timezone.now(), returned_by=UserFactory(), return_reason="x"
    )
    CommitmentFactory(
        exchange=old.exchange, version=2, visitor_outcomes="Written for you, and long enough."
    )
    sign_in(old.exchange.visitor.representative)

    page = client.get(at("commitment-compare", old.exchange, 1)).content.decode()

    assert "<del>a test, </del><ins>you, </ins>" in page.replace("\n", "")
    assert client.get(at("commitment-compare", old.exchange, 2)).status_code == 404
    assert client.get(at("commitment-compare", old.exchange, 9)).status_code == 404


def test_equal_versions_say_so(client, sign_in):
    old = CommitmentFactory()
    same = {"activities": list(old.activities.all())}
    CommitmentFactory(exchange=old.exchange, version=2, **same)
    sign_in(old.exchange.visitor.representative)

    page = client.get(at("commitment-compare", old.exchange, 1)).content.decode()

    assert "The words are the same" in page


# -- Signing --------------------------------------------------------------------------------------


def signing(paper, party, **changed):
    return {
        "document_sha256": paper.text_document.sha256,
        "party": party,
        "password": PASSWORD,
        "has_read": "on",
    } | changed


def test_signing_from_the_page_keeps_the_address(client, sign_in):
    agreed = CommitmentFactory(agreed=True)
    sign_in(agreed.exchange.visitor.representative)

    page = client.get(at("commitment-sign", agreed.exchange)).content.decode()
    answer = client.post(at("commitment-sign", agreed.exchange), signing(agreed, "visitor"))

    assert agreed.text_document.sha256 in page
    assert answer.status_code == 302
    assert agreed.signatures.get().address == "127.0.0.1"


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"password": "wrong"}, 400), ({"has_read": ""}, 400), ({"document_sha256": "0" * 64}, 409)],
)
def test_a_refused_signature_leaves_none(client, sign_in, changed, status):
    agreed = CommitmentFactory(agreed=True)
    sign_in(agreed.exchange.visitor.representative)

    answer = client.post(
        at("commitment-sign", agreed.exchange), signing(agreed, "visitor", **changed)
    )

    assert answer.status_code == status
    assert agreed.signatures.count() == 0


@pytest.mark.parametrize(("party", "status"), [("portal", 400), ("nonsense", 400), ("host", 403)])
def test_a_forged_party_is_refused(client, sign_in, party, status):
    agreed = CommitmentFactory(agreed=True)
    sign_in(agreed.exchange.visitor.representative)

    answer = client.post(at("commitment-sign", agreed.exchange), signing(agreed, party))

    assert answer.status_code == status
    assert agreed.signatures.count() == 0


def test_whoever_has_to_wait_reads_whose_turn_it_is(client, sign_in):
    agreed = CommitmentFactory(agreed=True)
    sign_in(agreed.exchange.host.representative)

    page = client.get(at("commitment-sign", agreed.exchange)).content.decode()

    assert "Next to sign: visitor" in page
    assert 'name="password"' not in page


def test_the_visitor_signs_the_agreement_from_its_page(client, sign_in):
    agreement = FinancialAgreementFactory()
    sign_in(agreement.exchange.visitor.representative)

    answer = client.post(at("agreement-sign", agreement.exchange), signing(agreement, "visitor"))

    assert answer.status_code == 302
    assert agreement.signatures.count() == 1


# -- The agreement --------------------------------------------------------------------------------


def test_the_cluster_sees_what_the_sum_would_be_and_prepares_it(client, sign_in):
    account = BankAccountFactory(exchange=CommitmentFactory(signed=True).exchange)
    exchange = account.exchange
    for organisation in (exchange.visitor_organisation, exchange.host_organisation):
        organisation.sme_declared_at = account.given_at
        organisation.sme_declared_by = account.given_by
        organisation.save()
    sign_in(signer(exchange, "vop"))

    page = client.get(at("agreement-detail", exchange)).content.decode()
    answer = client.post(at("agreement-prepare", exchange))

    assert "What the sum would be today" in page
    assert answer.status_code == 302
    exchange.refresh_from_db()
    assert exchange.state == State.FA_PREPARED
    assert "Reduction" not in client.get(answer.url).content.decode()


def test_an_online_exchange_says_that_no_money_is_involved(client, sign_in):
    exchange = CommitmentFactory(signed=True, exchange__virtual=True).exchange
    sign_in(exchange.visitor.representative)

    page = client.get(at("agreement-detail", exchange)).content.decode()

    assert "No money is involved" in page


def test_without_a_commitment_no_sum_can_be_told(client, sign_in):
    exchange = ExchangeFactory(state=State.MATCHED)
    sign_in(exchange.visitor.representative)

    page = client.get(at("agreement-detail", exchange)).content.decode()

    assert "follows from the agenda" in page
    assert client.get(at("commitment-detail", exchange)).status_code == 409


def test_a_programme_coordinator_is_not_asked_to_sign(client, sign_in):
    exchange = FinancialAgreementFactory().exchange
    sign_in(UserFactory(programme_coordinator=True))

    page = client.get(at("agreement-sign", exchange)).content.decode()

    assert "Next to sign: visitor" in page


def test_without_an_agenda_the_page_says_why_no_sum_can_be_told(client, sign_in):
    exchange = CommitmentFactory(agenda=2).exchange
    sign_in(exchange.visitor.representative)

    page = client.get(at("agreement-detail", exchange)).content.decode()

    assert "a stay needs at least 3" in page


# -- Queries --------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [3, 5])
def test_the_commitment_page_costs_the_same_for_any_agenda(
    client, sign_in, django_assert_max_num_queries, days
):
    draft = CommitmentFactory(agenda=days)
    sign_in(draft.exchange.visitor.representative)

    with django_assert_max_num_queries(32):
        client.get(at("commitment-detail", draft.exchange))
