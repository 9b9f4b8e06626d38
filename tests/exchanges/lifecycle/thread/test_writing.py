"""Who may say what, how much of it, and until when; who joins, and who is told."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed, TooMuch, TooOften
from blues.notices.models import Mail, Notice
from clusters.models import Role, RoleAssignment, User
from exchanges.lifecycle.states import Party, State
from exchanges.lifecycle.thread import limits, writing
from exchanges.lifecycle.thread.models import Joining, Message
from exchanges.lifecycle.thread.rules import voice_of
from tests.exchanges.cast import put_away
from tests.exchanges.dates import TODAY
from tests.factories import (
    AttachmentFactory,
    ExchangeFactory,
    JoiningFactory,
    MessageFactory,
    ReplyAddressFactory,
    UserFactory,
    a_pdf,
)

pytestmark = pytest.mark.django_db
WITH_A_NUMBER = "Call me: +49 30 1234567, or anna@aqualab.example"


@pytest.fixture
def exchange():
    return ExchangeFactory()


@pytest.fixture
def visitor(exchange):
    return exchange.visitor.representative


@pytest.fixture
def host(exchange):
    return exchange.host.representative


def coordinator(exchange, party=Party.VOP) -> User:
    return UserFactory(coordinator=True, cluster=exchange.cluster_of(party))


def again(person) -> User:
    """The same person in their next request, with the roles they hold then."""
    return User.objects.get(pk=person.pk)


def say(exchange, by, text="Shall we begin with membranes?", **more):
    return writing.say(exchange, by=by, text=text, **more)


# -- Saying something ----------------------------------------------------------------------------


@pytest.mark.feature(40)
def test_each_side_writes_for_itself_and_the_journal_knows(exchange, visitor, host):
    asked, answered = say(exchange, visitor), say(exchange, host, "Yes.\r\nGladly.\x00")

    assert list(exchange.messages.values_list("by", "party", "text", "via")) == [
        (visitor.pk, "visitor", "Shall we begin with membranes?", "portal"),
        (host.pk, "host", "Yes.\nGladly.", "portal"),
    ]
    entries = journal.entries_for(exchange.case).filter(verb="message-written")
    assert [entry.detail["message"] for entry in entries] == [
        str(asked.public_id),
        str(answered.public_id),
    ]


@pytest.mark.parametrize(
    "somebody",
    [
        pytest.param(lambda exchange: UserFactory(), id="a stranger"),
        pytest.param(coordinator, id="a coordinator not joined"),
        pytest.param(lambda exchange: UserFactory(coordinator=True), id="another cluster"),
        pytest.param(lambda exchange: UserFactory(programme_coordinator=True), id="programme"),
        pytest.param(lambda exchange: UserFactory(auditor=True), id="an auditor"),
        pytest.param(lambda exchange: UserFactory(finance=True), id="finance"),
    ],
)
def test_nobody_else_says_anything(exchange, somebody):
    with pytest.raises(NotAllowed):
        say(exchange, somebody(exchange))

    assert not Message.objects.exists()


def test_a_message_says_something(exchange, visitor):
    with pytest.raises(BadInput, match="write something"):
        say(exchange, visitor, " \u200b\n\x00 ")


def test_a_message_has_a_length(exchange, visitor):
    say(exchange, visitor, "x" * limits.LONGEST_MESSAGE)

    with pytest.raises(TooMuch, match="at most 4000 characters; this one has 4001"):
        say(exchange, visitor, "x" * (limits.LONGEST_MESSAGE + 1))


def test_a_day_has_a_number_of_messages_for_each_person_and_conversation(exchange, visitor, host):
    MessageFactory.create_batch(limits.MOST_A_DAY - 1, exchange=exchange)
    MessageFactory(exchange=exchange, written_at=clock.now() - timedelta(days=2))
    say(exchange, visitor)

    with pytest.raises(TooOften, match="You have written 30 messages"):
        say(exchange, visitor, "And another thing.")
    assert say(exchange, host).party == "host"


def test_a_second_click_says_nothing_twice(exchange, visitor):
    assert say(exchange, visitor) == say(exchange, visitor)
    assert Message.objects.count() == 1


def test_another_file_with_the_same_words_is_another_message():
    agreed = ExchangeFactory(state=State.ACCEPTED)
    person = agreed.visitor.representative
    other = ContentFile(a_pdf().read() + b"\n", name="second.pdf")
    sent = [say(agreed, person, files=[file]) for file in (a_pdf(), a_pdf(), other)]
    sent.append(say(agreed, person))

    assert (sent[0] == sent[1], len(set(sent))) == (True, 3)
    names = agreed.messages.values_list("attachments__name", flat=True)
    assert list(names) == ["boarding pass.pdf", "second.pdf", None]


@pytest.mark.parametrize("change", [{"text": "Other words"}, {"party": "host"}])
def test_what_was_said_stays(exchange, visitor, change):
    message = say(exchange, visitor)

    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**change)
    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        Message.objects.filter(pk=message.pk).delete()


@pytest.mark.parametrize("state", [State.DECLINED, State.CANCELLED, State.EXPIRED])
def test_a_last_word_is_possible_for_two_weeks_after_the_end(state):
    exchange = ExchangeFactory(state=state, state_since=clock.now())
    person = exchange.visitor.representative

    with clock.standing_on(TODAY + timedelta(days=13)):
        assert say(exchange, person)
    with clock.standing_on(TODAY + timedelta(days=14)), pytest.raises(Conflict, match="is closed"):
        say(exchange, person, "One more thing.")


def test_a_finished_exchange_is_talked_about_until_it_is_archived():
    done, filed = ExchangeFactory(state=State.COMPLETED), ExchangeFactory(state=State.ARCHIVED)
    assert say(done, done.host.representative)

    with pytest.raises(Conflict, match="is closed"):
        say(filed, filed.host.representative)


def test_nothing_is_said_in_an_archived_programme(exchange, visitor):
    MessageFactory(exchange=exchange)
    put_away(exchange.programme)

    with pytest.raises(Conflict, match="is archived"):
        say(exchange, visitor)
    with pytest.raises(IntegrityError, match="archived"), transaction.atomic():
        MessageFactory(exchange=exchange)
    with pytest.raises(Conflict, match="is archived"):
        writing.join(exchange, by=coordinator(exchange))


# -- Files ---------------------------------------------------------------------------------------


def test_files_go_with_a_message_once_both_have_agreed(exchange, visitor):
    agreed = ExchangeFactory(state=State.ACCEPTED)
    message = say(agreed, agreed.visitor.representative, files=[a_pdf()])
    (file,) = message.attachments.all()
    assert (file.name, file.content_type) == ("boarding pass.pdf", "application/pdf")
    assert "boarding" not in file.file.name

    with pytest.raises(Conflict, match="once both sides have agreed"):
        say(exchange, visitor, files=[a_pdf()])
    assert not exchange.messages.exists()


def test_a_file_that_is_something_else_is_refused_with_the_message():
    agreed = ExchangeFactory(state=State.ACCEPTED)
    program = ContentFile(b"MZ\x90 a program", name="plan.pdf")

    with pytest.raises(BadInput, match="The file was not sent"):
        say(agreed, agreed.visitor.representative, files=[program])
    assert not agreed.messages.exists()


def test_the_files_of_a_conversation_have_an_end():
    agreed = ExchangeFactory(state=State.ACCEPTED)
    person = agreed.visitor.representative
    AttachmentFactory.create_batch(limits.MOST_FILES - 1, message__exchange=agreed)
    say(agreed, person, files=[a_pdf("last")])

    with pytest.raises(Conflict, match="a conversation 20"):
        say(agreed, person, "One more.", files=[a_pdf("more")])


def test_the_files_of_a_conversation_have_a_size():
    agreed = ExchangeFactory(state=State.ACCEPTED)
    AttachmentFactory(message__exchange=agreed, size=limits.MOST_BYTES - 10)

    with pytest.raises(Conflict, match=r"have at most .* together"):
        say(agreed, agreed.visitor.representative, files=[a_pdf()])


# -- Joining -------------------------------------------------------------------------------------


@pytest.mark.feature(43)
@pytest.mark.parametrize("party", [Party.VOP, Party.HOP])
def test_a_coordinator_of_either_partner_cluster_joins_and_both_sides_are_told(
    exchange, visitor, host, party
):
    person = coordinator(exchange, party)
    joining = writing.join(exchange, by=person)

    assert (joining.party, voice_of(again(person), exchange)) == (party, party)
    assert {notice.reader for notice in Notice.objects.filter(topic="thread.joined")} == {
        visitor,
        host,
    }
    assert journal.entries_for(exchange.case).filter(verb="conversation-joined").count() == 1
    assert say(exchange, again(person), "May I help?").party == party


def test_joining_twice_is_joining_once(exchange):
    person = coordinator(exchange)

    assert writing.join(exchange, by=person) == writing.join(exchange, by=person)
    assert Notice.objects.filter(topic="thread.joined").count() == 2


def test_the_programme_coordinator_joins_too(exchange):
    person = UserFactory(programme_coordinator=True)

    assert writing.join(exchange, by=person).party == Party.PROGRAMME


@pytest.mark.parametrize("trait", ["auditor", "finance", "operator"])
def test_whoever_looks_at_papers_or_money_does_not_join(exchange, trait):
    with pytest.raises(NotAllowed):
        writing.join(exchange, by=UserFactory(**{trait: True}))


@pytest.mark.parametrize("which", ["other cluster", "visitor"])
def test_others_do_not_join(exchange, visitor, which):
    person = visitor if which == "visitor" else UserFactory(coordinator=True)

    with pytest.raises(NotAllowed):
        writing.join(exchange, by=person)
    assert not Joining.objects.exists()


def test_whoever_leaves_no_longer_reads_along_and_may_join_again(exchange):
    person = coordinator(exchange)
    writing.join(exchange, by=person)
    writing.leave(exchange, by=person)
    writing.leave(exchange, by=person)

    assert voice_of(again(person), exchange) is None
    assert journal.entries_for(exchange.case).filter(verb="conversation-left").count() == 1
    writing.join(exchange, by=person)
    assert Joining.objects.count() == 2


def test_whoever_loses_the_role_is_out_and_hears_nothing_more(exchange, visitor):
    person = coordinator(exchange)
    writing.join(exchange, by=person)
    RoleAssignment.objects.filter(user=person).update(ended_at=clock.now(), ended_by=visitor)
    say(exchange, visitor, "Just between us.")

    assert voice_of(again(person), exchange) is None
    assert not Notice.objects.filter(reader=person).exists()


def test_whoever_changes_office_joins_anew_for_it(exchange, visitor):
    joining = JoiningFactory(exchange=exchange, party=Party.HOP)
    person = joining.person
    RoleAssignment.objects.filter(user=person).update(ended_at=clock.now(), ended_by=visitor)
    person.assignments.create(role=Role.PROGRAMME_COORDINATOR)

    assert voice_of(again(person), exchange) is None
    assert writing.join(exchange, by=again(person)).party == Party.PROGRAMME
    assert Joining.objects.open().count() == 1


# -- Telling -------------------------------------------------------------------------------------


def test_everybody_but_the_author_is_told_in_their_own_language(exchange, visitor, host):
    User.objects.filter(pk=host.pk).update(language="de")
    joined = JoiningFactory(exchange=exchange).person
    stranger = coordinator(exchange)
    say(exchange, visitor)

    told = {n.reader: n.subject for n in Notice.objects.filter(topic="thread.message")}
    name, reference = exchange.visitor_organisation, exchange.reference
    assert told == {
        host: f"{name} hat Ihnen zu {reference} geschrieben",
        joined: f"{name} wrote to you about {reference}",
    }
    assert stranger not in told


def test_a_mail_carries_the_words_without_contact_data_even_after_the_agreement(settings):
    settings.REPLY_DOMAIN = ""
    exchange = ExchangeFactory(state=State.ACCEPTED)
    say(exchange, exchange.visitor.representative, WITH_A_NUMBER)

    mail = Mail.objects.get(address=exchange.host.representative.email)
    for text in (mail.text, mail.html):
        assert "Call me: [number hidden], or [address hidden]" in text
        assert "answers to this mail are not read" in text
        assert exchange.visitor.representative.family_name not in text
    assert mail.reply_to == ""
    assert "1234567" not in Notice.objects.get().body


@pytest.mark.feature(42)
def test_a_mail_names_an_address_that_belongs_to_its_reader(exchange, visitor, host, settings):
    settings.REPLY_DOMAIN = "reply.portal.example"
    say(exchange, visitor)
    say(exchange, visitor, "And ceramics?")
    say(exchange, host, "Both.")

    to_host = set(Mail.objects.filter(address=host.email).values_list("reply_to", flat=True))
    to_visitor = Mail.objects.get(address=visitor.email)
    (address,) = to_host
    assert address.startswith("reply+")
    assert len(address) == len("reply+@reply.portal.example") + 32
    assert address != to_visitor.reply_to
    assert to_visitor.text.startswith("——— Please write your answer above this line. ———")
    assert "Answer this mail, and your words go into the conversation." in to_visitor.text


def test_an_address_is_replaced_before_it_runs_out(exchange, visitor, host, settings):
    settings.REPLY_DOMAIN = "reply.portal.example"
    old = ReplyAddressFactory(exchange=exchange, made_at=clock.now() - timedelta(days=31))
    say(exchange, visitor)

    assert old.token not in Mail.objects.get(address=host.email).reply_to
