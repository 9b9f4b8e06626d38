"""Mails of several programs and languages, read down to the new words; hostile ones refused."""

import time

import pytest

from exchanges.lifecycle.thread import letters, limits
from exchanges.lifecycle.thread.letters import Unreadable
from exchanges.lifecycle.thread.reasons import Reason
from tests.exchanges.lifecycle.thread.post import DOMAIN, SENDER, TOKEN, mail, plain

LONG_ENOUGH = 10  # seconds on a busy machine
WORDS = {
    "gmail_en": "Polymer and ceramic, both in the pilot hall.\n\nBring shoes with steel caps.",
    "gmail_pl": "Polimerowe i ceramiczne, jedne i drugie w hali pilotażowej.",
    "gmail_cs": "Polymerní a keramické, obojí v pilotní hale.",
    "outlook_de": "Guten Tag,\n\nPolymer und Keramik, beides in der Pilothalle.",
    "outlook_html_fr": "Bonjour,\n\nPolymère et céramique, les deux dans le hall pilote.",
    "outlook_es": "Polímero y cerámica, ambos en la nave piloto.",
    "apple_es": "Polímero y cerámica, ambos en la nave piloto.",
    "apple_file_en": "Here is the plan of the site.\n\nThe red door is ours.",
    "thunderbird_cs": "Polymerní a keramické, obojí v pilotní hale. Vezměte si prosím boty "
    "s ocelovou špičkou.",
    "thunderbird_below_fr": "Polymère et céramique, les deux dans le hall pilote.",
    "thunderbird_between_pl": "Polimerowe i ceramiczne.\nW marcu.",
    "k9_de": "Polymer und Keramik, beides in der Pilothalle.",
    "k9_fr": "Polymère et céramique, les deux dans le hall pilote.",
    "outlook_logo_en": "Both.",
}


def read(raw: bytes):
    return letters.read(raw, domain=DOMAIN)


def lines_of(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("name", WORDS)
def test_the_new_words_of_a_mail_are_all_that_is_left(name):
    letter = read(mail(name))

    assert lines_of(letter.text) == lines_of(WORDS[name])
    assert (letter.sender, letter.tokens, letter.is_automatic) == (SENDER, (TOKEN,), False)


def test_a_file_between_two_pieces_of_text_is_a_file():
    (file,) = read(mail("apple_file_en")).files

    assert (file.name, file.content[:5]) == ("Plan of the site.pdf", b"%PDF-")


def test_the_logo_of_a_signature_is_no_file():
    assert read(mail("outlook_logo_en")).files == ()


@pytest.mark.parametrize("name", ["absence_de", "bounce"])
def test_absence_notes_and_reports_of_mail_servers_are_told_apart(name):
    assert read(mail(name)).is_automatic is True


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-generated\r\n",
        "Precedence: bulk\r\n",
        "List-Id: <water.lists.example>\r\n",
        "Return-Path: <>\r\n",
        "X-Autoreply: yes\r\n",
    ],
)
def test_whatever_says_that_no_person_wrote_it_is_automatic(header):
    assert read(plain(more=header)).is_automatic is True


def test_a_mail_that_a_person_sent_may_say_so():
    assert read(plain(more="Auto-Submitted: no\r\n")).is_automatic is False


@pytest.mark.parametrize(
    "sender",
    [
        "",
        "a@one.example, b@two.example",
        "nobody",
        "a\x00b@one.example",
        f"{SENDER}\r\nFrom: other@two.example",
    ],
)
def test_a_mail_names_one_sender_or_none(sender):
    assert read(plain(sender=sender)).sender == ""


def test_an_address_of_another_domain_holds_no_token():
    raw = plain().replace(DOMAIN.encode(), b"reply.portal.example.evil")

    assert read(raw).tokens == ()


def test_a_token_counts_in_whatever_letters_a_mail_server_writes_it():
    raw = plain().replace(TOKEN.encode(), TOKEN.upper().encode())

    assert read(raw).tokens == (TOKEN,)


# -- Hostile -------------------------------------------------------------------------------------


def nested(depth: int, kind: str = "multipart/mixed") -> bytes:
    top = plain("").replace(b"Content-Type: text/plain; charset=utf-8\r\n\r\n", b"")
    parts = [f'Content-Type: {kind}; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth)]
    return top + "".join(parts).encode() + b"Content-Type: text/plain\r\n\r\nHello\r\n"


def wide(count: int) -> bytes:
    top = plain("").replace(b"text/plain; charset=utf-8", b'multipart/mixed; boundary="b"')
    return top + b"--b\r\n\r\nHello\r\n" * count + b"--b--\r\n"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        pytest.param(b"x" * (limits.LARGEST_MAIL + 1), Reason.TOO_LARGE, id="too large"),
        pytest.param(nested(1000), Reason.UNREADABLE, id="1000 parts, each in the one before"),
        pytest.param(wide(1000), Reason.UNREADABLE, id="1000 parts beside each other"),
        pytest.param(
            b"Content-Type: message/rfc822\r\n\r\n" * 1000, Reason.UNREADABLE, id="1000 mails"
        ),
        pytest.param(
            plain(more="X-Long: " + "y" * 300_000 + "\r\n"), Reason.UNREADABLE, id="endless header"
        ),
    ],
)
def test_a_mail_built_to_keep_its_reader_busy_is_not_read(raw, reason):
    began = time.monotonic()

    with pytest.raises(Unreadable) as refused:
        read(raw)

    assert refused.value.reason == reason
    assert time.monotonic() - began < LONG_ENOUGH


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("On " * 100_000 + "\n" + "a@" * 50_000, id="words of an opening"),
        pytest.param("Am 3 schrieb " * 10_000, id="one long line"),
        pytest.param("> a\n" * 100_000, id="quotes alone"),
        pytest.param("From:\n" * 60_000, id="heads of mails"),
        pytest.param("Best\n" * 60_000, id="closing words"),
        pytest.param("\n" * 200_000, id="nothing"),
        pytest.param("wrote:\n3\n" * 50_000, id="openings"),
        pytest.param("x" * 10_000_000, id="ten megabytes"),
        pytest.param("a \n" * 4_000_000, id="lines that go on"),
    ],
)
@pytest.mark.parametrize("kind", ["text/plain", "text/plain; format=flowed"])
def test_a_text_built_to_keep_its_reader_busy_is_soon_done(text, kind):
    began = time.monotonic()
    read(plain(text).replace(b"text/plain", kind.encode()))

    assert time.monotonic() - began < LONG_ENOUGH


