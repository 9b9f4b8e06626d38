"""Writing, agreeing and sending back a Commitment."""

from datetime import date

import pytest

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.notices.models import Notice
from exchanges.building import commitments
from exchanges.building.content import content, content_sha256
from exchanges.building.current import commitment_of
from exchanges.models import Commitment, State
from tests.factories import CommitmentFactory, UserFactory, coordinator_of, store

MONDAY, TUESDAY, SATURDAY = date(2027, 3, 1), date(2027, 3, 2), date(2027, 3, 6)


@pytest.fixture
def draft():
    return CommitmentFactory()


def sides(commitment):
    return commitment.exchange.visitor.representative, commitment.exchange.host.representative


def topics(case):
    return list(Notice.objects.filter(case=case).order_by("pk").values_list("topic", flat=True))


# -- Writing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", [0, 1])
def test_either_side_changes_the_draft(draft, side):
    by = sides(draft)[side]

    commitments.change(draft, by=by, host_outcomes=" Two methods\r\ntested. ")

    draft.refresh_from_db()
    assert draft.host_outcomes == "Two methods\ntested."
    entry = journal.entries_for(draft.exchange.case).last()
    assert (entry.verb, entry.actor, entry.detail["fields"]) == (
        "commitment-changed",
        by,
        ["host_outcomes"],
    )


def test_a_cluster_does_not_write_in_the_draft(draft):
    with pytest.raises(NotAllowed):
        commitments.change(draft, by=coordinator_of(draft.exchange.vop), title="Mine")

    draft.refresh_from_db()
    assert draft.title == "Membranes that stay clean"


def test_an_empty_field_may_be_saved_in_a_draft(draft):
    commitments.change(draft, by=sides(draft)[0], measures="")

    draft.refresh_from_db()
    assert draft.measures == ""


def test_saving_the_same_words_leaves_no_trace(draft):
    commitments.change(draft, by=sides(draft)[0], title=draft.title)

    assert not journal.entries_for(draft.exchange.case).exists()


@pytest.mark.parametrize(
    "fields", [{"title": "x" * 201}, {"publicity": "x" * 4001}, {"version": 7}, {"state": "paid"}]
)
def test_nonsense_is_refused_in_words(draft, fields):
    with pytest.raises(BadInput):
        commitments.change(draft, by=sides(draft)[0], **fields)


def test_activities_are_replaced(draft):
    commitments.change(draft, by=sides(draft)[0], activities=[])

    assert list(draft.activities.order_by("pk")) == []


@pytest.mark.parametrize("state", [s for s in State if s != State.CTQ_DRAFTING])
def test_outside_drafting_the_text_is_closed(state):
    commitment = CommitmentFactory(exchange__state=state)

    with pytest.raises(Conflict):
        commitments.change(commitment, by=sides(commitment)[0], title="Too late")


def test_an_earlier_version_is_closed(draft):
    CommitmentFactory(exchange=draft.exchange, version=2)

    with pytest.raises(Conflict):
        commitments.change(draft, by=sides(draft)[0], title="Old")


# -- The agenda -----------------------------------------------------------------------------------


def test_the_agenda_is_replaced_as_a_whole(draft):
    commitments.set_agenda(
        draft,
        by=sides(draft)[1],
        days=[{"day": TUESDAY, "morning": "Pier"}, {"day": MONDAY, "afternoon": "Hall"}],
    )

    assert [(d.day, d.morning, d.afternoon) for d in draft.agenda.order_by("day")] == [
        (MONDAY, "", "Hall"),
        (TUESDAY, "Pier", ""),
    ]


@pytest.mark.parametrize(
    "days",
    [
        [{"day": MONDAY, "morning": "a"}, {"day": MONDAY, "morning": "b"}],
        [{"day": SATURDAY, "morning": "after the last day"}],
        [{"day": MONDAY, "morning": "x" * 501}],
    ],
)
def test_an_impossible_agenda_is_refused_and_nothing_lost(draft, days):
    with pytest.raises(BadInput):
        commitments.set_agenda(draft, by=sides(draft)[0], days=days)

    assert draft.agenda.count() == 5


# -- Agreeing -------------------------------------------------------------------------------------


def test_both_sides_agreeing_closes_the_text_and_issues_it(draft):
    visitor, host = sides(draft)

    one = commitments.agree(draft.exchange, by=visitor)
    both = commitments.agree(draft.exchange, by=host)

    document = commitment_of(both).text_document
    assert (one.state, both.state) == (State.CTQ_DRAFTING, State.CTQ_AGREED)
    assert (document.kind, document.reference) == ("commitment", draft.reference)
    assert topics(draft.exchange.case) == ["building.agree-commitment", "building.sign-commitment"]


