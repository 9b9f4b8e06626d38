"""The two clusters: assess, confirm, sign, prepare, check, record the stay, validate."""

import pytest

from clusters.people.demo import PASSWORD
from exchanges.finalisation import presence
from exchanges.lifecycle.states import Party, State
from exchanges.registration import registrations
from exchanges.registration.models import Registration
from exchanges.registration.states import RegistrationState
from exchanges.workspace import walkthrough
from tests.journeys import story

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_from_the_registration_to_the_signed_commitment(cast, live_worker, comes_in):
    registration = visitor_registers(cast)
    coordinator = comes_in(cast.vop)
    asks_for_more(coordinator, registration)
    registrations.submit(registration, by=cast.visitor)
    accepts(coordinator, registration)

    story.host_takes_part(cast)
    exchange = story.host_accepts(cast, story.visitor_proposes(cast))
    other = comes_in(cast.hop)
    for one in (coordinator, other):
        one.open(exchange.get_absolute_url()).follow("Confirm the match")
        one.press("Confirm the match").reads("The match is confirmed for your cluster.")
    exchange.refresh_from_db()
    assert exchange.state == State.CTQ_DRAFTING

    story.both_agree(cast, exchange)
    story.signs_commitment(cast, exchange, Party.VISITOR, Party.HOST)
    signs(other.open(exchange.get_absolute_url()), "Sign the Commitment")
    assert other.tally["clicks"] <= 2
    looks_before_it_signs(coordinator.open(exchange.get_absolute_url()))
    exchange.refresh_from_db()
    assert exchange.state == State.CTQ_SIGNED


def test_a_rejection_is_read_and_a_review_of_it_is_asked_for(cast, live_worker, comes_in):
    registration = visitor_registers(cast)
    rejects(comes_in(cast.vop), registration)

    visitor = comes_in(cast.visitor)
    visitor.open("/inbox/").reads(f"Your registration {registration.reference} was not accepted")
    visitor.press("See the registration").reads(
        f"{registration.cluster} wrote", "Which water do you want to measure?"
    )
    asks_for_a_review(visitor)

    asked = registration.reviews.get()
    assert (asked.text, asked.asked_by) == ("The Ebro: our summary says so.", cast.visitor)


def test_from_the_account_to_the_validated_reports(cast, live_worker, comes_in):
    exchange = story.play(cast, until="gives its bank details")
    coordinator, other = comes_in(cast.vop), comes_in(cast.hop)
    prepares_and_signs(coordinator, exchange, cast)
    story.prepares_and_insures(cast, exchange)
    coordinator.open("/my-turn/").follow("Check the preparation")
    coordinator.press("Declare ready to start").reads("The exchange is ready to start.")

    coordinator.open(f"/exchanges/{exchange.public_id}/stay/").reads("The first day has not come.")
    moves_the_calendar(coordinator, exchange.first_day)
    coordinator.open("/my-turn/").follow("Record the beginning")
    coordinator.press("Record the beginning").reads("The stay is under way.")
    moves_the_calendar(coordinator, exchange.last_day)
    host_confirms(cast, exchange)
    coordinator.open("/my-turn/").follow("Record the end")
    coordinator.press("Record the end").reads("The stay has ended.")

    story.both_report(cast, exchange)
    returns_the_report(other, exchange)
    story.host_reports(cast, exchange)
    for one in (other, coordinator):
        one.open("/my-turn/").follow("Look at the report")
        one.press("Validate").reads("Validated.")
    exchange.refresh_from_db()
    assert exchange.state == State.REPORTS_VALIDATED


def visitor_registers(cast) -> Registration:
    registration = story.drafts(cast.visiting, Registration.VISITOR, by=cast.visitor, cast=cast)
    return registrations.submit(registration, by=cast.visitor)


