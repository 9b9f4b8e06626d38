"""Groups, suggestions put aside, reserved matches, letters to many: as people walk through them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from blues.common import clock
from blues.notices.models import Notice
from exchanges.matching import proposals
from exchanges.models import ExchangeGroup, Registration, State
from exchanges.workspace.demo import _first_day
from tests.journeys import story

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def free(role, **scope):
    """Listed demo registrations that could still visit, or host anybody."""
    rows = Registration.objects.in_catalogue().filter(programme__is_default=True, role=role)
    return [
        one
        for one in rows.filter(**scope).order_by("pk")
        if not one.visits.using_the_visit().exists() and not one.stays_hosted.live().exists()
    ]


@pytest.mark.feature(37)
def test_a_host_invites_two_visitors_for_the_same_days(cast, comes_in):
    host = next(one for one in free("host") if one.welcomes_groups)
    own_country = host.organisation.country_id
    visitors = [one for one in free("visitor") if one.organisation.country_id != own_country][:2]
    first = _first_day(host)

    reader = comes_in(host.representative)
    reader.open(reverse("matching:catalogue-entry", args=[host.public_id]))
    reader.follow("Invite a group").reads("All come on the same days")
    for one in visitors:
        reader.page.get_by_role("combobox", name="Words, or a code").fill(str(one.organisation))
        reader.page.locator(".long-list").get_by_role("option").first.click()
    reader.page.get_by_role("radio", name="in person").check()
    reader.type("First working day", first.isoformat())
    reader.type("Last working day", (first + timedelta(days=3)).isoformat())
    reader.type("Title of the group", "Water week")
    reader.type("One to three goals", "Compare what each of us has tried.")
    reader.press("Check").reads("2 of 2 could be asked now.")
    reader.press("Send the proposals").reads("2 visitors asked.", "Water week")

    exchange = ExchangeGroup.objects.get().exchanges.first()
    visitor = comes_in(exchange.visitor.representative)
    visitor.open(reverse("matching:proposal-detail", args=[exchange.public_id]))
    visitor.reads("A group exchange", str(visitors[1].organisation))


def test_a_suggestion_is_put_aside_and_brought_back(cast, comes_in):
    visitor = free("visitor")[0]
    reader = comes_in(visitor.representative)
    reader.open(reverse("matching:suggestion-list"))
    reader.press("Not for us").reads("Nobody is told.")
    reader.follow("1 hidden suggestion").reads("You have put these aside.")
    reader.press("Show again").reads("may be suggested again")


def test_a_proposal_that_has_expired_is_taken_up_again(cast, comes_in):
    exchange = story.play(cast, until="proposes an exchange")
    clock.move_demo_calendar(to=clock.today() + timedelta(days=22))
    proposals.expire_due()

    reader = comes_in(cast.visitor)
    reader.open(reverse("matching:proposal-detail", args=[exchange.public_id]))
    reader.press("Reopen the proposal").reads("The proposal stands again.")
    exchange.refresh_from_db()
    assert exchange.state == State.PROPOSED


@pytest.mark.feature(33, 45)
def test_a_coordinator_reserves_two_and_writes_to_those_who_have_not_answered(cast, comes_in):
    exchange = story.play(cast, until="proposes an exchange")
    reader = comes_in(cast.hop)
    reader.follow("Follow-up").reads("Where a word from you helps most")
    reader.open(reverse("matching:unanswered-list")).reads(exchange.reference)
    reader.press(f"Write to these {exchange_count(reader)}" if exchange_count(reader) > 1
                 else "Write to this one")  # fmt: skip
    reader.reads("Who reads what", "waits for your answer")
    reader.type("Subject", "{partner} waits, please answer")
    reader.press("Keep the text").reads("Nothing has been sent yet.")
    reader.page.get_by_role("button", name="Send").click()
    reader.look().reads("Sent to")
    assert Notice.objects.filter(reader=cast.host, topic="matching.follow_up").count() == 1
    for name in ("follow-up-page", "profile-list", "pair-list", "topic-list", "country-list"):
        reader.open(reverse(f"matching:{name}"))
    reader.open(reverse("notices:draft-list")).reads("sent")

    host = free("host", cluster__code="bnpt") or free("host")
    visitors = free("visitor")
    other = next(
        v for v in visitors if v.organisation.country_id != host[0].organisation.country_id
    )
    query = {"host": host[0].reference, "visitor": other.reference}
    reader.open(reverse("matching:reservation-new", query=query)).reads("Reserve both")
    reader.press("Reserve both").reads("Let both go")
    reader.open(reverse("matching:reservation-list")).reads("reserved")


def exchange_count(reader) -> int:
    return int(reader.page.locator(".page-head__count").inner_text())
