"""The pages of the last phase: who may open them, what they show, what their forms do."""

from datetime import timedelta

import pytest
from django.urls import reverse

from blues.common import clock
from exchanges.models import ClosingReport, Payment, Preparation, Presence, State
from tests.exchanges.finalisation.cast import EVERYBODY, Cast
from tests.factories import (
    FIRST_DAY,
    LAST_DAY,
    EvidenceFactory,
    InterruptionFactory,
    PaymentFactory,
    PreparationFactory,
    PresenceFactory,
    RoleAssignmentFactory,
    TermFactory,
    UserFactory,
    a_stay,
    told_by_both,
)
from tests.factories.finalisation import CONFIDENTIAL, IBAN

pytestmark = pytest.mark.django_db

FOUR = {"visitor", "host", "vop", "hop"}
INSPECT = {"programme", "auditor"}
PAGES = {
    "preparation-detail": FOUR | INSPECT,
    "stay-detail": FOUR | INSPECT,
    "presence-detail": FOUR | INSPECT | {"finance"},
    "evidence-page": {"visitor", "visiting_admin", "vop", "finance"} | INSPECT,
    "validation-detail": {"vop", "hop"} | INSPECT,
    "payment-detail": {"visitor", "visiting_admin", "vop", "finance"} | INSPECT,
    "stay-interrupt": {"vop"},
}
REPORT_PAGES = {
    "visitor": FOUR | INSPECT | {"visiting_admin", "finance"},
    "host": FOUR | INSPECT,
}
BEGUN = {
    "activities_done": "Measured.",
    "results": "Ten readings.",
    "objectives_reached": "4",
    "mark_matching": "5",
    "mark_support": "4",
    "mark_result": "3",
}
COMPLETE = BEGUN | {"would_repeat": "True"}


def address(name, exchange, *further):
    return reverse(f"finalisation:{name}", args=[exchange.public_id, *further])


def text(answer):
    return answer.content.decode()


def statuses(client, exchange, url):
    found = {}
    cast = Cast(exchange)
    for name in EVERYBODY:
        client.force_login(cast.named(name))
        found[name] = client.get(url).status_code
    return found


@pytest.mark.parametrize("page", sorted(PAGES))
def test_who_may_open_which_page(client, page):
    exchange = told_by_both()

    found = statuses(client, exchange, address(page, exchange))

    expected = {name: 200 if name in PAGES[page] else 403 for name in EVERYBODY}
    assert found == expected | {"stranger": 404}


@pytest.mark.parametrize("side", ["visitor", "host"])
def test_who_may_read_which_report(client, side):
    exchange = told_by_both()

    found = statuses(client, exchange, address("report-detail", exchange, side))

    expected = {name: 200 if name in REPORT_PAGES[side] else 403 for name in EVERYBODY}
    assert found == expected | {"stranger": 404}


def test_a_draft_is_read_by_its_author_alone(client):
    exchange = told_by_both(State.STAY_ENDED)
    exchange.reports.update(submitted_at=None, submitted_by=None)

    found = statuses(client, exchange, address("report-detail", exchange, "visitor"))

    assert {name for name, status in found.items() if status == 200} == {"visitor"}


def test_nobody_reaches_a_page_without_signing_in(client):
    exchange = told_by_both()

    assert {client.get(address(page, exchange)).status_code for page in PAGES} == {302}


@pytest.mark.parametrize("name", ["report-detail", "report-edit", "report-return"])
def test_there_are_two_sides_only(client, sign_in, name):
    exchange = told_by_both()
    sign_in(Cast(exchange).vop)

    assert client.get(address(name, exchange, "hop")).status_code == 404


# -- What must not leak ------------------------------------------------------------------------


def test_the_confidential_remark_reaches_its_author_the_programme_and_the_auditor(client):
    exchange = told_by_both()
    cast = Cast(exchange)

    readers = set()
    for name in EVERYBODY:
        client.force_login(cast.named(name))
        for side in ("visitor", "host"):
            if CONFIDENTIAL in text(client.get(address("report-detail", exchange, side))):
                readers.add((name, side))
        assert CONFIDENTIAL not in text(client.get(address("validation-detail", exchange)))

    assert readers == {
        ("visitor", "visitor"),
        ("host", "host"),
        ("programme", "visitor"),
        ("programme", "host"),
        ("auditor", "visitor"),
        ("auditor", "host"),
    }


