"""A coordinator matches the whole programme, looks, changes a pair, compares, and releases."""

import pytest

from exchanges.models import Exchange, MatchingRound
from tests.journeys import story

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 800}


@pytest.mark.feature(34, 35)
def test_the_programme_is_matched_changed_compared_and_released(cast, live_worker, comes_in):
    story.visitor_takes_part(cast)
    story.host_takes_part(cast)
    coordinator = comes_in(cast.vop)
    first = asks_for_a_round(coordinator)

    coordinator.reads("Why it is the best", "What usual ways of matching reach", "Gap")
    pair = first.pairs.filter(visitor__cluster__in=cast.vop.cluster_ids).first()
    coordinator.tick(f"do without {pair.visitor.organisation}")
    coordinator.press("Match again")
    comes_to_its_end(coordinator)
    second = MatchingRound.objects.latest("number")
    coordinator.reads("Against the round before", "Pairs done without")
    assert (pair.visitor_id, pair.host_id) not in set(second.pairs.values_list("visitor", "host"))

    coordinator.open(first.get_absolute_url()).reads(
        "A later round has taken the place of this one"
    )
    coordinator.open(second.get_absolute_url())
    coordinator.page.set_viewport_size(PHONE)
    coordinator.look()
    before = Exchange.objects.count()
    send = coordinator.page.get_by_role("button", name="Send ").inner_text()
    coordinator.press(send).reads("has been sent" if "1 " in send else "have been sent")
    assert Exchange.objects.count() > before


def asks_for_a_round(coordinator) -> MatchingRound:
    coordinator.open("/rounds/").follow("Match the programme")
    coordinator.type("Rounds still to come after this one", "0")
    coordinator.press("Match")
    comes_to_its_end(coordinator)
    return MatchingRound.objects.latest("number")


def comes_to_its_end(coordinator):
    """The page says when the job is done, or is loaded again."""
    coordinator.wait_for(coordinator.page.get_by_role("heading", name="Pairs", exact=True))
    coordinator.look()
