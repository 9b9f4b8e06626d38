"""Remarks of the four on fields and days: made, answered, settled, and kept across versions."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.notices.models import Notice
from exchanges.building import commitment_sections, commitments, remarking, snapshots
from exchanges.building.current import commitment_of
from exchanges.models import Remark, State
from tests.factories import (
    CommitmentFactory,
    RemarkAnswerFactory,
    RemarkFactory,
    UserFactory,
    coordinator_of,
    signer,
)

FOUR = ["visitor", "host", "hop", "vop"]
PLACE = "visitor_outcomes"


@pytest.fixture
def draft():
    return CommitmentFactory()


def remarked(draft):
    return [(one.place, one.text, one.party) for one in draft.exchange.remarks.all()]


def told(draft):
    notices = Notice.objects.filter(case=draft.exchange.case, topic="building.remarked")
    return {notice.reader for notice in notices}


# -- Making one ------------------------------------------------------------------------------------


@pytest.mark.feature(55)
@pytest.mark.parametrize("party", FOUR)
def test_any_of_the_four_remarks_and_the_other_three_are_told(draft, party):
    people = {name: signer(draft.exchange, name) for name in FOUR}
    CommitmentFactory()  # of other people

    remarking.say(draft.exchange, by=people[party], remarks={PLACE: " How\r\nmany? "})

    assert remarked(draft) == [(PLACE, "How\nmany?", party)]
    assert told(draft) == set(people.values()) - {people[party]}
    entry = journal.entries_for(draft.exchange.case).last()
    assert (entry.verb, entry.actor, entry.detail["place"]) == (
        "remark-made",
        people[party],
        PLACE,
    )


def test_a_handful_of_remarks_is_one_notice_until_it_is_read(draft):
    host, visitor = signer(draft.exchange, "host"), signer(draft.exchange, "visitor")

    for text in ("One", "Two"):
        remarking.say(draft.exchange, by=host, remarks={PLACE: text, "title": text})
    first = Notice.objects.filter(reader=visitor).count()
    Notice.objects.filter(reader=visitor).update(read_at=draft.created_at)
    remarking.say(draft.exchange, by=host, remarks={PLACE: "Three"})

    assert (first, Notice.objects.filter(reader=visitor).count()) == (1, 2)


def test_the_same_words_twice_are_one_remark(draft):
    for _click in range(2):
        remarking.say(draft.exchange, by=signer(draft.exchange, "host"), remarks={PLACE: "How?"})

    assert draft.exchange.remarks.count() == 1


def test_a_remark_is_made_on_a_day_of_the_agenda(draft):
    host = signer(draft.exchange, "host")

    remarking.say(draft.exchange, by=host, remarks={"agenda.2027-03-02": "Too full"})

    assert remarked(draft) == [("agenda.2027-03-02", "Too full", "host")]


@pytest.mark.parametrize("place", ["state", "agenda.2027-04-01", "agenda.soon", "", "<b>"])
def test_a_remark_on_nothing_is_refused(draft, place):
    with pytest.raises(BadInput):
        remarking.say(draft.exchange, by=signer(draft.exchange, "host"), remarks={place: "Hm"})


def test_a_remark_too_long_is_refused_with_all_that_came_with_it(draft):
    with pytest.raises(BadInput):
        remarking.say(
            draft.exchange,
            by=signer(draft.exchange, "host"),
            remarks={"title": "Fine", PLACE: "x" * 4001},
        )

    assert remarked(draft) == []


def test_strangers_and_the_office_do_not_remark(draft):
    for person in (UserFactory(), UserFactory(auditor=True), UserFactory(finance=True)):
        with pytest.raises(NotAllowed):
            remarking.say(draft.exchange, by=person, remarks={PLACE: "Mine"})

    assert remarked(draft) == []


@pytest.mark.parametrize("state", [s for s in State if s not in remarking.OPEN])
def test_nothing_is_remarked_outside_of_writing_and_signing(state):
    commitment = CommitmentFactory(exchange__state=state)

    with pytest.raises(Conflict):
        remarking.say(
            commitment.exchange,
            by=commitment.exchange.host.representative,
            remarks={PLACE: "Late"},
        )


# -- Answering and settling ------------------------------------------------------------------------


@pytest.mark.feature(55)
def test_a_remark_is_open_then_answered_then_settled(draft):
    host, visitor = signer(draft.exchange, "host"), signer(draft.exchange, "visitor")
    remark = RemarkFactory(commitment=draft)
    states = [state_of(remark)]

    remarking.say(draft.exchange, by=host, answers={remark.pk: "I mean the readings."})
    states.append(state_of(remark))
    remarking.say(draft.exchange, by=visitor, answers={remark.pk: "Ten."})
    states.append(state_of(remark))
    remarking.say(draft.exchange, by=host, settled=[remark.pk])
    states.append(state_of(remark))

    assert states == ["open", "open", "answered", "settled"]
    verbs = [entry.verb for entry in journal.entries_for(draft.exchange.case)]
    assert verbs == ["remark-answered", "remark-answered", "remark-settled"]


def state_of(remark):
    return Remark.objects.get(pk=remark.pk).state


def test_only_the_party_that_remarked_settles(draft):
    remark = RemarkFactory(commitment=draft, party="vop")

    for party in ("visitor", "host", "hop"):
        with pytest.raises(NotAllowed):
            remarking.say(draft.exchange, by=signer(draft.exchange, party), settled=[remark.pk])
    colleague = coordinator_of(draft.exchange.vop)
    remarking.say(draft.exchange, by=colleague, settled=[remark.pk])

    assert state_of(remark) == "settled"


def test_a_settled_remark_is_not_answered(draft):
    answer = RemarkAnswerFactory(remark=RemarkFactory(commitment=draft), settled=True)

    with pytest.raises(Conflict):
        remarking.say(
            draft.exchange,
            by=signer(draft.exchange, "visitor"),
            answers={answer.remark.pk: "But"},
        )


def test_a_remark_of_another_exchange_is_not_found(draft):
    other = RemarkFactory()

    with pytest.raises(BadInput):
        remarking.say(draft.exchange, by=signer(draft.exchange, "host"), answers={other.pk: "Mine"})

    assert other.answers.count() == 0


@pytest.mark.parametrize("make", [RemarkFactory, RemarkAnswerFactory])
def test_the_database_lets_nobody_change_what_was_said(make):
    row = make()

    for act in (lambda: type(row).objects.update(text="Nicer"), row.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


# -- Sent back -------------------------------------------------------------------------------------


@pytest.mark.feature(67)
def test_sent_back_with_remarks_the_next_version_shows_them_beside_the_fields(client, sign_in):
    agreed = CommitmentFactory(agreed=True)
    exchange = agreed.exchange
    sign_in(coordinator_of(exchange.vop))

    answer = client.post(
        at("commitment-return", agreed),
        {"reason": "Two points.", f"remark-{PLACE}": "How many?", "remark-title": " "},
    )
    sign_in(exchange.visitor.representative)
    editor = client.get(at("commitment-edit", agreed)).content.decode()

    assert answer.status_code == 302
    assert commitment_of(exchange).version == 2
    assert [(one.place, one.version) for one in exchange.remarks.all()] == [(PLACE, 1)]
    assert editor.index('name="visitor_outcomes"') < editor.index("How many?")
    assert editor.index("How many?") < editor.index('name="host_outcomes"')


@pytest.mark.feature(67)
def test_a_remark_lives_on_across_versions_until_it_is_settled():
    agreed = CommitmentFactory(agreed=True)
    host = signer(agreed.exchange, "host")
    remarking.say(agreed.exchange, by=host, remarks={PLACE: "How many?", "title": "Too long"})
    commitments.send_back(agreed.exchange, by=host, reason="See the remarks.")
    remark = agreed.exchange.remarks.get(place="title")

    remarking.say(agreed.exchange, by=host, settled=[remark.pk])

    assert remarking.unsettled(remarking.remarks_of(agreed.exchange)) == 1


# -- On the pages ----------------------------------------------------------------------------------


def at(name, commitment):
    return reverse(f"building:{name}", args=[commitment.exchange.public_id])


@pytest.mark.feature(55)
def test_a_remark_from_the_page_stands_in_its_section_with_author_and_count(client, sign_in, draft):
    coordinator = coordinator_of(draft.exchange.vop)
    sign_in(coordinator)

    answer = client.post(at("commitment-remark", draft), {f"remark-{PLACE}": "<i>How</i> many?"})
    page = client.get(answer.url).content.decode()

    assert answer.url == f"{at('commitment-detail', draft)}#remarks-{PLACE}"
    assert "1 remark is not settled yet." in page
    section = page.split('id="section-7"')[1].split('id="section-8"')[0]
    assert "&lt;i&gt;How&lt;/i&gt; many?" in section
    assert coordinator.name in section


def test_the_editor_takes_answers_and_remarks_along(client, sign_in, draft):
    remark = RemarkFactory(commitment=draft)
    sign_in(draft.exchange.visitor.representative)
    page = client.get(at("agenda-edit", draft))

    client.post(
        at("agenda-edit", draft),
        {
            "day-TOTAL_FORMS": 0,
            "day-INITIAL_FORMS": 0,
            "seen": page.context["seen"],
            f"answer-{remark.pk}": "Ten",
            "answer-x": "nothing",
            "remark-agenda.2027-03-01": "Start later?",
        },
    )

    assert [answer.text for answer in remark.answers.all()] == ["Ten"]
    assert draft.exchange.remarks.last().text == "Start later?"
    assert draft.agenda.count() == 5


def test_an_auditor_reads_remarks_and_is_offered_no_field(client, sign_in, draft):
    RemarkFactory(commitment=draft, text="How many?")
    sign_in(UserFactory(auditor=True))

    page = client.get(at("commitment-detail", draft)).content.decode()

    assert "How many?" in page
    assert "Send the remark" not in page
    assert client.post(at("commitment-remark", draft), {"remark-title": "x"}).status_code == 403


def test_every_place_is_printed_in_one_section_of_the_paper(draft):
    topics = [section["key"] for section in snapshots.commitment_snapshot(draft)["sections"]]

    found = {
        place: [topic for topic in topics if commitment_sections.is_printed(place, topic)]
        for place in remarking.places(draft)
    }

    assert {place: len(sections) for place, sections in found.items()} == dict.fromkeys(found, 1)
