"""Who sees a proposal and its contact data, and who does not."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from exchanges.matching.steps import steps
from exchanges.models import State
from tests.exchanges.cast import body, coordinator_of, registered
from tests.factories import BEFORE, ExchangeFactory, TransitionFactory, UserFactory

PDF = b"%PDF-1.7 my life"
VERBS = ["accept", "decline", "withdraw"]


@pytest.fixture
def exchange(visitor, host):
    visitor.cv.save("cv.pdf", ContentFile(PDF))
    for registration in (visitor, host):
        person = registration.representative
        person.phone = f"+49 {person.pk} 900900"
        person.save()
    return ExchangeFactory(visitor=visitor, host=host)


def page(name, exchange, *args):
    return reverse(f"matching:{name}", args=[exchange.public_id, *args])


def personas(exchange) -> dict:
    visitor = exchange.visitor
    return {
        "visitor": visitor.representative,
        "host": exchange.host.representative,
        "admin": UserFactory(organisation_admin=True, organisation=visitor.organisation),
        "vop": coordinator_of(visitor),
        "hop": coordinator_of(exchange.host),
        "programme": UserFactory(programme_coordinator=True),
        "auditor": UserFactory(auditor=True),
        "same cluster": registered("visitor", cluster=visitor.cluster).representative,
        "other cluster": registered("host").representative,
        "other coordinator": UserFactory(coordinator=True),
        "finance": UserFactory(finance=True),
        "operator": UserFactory(operator=True),
        "nobody": UserFactory(),
    }


INVOLVED = ["visitor", "host", "admin", "vop", "hop", "programme", "auditor"]


def test_only_the_involved_see_the_proposal(client, sign_in, exchange):
    seen = []
    for name, person in personas(exchange).items():
        sign_in(person)
        status = client.get(page("proposal-detail", exchange)).status_code
        listed = list(client.get(reverse("matching:proposal-list")).context["page_obj"])
        assert (status, listed) in [(200, [exchange]), (404, [])]
        seen += [name] if status == 200 else []
    assert seen == INVOLVED


def test_verbs_on_a_foreign_proposal_look_like_nothing_there(client, sign_in, exchange):
    people = personas(exchange)
    for name in people.keys() - set(INVOLVED):
        sign_in(people[name])
        for verb in VERBS:
            assert client.post(page(f"proposal-{verb}", exchange)).status_code == 404
        assert client.get(page("cv-download", exchange, "visitor")).status_code == 404
    exchange.refresh_from_db()
    assert exchange.state == State.PROPOSED


def test_those_who_may_look_but_not_answer_are_told_so(client, sign_in, exchange):
    people = personas(exchange)
    for name in ("vop", "hop", "programme", "auditor", "admin"):
        sign_in(people[name])
        data = {"reason": "because"}
        statuses = [client.post(page(f"proposal-{v}", exchange), data).status_code for v in VERBS]
        assert statuses == [403, 403, 403]


def test_verbs_are_posted(client, sign_in, exchange):
    sign_in(exchange.host.representative)

    assert [client.get(page(f"proposal-{verb}", exchange)).status_code for verb in VERBS] == [
        405
    ] * len(VERBS)


@pytest.mark.feature(41)
@pytest.mark.parametrize(
    ("state", "is_open"),
    [
        (State.PROPOSED, False),
        (State.DECLINED, False),
        (State.EXPIRED, False),
        (State.WITHDRAWN, False),
        (State.CANCELLED, False),
        (State.ACCEPTED, True),
        (State.READY, True),
        (State.COMPLETED, True),
    ],
)
@pytest.mark.parametrize("side", ["visitor", "host"])
def test_contact_data_is_open_only_while_both_agree(
    client, sign_in, exchange, state, is_open, side
):
    shown = ExchangeFactory(visitor=exchange.visitor, host=registered("host"), state=state)
    me, other = (shown.visitor, shown.host) if side == "visitor" else (shown.host, shown.visitor)
    sign_in(me.representative)

    content = client.get(page("proposal-detail", shown)).content.decode()
    cv = client.get(page("cv-download", shown, "visitor"))
    body(cv)

    assert (other.representative.email in content) == is_open
    assert cv.status_code == (200 if is_open else 404)


def test_the_cv_is_saved_and_kept_by_no_cache(client, sign_in, exchange):
    sign_in(coordinator_of(exchange.host))

    response = client.get(page("cv-download", exchange, "visitor"))

    assert body(response) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    assert client.get(page("cv-download", exchange, "host")).status_code == 404
    assert client.get(page("cv-download", exchange, "vop")).status_code == 404


def test_the_pages_say_what_happened(client, sign_in, exchange):
    host = sign_in(exchange.host.representative)
    assert client.post(page("proposal-decline", exchange), {"reason": " "}).status_code == 400

    client.post(page("proposal-decline", exchange), {"reason": "No time in March."})

    sign_in(exchange.visitor.representative)
    content = client.get(page("proposal-detail", exchange)).content.decode()
    assert "No time in March." in content
    assert host.email not in content


def test_a_proposal_is_withdrawn_on_its_page(client, sign_in, exchange):
    sign_in(exchange.visitor.representative)

    client.post(page("proposal-withdraw", exchange))

    exchange.refresh_from_db()
    assert exchange.state == State.WITHDRAWN


def test_the_coordinator_finds_the_button_that_confirms(client, sign_in, visitor, host):
    exchange = ExchangeFactory(visitor=visitor, host=host, state=State.ACCEPTED)
    sign_in(coordinator_of(visitor))

    shown = client.get(page("proposal-detail", exchange))

    assert shown.context["confirm_as"] == ["visitor's partner cluster"]


# -- The steps on the exchange page -----------------------------------------------------------


def told(exchange, user) -> list[tuple]:
    return [(step.label, step.state, step.is_for_reader) for step in steps(exchange, user)][2:]


def test_the_steps_of_an_open_proposal_call_the_other_side(exchange):
    assert told(exchange, exchange.host.representative) == [
        ("Propose the exchange", "done", False),
        ("Answer the proposal", "current", True),
        ("Confirm the match", "waiting", False),
        ("Confirm the match", "waiting", False),
    ]
    assert told(exchange, exchange.visitor.representative)[1] == (
        "Answer the proposal",
        "current",
        False,
    )


def test_the_steps_of_an_accepted_proposal_call_the_clusters(visitor, host):
    exchange = ExchangeFactory(
        visitor=visitor,
        host=host,
        state=State.ACCEPTED,
        vop_confirmed_at=BEFORE,
        vop_confirmed_by=UserFactory(),
    )
    TransitionFactory(exchange=exchange, to_state=State.ACCEPTED)

    assert told(exchange, coordinator_of(host))[1:] == [
        ("Answer the proposal", "done", False),
        ("Confirm the match", "current", True),
        ("Confirm the match", "done", False),
    ]


def test_a_stopped_proposal_stops_its_steps(visitor, host):
    exchange = ExchangeFactory(visitor=visitor, host=host, state=State.DECLINED)

    assert [state for _label, state, _mine in told(exchange, host.representative)] == [
        "done",
        "stopped",
        "stopped",
        "stopped",
    ]


def test_one_cluster_on_both_sides_has_one_step(visitor):
    host = registered("host", cluster=visitor.cluster)
    exchange = ExchangeFactory(visitor=visitor, host=host)

    assert len(told(exchange, UserFactory())) == 3
