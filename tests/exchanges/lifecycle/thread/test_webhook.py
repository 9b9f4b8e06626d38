"""The door for mail servers: shut unless configured, and opened by a signature alone."""

import time

import pytest
from django.urls import reverse

from exchanges.lifecycle.states import State
from exchanges.lifecycle.thread import limits
from exchanges.lifecycle.thread.webhook import signature
from exchanges.models import InboundMail, Message
from tests.exchanges.lifecycle.thread.post import DOMAIN, SENDER, TOKEN, plain
from tests.factories import ExchangeFactory, InboundMailFactory, ReplyAddressFactory, UserFactory

pytestmark = pytest.mark.django_db
DOOR = "/mails/receive/"
LIST_QUERIES = 5  # session, person, roles, count, page


@pytest.fixture(autouse=True)
def _configured(settings):
    settings.REPLY_DOMAIN = DOMAIN
    settings.INBOUND_MAIL_SECRET = "shared with the mail server and nobody else"


@pytest.fixture
def address():
    exchange = ExchangeFactory(state=State.ACCEPTED, host__representative__email=SENDER)
    return ReplyAddressFactory(exchange=exchange, token=TOKEN)


def hand_over(client, raw, *, at=None, signed=None, content_type="message/rfc822"):
    at = str(int(time.time())) if at is None else at
    signed = signature(at, raw).decode() if signed is None else signed
    headers = {"X-Mail-Timestamp": at, "X-Mail-Signature": f"sha256={signed}"}
    return client.post(DOOR, raw, content_type=content_type, headers=headers)


@pytest.mark.feature(42)
def test_a_signed_mail_is_filed_without_session_or_token_of_a_form(client, address):
    client.handler.enforce_csrf_checks = True
    answer = hand_over(client, plain("Both."))

    assert (answer.status_code, answer.json()) == (200, {"outcome": "filed", "reason": ""})
    assert Message.objects.get().text == "Both."


def test_a_call_that_is_repeated_changes_nothing(client, address):
    assert [hand_over(client, plain()).json()["outcome"] for _call in range(3)] == ["filed"] * 3
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"signed": ""},
        {"signed": "0" * 64},
        {"signed": "é"},
        {"at": ""},
        {"at": "soon"},
        {"at": "١٢٣"},
        {"at": "9" * 400},
        {"at": str(int(time.time()) - 4000)},
        {"at": str(int(time.time()) + 4000)},
    ],
)
def test_without_a_fresh_signature_the_door_stays_shut(client, address, wrong):
    assert hand_over(client, plain(), **wrong).status_code == 403
    assert not InboundMail.objects.exists()


def test_a_signature_of_another_message_or_time_does_not_fit(client, address):
    at = str(int(time.time()))
    signed = signature(at, plain("Other words")).decode()

    assert hand_over(client, plain(), at=at, signed=signed).status_code == 403
    later = str(int(at) + 1)
    signed = signature(at, plain()).decode()
    assert hand_over(client, plain(), at=later, signed=signed).status_code == 403


@pytest.mark.parametrize("missing", ["REPLY_DOMAIN", "INBOUND_MAIL_SECRET"])
def test_what_is_not_configured_does_not_exist(client, address, settings, missing):
    raw, at = plain(), str(int(time.time()))
    signed = signature(at, raw).decode()
    setattr(settings, missing, "")

    assert hand_over(client, raw, at=at, signed=signed).status_code == 404


def test_it_takes_raw_mails_of_a_size_only(client):
    assert hand_over(client, plain(), content_type="application/json").status_code == 415
    assert hand_over(client, b"x" * (limits.LARGEST_MAIL + 1), signed="0").status_code == 413
    assert client.get(DOOR).status_code == 405


def test_a_large_mail_is_taken_where_a_page_would_not_take_it(client, address, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    assert hand_over(client, plain("Both.", more="X-Long: " + "y" * 5000 + "\r\n")).json() == {
        "outcome": "filed",
        "reason": "",
    }


# -- The list of the operators -------------------------------------------------------------------


def test_operators_see_what_became_of_each_mail_and_no_word_of_it(client, address):
    hand_over(client, plain("The pilot plant in Spandau leaks."))
    client.force_login(UserFactory(operator=True))
    page = client.get(reverse("thread:inbound-list")).content.decode()

    assert "in the conversation" in page
    assert SENDER in page
    assert "Spandau" not in page


@pytest.mark.parametrize("trait", ["representative", "coordinator", "programme_coordinator"])
def test_nobody_else_sees_the_mails(client, trait):
    InboundMailFactory(sender="secret@people.example")
    client.force_login(UserFactory(**{trait: True}))
    answer = client.get(reverse("thread:inbound-list"))

    assert answer.status_code == 403
    assert "secret@people.example" not in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_three(client, bare_menu, django_assert_num_queries, count):
    InboundMailFactory.create_batch(count)
    client.force_login(UserFactory(operator=True))

    with django_assert_num_queries(LIST_QUERIES):
        client.get(reverse("thread:inbound-list"))


def test_the_list_is_filtered_by_what_became_of_the_mails(client):
    InboundMailFactory(sender="robot@people.example")
    InboundMailFactory(outcome="refused", reason="expired", sender="late@people.example")
    client.force_login(UserFactory(operator=True))
    page = client.get(reverse("thread:inbound-list"), {"outcome": "refused"}).content.decode()

    assert "late@people.example" in page
    assert "robot@people.example" not in page
