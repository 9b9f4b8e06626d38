"""Nonsense, haste and malice: a clear answer with the right status, and nothing has changed."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from clusters.models import User
from clusters.people.demo import PASSWORD
from exchanges.building import commitments
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.states import State
from exchanges.lifecycle.stopping import cancel
from exchanges.registration.models import Registration, SectionDraft
from exchanges.workspace import walkthrough
from exchanges.workspace.cast import gather
from tests.demo import seed_demo
from tests.factories import ExchangeFactory
from tests.journeys import story
from tests.journeys.addresses import addresses, under_exchange

REFUSED = (400, 403, 404, 405, 409, 413)
WATCHED = ("clusters", "exchanges", "workpackages", "documents", "jobs", "journal", "notices")
STATEFUL = (Exchange, Registration)
MEGABYTE = "x" * 1_000_000
PERSONS = ("visitor", "host", "vop", "finance")
pytestmark = pytest.mark.ignore_template_errors


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The demo and an exchange whose Commitment is being written, for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed_demo()
        User.objects.update(language="en")
        cast = gather(password=PASSWORD)
        exchange = story.play(cast, until="completes the agenda")
        yield cast, exchange.public_id
        transaction.set_rollback(True)


@pytest.fixture
def cast(world):
    return world[0]


@pytest.fixture
def exchange(world):
    return Exchange.objects.with_parties().get(public_id=world[1])


@pytest.fixture
def stranger(cast):
    """Somebody of another company in another cluster."""
    return User.objects.get(email__startswith="office@example-leak-finder")


@pytest.fixture
def enter(client):
    def come_in(person):
        client.force_login(person)
        return client

    return come_in


@pytest.fixture
def unchanged():
    """Every row of the domain, counted and in its state, is at the end what it was."""
    before = everything()
    yield
    assert everything() == before


def everything() -> dict:
    """What there is, except for what was typed and not taken over: that is kept on purpose."""
    counts = {
        model._meta.label: model.objects.count()
        for label in WATCHED
        for model in apps.get_app_config(label).get_models()
        if model is not SectionDraft
    }
    states = {model: sorted(model.objects.values_list("pk", "state")) for model in STATEFUL}
    texts = sorted(apps.get_model("exchanges.Commitment").objects.values_list("pk", "title"))
    return counts | states | {"texts": texts}


def says_something(response) -> bool:
    """A page for people, with a heading in their words."""
    return b"<h1" in response.content and b"Traceback" not in response.content


# -- Every address ---------------------------------------------------------------------------------


@pytest.mark.parametrize("person", PERSONS)
def test_a_nul_byte_is_turned_away_everywhere(enter, cast, exchange, unchanged, person):
    client = enter(getattr(cast, person))
    wrong = {
        address.name: response.status_code
        for address in addresses()
        for response in [client.post(address.of(exchange.public_id), {"reason": "a\x00b"})]
        if response.status_code not in (400, 404) or not says_something(response)
    }
    assert wrong == {}


@pytest.mark.parametrize("person", PERSONS)
def test_an_unknown_case_is_not_found(enter, cast, unchanged, person):
    client = enter(getattr(cast, person))
    wrong = {
        (address.name, method): response.status_code
        for address in addresses()
        if address.has_case
        for method in ("get", "post")
        for response in [getattr(client, method)(address.of(uuid4()))]
        if response.status_code not in (403, 404, 405)
    }
    assert wrong == {}


def test_an_exchange_of_others_is_not_found(enter, stranger, exchange, unchanged):
    client = enter(stranger)
    wrong = {
        (address.name, method): response.status_code
        for address in under_exchange()
        for method in ("get", "post")
        for response in [getattr(client, method)(address.of(exchange.public_id))]
        if response.status_code not in (404, 405)
    }
    assert wrong == {}


@pytest.mark.parametrize("person", PERSONS)
def test_a_step_out_of_turn_is_refused(enter, cast, exchange, unchanged, person):
    """While the Commitment is being written, no later verb does anything, whoever calls it."""
    client = enter(getattr(cast, person))
    allowed = {"building:commitment-edit", "building:commitment-keep", "building:agenda-edit"}
    allowed |= {"building:agenda-keep", "workspace:exchange-cancel", "workspace:dossier-page"}
    wrong = {
        address.name: response.status_code
        for address in under_exchange()
        if address.name not in allowed
        for response in [client.post(address.of(exchange.public_id), {"reason": "In a hurry."})]
        if response.status_code not in REFUSED
    }
    assert wrong == {}


FORMS = [
    ("visitor", "building:commitment-edit"),
    ("visitor", "building:agenda-edit"),
    ("visitor", "workspace:exchange-cancel"),
    ("host", "finalisation:preparation-detail"),
    ("vop", "finalisation:stay-interrupt"),
]


@pytest.mark.parametrize(("person", "page"), FORMS)
def test_a_megabyte_in_a_field_is_refused_in_words(enter, cast, exchange, person, page):
    client = enter(getattr(cast, person))
    address = reverse(page, args=[exchange.public_id])
    shown = client.get(address)
    fields = filled_in(shown)
    before = everything()
    texts = [name for name in fields if re.search(rf'<textarea[^>]*name="{name}"', text_of(shown))]
    assert texts or page in ("finalisation:preparation-detail", "finalisation:stay-interrupt")
    for name in texts:
        response = client.post(address, fields | {name: MEGABYTE})
        assert response.status_code in REFUSED, name
        assert says_something(response)
    assert everything() == before


@pytest.mark.parametrize("section", ["purpose", "time"])
def test_a_megabyte_in_a_registration_is_refused_in_words(enter, cast, section):
    registration = story.drafts(cast.hosting, Registration.VISITOR, by=cast.host, cast=cast)
    client = enter(cast.host)
    address = reverse("registration:section-edit", args=[registration.public_id, section])
    fields, before = filled_in(client.get(address)), everything()
    assert fields
    for name in fields:
        response = client.post(address, fields | {name: MEGABYTE})
        assert response.status_code in REFUSED, name
        assert says_something(response)
    assert everything() == before


# -- Twice -----------------------------------------------------------------------------------------


def test_the_second_of_two_answers_is_a_conflict(enter, cast, exchange):
    cancel(exchange, by=cast.visitor, reason="Another week suits us better.")
    proposed = story.visitor_proposes(cast)
    client = enter(cast.host)
    address = reverse("matching:proposal-accept", args=[proposed.public_id])
    assert client.post(address).status_code == 302
    before = everything()

    response = client.post(address)

    assert (response.status_code, says_something(response)) == (409, True)
    assert everything() == before


def test_agreeing_twice_counts_once(enter, cast, exchange):
    client = enter(cast.visitor)
    page = reverse("building:commitment-detail", args=[exchange.public_id])
    fields = filled_in(client.get(page), form="agree")
    address = reverse("building:commitment-agree", args=[exchange.public_id])
    assert client.post(address, fields).status_code == 302

    client.post(address, fields)

    assert exchange.commitments.get().consents.count() == 1


# -- Overtaken -------------------------------------------------------------------------------------


def test_saving_over_words_one_has_not_seen_is_a_conflict(enter, cast, exchange):
    client = enter(cast.visitor)
    address = reverse("building:commitment-edit", args=[exchange.public_id])
    fields = filled_in(client.get(address))
    commitments.change(exchange.commitments.get(), by=cast.host, title="The host was faster")

    response = client.post(address, fields | {"title": "The visitor was slower"})

    assert response.status_code == 409
    assert "What you typed is still here." in text_of(response)
    assert exchange.commitments.get().title == "The host was faster"


@pytest.mark.parametrize("page", ["building:commitment-edit", "building:agenda-edit"])
def test_words_typed_while_the_text_was_closed_are_shown(enter, cast, exchange, page):
    client = enter(cast.visitor)
    address = reverse(page, args=[exchange.public_id])
    fields = filled_in(client.get(address)) | {"title": "A title nobody has seen"}
    agreed(cast, exchange)

    response = client.post(address, fields, headers={"Referer": f"http://testserver{address}"})

    assert response.status_code == 409
    assert "A title nobody has seen" in text_of(response)
    assert exchange.commitments.get().title != "A title nobody has seen"


def test_an_agenda_that_was_overtaken_is_a_conflict(enter, cast, exchange):
    client = enter(cast.visitor)
    address = reverse("building:agenda-edit", args=[exchange.public_id])
    fields = filled_in(client.get(address))
    monday = {"day": exchange.first_day, "morning": "The host was faster"}
    commitments.set_agenda(exchange.commitments.get(), by=cast.host, days=[monday])

    assert client.post(address, fields | {"day-0-morning": "Late"}).status_code == 409
    assert not exchange.commitments.get().agenda.filter(morning="Late").exists()


def test_nobody_agrees_to_words_they_have_not_seen(enter, cast, exchange):
    client = enter(cast.visitor)
    page = reverse("building:commitment-detail", args=[exchange.public_id])
    fields = filled_in(client.get(page), form="agree")
    commitments.change(exchange.commitments.get(), by=cast.host, title="The host was faster")

    address = reverse("building:commitment-agree", args=[exchange.public_id])
    assert client.post(address, fields).status_code == 409
    assert exchange.commitments.get().consents.count() == 0


def test_a_signature_on_an_old_version_does_not_count(enter, cast, exchange):
    agreed(cast, exchange)
    client = enter(cast.visitor)
    address = reverse("building:commitment-sign", args=[exchange.public_id])
    fields = filled_in(client.get(address)) | {"password": PASSWORD, "has_read": "on"}
    commitments.send_back(exchange, by=cast.vop, reason="Name the reactor.")
    agreed(cast, exchange)

    response = client.post(address, fields)

    assert response.status_code == 409
    assert says_something(response)
    assert sum(one.signatures.count() for one in exchange.commitments.all()) == 0
    exchange.refresh_from_db()
    assert exchange.state == State.CTQ_AGREED


# -- Files -----------------------------------------------------------------------------------------

FILES = {
    "a page of the web": ("ticket.pdf", b"<html><script>alert(1)</script></html>"),
    "a program": ("ticket.exe", b"MZ\x90\x00"),
    "an empty file": ("ticket.pdf", b""),
    "a drawing with a script": ("ticket.svg", b"<svg onload='alert(1)'/>"),
}


@pytest.mark.parametrize("what", FILES)
def test_evidence_of_another_kind_is_refused_in_words(enter, cast, exchange, what):
    ended = stay_that_ended(cast, exchange)
    client, before = enter(cast.visitor), everything()
    name, content = FILES[what]

    response = client.post(
        reverse("finalisation:evidence-page", args=[ended]),
        {"kind": "travel", "file": SimpleUploadedFile(name, content)},
    )

    assert response.status_code == 400
    assert "There is a problem" in text_of(response)
    assert everything() == before


@pytest.mark.parametrize("what", FILES)
def test_a_cv_of_another_kind_is_refused_in_words(enter, cast, what):
    registration = story.drafts(cast.hosting, Registration.VISITOR, by=cast.host, cast=cast)
    client, before = enter(cast.host), everything()
    name, content = FILES[what]

    response = client.post(
        reverse("registration:section-edit", args=[registration.public_id, "you"]),
        {"cv": SimpleUploadedFile(name, content)},
    )

    assert response.status_code == 400
    assert "There is a problem" in text_of(response)
    assert everything() == before
    registration.refresh_from_db()
    assert not registration.cv


# -- Help ------------------------------------------------------------------------------------------


def stay_that_ended(cast, exchange):
    """The address of another exchange of the same two, put into the state at once."""
    cancel(exchange, by=cast.visitor, reason="Another week suits us better.")
    return ExchangeFactory(
        state=State.STAY_ENDED,
        reference="BX-2026-901",
        programme=exchange.programme,
        visitor=exchange.visitor,
        host=exchange.host,
    ).public_id


def agreed(cast, exchange):
    exchange.refresh_from_db()
    for person in (cast.visitor, cast.host):
        exchange = commitments.agree(exchange, by=person)
    walkthrough.finish_papers(exchange)


def text_of(response) -> str:
    return unescape(response.content.decode())


def filled_in(response, form: str = "") -> dict:
    """What a browser would send from the page without a change: hidden fields and texts."""
    html = text_of(response).partition("<main")[2]
    if form:
        html = next(part for part in html.split("<form") if f"/{form}/" in part[:300])
    fields = dict(
        re.findall(
            r'<input[^>]*type="(?:hidden|text|date)"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', html
        )
    )
    fields |= {
        name: text.strip()
        for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', html)
    }
    for name in re.findall(r'<input[^>]*type="(?:text|date|number)"[^>]*name="([^"]+)"', html):
        fields.setdefault(name, "")
    fields.pop("csrfmiddlewaretoken", None)
    return {name: unescape(text) for name, text in fields.items()}