def test_lines_that_a_mail_program_has_broken_are_one():
    raw = plain("One \n two\n\nThree \nfour \n-- \nHanna")
    letter = read(raw.replace(b"text/plain", b"text/plain; format=flowed"))

    assert letter.text == "One two\n\nThree four"


@pytest.mark.parametrize("character", ["é", "€", "😀"])
def test_a_text_that_is_cut_keeps_its_charset(character):
    text = read(plain("x" + character * limits.LARGEST_WORDS * 4)).text

    assert text == "x" + character * (len(text) - 1)


@pytest.mark.parametrize(
    "line",
    [
        "Content-Type: text/plain" + "; a=b" * 600_000,
        "Content-Disposition: attachment" + "; a=b" * 600_000,
        "Content-Type: text/plain" + ";" * 100,
        "Content-ID: " + "<" * 3_000_000,
    ],
)
def test_a_part_that_says_megabytes_of_itself_is_not_read(line):
    raw = plain("").replace(b"text/plain; charset=utf-8", b'multipart/mixed; boundary="b"')
    began = time.monotonic()

    with pytest.raises(Unreadable) as refused:
        read(raw + f"--b\r\n{line}\r\n\r\nHello\r\n--b--\r\n".encode())

    assert refused.value.reason == Reason.UNREADABLE
    assert time.monotonic() - began < LONG_ENOUGH


@pytest.mark.parametrize("more", ["Cc: " + "a@b.example, " * 1_000, "Cc: a@b.example\r\n" * 1_000])
def test_a_mail_to_a_thousand_people_is_not_read(more):
    with pytest.raises(Unreadable):
        read(plain(more=more.strip() + "\r\n"))


def test_many_parts_with_long_lines_are_soon_done():
    raw = plain("").replace(b"text/plain; charset=utf-8", b'multipart/mixed; boundary="b"')
    part = "--b\r\nContent-Type: text/plain" + "; a=b" * 50 + '; c="' + "d " * 1_300
    part += '"\r\n\r\nHello\r\n'
    began = time.monotonic()
    read(raw + part.encode() * 98)

    assert time.monotonic() - began < LONG_ENOUGH


@pytest.mark.parametrize("charset", ["punycode", "-IDNA"])
def test_a_charset_that_takes_for_ever_is_not_read(charset):
    raw = plain("\x80-" + "a" * 3_000_000).replace(b"charset=utf-8", f"charset={charset}".encode())

    with pytest.raises(Unreadable):
        read(raw)


def test_the_body_stays_unread_where_no_token_leads_anywhere():
    letter = letters.read(mail("apple_file_en"), domain=DOMAIN, is_known=lambda tokens: False)

    assert (letter.tokens, letter.text, letter.files) == ((TOKEN,), "", ())


def test_deep_html_is_read_down_to_its_words():
    raw = plain("<div>" * 8_000 + "Hello" + "<blockquote>" * 1_000 + "old")
    letter = read(raw.replace(b"text/plain", b"text/html"))

    assert letter.text == "Hello"


@pytest.mark.parametrize(
    ("declared", "sent", "read_as"),
    [
        ("utf-8", "Größe".encode("cp1252"), "Größe"),
        ("klingon", "Größe".encode(), "Größe"),
        ("us-ascii", "Größe".encode(), "Größe"),
        ("utf-16", b"odd", "odd"),
    ],
)
def test_a_wrong_charset_still_gives_words(declared, sent, read_as):
    head = plain("").replace(b"charset=utf-8", f"charset={declared}".encode())

    assert read(head + sent).text == read_as


def test_broken_mime_gives_what_can_be_made_out():
    raw = plain("").replace(b"text/plain; charset=utf-8", b'multipart/mixed; boundary="b"')
    letter = read(raw + b"--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\nContent-Tr")

    assert lines_of(letter.text)[0] == "Hello"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\x01\x02",
        b"From: \xff\xfe <@>\r\n\r\n",
        b"From: =?utf-8?q?=00?= <a@b.example>\r\nTo: ;;;,,<>\r\n\r\nx",
        b"Content-Type: text/plain; charset=\r\n\r\nx",
        b"Content-Type: ;;;\r\nMessage-ID: <<<>>>\r\n\r\nx",
        b"Content-Disposition: attachment; filename*=x''%\"\r\n\r\nx",
        b'From: a@[\r\nTo: "\r\n\r\nx',
    ],
)
def test_nonsense_is_no_accident(raw):
    assert read(raw).tokens == ()
