"""Words are found in six languages, without accents, in other forms, and with a slip of the pen."""

import pytest

from exchanges.matching.catalogue import words
from exchanges.models import Registration
from tests.exchanges.cast import registered
from tests.factories import TermFactory

pytestmark = pytest.mark.feature(23)


def host_that_says(summary, **changes):
    made = registered("host", objectives="", contribution="", **changes)
    Registration.objects.filter(pk=made.pk).update(summary=summary)
    return made


def found(text) -> set[int]:
    return set(words.find(text).registrations.tolist())


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("We clean membranes every week.", "membrane"),
        ("We clean membranes every week.", "cleaning MEMBRANES"),
        ("Wir beschichten Oberflächen von Röhren.", "oberflache"),
        ("Wir beschichten Oberflächen von Röhren.", "Oberflächen Röhre"),
        ("Tratamiento de aguas residuales", "residual tratamientos"),
        ("Détection des fuites d'eau à l'échelle", "detection fuite"),
        ("Oczyszczanie ścieków w Łodzi", "sciekow lodzi"),
        ("Oczyszczanie ścieków w Łodzi", "oczyszcz"),
        ("Čištění odpadních vod pro město Plzeň", "cisteni plzen"),
        ("Straße und Größe", "strasse grosse"),
    ],
)
def test_other_forms_and_missing_accents_are_no_obstacle(said, typed):
    wanted = host_that_says(said)
    host_that_says("Pumps.")

    assert found(typed) == {wanted.pk}


@pytest.mark.parametrize("typed", ["membrene", "mebrane", "nanofirbes", "plsma", "textille"])
def test_a_slip_of_the_pen_finds_what_is_written_alike(typed):
    wanted = host_that_says("membrane nanofibres plasma textile")
    host_that_says("Pumps.")

    result = words.find(typed)

    assert set(result.registrations.tolist()) == {wanted.pk}
    assert list(result.instead) == [typed]


def test_a_word_that_somebody_has_written_is_taken_as_it_is():
    host_that_says("membrane")
    exact = host_that_says("membrene, as a brand")

    result = words.find("membrene")

    assert (set(result.registrations.tolist()), result.instead) == ({exact.pk}, {})


def test_all_words_must_occur_each_anywhere():
    both = host_that_says("membranes")
    both.topics.add(TermFactory(label="Plasma"))
    host_that_says("membranes")

    assert found("plasma membranes") == {both.pk}
    assert found("plasma membranes pumps") == set()


def test_names_weigh_more_than_the_rest():
    named = registered("host", objectives="", contribution="")
    type(named.organisation).objects.filter(pk=named.organisation_id).update(
        legal_name="Plasma GmbH"
    )
    said = host_that_says("We know plasma, and some plasma, and other plasma.")

    result = words.find("plasma")

    ranks = dict(zip(result.registrations.tolist(), result.ranks, strict=True))
    assert ranks[named.pk] > ranks[said.pk]


def test_more_than_anybody_looks_through_are_found_without_an_order(monkeypatch):
    everybody = {host_that_says("Pumps.").pk, host_that_says("Pumps and valves.").pk}

    monkeypatch.setattr(words, "RANKED_UP_TO", 2)
    assert len(words.find("pumps").ranks) == 2
    monkeypatch.setattr(words, "RANKED_UP_TO", 1)
    assert words.find("pumps").ranks is None
    assert found("pumps") == everybody


@pytest.mark.parametrize("typed", ["", "   ", "!!! ' & | :* ( ) <->", "\\' or 1=1 --"])
def test_signs_are_no_words(typed):
    host_that_says("Pumps.")

    assert found(typed) == set()


@pytest.mark.parametrize("typed", ["pump's", "pumps:*", "'pumps'", "pumps & !pumps"])
def test_signs_between_words_change_nothing(typed):
    wanted = host_that_says("Pumps.")

    assert found(typed.replace("'s", "s")) == {wanted.pk}


def test_no_more_than_eight_words_are_looked_for():
    wanted = host_that_says("one two three four five six seven eight")

    assert found("one two three four five six seven eight nothing") == {wanted.pk}


def test_what_finds_nothing_asks_three_times_at_most(django_assert_max_num_queries):
    host_that_says("Pumps.")
    with django_assert_max_num_queries(3):
        assert found("qqqqq wwwww eeeee") == set()
