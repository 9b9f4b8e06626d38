"""What becomes of a mail: filed once, refused with a reason, or ignored."""

from datetime import timedelta

import pytest

from blues.common import clock
from blues.notices.models import Mail
from clusters.models import RoleAssignment, User
from exchanges.lifecycle.states import State
from exchanges.lifecycle.thread import limits
from exchanges.lifecycle.thread.receiving import receive
from exchanges.models import InboundMail, Message, ReplyAddress
from tests.exchanges.cast import put_away
from tests.exchanges.lifecycle.thread.post import DOMAIN, SENDER, TOKEN, mail, plain
from tests.factories import (
    ExchangeFactory,
    JoiningFactory,
    MessageFactory,
    ReplyAddressFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
WEBHOOK = InboundMail.Source.WEBHOOK


@pytest.fixture
def address(settings):
    """Where Hanna, who represents the host, answers; both sides have agreed."""
    settings.REPLY_DOMAIN = DOMAIN
    exchange = ExchangeFactory(
        state=State.ACCEPTED,
        host__representative__email=SENDER,
        host__representative__language="de",
    )
    return ReplyAddressFactory(exchange=exchange, token=TOKEN)


def got(raw: bytes) -> tuple[str, str]:
    row = receive(raw, source=WEBHOOK)
    return row.outcome, row.reason


# -- Filed ---------------------------------------------------------------------------------------


@pytest.mark.feature(42)
@pytest.mark.parametrize("name", ["gmail_en", "outlook_de", "thunderbird_cs", "apple_es", "k9_fr"])
def test_an_answer_by_mail_lands_in_the_conversation(address, name):
    row = receive(mail(name), source=WEBHOOK)

    message = Message.objects.get()
    assert (row.outcome, row.reason, row.filed_as) == ("filed", "", message)
    assert (message.exchange, message.by, message.party, message.via) == (
        address.exchange,
        address.person,
        "host",
        "mail",
    )
    assert "Bluesxchange" not in message.text
    visitor = address.exchange.visitor.representative
    assert Mail.objects.get(address=visitor.email).reply_to.endswith(f"@{DOMAIN}")


def test_a_file_comes_along_once_both_have_agreed(address):
    receive(mail("apple_file_en"), source=WEBHOOK)

    message = Message.objects.get()
    assert [file.name for file in message.attachments.all()] == ["Plan of the site.pdf"]
    assert message.left_out == 0


def test_before_that_the_words_arrive_and_the_file_is_counted(address):
    proposed = ExchangeFactory(host__representative=address.person)
    ReplyAddress.objects.update(exchange=proposed)
    receive(mail("apple_file_en"), source=WEBHOOK)

    message = Message.objects.get()
    assert (message.attachments.count(), message.left_out) == (0, 1)


def test_a_coordinator_who_has_joined_answers_by_mail_too(address):
    joined = JoiningFactory(exchange=address.exchange, person__email="ana@cluster.example").person
    ReplyAddressFactory(exchange=address.exchange, person=joined, token="a" * 32)

    assert got(plain(sender="ana@cluster.example", token="a" * 32)) == ("filed", "")
    assert Message.objects.get().party == "vop"


def test_the_same_mail_again_changes_nothing(address):
    first, again = receive(plain(), source=WEBHOOK), receive(plain(), source=WEBHOOK)

    assert first == again
    assert (Message.objects.count(), InboundMail.objects.count()) == (1, 1)


def test_a_mail_without_an_id_is_known_by_its_content(address):
    raw = plain().replace(b"Message-ID", b"X-Was-ID")

    assert receive(raw, source=WEBHOOK) == receive(raw, source=WEBHOOK)
    assert Message.objects.count() == 1


def test_nobody_uses_up_the_id_of_another_mail(address):
    got(plain(sender="thief@evil.example"))

    assert got(plain()) == ("filed", "")


def test_a_sender_is_the_same_in_capitals(address):
    assert got(plain(sender=f"Hanna <{SENDER.upper()}>")) == ("filed", "")


# -- Refused -------------------------------------------------------------------------------------


def refusals() -> list[tuple[str, str]]:
    found = Mail.objects.filter(subject__icontains="E-Mail ist nicht angekommen")
    return [(mail.address, mail.text) for mail in found]


def test_a_forged_or_second_address_is_refused_and_told_why(address):
    assert got(plain(sender="hanna@home.example")) == ("refused", "other-sender")

    assert not Message.objects.exists()
    ((told, text),) = refusals()
    assert told == "hanna@home.example"
    assert "von einer anderen Adresse als der, die Sie im Portal verwenden" in text
    assert address.exchange.reference not in text


def test_an_address_that_has_run_out_is_refused(address):
    ReplyAddress.objects.update(made_at=clock.now() - limits.REPLY_TOKEN_LASTS)

    assert got(plain()) == ("refused", "expired")
    assert [told for told, _text in refusals()] == [SENDER]


def test_whoever_has_lost_the_role_is_refused(address):
    RoleAssignment.objects.filter(user=address.person).update(
        ended_at=clock.now(), ended_by=UserFactory()
    )

    assert got(plain()) == ("refused", "no-part")


def test_a_coordinator_who_has_left_is_refused(address):
    left = JoiningFactory(exchange=address.exchange, left_at=clock.now()).person
    ReplyAddressFactory(exchange=address.exchange, person=left, token="b" * 32)

    assert got(plain(sender=left.email, token="b" * 32)) == ("refused", "no-part")


def test_a_closed_account_is_refused(address):
    User.objects.filter(pk=address.person_id).update(is_active=False)

    assert got(plain()) == ("refused", "no-part")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("> only what was quoted", "no-words"),
        ("\x00 \x00", "no-words"),
        ("x" * (limits.LONGEST_MESSAGE + 1), "too-long"),
    ],
)
def test_what_makes_no_message_is_refused(address, text, reason):
    assert got(plain(text)) == ("refused", reason)