def asks_for_more(coordinator, registration):
    coordinator.open("/assessment/").follow(registration.reference)
    coordinator.reads("What the rules say", registration.organisation.legal_name)
    coordinator.press("Take up the case").reads("You are assessing this registration.")
    coordinator.unfold("Return with remarks")
    coordinator.press("Return to the organisation").reads("There is a problem")
    coordinator.type("What do you bring to your host?", "Name the probe that you bring.")
    coordinator.press("Return to the organisation").reads(f"Returned {registration.reference}.")
    registration.refresh_from_db()
    assert registration.state == RegistrationState.MORE_INFO_NEEDED


def accepts(coordinator, registration):
    coordinator.open("/my-turn/").reads(registration.reference)
    coordinator.open("/assessment/").follow(registration.reference)
    coordinator.press("Accept the registration").reads("There is a problem")
    coordinator.tick("Yes to every point that I have left open")
    coordinator.press("Accept the registration").reads(f"Accepted {registration.reference}.")
    registration.refresh_from_db()
    assert registration.state == RegistrationState.ACCEPTED


def rejects(coordinator, registration):
    coordinator.open("/assessment/").follow(registration.reference)
    coordinator.unfold("Reject")
    coordinator.type("In words", "Which water do you want to measure?")
    coordinator.press("Reject with the reason").reads("There is a problem")
    coordinator.choose("The purpose stays vague", of="Reason")
    coordinator.press("Reject with the reason").reads(f"Rejected {registration.reference}.")
    registration.refresh_from_db()
    assert registration.state == RegistrationState.REJECTED


def asks_for_a_review(visitor):
    visitor.follow("Ask for a review").reads("Which water do you want to measure?")
    visitor.press("Ask for a review").reads("There is a problem")
    visitor.type("Why the decision should be reviewed", "The Ebro: our summary says so.")
    visitor.press("Ask for a review").reads("The programme coordinator will look at it")
    visitor.reads("The Ebro: our summary says so.", "has not answered yet")


def looks_before_it_signs(coordinator):
    goes_to(coordinator, "Sign the Commitment").reads("At least one outcome of each side")
    coordinator.press("Everything else is in order").reads("Answered by")
    confirms(coordinator)
    assert (coordinator.tally["clicks"], coordinator.heading[:10]) == (3, "Commitment")


def signs(coordinator, step):
    goes_to(coordinator, step)
    confirms(coordinator)


def goes_to(coordinator, step):
    """From here on what is done on the page is counted."""
    coordinator.wait_for(coordinator.page.get_by_role("link", name=step, exact=True).first)
    return coordinator.follow(step).count_anew()


def confirms(coordinator):
    coordinator.tick("I have read the document and sign it for my organisation.")
    coordinator.type("Your password", PASSWORD)
    coordinator.press("Sign now").reads("Signed. The others can see it.")


def prepares_and_signs(coordinator, exchange, cast):
    coordinator.open("/my-turn/").follow("Check and prepare").reads("EUR\u00a0830")
    coordinator.press("Prepare the agreement").reads("The agreement is prepared")
    story.signs_agreement(cast, exchange, cast.visitor)
    signs(coordinator.open(exchange.get_absolute_url()), "Sign the Financial Agreement")
    walkthrough.finish_papers(exchange)
    exchange.refresh_from_db()


def moves_the_calendar(coordinator, day):
    coordinator.open("/demo/calendar/")
    coordinator.type("The demo's today", day.isoformat())
    coordinator.press("Move the calendar").reads("In this demo it is")


def host_confirms(cast, exchange):
    exchange.refresh_from_db()
    presence.confirm(
        exchange,
        by=cast.host,
        first_day=exchange.first_day,
        last_day=exchange.last_day,
        working_days=walkthrough.WORKING_DAYS,
    )


def returns_the_report(other, exchange):
    other.open("/my-turn/").follow("Look at the report").reads("What was agreed", "Checklist")
    other.follow("Send this report back")
    other.press("Send back").reads("There is a problem")
    other.type("What should be changed", "Say who takes the first step of the trial.")
    other.press("Send back")
    exchange.refresh_from_db()
    assert exchange.state == State.REPORT_RETURNED
