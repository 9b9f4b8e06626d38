"""Agendas that a host keeps and uses again: without their visitor, and for nobody else's eyes."""

from datetime import date

import pytest
from django.urls import reverse

from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from exchanges.building import agenda_templates
from exchanges.building.current import commitment_of
from exchanges.models import AgendaTemplate
from tests.factories import AgendaTemplateFactory, CommitmentFactory, coordinator_of, signer

FOUR = ["visitor", "host", "hop", "vop"]


@pytest.fixture(autouse=True)
def _before_the_stay():
    with clock.standing_on(date(2027, 2, 1)):
        yield


@pytest.fixture
def agreed():
    return CommitmentFactory(agreed=True, agenda=3)


def at(name, commitment, *more):
    return reverse(f"building:{name}", args=[commitment.exchange.public_id, *more])


def host_of(commitment):
    return commitment.exchange.host.representative


@pytest.mark.feature(54)
def test_an_agreed_agenda_is_kept_without_the_names_of_its_visitor(agreed):
    exchange = agreed.exchange
    organisation, person = exchange.visitor_organisation, exchange.visitor.representative
    organisation.short_name = "Aqua+"
    organisation.save()
    agreed.agenda.filter(day="2027-03-01").update(
        morning=f"Welcome of {person.name} ({organisation.legal_name.upper()})",
        people=f"Dr Beispiel, {person.family_name}",
        output="A plan with Aqua+, no Aquarium",
    )

    kept = agenda_templates.keep(exchange, by=host_of(agreed), name="  A week  at the pier ")

    assert (kept.organisation, kept.name, len(kept.days)) == (
        exchange.host_organisation,
        "A week at the pier",
        3,
    )
    assert kept.days[0] == {
        "morning": "Welcome of the visitor (the visitor)",
        "afternoon": "Evaluation with both teams",
        "place": "",
        "people": "Dr Beispiel, the visitor",
        "output": "A plan with the visitor, no Aquarium",
    }


@pytest.mark.feature(54)
def test_a_kept_agenda_is_mapped_onto_the_working_days_of_the_next_stay(client, sign_in):
    draft = CommitmentFactory(
        agenda=[],
        exchange__first_day=date(2027, 3, 25),
        exchange__last_day=date(2027, 3, 31),  # with Good Friday and Easter Monday in between
    )
    template = AgendaTemplateFactory(organisation=draft.exchange.host_organisation)
    sign_in(host_of(draft))
    page = client.get(at("agenda-edit", draft))

    answer = client.post(
        at("agenda-edit", draft),
        {
            "day-TOTAL_FORMS": 1,
            "day-INITIAL_FORMS": 0,
            "day-0-day": "2027-03-25",
            "day-0-morning": "Typed before",
            "seen": page.context["seen"],
            "take_over": "1",
            "template": str(template.public_id),
        },
    )

    assert answer.url == at("agenda-edit", draft)
    assert {row.day: row.morning for row in commitment_of(draft.exchange).agenda.all()} == {
        date(2027, 3, 25): "Typed before",
        date(2027, 3, 30): "Morning 2",
        date(2027, 3, 31): "Morning 3",
    }


def test_days_that_do_not_fit_are_counted():
    draft = CommitmentFactory(agenda=[], exchange__last_day=date(2027, 3, 2))
    template = AgendaTemplateFactory(organisation=draft.exchange.host_organisation)

    left_out = agenda_templates.take_over(draft, str(template.public_id), by=host_of(draft))

    assert (left_out, draft.agenda.count()) == (1, 2)


@pytest.mark.feature(54)
def test_only_the_host_sees_what_it_keeps(client, sign_in, agreed):
    AgendaTemplateFactory(organisation=agreed.exchange.host_organisation, name="Our secret week")
    draft = CommitmentFactory(exchange__host=agreed.exchange.host)
    pages = {}
    for party in FOUR:
        sign_in(signer(agreed.exchange, party))
        pages[party] = (
            "Our secret week" in client.get(at("commitment-detail", agreed)).content.decode()
        )
    sign_in(draft.exchange.visitor.representative)
    of_visitor = client.get(at("agenda-edit", draft)).content.decode()
    sign_in(host_of(draft))
    of_host = client.get(at("agenda-edit", draft)).content.decode()

    assert pages == {party: party == "host" for party in FOUR}
    assert ("Our secret week" in of_visitor, "Our secret week" in of_host) == (False, True)


def test_nobody_but_the_host_keeps_uses_or_forgets(agreed):
    template = AgendaTemplateFactory(organisation=agreed.exchange.host_organisation)
    draft = CommitmentFactory(exchange__host=agreed.exchange.host)
    key = str(template.public_id)

    for person in (agreed.exchange.visitor.representative, coordinator_of(agreed.exchange.hop)):
        with pytest.raises(NotAllowed):
            agenda_templates.keep(agreed.exchange, by=person, name="Mine")
        with pytest.raises(NotAllowed):
            agenda_templates.forget(agreed.exchange, key, by=person)
    with pytest.raises(NotAllowed):
        agenda_templates.take_over(draft, key, by=draft.exchange.visitor.representative)

    assert AgendaTemplate.objects.get() == template


@pytest.mark.parametrize("key", ["", "nonsense"])
def test_another_hosts_agenda_or_none_is_not_taken_over(key):
    draft = CommitmentFactory(agenda=[])
    other = AgendaTemplateFactory()

    for chosen in (key, str(other.public_id)):
        with pytest.raises(BadInput):
            agenda_templates.take_over(draft, chosen, by=host_of(draft))

    assert draft.agenda.count() == 0


def test_a_draft_is_not_kept():
    draft = CommitmentFactory()

    with pytest.raises(Conflict):
        agenda_templates.keep(draft.exchange, by=host_of(draft), name="Too early")


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "Taken"])
def test_a_name_that_says_nothing_or_is_taken_is_refused(agreed, name):
    AgendaTemplateFactory(organisation=agreed.exchange.host_organisation, name="Taken")

    with pytest.raises(BadInput):
        agenda_templates.keep(agreed.exchange, by=host_of(agreed), name=name)

    assert AgendaTemplate.objects.count() == 1


def test_the_host_keeps_and_forgets_from_the_page(client, sign_in, agreed):
    sign_in(host_of(agreed))

    client.post(at("agenda-for-later", agreed), {"name": "A week"})
    page = client.get(at("commitment-detail", agreed)).content.decode()
    client.post(at("agenda-forget", agreed, AgendaTemplate.objects.get().public_id))

    assert "Forget “A week”" in page
    assert not AgendaTemplate.objects.exists()
