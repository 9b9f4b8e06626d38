"""The mailbox is emptied into folders, against a server that speaks IMAP."""

from email.message import MIMEPart

import pytest
from django.core.management import CommandError, call_command

from exchanges.lifecycle.states import State
from exchanges.lifecycle.thread import limits
from exchanges.models import InboundMail, Message
from tests.exchanges.lifecycle.thread import imap
from tests.exchanges.lifecycle.thread.post import DOMAIN, SENDER, TOKEN, mail, plain
from tests.factories import ExchangeFactory, ReplyAddressFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(settings):
    box = imap.Box()
    server = imap.serve(box)
    settings.REPLY_DOMAIN = DOMAIN
    settings.IMAP_HOST, settings.IMAP_PORT = server.server_address
    settings.IMAP_USER, settings.IMAP_PASSWORD, settings.IMAP_TLS = box.user, box.password, False
    yield box
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _address():
    exchange = ExchangeFactory(state=State.ACCEPTED, host__representative__email=SENDER)
    ReplyAddressFactory(exchange=exchange, token=TOKEN)


def collect(capsys) -> str:
    call_command("collect_mail")
    return capsys.readouterr().out.strip()


@pytest.mark.feature(42)
def test_every_mail_ends_in_the_folder_of_what_became_of_it(box, capsys):
    box.put(mail("gmail_en"), mail("absence_de"), plain(sender="thief@evil.example"))

    assert collect(capsys) == "1 filed, 1 refused, 1 ignored"
    assert {name: list(mails) for name, mails in box.folders.items()} == {
        "INBOX": [],
        "Filed": [101],
        "Ignored": [102],
        "Refused": [103],
    }
    assert Message.objects.get().text.startswith("Polymer and ceramic")


def test_an_empty_mailbox_is_no_trouble(box, capsys):
    assert collect(capsys) == "0 filed, 0 refused, 0 ignored"


def test_a_mail_that_was_filed_and_not_put_away_is_only_put_away(box, capsys):
    box.put(plain())
    box.fails_at = "COPY"
    with pytest.raises(CommandError, match="not today"):
        call_command("collect_mail")
    assert (Message.objects.count(), len(box.folders["INBOX"])) == (1, 1)

    box.fails_at = ""
    assert collect(capsys) == "1 filed, 0 refused, 0 ignored"
    assert Message.objects.count() == 1


def test_a_mail_that_is_too_large_is_never_loaded(box, capsys):
    box.put(plain("x" * limits.LARGEST_MAIL))

    assert collect(capsys) == "0 filed, 1 refused, 0 ignored"
    assert InboundMail.objects.get().size > limits.LARGEST_MAIL
    assert [command for command in box.fetched if b"BODY.PEEK[])" in command] == []


@pytest.mark.logs_errors
def test_a_mail_that_we_stumble_over_is_refused_and_the_others_are_filed(box, capsys, monkeypatch):
    def stumble(part):
        raise ZeroDivisionError

    monkeypatch.setattr(MIMEPart, "iter_parts", stumble)
    box.put(mail("apple_file_en"), plain())

    assert collect(capsys) == "1 filed, 1 refused, 0 ignored"
    row = InboundMail.objects.get(outcome="refused")
    assert (row.sender, row.reason, row.is_told) == (SENDER, "unreadable", False)
    assert {name: list(box.folders[name]) for name in ("INBOX", "Filed", "Refused")} == {
        "INBOX": [],
        "Filed": [102],
        "Refused": [101],
    }
    assert collect(capsys) == "0 filed, 0 refused, 0 ignored"


def test_a_disk_that_is_full_is_no_fault_of_a_mail(box, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "no folder"
    settings.MEDIA_ROOT.write_text("")
    box.put(mail("apple_file_en"))

    with pytest.raises(CommandError):
        call_command("collect_mail")
    assert (list(box.folders["INBOX"]), InboundMail.objects.count()) == ([101], 0)


@pytest.mark.parametrize("step", ["LOGIN", "SELECT", "SEARCH", "FETCH", "STORE", "EXPUNGE"])
def test_what_the_server_refuses_ends_the_run_with_its_words(box, step):
    box.put(plain())
    box.fails_at = step

    with pytest.raises(CommandError, match="not today"):
        call_command("collect_mail")


def test_a_server_that_is_not_there_ends_the_run(box, settings):
    settings.IMAP_PORT = 1

    with pytest.raises(CommandError, match=r"127\.0\.0\.1"):
        call_command("collect_mail")


def test_without_tls_nobody_signs_in_where_it_is_asked_for(box, settings):
    settings.IMAP_TLS = True

    with pytest.raises(CommandError):
        call_command("collect_mail")


@pytest.mark.parametrize("missing", ["REPLY_DOMAIN", "IMAP_HOST"])
def test_what_is_not_configured_says_so(box, settings, missing):
    setattr(settings, missing, "")

    with pytest.raises(CommandError, match=r"docs/operations\.md"):
        call_command("collect_mail")