def test_a_programme_coordinator_of_the_cluster_in_question_does_not_read_it(client, sign_in):
    exchange = told_by_both()
    person = Cast(exchange).programme
    RoleAssignmentFactory(user=person, role="coordinator", cluster=exchange.vop)
    sign_in(person)

    assert CONFIDENTIAL not in text(client.get(address("report-detail", exchange, "visitor")))


def test_the_iban_in_full_is_for_finance_and_no_part_of_it_for_the_host_side(client):
    exchange = told_by_both(State.REPORTS_VALIDATED, validated=True)
    cast, spaced = Cast(exchange), "ES91 2100 0418 4502 0005 1332"

    shown = {"full": set(), "masked": set()}
    for name in EVERYBODY:
        client.force_login(cast.named(name))
        page = text(client.get(address("payment-detail", exchange)))
        shown["full"] |= {name} if spaced in page or IBAN in page else set()
        shown["masked"] |= {name} if "1332" in page and spaced not in page else set()

    assert shown["full"] == {"finance"}
    assert shown["masked"] == {"visitor", "vop", "programme", "auditor"}


def test_the_hosts_cluster_sees_no_payment(client, sign_in):
    payment = PaymentFactory(booked=True)
    sign_in(Cast(payment.exchange).hop)

    assert client.get(address("payment-detail", payment.exchange)).status_code == 403


@pytest.mark.parametrize(("reader", "is_shown"), [("vop", True), ("hop", False)])
def test_the_checklist_tells_the_hosts_cluster_no_sum_and_no_file(
    client, sign_in, reader, is_shown
):
    exchange = told_by_both()
    EvidenceFactory(exchange=exchange, kind="other", remark="A ticket of a friend.")
    sign_in(Cast(exchange).named(reader))

    page = text(client.get(address("validation-detail", exchange)))

    assert ("A ticket of a friend." in page, "830" in page) == (is_shown, is_shown)


# -- Preparation, stay, presence ---------------------------------------------------------------


def test_host_visitor_and_cluster_prepare_over_the_page(client):
    exchange = a_stay(State.FA_SIGNED)
    cast, page = Cast(exchange), address("preparation-detail", exchange)
    client.force_login(cast.vop)
    assert "The host has not said yet where to arrive." in text(client.get(page))
    client.force_login(cast.visitor)
    assert "Nothing told yet" in text(client.get(page))

    client.force_login(cast.host)
    refused = client.post(page, {"host_contact": "Jana", "meeting_point": ""})
    assert refused.status_code == 400
    assert client.post(page, {"host_contact": "Jana", "meeting_point": "Gate"}).url == page
    client.force_login(cast.vop)
    assert "The visitor has not declared the insurance yet." in text(client.get(page))
    client.force_login(cast.visitor)
    assert client.post(address("insurance-declare", exchange)).url == page
    client.force_login(cast.vop)
    done = client.post(address("preparation-check", exchange))

    exchange.refresh_from_db()
    assert (done.url, exchange.state) == (exchange.get_absolute_url(), State.READY)
    assert Preparation.objects.get().host_contact == "Jana"


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (State.FA_PREPARED, "The papers are not all signed yet."),
        (State.CTQ_SIGNED, "The Financial Agreement is not signed yet."),
    ],
)
def test_the_check_waits_for_the_papers(client, sign_in, state, reason):
    exchange = a_stay(state)
    PreparationFactory(exchange=exchange, insured=True)
    sign_in(Cast(exchange).vop)

    assert reason in text(client.get(address("preparation-detail", exchange)))
    assert client.post(address("preparation-check", exchange)).status_code == 409


def test_the_stay_is_begun_and_ended_over_the_page(client, sign_in):
    exchange = a_stay(State.READY)
    page = address("stay-detail", exchange)
    sign_in(Cast(exchange).vop)

    with clock.standing_on(FIRST_DAY - timedelta(days=1)):
        assert "The first day has not come." in text(client.get(page))
    with clock.standing_on(FIRST_DAY):
        assert client.post(address("stay-start", exchange)).url == page
        assert "The last day has not come." in text(client.get(page))
    with clock.standing_on(LAST_DAY):
        assert "The host has not confirmed the presence yet." in text(client.get(page))
        PresenceFactory(exchange=exchange)
        assert client.post(address("stay-end", exchange)).status_code == 302

    exchange.refresh_from_db()
    assert exchange.state == State.STAY_ENDED


