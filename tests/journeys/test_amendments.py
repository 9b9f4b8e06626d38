"""After the signatures: a stay is moved by a notice, shortened by a new version, and packed in one
file, whose papers a stranger verifies."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest

from blues import jobs
from clusters.people.demo import PASSWORD
from exchanges.lifecycle.states import Party
from exchanges.workspace import walkthrough
from tests.journeys import story

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.feature(59, 61, 121)
def test_what_was_signed_is_changed_and_taken_away_in_one_file(cast, comes_in):
    exchange = signed_by_all(cast)
    visitor, host = comes_in(cast.visitor), comes_in(cast.host)

    moves_the_stay(visitor, exchange)
    confirms_the_days(host)
    proposes_a_shorter_stay(visitor, exchange)
    agrees_to_the_version(host)
    everybody_signs(cast, comes_in, visitor, host, exchange)

    exchange.refresh_from_db()
    assert [p.version for p in exchange.commitments.order_by("version")] == [1, 2]
    assert [p.amount for p in exchange.agreements.order_by("version")] == [830, 415]
    coordinator = comes_in(cast.vop)
    papers = takes_the_dossier(coordinator, exchange)
    a_stranger_verifies(comes_in(), papers)


def signed_by_all(cast):
    story.host_takes_part(cast)
    story.visitor_takes_part(cast)
    exchange = story.host_accepts(cast, story.visitor_proposes(cast))
    exchange = story.both_clusters_confirm(cast, exchange)
    exchange = story.both_agree(cast, exchange)
    return story.signs_everything(cast, exchange)


def amendments_of(one, exchange):
    return one.open(exchange.get_absolute_url()).follow("Versions and amendments")


def moves_the_stay(visitor, exchange):
    first, last = (day + timedelta(days=7) for day in (exchange.first_day, exchange.last_day))
    amendments_of(visitor, exchange).follow("Propose a change")
    visitor.count_anew()
    visitor.type("First working day", first.isoformat())
    visitor.type("Last working day", last.isoformat())
    visitor.press("Continue").has_heading("Move the stay by a notice")
    visitor.press("Send the notice").reads("This field is required.")
    visitor.type("Why this changes", "A trade fair in between.")
    visitor.press("Send the notice").reads("Sent. It counts once the other side has confirmed it.")
    assert visitor.tally["clicks"] <= 4


def confirms_the_days(host):
    host.open("/my-turn/").follow("Look and answer")
    host.reads("A trade fair in between.").press("Confirm these days")
    host.reads("in force")


def proposes_a_shorter_stay(visitor, exchange):
    exchange.refresh_from_db()
    amendments_of(visitor, exchange).follow("Propose a change")
    visitor.type("Last working day", (exchange.last_day - timedelta(days=2)).isoformat())
    visitor.press("Continue").has_heading("Propose a new version")
    visitor.reads("The number of working days in the host's calendar changes.")
    visitor.type("Why this changes", "The laboratory closes on Thursday.")
    visitor.press("Show what changes").press("Send it to the other side")
    visitor.reads("The laboratory closes on Thursday.")


def agrees_to_the_version(host):
    host.open("/my-turn/").follow("Look and answer")
    host.press("Agree; it goes to the signatures")


def everybody_signs(cast, comes_in, visitor, host, exchange):
    walkthrough.finish_papers(exchange)
    others = {Party.HOP: comes_in(cast.hop), Party.VOP: comes_in(cast.vop)}
    for one in (visitor, host):
        signs_the_amendment(one)
    for one in others.values():
        signs_the_amendment(one, looks_first=True)
    walkthrough.finish_papers(exchange)
    for one in (visitor, others[Party.VOP]):
        signs_the_amendment(one)
    walkthrough.finish_papers(exchange)


def signs_the_amendment(one, *, looks_first=False):
    one.open("/my-turn/").follow("Read and sign")
    if looks_first:
        one.press("Everything else is in order").reads("Answered by")
    one.tick("I have read the document and sign it for my organisation.")
    one.type("Your password", PASSWORD)
    one.press("Sign now").reads("Signed.")


def takes_the_dossier(coordinator, exchange) -> dict[str, bytes]:
    coordinator.open(exchange.get_absolute_url())
    coordinator.follow("Everything in one file: the dossier").press("Pack the dossier")
    jobs.run_due()
    with ZipFile(io.BytesIO(coordinator.download("dossier"))) as packed:
        return {name.rpartition("/")[2]: packed.read(name) for name in packed.namelist()}


def a_stranger_verifies(stranger, papers):
    old, signed = (
        next(name for name in papers if name.startswith("FA-") and name.endswith(end))
        for end in ("v1.pdf", "v2-signed.pdf")
    )
    assert verdict(stranger, papers[signed]) == "Genuine and unchanged"
    stranger.reads("Who signed")
    assert verdict(stranger, papers[old]) == "Genuine, but replaced by a newer version"
    middle = len(papers[signed]) // 2
    flipped = papers[signed][:middle] + b"?" + papers[signed][middle + 1 :]
    assert verdict(stranger, flipped) == "Not the file that was sealed"


def verdict(stranger, content: bytes) -> str:
    stranger.open("/verify/")
    stranger.attach("PDF file", "paper.pdf", content)
    stranger.press("Check the file")
    return stranger.heading
