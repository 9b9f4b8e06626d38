"""The visitor: from the first registration to two signed papers, the sealed file in hand."""

from datetime import timedelta

import pytest

from blues import documents
from blues.documents.verifying import Outcome
from clusters.people.demo import PASSWORD
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import Party
from exchanges.registration.models import Registration
from exchanges.workspace.walkthrough import EXAMPLE_IBAN, profile
from tests.journeys import story

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_from_the_registration_to_the_sealed_papers(cast, live_worker, comes_in):
    visitor = comes_in(cast.visitor)
    registration = registers(visitor, cast)
    story.host_takes_part(cast)
    story.cluster_accepts(registration, by=cast.vop)

    exchange = proposes(visitor, cast)
    story.host_accepts(cast, exchange)
    exchange = story.both_clusters_confirm(cast, exchange)
    story.host_writes_the_commitment(cast, exchange)

    agrees_and_signs(visitor, exchange, cast)
    story.signs_commitment(cast, exchange, Party.HOST, Party.HOP, Party.VOP)

    gives_the_account(visitor, exchange, cast)
    story.cluster_prepares_the_agreement(cast, exchange)
    signs_the_agreement(visitor, exchange)
    story.signs_agreement(cast, exchange, cast.vop)

    holds_the_sealed_file(visitor, exchange, stranger=comes_in())


def registers(visitor, cast) -> Registration:
    first_day = story.first_day(cast)
    visitor.has_heading("My turn").reads("Nothing waits for you")
    visitor.open("/registrations/").follow("Register as visitor or host")
    visitor.choose("Visit an organisation in another country")
    visitor.press("Continue").reads("draft", cast.visiting.legal_name)
    visitor.type("Why do you want to visit another organisation?", "To see plasma at work.")
    visitor.type(
        "What do you need to learn, or which business are you looking for?", "What clogs a probe."
    )
    visitor.type("What do you bring to your host?", "Two probes and a year of readings.")
    visitor.tick(*map(str, profile(Registration.HOST)["topics"]), of="Topics")
    visitor.tick("Learn from another cluster or country", of="Aims")
    visitor.press("Continue")
    visitor.pick("Language", "English", of="Languages you can work in")
    visitor.pick("Level", "C1, fluent", of="Languages you can work in")
    period = "When could you travel?"
    visitor.fill_in("From", (first_day - timedelta(days=7)).isoformat(), of=period)
    visitor.fill_in("Until", (first_day + timedelta(days=60)).isoformat(), of=period)
    visitor.press("Continue")
    visitor.choose("no", of="Has your organisation visited under ClusterXchange before?")
    visitor.press("Continue")

    visitor.has_heading("Check your answers").reads("To see plasma at work.", "English")
    visitor.press("Send the registration")
    visitor.reads("There is a problem")
    declarations = visitor.page.get_by_role("main").get_by_role("checkbox")
    for declaration in declarations.all():
        declaration.check()
    visitor.press("Send the registration").reads("sent to ZINNAE", "They answer by")
    return Registration.objects.get(organisation=cast.visiting)


def proposes(visitor, cast) -> Exchange:
    first_day = story.first_day(cast)
    visitor.open("/suggestions/").has_heading("For you").reads(cast.hosting.legal_name)
    visitor.open("/catalogue/").follow(cast.hosting.legal_name).reads("Why you fit")
    visitor.follow("Propose an exchange")
    visitor.choose("in person", of="How will you meet?")
    visitor.type("First working day", first_day.isoformat())
    visitor.type("Last working day", (first_day + timedelta(days=4)).isoformat())
    visitor.type("Title of the exchange", "Readings before and after plasma treatment")
    visitor.type("One to three goals", "Measure the same water twice.")
    visitor.press("Check").reads("Lump sum", "830", "Working days")
    assert not Exchange.objects.filter(visitor_organisation=cast.visiting).exists()

    visitor.press("Send the proposal").reads("Sent. We write to you")
    visitor.open("/my-turn/").reads("Waiting for " + cast.hosting.legal_name)
    return Exchange.objects.get(visitor_organisation=cast.visiting)


def agrees_and_signs(visitor, exchange, cast):
    visitor.open("/my-turn/").count_anew()
    seen, answered = len(visitor.pages), len(visitor.answered)
    visitor.follow("Open the Commitment").follow("Check and complete the text")
    visitor.type("Outcomes the visitor expects", "Ten paired readings in one protocol.")
    visitor.type("Follow-up planned", "One joint trial by October; the visitor calls first.")
    visitor.press("Save the text").reads("Saved.")
    visitor.press("Agree to this text").reads("You agree to the Commitment as it stands.")
    story.agrees(cast.host, exchange)
    visitor.wait_for(visitor.page.get_by_role("link", name="Read and sign"))
    visitor.look().follow("Read and sign").reads("You sign as visitor")
    is_refused_with_another_password(visitor, exchange)
    visitor.tick("I have read the document and sign it for my organisation.")
    visitor.type("Your password", PASSWORD)
    visitor.press("Sign now").reads("Signed. The others can see it.")
    assert [s.party for s in exchange.commitments.get().signatures.all()] == [Party.VISITOR]
    assert visitor.tally["clicks"] <= 14
    assert len({heading[:21] for heading in visitor.pages[seen:]}) <= 3  # without the state
    assert len(visitor.answered) - answered <= 6


def is_refused_with_another_password(visitor, exchange):
    visitor.tick("I have read the document and sign it for my organisation.")
    visitor.type("Your password", "not-my-password")
    visitor.press("Sign now").reads("There is a problem")
    assert exchange.commitments.get().signatures.count() == 0


def gives_the_account(visitor, exchange, cast):
    visitor.open("/my-turn/").count_anew().follow("Give the bank details")
    visitor.type("Account holder", cast.visiting.legal_name)
    visitor.type("IBAN", EXAMPLE_IBAN.replace("1332", "1333"))
    visitor.press("Save the bank details").reads("This IBAN is not valid.")
    visitor.type("IBAN", EXAMPLE_IBAN)
    visitor.press("Save the bank details").reads("The bank details are saved.")
    visitor.open(exchange.get_absolute_url()).reads("Prepare the Financial Agreement")


def signs_the_agreement(visitor, exchange):
    visitor.open(f"/exchanges/{exchange.public_id}/agreement/").reads("830")
    visitor.wait_for(visitor.page.get_by_role("link", name="Read and sign"))
    visitor.follow("Read and sign")
    visitor.tick("I have read the document and sign it for my organisation.")
    visitor.type("Your password", PASSWORD)
    visitor.press("Sign now").reads("Signed. The others can see it.")
    assert visitor.tally["clicks"] <= 8  # since the bank details were asked for


def holds_the_sealed_file(visitor, exchange, stranger):
    visitor.open(exchange.get_absolute_url())
    sealed = visitor.download("Signed record")
    assert sealed.startswith(b"%PDF")
    assert documents.verify_bytes(sealed).outcome == Outcome.GENUINE

    stranger.open("/verify/")
    stranger.attach("PDF file", "agreement.pdf", sealed)
    stranger.press("Check the file").reads("Genuine and unchanged")
    stranger.open("/verify/")
    stranger.attach("PDF file", "agreement.pdf", sealed.replace(b"830", b"930", 1) + b" ")
    stranger.press("Check the file").reads("Not the file that was sealed")
