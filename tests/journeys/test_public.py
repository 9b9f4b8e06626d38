"""Somebody from the street; and the one who has switched JavaScript off."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from exchanges.lifecycle.states import State
from exchanges.models import Exchange
from tests.journeys import story

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_everything_public_opens_without_an_account(cast, comes_in):
    stranger = comes_in()
    stranger.open("/").reads("Where we stand", "What you get")
    expect(stranger.page.get_by_role("contentinfo")).to_contain_text("COSME")
    stranger.open("/how/").open("/about/").open("/help/").open("/privacy/").open("/accessibility/")
    stranger.open("/participants/").has_heading("Who takes part").reads("Germany")
    assert cast.hosting.legal_name not in stranger.page.content()
    stranger.open("/clusters/").open("/programme/rules/").open("/programme/rates/")
    stranger.open("/verify/")
    stranger.type("Reference", "CTQ-2021-9999-v1")
    stranger.press("Look it up")
    stranger.open("/my-turn/").has_heading("Sign In")


def test_proposing_and_accepting_need_no_javascript(cast, comes_in):
    story.host_takes_part(cast)
    story.visitor_takes_part(cast)
    visitor = comes_in(cast.visitor, has_javascript=False)
    visitor.open("/catalogue/").follow(cast.hosting.legal_name).follow("Propose an exchange")
    visitor.choose("in person", of="How will you meet?")
    first_day = story.first_day(cast)
    visitor.type("First working day", first_day.isoformat())
    visitor.type("Last working day", (first_day + timedelta(days=4)).isoformat())
    visitor.type("Title of the exchange", "Readings without scripts")
    visitor.type("One to three goals", "Measure the same water twice.")
    visitor.press("Check").reads("830")
    visitor.press("Send the proposal").reads("Sent. We write to you")

    host = comes_in(cast.host, has_javascript=False)
    host.open("/my-turn/").follow("Answer the proposal")
    host.press("Accept the proposal").reads("Accepted.")
    assert Exchange.objects.get(title="Readings without scripts").state == State.ACCEPTED