def test_agreeing_twice_is_agreeing_once(draft):
    visitor, _host = sides(draft)

    commitments.agree(draft.exchange, by=visitor)
    commitments.agree(draft.exchange, by=visitor)

    assert draft.consents.count() == 1
    assert topics(draft.exchange.case) == ["building.agree-commitment"]


def test_a_change_voids_the_consent_of_the_other_side_and_tells_them(draft):
    visitor, host = sides(draft)
    commitments.agree(draft.exchange, by=visitor)

    commitments.change(draft, by=host, title="Another title")
    after = commitments.agree(draft.exchange, by=host)

    assert after.state == State.CTQ_DRAFTING
    void = Notice.objects.get(topic="building.consent-void")
    assert void.reader == visitor


def test_agreeing_to_words_that_changed_meanwhile_is_refused(draft):
    visitor, host = sides(draft)
    seen = content_sha256(draft)
    commitments.change(draft, by=host, title="Another title")

    with pytest.raises(Conflict):
        commitments.agree(draft.exchange, by=visitor, seen=seen)

    assert draft.consents.count() == 0


def test_nobody_agrees_to_an_incomplete_text(draft):
    commitments.change(draft, by=sides(draft)[0], measures="", activities=[])

    with pytest.raises(Conflict) as refused:
        commitments.agree(draft.exchange, by=sides(draft)[0])

    assert refused.value.reasons == [
        "Still empty: activity types, how the outcomes will be checked."
    ]


@pytest.mark.parametrize(
    ("agenda", "reason"),
    [
        (2, "The stay has 2 working days; it needs at least 3."),
        (
            [date(2027, 3, 1), date(2027, 3, 2), date(2027, 3, 4)],
            "The agenda leaves out working days: 2027-03-03.",
        ),
    ],
)
def test_nobody_agrees_to_an_agenda_that_makes_no_stay(agenda, reason):
    draft = CommitmentFactory(agenda=agenda)

    with pytest.raises(Conflict) as refused:
        commitments.agree(draft.exchange, by=sides(draft)[0])

    assert refused.value.reasons[0].startswith(reason)


def test_a_cluster_or_a_stranger_does_not_agree(draft):
    for person in (coordinator_of(draft.exchange.hop), UserFactory()):
        with pytest.raises(NotAllowed):
            commitments.agree(draft.exchange, by=person)


def test_agreeing_without_a_commitment_is_out_of_order():
    commitment = CommitmentFactory()
    exchange, host = commitment.exchange, sides(commitment)[1]
    commitment.agenda.all().delete()
    Commitment.objects.all().delete()

    with pytest.raises(Conflict):
        commitments.agree(exchange, by=host)


# -- Sending back ---------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["visitor", "host", "hop", "vop"])
def test_any_of_the_four_sends_back_and_the_next_version_has_the_same_content(who):
    agreed = CommitmentFactory(agreed=True)
    exchange = agreed.exchange
    by = (
        exchange.registration_of(who).representative
        if who in ("visitor", "host")
        else coordinator_of(exchange.cluster_of(who))
    )

    moved = commitments.send_back(exchange, by=by, reason="The second day is a fair.")

    fresh = commitment_of(moved)
    agreed.refresh_from_db()
    assert (moved.state, fresh.version) == (State.CTQ_DRAFTING, 2)
    assert content(fresh) == content(agreed)
    assert (agreed.returned_by, agreed.return_reason) == (by, "The second day is a fair.")
    assert fresh.text_document is None


def test_sending_back_needs_a_reason():
    agreed = CommitmentFactory(agreed=True)

    with pytest.raises(BadInput):
        commitments.send_back(agreed.exchange, by=sides(agreed)[1], reason=" ")

    assert agreed.exchange.commitments.count() == 1


def test_signatures_under_the_earlier_version_do_not_count_for_the_next():
    agreed = CommitmentFactory(agreed=True, signatures=["visitor", "host"])
    visitor, host = sides(agreed)

    commitments.send_back(agreed.exchange, by=host, reason="A typing error.")
    commitments.agree(agreed.exchange, by=visitor)
    commitments.agree(agreed.exchange, by=host)
    store(commitment_of(agreed.exchange).text_document)

    fresh = commitment_of(agreed.exchange)
    assert (fresh.version, fresh.next_to_sign) == (2, "visitor")
    assert agreed.signatures.count() == 2
