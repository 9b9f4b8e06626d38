"""Visitor and host at one Commitment at the same time, each in front of a browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import story

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SAVED = re.compile(r"^Saved \d\d:\d\d$")
OUTCOMES, MEASURES = "Outcomes the visitor expects", "How the outcomes will be checked"


def test_two_people_write_at_once_and_nothing_is_lost(cast, live_worker, comes_in):
    story.host_takes_part(cast)
    story.visitor_takes_part(cast)
    exchange = story.host_accepts(cast, story.visitor_proposes(cast))
    story.both_clusters_confirm(cast, exchange)
    visitor, host = comes_in(cast.visitor), comes_in(cast.host)
    path = f"/exchanges/{exchange.public_id}/commitment/"
    for one in (visitor, host):
        one.open(f"{path}text/")

    host.type(OUTCOMES, "Ten readings.")
    is_saved(host)
    visitor.type(MEASURES, "By the protocol.")
    is_saved(visitor)
    expect(visitor.page.get_by_label(OUTCOMES)).to_have_value("Ten readings.")

    host.type(MEASURES, "By counting.")
    host.reads("except where both of you wrote", "By the protocol.")
    host.choose("Keep both", of=f"{cast.visitor.name} wrote here, too")
    is_saved(host)
    host.press("Save the text").reads("Saved.")
    text = exchange.commitments.get()
    assert (text.visitor_outcomes, text.measures) == (
        "Ten readings.",
        "By the protocol.\n\nBy counting.",
    )

    plans_while_the_page_counts(host, path)
    is_told_where_to_change(visitor, host, path)


def is_saved(reader):
    expect(reader.page.locator("[data-kept]")).to_have_text(SAVED)
    reader.look()


def plans_while_the_page_counts(host, path):
    host.open(f"{path}agenda/")
    count = host.page.locator("[data-programmed]")
    expect(count).to_have_text("0")
    host.type("Morning", "Paired readings", within="Monday")
    host.type("Afternoon", "Notes", within="Tuesday")
    expect(count).to_have_text("2")
    host.press("Copy the day before", within="Wednesday").reads("Copied.")
    expect(count).to_have_text("3")


def is_told_where_to_change(visitor, host, path):
    visitor.open(path)
    section = "7. Expected outcomes and how they are checked"
    visitor.page.get_by_role("region", name=section).get_by_text("Remark", exact=True).click()
    visitor.type("outcomes the host expects".capitalize(), "Can we count these?", within=section)
    visitor.press("Send the remark", within=section).reads("1 remark is not settled yet.")
    host.open(f"{path}text/").reads("Can we count these?")