def test_too_many_answers_are_refused(address):
    MessageFactory.create_batch(
        limits.MOST_A_DAY, exchange=address.exchange, party="host", by=address.person
    )

    assert got(plain()) == ("refused", "too-many")


def test_a_closed_conversation_refuses(address):
    put_away(address.exchange.programme)

    assert got(plain()) == ("refused", "closed")


def test_nobody_is_told_more_than_a_few_times_a_day(address):
    for number in range(limits.MOST_REFUSALS_A_DAY + 2):
        got(plain(sender="hanna@home.example", id=number))

    assert len(refusals()) == limits.MOST_REFUSALS_A_DAY
    assert InboundMail.objects.filter(outcome="refused").count() == limits.MOST_REFUSALS_A_DAY + 2
    with clock.standing_on(clock.today() + timedelta(days=2)):
        got(plain(sender="hanna@home.example", id="later"))
    assert len(refusals()) == limits.MOST_REFUSALS_A_DAY + 1


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (plain("x" * limits.LARGEST_MAIL), "too-large"),
        (plain(more="X: " + "y" * 300_000 + "\r\n"), "unreadable"),
    ],
)
def test_what_is_not_read_is_kept_as_a_row_and_nobody_is_told(address, raw, reason):
    assert got(raw) == ("refused", reason)
    assert got(raw) == ("refused", reason)

    assert InboundMail.objects.get().sender == SENDER
    assert refusals() == []


# -- Ignored -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["absence_de", "bounce"])
def test_automatic_mails_are_ignored_and_nobody_is_told(address, name):
    assert got(mail(name)) == ("ignored", "automatic")
    assert (Message.objects.count(), Mail.objects.count()) == (0, 0)


def test_a_token_that_nobody_gave_is_ignored_without_a_word(address):
    assert got(plain(token="f" * 32)) == ("ignored", "no-address")
    assert Mail.objects.count() == 0


def test_without_a_domain_no_mail_is_for_us(address, settings):
    settings.REPLY_DOMAIN = ""

    assert got(plain()) == ("ignored", "no-address")


def test_null_characters_and_nonsense_are_kept_out_of_the_row(address):
    raw = plain(sender="a\x00b@evil.example\u202e", id="\x00x" * 400)

    assert got(raw)[0] in {"refused", "ignored"}
    row = InboundMail.objects.get()
    assert "\x00" not in row.sender + row.message_id
