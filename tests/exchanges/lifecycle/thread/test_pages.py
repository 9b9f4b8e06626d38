"""What each reader finds on the pages of a conversation, and what nobody else finds."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blues.common import clock
from exchanges.lifecycle.states import Party, State
from exchanges.lifecycle.thread.page import ON_A_PAGE
from exchanges.models import Joining, Message
from tests.exchanges.cast import body
from tests.factories import (
    AttachmentFactory,
    ExchangeFactory,
    JoiningFactory,
    MessageFactory,
    UserFactory,
    a_pdf,
)

pytestmark = pytest.mark.django_db
SECRET = "The pilot plant in Spandau leaks."
CONTACT = "Write to hanna@aqualab.example or call +49 30 1234567."
MASKED = "Write to [address hidden] or call [number hidden]."


@pytest.fixture
def exchange():
    return ExchangeFactory()


def page_of(exchange, name="thread:thread-page") -> str:
    return reverse(name, args=[exchange.public_id])


def pages_with_it(exchange) -> list[str]:
    names = ("thread:thread-page", "matching:proposal-detail", "workspace:exchange-detail")
    return [page_of(exchange, name) for name in names]


def read(client, url, person) -> str:
    client.force_login(person)
    return client.get(url).content.decode()


# -- Who reads -----------------------------------------------------------------------------------


@pytest.mark.feature(40)
def test_the_two_organisations_and_whoever_has_joined_read_it_on_each_page(client, exchange):
    MessageFactory(exchange=exchange, text=SECRET)
    joined = JoiningFactory(exchange=exchange).person

    for person in (exchange.visitor.representative, exchange.host.representative, joined):
        assert [SECRET in read(client, url, person) for url in pages_with_it(exchange)] == [
            True
        ] * 3


@pytest.mark.parametrize(
    ("somebody", "statuses"),
    [
        pytest.param(lambda e: UserFactory(), [404, 404, 404], id="a stranger"),
        pytest.param(lambda e: UserFactory(coordinator=True), [404, 404, 404], id="other cluster"),
        pytest.param(lambda e: UserFactory(auditor=True), [403, 200, 200], id="auditor"),
        pytest.param(
            lambda e: UserFactory(coordinator=True, cluster=e.hop), [200, 200, 200], id="not joined"
        ),
        pytest.param(
            lambda e: UserFactory(programme_coordinator=True), [200, 200, 200], id="programme"
        ),
        pytest.param(
            lambda e: UserFactory(organisation_admin=True, organisation=e.host_organisation),
            [403, 200, 200],
            id="administrator of an organisation",
        ),
        pytest.param(
            lambda e: JoiningFactory(exchange=e, left_at=clock.now()).person,
            [200, 200, 200],
            id="has left",
        ),
        pytest.param(lambda e: JoiningFactory().person, [404, 404, 404], id="joined another one"),
    ],
)
def test_nobody_else_reads_a_word_or_a_file_name(client, exchange, somebody, statuses):
    message = MessageFactory(exchange=exchange, text=SECRET)
    AttachmentFactory(message=message, name="Spandau.pdf")
    client.force_login(somebody(exchange))

    answers = [client.get(url) for url in pages_with_it(exchange)]

    assert [answer.status_code for answer in answers] == statuses
    assert [page for page in answers if "Spandau" in page.content.decode()] == []


def test_without_signing_in_there_is_nothing(client, exchange):
    MessageFactory(exchange=exchange, text=SECRET)

    for url in pages_with_it(exchange):
        assert client.get(url).url.startswith("/accounts/login/")
    assert client.post(page_of(exchange), {"text": "Hello"}).status_code in (302, 403)
    assert Message.objects.count() == 1


@pytest.mark.feature(43)
def test_everybody_sees_who_reads_along(client, exchange):
    person = JoiningFactory(
        exchange=exchange,
        person__given_names="Ana",
        person__family_name="Coll",
    ).person
    line = f"Ana Coll, {exchange.vop} has joined and reads along."
    everybody = [exchange.visitor.representative, exchange.host.representative, person]

    for reader in everybody:
        assert line in read(client, page_of(exchange), reader)
    outside = UserFactory(coordinator=True, cluster=exchange.hop)
    for url in pages_with_it(exchange):
        assert f"Ana Coll, {exchange.vop}" in read(client, url, outside)


def test_whoever_left_is_still_seen_to_have_been_there(client, exchange):
    JoiningFactory(exchange=exchange, left_at=clock.now() + timedelta(hours=1))

    page = read(client, page_of(exchange), exchange.host.representative)

    assert "has left and no longer reads along" in page
    assert "Nobody else reads along." in page


# -- What is hidden ------------------------------------------------------------------------------


@pytest.mark.feature(41)
@pytest.mark.parametrize("state", [State.PROPOSED, State.DECLINED, State.CANCELLED])
def test_contact_data_is_masked_for_the_other_side_alone(client, state):
    exchange = ExchangeFactory(state=state, state_since=clock.now())
    MessageFactory(exchange=exchange, text=CONTACT)
    name = exchange.visitor.representative.family_name
    other = read(client, page_of(exchange), exchange.host.representative)

    assert MASKED in other
    assert "show once both sides have agreed" in other
    assert [leak for leak in ("hanna@", "1234567", name) if leak in other] == []
    own = read(client, page_of(exchange), exchange.visitor.representative)
    assert CONTACT in own
    assert "The other side does not see" in own
    assert CONTACT in read(client, page_of(exchange), JoiningFactory(exchange=exchange).person)


@pytest.mark.parametrize("state", [State.ACCEPTED, State.MATCHED, State.COMPLETED])
def test_once_both_have_agreed_the_words_show_as_they_were_typed(client, state):
    exchange = ExchangeFactory(state=state)
    MessageFactory(exchange=exchange, text=CONTACT)
    page = read(client, page_of(exchange), exchange.host.representative)

    assert CONTACT in page
    assert exchange.visitor.representative.family_name in page
    assert "agreed" not in page


def test_a_person_without_a_name_is_not_known_by_the_address(client, exchange):
    JoiningFactory(
        exchange=exchange,
        person__given_names="",
        person__family_name="",
    )
    person = Joining.objects.get().person

    page = read(client, page_of(exchange), exchange.host.representative)

    assert f"{exchange.vop} has joined" in page
    assert person.email not in page


def test_markup_in_a_message_is_text(client, exchange):
    MessageFactory(exchange=exchange, text="<script>alert(1)</script>")

    page = read(client, page_of(exchange), exchange.host.representative)

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


# -- Files ---------------------------------------------------------------------------------------


def test_a_file_is_taken_out_by_those_who_read_the_conversation(client):
    exchange = ExchangeFactory(state=State.ACCEPTED)
    file = AttachmentFactory(message__exchange=exchange)
    url = reverse("thread:attachment-download", args=[exchange.public_id, file.public_id])
    client.force_login(exchange.host.representative)
    taken = client.get(url)

    assert body(taken) == a_pdf().read()
    assert taken["Content-Disposition"] == 'attachment; filename="plan-of-the-site.pdf"'
    assert (taken["Cache-Control"], taken["X-Content-Type-Options"]) == (
        "private, no-store",
        "nosniff",
    )


@pytest.mark.parametrize(
    "somebody",
    [
        lambda e: UserFactory(),
        lambda e: UserFactory(coordinator=True, cluster=e.vop),
        lambda e: UserFactory(programme_coordinator=True),
        lambda e: UserFactory(auditor=True),
        lambda e: ExchangeFactory(state=State.ACCEPTED).host.representative,
    ],
)
def test_nobody_else_takes_a_file_out(client, somebody):
    exchange = ExchangeFactory(state=State.ACCEPTED)
    file = AttachmentFactory(message__exchange=exchange)
    client.force_login(somebody(exchange))

    url = reverse("thread:attachment-download", args=[exchange.public_id, file.public_id])
    assert client.get(url).status_code == 404


def test_a_file_of_another_conversation_is_not_found_under_this_one(client):
    exchange = ExchangeFactory(state=State.ACCEPTED)
    other = AttachmentFactory()
    client.force_login(exchange.host.representative)

    url = reverse("thread:attachment-download", args=[exchange.public_id, other.public_id])
    assert client.get(url).status_code == 404


def test_after_a_stop_the_files_of_the_other_side_are_closed(client):
    exchange = ExchangeFactory(state=State.CANCELLED, state_since=clock.now())
    file = AttachmentFactory(message__exchange=exchange, name="Site.pdf")
    url = reverse("thread:attachment-download", args=[exchange.public_id, file.public_id])
    client.force_login(exchange.host.representative)
    page = client.get(page_of(exchange)).content.decode()

    assert client.get(url).status_code == 404
    assert "Files of the other side are closed" in page
    assert "Site.pdf" not in page
    client.force_login(exchange.visitor.representative)
    assert body(client.get(url)) == a_pdf().read()


# -- Writing, joining, leaving -------------------------------------------------------------------


def test_a_message_with_a_file_is_sent_from_the_page(client):
    exchange = ExchangeFactory(state=State.ACCEPTED)
    client.force_login(exchange.host.representative)
    answer = client.post(page_of(exchange), {"text": "Here it is.", "file": a_pdf()}, follow=True)

    assert "Here it is." in answer.content.decode()
    assert "boarding pass.pdf" in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "status"),
    [({"text": ""}, 400), ({"text": "x" * 4001}, 400), ({"text": "\u200b"}, 400)],
)
def test_what_makes_no_message_is_refused_on_the_page(client, exchange, sent, status):
    client.force_login(exchange.host.representative)

    assert client.post(page_of(exchange), sent).status_code == status
    assert not Message.objects.exists()


def test_a_closed_conversation_is_read_and_not_written(client):
    long_ago = clock.now() - timedelta(days=20)
    exchange = ExchangeFactory(state=State.DECLINED, state_since=long_ago)
    MessageFactory(exchange=exchange, text=SECRET)
    client.force_login(exchange.host.representative)
    page = client.get(page_of(exchange)).content.decode()

    assert SECRET in page
    assert "This conversation is closed" in page
    assert "<textarea" not in page
    assert client.post(page_of(exchange), {"text": "Hello"}).status_code == 409


@pytest.mark.feature(43)
def test_a_coordinator_joins_on_the_page_reads_and_leaves(client, exchange):
    MessageFactory(exchange=exchange, text=SECRET)
    client.force_login(UserFactory(coordinator=True, cluster=exchange.vop))
    assert SECRET not in client.get(page_of(exchange)).content.decode()
    assert client.post(page_of(exchange), {"text": "Hello"}).status_code == 403

    joined = client.post(page_of(exchange, "thread:thread-join"), follow=True)
    assert SECRET in joined.content.decode()
    left = client.post(page_of(exchange, "thread:thread-leave"), follow=True)
    assert SECRET not in left.content.decode()


@pytest.mark.parametrize("name", ["thread:thread-join", "thread:thread-leave"])
def test_joining_and_leaving_are_buttons(client, exchange, name):
    client.force_login(UserFactory(coordinator=True, cluster=exchange.vop))

    assert client.get(page_of(exchange, name)).status_code == 405


# -- Many messages -------------------------------------------------------------------------------


def test_the_newest_stand_last_and_older_ones_a_page_back(client, exchange):
    messages = MessageFactory.create_batch(ON_A_PAGE + 2, exchange=exchange)
    client.force_login(exchange.host.representative)
    newest = client.get(page_of(exchange)).context["conversation"]
    older = client.get(page_of(exchange), {"before": newest.older}).context["conversation"]

    assert [line.text for line in newest.lines] == [m.text for m in messages[2:]]
    assert [line.text for line in older.lines] == [m.text for m in messages[:2]]
    assert older.older is None


def test_whoever_came_and_went_is_on_the_page_of_that_time(client, exchange):
    start, hour = clock.now(), timedelta(hours=1)
    for number in range(2 * ON_A_PAGE + 2):
        MessageFactory(exchange=exchange, written_at=start + number * hour)
    halves = [-0.5, 1.5, ON_A_PAGE + 1.5, 2 * ON_A_PAGE + 1.5]
    for came, left in zip(halves[::2], halves[1::2], strict=True):
        JoiningFactory(
            exchange=exchange, joined_at=start + came * hour, left_at=start + left * hour
        )
    client.force_login(exchange.host.representative)

    seen, before = [], None
    for _page in range(3):
        where = {"before": before} if before else {}
        shown = client.get(page_of(exchange), where).context["conversation"]
        seen.append([(line.at - start) / hour for line in shown.lines if line.event])
        before = shown.older

    assert (seen, before) == ([halves[3:], halves[2:3], halves[:2]], None)
    panel = client.get(page_of(exchange, "workspace:exchange-detail")).context["conversation"]
    assert [(line.at - start) / hour for line in panel.lines if line.event] == halves[3:]


@pytest.mark.parametrize("before", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_place_shows_no_error(client, exchange, before):
    client.force_login(exchange.host.representative)

    assert client.get(page_of(exchange), {"before": before}).status_code == 200


@pytest.mark.parametrize(
    "name", ["thread:thread-page", "matching:proposal-detail", "workspace:exchange-detail"]
)
def test_three_messages_cost_no_more_queries_than_one(client, bare_menu, exchange, name):
    counts = []
    for _round in range(2):
        MessageFactory(exchange=exchange)
        JoiningFactory(exchange=exchange, party=Party.VOP)
        client.force_login(exchange.host.representative)
        client.get(page_of(exchange, name))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(page_of(exchange, name))
        counts.append(len(queries))
        MessageFactory(exchange=exchange)

    assert counts[0] == counts[1]
