"""The host: answers a proposal, plans the days, signs, receives, confirms, reports."""

import pytest

from clusters.people.demo import PASSWORD
from exchanges.finalisation import stay
from exchanges.lifecycle.states import Party, State
from tests.journeys import story

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

TEXTS = {
    "Place of the stay, or link": "Example Plasma Lab, Greifswald",
    "Objectives of the visitor": "Learn what plasma changes.",
    "Objectives of the host": "See probes built for the field.",
    "Outcomes the visitor expects": "Ten paired readings.",
    "Outcomes the host expects": "Two requests for a trial.",
    "How the outcomes will be checked": "The protocol exists.",
}


def test_from_the_proposal_to_the_report(cast, live_worker, comes_in):
    exchange = story.play(cast, until="proposes an exchange")
    host = comes_in(cast.host)
    accepts(host, exchange)
    story.both_clusters_confirm(cast, exchange)

    plans_the_days(host, exchange)
    exchange = story.agrees(cast.visitor, exchange)
    agrees(host)
    story.signs_commitment(cast, exchange, Party.VISITOR)
    signs(host, exchange)
    story.signs_everything(cast, exchange)

    tells_where_to_arrive(host)
    story.insures_and_checks(cast, exchange)
    stay.start(story.day_comes(exchange.first_day, exchange), by=cast.vop)
    story.day_comes(exchange.last_day, exchange)
    confirms_the_presence(host, exchange)
    stay.end(exchange, by=cast.vop)
    reports(host, exchange)


def accepts(host, exchange):
    host.open("/my-turn/").follow("Answer the proposal").reads(exchange.title)
    host.unfold("Decline with a reason")
    host.press("Decline the proposal").reads("reason")
    exchange.refresh_from_db()
    assert exchange.state == State.PROPOSED

    host.open("/my-turn/").follow("Answer the proposal")
    host.press("Accept the proposal").reads("Accepted. Both partner clusters are asked to confirm.")
    host.reads(exchange.visitor.representative.email)
    exchange.refresh_from_db()


def plans_the_days(host, exchange):
    host.open("/my-turn/").follow("Open the Commitment")
    host.follow("Check and complete the text")
    for label, text in TEXTS.items():
        host.type(label, text)
    host.press("Save the text").reads("Saved.")
    host.follow("Plan the days")
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        host.type("Morning", "Paired readings", within=day)
        host.type("Afternoon", "Notes for the protocol", within=day)
    host.press("Save the agenda").reads("The agenda is saved.")


def agrees(host):
    host.open("/my-turn/").follow("Open the Commitment")
    host.press("Agree to this text").reads("You agree to the Commitment as it stands.")


def signs(host, exchange):
    host.open("/my-turn/").follow("Sign the Commitment").reads("You sign as host")
    host.tick("I have read the document and sign it for my organisation.")
    host.type("Your password", PASSWORD)
    host.press("Sign now").reads("Signed. The others can see it.")
    signed = [signature.party for signature in exchange.commitments.get().signatures.all()]
    assert signed == [Party.VISITOR, Party.HOST]


def tells_where_to_arrive(host):
    host.open("/my-turn/").follow("Tell where to arrive")
    host.press("Save and tell the visitor").reads("There is a problem")
    host.type("Contact person on the first day", "Front desk of the pilot hall")
    host.type("Where and when to arrive, or link", "Main entrance, 9:00")
    host.press("Save and tell the visitor").reads("Saved. The visitor has been told.")


def confirms_the_presence(host, exchange):
    host.open("/my-turn/").follow("Confirm the days")
    host.type("Working days present", "4")
    host.press("Confirm").reads("There is a problem")
    host.type("Working days present", "5")
    host.press("Confirm").reads("Confirmed. The visitor has been told.")
    assert host.download("Presence confirmation").startswith(b"%PDF")


def reports(host, exchange):
    host.open("/my-turn/").follow("Write the report")
    host.press("Hand in the report").reads("There is a problem")
    host.choose("4 – fully reached", of="How far were the objectives reached?")
    host.type("Results and contacts", "Ten paired readings and a date for a trial.")
    host.type("People met", "6")
    for question in ("Finding each other", "Support by the partner cluster"):
        host.choose("5 – excellent", of=question)
    host.choose("4", of="Result of the exchange")
    host.choose("yes", of="Would you do it again?")
    host.press("Save the draft").reads("The draft is saved.")
    host.press("Hand in the report").reads("The report has been handed in.")
    exchange.refresh_from_db()
    assert exchange.reports.get(side=Party.HOST).submitted_at
    host.open("/my-turn/").reads("Nothing waits for you")
