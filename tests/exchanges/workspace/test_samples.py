"""Exchanges drawn at random: repeatable, kept, and seen by the programme and the agency alone."""

import hashlib

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from blues import journal
from blues.common.errors import BadInput, NotAllowed
from exchanges.models import QualitySample, SampledExchange, State
from exchanges.workspace import samples
from tests.exchanges.finalisation.cast import EVERYBODY, Cast
from tests.factories import (
    ExchangeFactory,
    ProgrammeFactory,
    QualitySampleFactory,
    UserFactory,
)

DRAW = {"scope": "finished", "size": 3, "purpose": "Yearly check"}


@pytest.fixture
def finished():
    return [ExchangeFactory(state=State.COMPLETED) for _number in range(8)]


def draw(programme, **changes):
    by = changes.pop("by", None) or UserFactory(programme_coordinator=True)
    return samples.draw(programme, by=by, **DRAW | changes)


def drawn(sample):
    return [one.exchange.reference for one in sample.drawn.all()]


@pytest.mark.feature(70)
def test_a_draw_can_be_repeated_by_hand_from_its_seed(finished):
    sample = draw(finished[0].programme, seed="dice 4 6 1")

    references = [exchange.reference for exchange in finished]
    by_hand = sorted(references, key=lambda r: hashlib.sha256(f"dice 4 6 1:{r}".encode()).digest())
    assert drawn(sample) == by_hand[:3]
    assert sample.population == sorted(references)
    assert samples.is_repeatable(sample)
    entry = journal.entries_for(finished[0].programme.case).get(verb="sample-drawn")
    assert (entry.detail["seed"], entry.detail["of"]) == ("dice 4 6 1", 8)


def test_without_a_seed_the_portal_chooses_one_and_shows_it(finished):
    first, second = (draw(finished[0].programme) for _draw in range(2))

    assert len(first.seed) == 16
    assert first.seed != second.seed
    assert (first.number, second.number) == (1, 2)


@pytest.mark.parametrize(
    ("scope", "state", "is_in"),
    [
        ("finished", State.ARCHIVED, True),
        ("finished", State.IN_PROGRESS, False),
        ("running", State.IN_PROGRESS, True),
        ("running", State.COMPLETED, False),
        ("running", State.PROPOSED, False),
        ("both", State.CTQ_SIGNED, True),
        ("both", State.CANCELLED, False),
    ],
)
def test_what_is_drawn_from(scope, state, is_in):
    sure = ExchangeFactory(state=State.COMPLETED if scope != "running" else State.STAY_ENDED)
    other = ExchangeFactory(state=state)

    sample = draw(sure.programme, scope=scope, size=1)

    assert (other.reference in sample.population) == is_in


def test_another_programme_is_not_drawn_from(finished):
    ExchangeFactory(state=State.COMPLETED, programme=ProgrammeFactory(code="another"))

    assert len(draw(finished[0].programme).population) == 8


@pytest.mark.parametrize(
    "changes",
    [
        {"size": 9},
        {"size": 0},
        {"size": -1},
        {"size": 100000},
        {"scope": "all"},
        {"purpose": "  "},
        {"purpose": "x" * 301},
        {"seed": "x" * 65},
        {"seed": "a\x00b"},
    ],
)
def test_nonsense_draws_nothing(finished, changes):
    with pytest.raises(BadInput):
        draw(finished[0].programme, **changes)

    assert not QualitySample.objects.exists()


@pytest.mark.parametrize("name", [n for n in EVERYBODY if n not in ("programme", "auditor")])
def test_nobody_else_draws_or_sees_the_mark(finished, client, name):
    person = Cast(finished[0]).named(name)
    sample = draw(finished[0].programme, size=8)
    with pytest.raises(NotAllowed):
        draw(finished[0].programme, by=person)
    client.force_login(person)

    assert client.get(sample.get_absolute_url()).status_code == 403
    assert sample.reference not in client.get(finished[0].get_absolute_url()).content.decode()


@pytest.mark.feature(70)
@pytest.mark.parametrize("name", ["programme", "auditor"])
def test_the_programme_and_the_agency_draw_and_see_the_mark(finished, client, name):
    client.force_login(Cast(finished[0]).named(name))

    shown = client.post(reverse("workspace:sample-new"), DRAW | {"size": 8, "seed": "7"})
    page = client.get(shown.url).content.decode()

    assert "the same" in page
    assert "QS-001" in client.get(finished[0].get_absolute_url()).content.decode()


@pytest.mark.parametrize("model", [QualitySample, SampledExchange])
def test_a_draw_never_changes(finished, model):
    draw(finished[0].programme)

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.all().delete()


def test_the_list_costs_the_same_for_one_draw_and_for_three(
    sign_in, client, bare_menu, django_assert_num_queries
):
    sign_in(UserFactory(programme_coordinator=True))
    page = reverse("workspace:sample-list")
    QualitySampleFactory()
    client.get(page)
    with django_assert_num_queries(5) as first:
        client.get(page)
    QualitySampleFactory.create_batch(2)
    with django_assert_num_queries(len(first)):
        client.get(page)