def test_the_preparation_says_which_evidence_an_online_exchange_lacks(client, sign_in):
    exchange = a_stay(State.CTQ_SIGNED, virtual=True, visitor__is_third_country_national=True)
    PreparationFactory(exchange=exchange)
    sign_in(Cast(exchange).vop)

    shown = text(client.get(address("preparation-detail", exchange)))

    assert "has not declared 183 days of residence yet. Declare the residence" in shown


def test_a_stay_without_agenda_says_so(client, sign_in):
    exchange = a_stay(State.READY, virtual=True)
    exchange.commitments.all().delete()
    sign_in(Cast(exchange).host)

    assert "holds no agenda yet" in text(client.get(address("stay-detail", exchange)))


def test_a_stay_is_broken_off_over_the_page(client, sign_in):
    exchange = a_stay(State.IN_PROGRESS)
    page = address("stay-interrupt", exchange)
    sign_in(Cast(exchange).vop)

    with clock.standing_on(FIRST_DAY):
        told = {"last_day": "2027-03-01", "cause": "host", "reason": "Fire in the hall."}
        assert client.post(page, told | {"last_day": "2027-02-01"}).status_code == 400
        done = client.post(page, told)

    assert done.url == exchange.get_absolute_url()
    assert "Fire in the hall." in text(client.get(address("stay-detail", exchange)))


def test_the_host_confirms_and_the_visitor_acknowledges_over_the_page(client):
    exchange = a_stay(State.IN_PROGRESS)
    cast, page = Cast(exchange), address("presence-detail", exchange)
    days = {"first_day": "2027-03-01", "last_day": "2027-03-05", "working_days": "5"}

    with clock.standing_on(LAST_DAY):
        client.force_login(cast.host)
        assert 'value="2027-03-05"' in text(client.get(page))
        assert "please say why" in text(client.post(page, days | {"working_days": "4"}))
        assert client.post(page, days).url == page
    client.force_login(cast.visitor)
    assert "These are the days I was there" in text(client.get(page))
    assert client.post(address("presence-acknowledge", exchange)).url == page

    assert Presence.objects.get().acknowledged_by == cast.visitor


def test_after_an_interruption_the_form_proposes_the_days_until_then(client, sign_in):
    exchange = a_stay(State.INTERRUPTED)
    InterruptionFactory(exchange=exchange)
    sign_in(exchange.host.representative)

    page = text(client.get(address("presence-detail", exchange)))

    assert 'value="2027-03-02"' in page
    assert 'name="working_days" value="2"' in page


# -- Reports and validation --------------------------------------------------------------------


def test_a_draft_is_saved_with_holes(client, sign_in):
    exchange = a_stay(State.STAY_ENDED)
    page = address("report-edit", exchange, "visitor")
    sign_in(exchange.visitor.representative)
    assert "Measurements, series 1" in text(client.get(page))

    answer = client.post(page, {"results": "Ten readings.", "draft": "1"})

    assert answer.url == page
    assert ClosingReport.objects.get().results == "Ten readings."


def test_what_a_report_still_needs_is_said_at_its_field_and_nothing_is_lost(client, sign_in):
    exchange = a_stay(State.STAY_ENDED)
    sign_in(exchange.visitor.representative)

    answer = client.post(address("report-edit", exchange, "visitor"), BEGUN | {"submit": "1"})

    assert answer.context["form"].errors == {
        "would_repeat": ["Please answer this before you hand the report in."]
    }
    report = ClosingReport.objects.get()
    assert (report.results, report.submitted_at) == ("Ten readings.", None)


def test_the_visitor_is_led_from_the_report_to_the_evidence(client, sign_in):
    exchange = a_stay(State.STAY_ENDED)
    outcome = TermFactory(kind="outcome")
    sign_in(exchange.visitor.representative)

    answer = client.post(
        address("report-edit", exchange, "visitor"),
        COMPLETE | {"submit": "1", "outcomes": [outcome.pk]},
    )

    assert answer.url == address("evidence-page", exchange)
    assert list(ClosingReport.objects.get().outcomes.all()) == [outcome]


def test_the_host_sees_the_report_handed_in(client, sign_in):
    exchange = a_stay(State.STAY_ENDED)
    sign_in(exchange.host.representative)
    page = address("report-edit", exchange, "host")

    answer = client.post(page, COMPLETE | {"submit": "1"})

    assert answer.url == address("report-detail", exchange, "host")
    assert client.get(page).url == answer.url


