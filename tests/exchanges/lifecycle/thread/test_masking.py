"""Addresses, numbers and links vanish; days, sums and names of files stay."""

import time

import pytest

from exchanges.lifecycle.thread.masking import mask
from exchanges.lifecycle.thread.words import cleaned


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Write to anna.host@aqua-lab.example today", "Write to [address hidden] today"),
        ("anna (at) aqualab (dot) example", "[address hidden]"),
        ("anna [at] aqualab.example.", "[address hidden]."),
        ("ａｎｎａ＠aqualab.example", "[address hidden]"),
        ("Call +49 30 123 45 67-89!", "Call [number hidden]!"),
        ("Tel. 030/1234567 or (030) 1234567", "Tel. [number hidden] or [number hidden]"),
        ("Mobil: 0034-612-345-678", "Mobil: [number hidden]"),
        ("612 345 678", "[number hidden]"),
        ("See https://aqualab.example/team?a=1 please", "See [link hidden] please"),
        ("www.aqualab.example", "[link hidden]"),
        ("look at aqualab.example/team", "look at [link hidden]"),
        ("aqualab.de is ours", "[link hidden] is ours"),
        ("mailto:anna@aqualab.example", "mailto:[address hidden]"),
    ],
)
def test_what_leads_to_a_person_is_hidden(said, shown):
    assert mask(said) == (shown, True)


@pytest.mark.parametrize(
    "said",
    [
        "From 01.03.2027 to 05.03.2027, or 2027-03-08.",
        "1.3.2027–5.3.2027",
        "BX-2027-014 has a budget of EUR 12 500.00",
        "The plan is in plan_v2.pdf, e.g. page 3, i.e. z.B. u.a.",
        "We met.Then we talked.",
        "Monday 9:00-17:30, 3 people, 45 m3/h",
        "A [address hidden] that somebody typed",
    ],
)
def test_what_leads_to_nobody_stays(said):
    assert mask(said) == (said, False)


@pytest.mark.parametrize(
    "text",
    ["a." * 2000, "1 " * 2000, "a@" * 2000, "a.a@a." * 600, "(" * 4000],
)
def test_a_text_built_to_keep_the_patterns_busy_is_soon_done(text):
    began = time.monotonic()
    mask(text)

    assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a\r\nb \r\n", "a\nb"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("a\u202eb\u200bc", "abc"),
        ("anna\u200b@aqualab.example", "anna@aqualab.example"),
        ("a\n\n\n\n\n\nb", "a\n\n\nb"),
        ("\ud800", ""),
    ],
)
def test_what_nobody_sees_is_not_kept(typed, kept):
    assert cleaned(typed) == kept