def test_a_term_of_another_list_is_no_outcome(client, sign_in):
    exchange = a_stay(State.STAY_ENDED)
    sign_in(exchange.host.representative)
    foreign = TermFactory(kind="topic")

    answer = client.post(
        address("report-edit", exchange, "host"), COMPLETE | {"outcomes": [foreign.pk]}
    )

    assert "outcomes" in answer.context["form"].errors
    assert not ClosingReport.objects.exists()


def test_fields_that_the_form_does_not_have_are_ignored(client, sign_in):
    exchange = a_stay(State.STAY_ENDED)
    sign_in(exchange.host.representative)

    client.post(
        address("report-edit", exchange, "host"),
        COMPLETE | {"draft": "1", "validated_at": "2027-03-09", "side": "visitor"},
    )

    report = ClosingReport.objects.get()
    assert (report.side, report.validated_at) == ("host", None)


def test_a_report_during_the_stay_is_a_draft_only(client, sign_in):
    exchange = a_stay(State.IN_PROGRESS)
    sign_in(exchange.host.representative)

    page = text(client.get(address("report-edit", exchange, "host")))

    assert "The stay has not ended yet." in page


def test_before_the_stay_there_is_no_report(client, sign_in):
    exchange = a_stay(State.READY)
    sign_in(exchange.host.representative)

    assert client.get(address("report-edit", exchange, "host")).status_code == 409


def test_nobody_opens_the_form_of_the_other_side(client, sign_in):
    exchange = a_stay(State.STAY_ENDED)
    sign_in(exchange.host.representative)

    assert client.get(address("report-edit", exchange, "visitor")).status_code == 403


def test_a_cluster_validates_over_the_page(client, sign_in):
    exchange = told_by_both()
    page = address("validation-detail", exchange)
    sign_in(Cast(exchange).vop)
    assert "Your decision" in text(client.get(page))

    assert client.post(page, {"note": ""}).url == exchange.get_absolute_url()

    assert "The other cluster has not yet." in text(client.get(page))


def test_remarks_ask_for_a_word_on_the_page(client, sign_in):
    exchange = told_by_both(working_days=4)
    page = address("validation-detail", exchange)
    sign_in(Cast(exchange).vop)

    assert "note" in client.post(page, {"note": ""}).context["form"].errors
    assert client.post(page, {"note": "Ill on Friday."}).status_code == 302


def test_the_hosts_cluster_sees_no_files_of_the_visitor(client, sign_in):
    exchange = told_by_both()
    sign_in(Cast(exchange).hop)

    assert "Files handed in" not in text(client.get(address("validation-detail", exchange)))


def test_an_open_case_without_reports_is_shown_as_open(client, sign_in):
    exchange = a_stay(State.STAY_ENDED, virtual=True)
    exchange.commitments.all().delete()
    sign_in(Cast(exchange).vop)

    assert "Not handed in yet." in text(client.get(address("validation-detail", exchange)))


def test_a_report_is_sent_back_over_the_page_and_the_author_reads_why(client):
    exchange = told_by_both()
    cast, page = Cast(exchange), address("report-return", exchange, "visitor")
    client.force_login(cast.vop)
    assert client.get(page).status_code == 200

    assert client.post(page, {"reason": "Which days?"}).url == exchange.get_absolute_url()

    client.force_login(cast.visitor)
    form = text(client.get(address("report-edit", exchange, "visitor")))
    assert "Which days?" in form


# -- Money -------------------------------------------------------------------------------------


def test_finance_approves_and_books_over_the_page(client, sign_in):
    exchange = told_by_both(State.REPORTS_VALIDATED, validated=True)
    page = address("payment-detail", exchange)
    sign_in(Cast(exchange).finance)
    assert "Approve the payment" in text(client.get(page))

    assert client.post(address("payment-approve", exchange)).url == page
    with clock.standing_on(LAST_DAY):
        assert (
            client.post(page, {"value_date": "2027-03-06", "bank_reference": "T"}).status_code
            == 400
        )
        assert client.post(page, {"value_date": "5.3.2027", "bank_reference": "T"}).url == page

    exchange.refresh_from_db()
    assert (exchange.state, Payment.objects.get().bank_reference) == (State.COMPLETED, "T")


def test_a_blocked_account_is_shown_with_its_reason(client, sign_in):
    exchange = told_by_both(State.REPORTS_VALIDATED, validated=True)
    type(exchange.bank_account).objects.update(given_at=exchange.state_since, holder="Other")
    exchange.agreements.update(prepared_at=exchange.state_since - timedelta(days=1))
    sign_in(Cast(exchange).finance)

    page = text(client.get(address("payment-detail", exchange)))

    assert "The bank details were changed after" in page
    assert "The account holder is not called like the organisation" in page
    assert client.post(address("payment-approve", exchange)).status_code == 409


def test_before_the_presence_the_page_shows_the_sum_agreed(client, sign_in):
    exchange = a_stay(State.FA_SIGNED)
    sign_in(exchange.visitor.representative)

    assert "computed again from the days that the host confirms" in text(
        client.get(address("payment-detail", exchange))
    )


def test_a_payment_page_without_any_sum_says_so(client, sign_in):
    exchange = a_stay(State.FA_SIGNED)
    exchange.agreements.all().delete()
    sign_in(exchange.visitor.representative)

    assert "No sum has been agreed." in text(client.get(address("payment-detail", exchange)))


@pytest.mark.parametrize("name", ["visitor", "vop", "programme", "auditor"])
def test_booking_is_refused_to_everybody_else(client, sign_in, name):
    exchange = PaymentFactory().exchange
    sign_in(Cast(exchange).named(name))

    answer = client.post(
        address("payment-detail", exchange), {"value_date": "2027-03-05", "bank_reference": "T"}
    )

    assert answer.status_code == 403


# -- The queue ---------------------------------------------------------------------------------

QUEUE = reverse("finalisation:payment-list")


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_the_same_for_one_and_for_many(
    client, sign_in, count, django_assert_num_queries
):
    for _one in range(count):
        told_by_both(State.REPORTS_VALIDATED, validated=True)
    sign_in(UserFactory(finance=True))

    with django_assert_num_queries(14):
        answer = client.get(QUEUE)

    assert answer.context["count"] == count


def test_the_queue_says_what_a_payment_waits_for_and_when_it_is_due(client, sign_in):
    ready = told_by_both(State.REPORTS_VALIDATED, validated=True)
    type(ready).objects.filter(pk=ready.pk).update(due_on=LAST_DAY)
    told_by_both(State.COMPLETED, virtual=True)
    sign_in(UserFactory(finance=True))

    rows = client.get(QUEUE, {"stage": "ready"}).context["lines"]

    assert [[cell.text for cell in row][3:5] for row in rows] == [
        ["830", "Payment approved by a second person"]
    ]
    assert rows[0][5].text.startswith("5 March 2027 (in ")


def test_the_queue_shows_each_payment_at_its_stage(client, sign_in):
    a_stay(State.FA_SIGNED)
    told_by_both(State.IN_PROGRESS)
    PaymentFactory(exchange=told_by_both(State.COMPLETED, validated=True), booked=True)
    sign_in(UserFactory(finance=True))

    stages = {
        stage: [row[4].text for row in client.get(QUEUE, {"stage": stage}).context["lines"]]
        for stage in ("waiting", "paid", "ready")
    }

    assert sorted(stages["waiting"]) == [
        "Both reports validated",
        "Presence confirmed by the host",
    ]
    assert (stages["paid"], stages["ready"]) == (["nothing: paid"], [])


def test_the_queue_is_exported_as_it_is_shown(client, sign_in):
    exchange = told_by_both(State.REPORTS_VALIDATED, validated=True)
    sign_in(UserFactory(finance=True))

    lines = b"".join(client.get(QUEUE, {"export": "csv"}).streaming_content).decode()

    assert exchange.reference in lines
    assert IBAN not in lines


@pytest.mark.parametrize(
    ("traits", "status"),
    [
        ({"finance": True}, 200),
        ({"programme_coordinator": True}, 200),
        ({"auditor": True}, 200),
        ({"coordinator": True}, 403),
        ({"representative": True}, 403),
        ({}, 403),
    ],
)
def test_who_may_open_the_queue(client, sign_in, traits, status):
    sign_in(UserFactory(**traits))

    answer = client.get(QUEUE)

    assert answer.status_code == status
    assert ('href="/payments/"' in text(answer)) == (status == 200)
