"""Records that look like one organisation: found with reasons, told apart for good."""

import pytest
from django.urls import reverse

from blues import journal
from blues.common.errors import BadInput, NotAllowed
from clusters.directory import duplicates, organisations
from clusters.directory.duplicates import Candidate, Match, Probe, Reason
from clusters.models import DistinctPair, Organisation
from tests.factories import ClusterFactory, CountryFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.feature(18)
LIST = reverse("directory:duplicate-list")


def made(name, **facts):
    return OrganisationFactory(legal_name=name, **facts)


def found(**options):
    return [(pair.first, pair.second, *pair.reasons) for pair in duplicates.candidates(**options)]


def test_everything_that_gives_two_records_away():
    spelled = made("Example Wässer GmbH"), made("EXAMPLE WASSER AG")
    numbered = (
        made("Example One", country__code="ES", registration_number="B58378431"),
        made("Another Firm", country__code="ES", vat_number="ESB58378431"),
    )
    homed = (
        made("Example Rivers", website="https://www.rivers.example/en"),
        made("Unlike It", website="http://rivers.example"),
    )
    typed = made("Membrane Works Leipzig GmbH"), made("Membrane Wroks Leipzig GmbH")
    made("Nobody Else Ltd")

    assert found() == [
        (*[one.pk for one in numbered], Reason.NUMBER),
        (*[one.pk for one in spelled], Reason.NAME),
        (*[one.pk for one in homed], Reason.DOMAIN),
        (*[one.pk for one in typed], Reason.LIKE),
    ]


def test_letters_that_only_look_latin_hide_nobody():
    real, forged = made("Example Paca"), made("Ехаmple Раса")

    assert found() == [(real.pk, forged.pk, Reason.NAME)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"legal_name": "Example Water 12"}, {"legal_name": "Example Water 13"}),
        ({"legal_name": "Aqua Rhein"}, {"legal_name": "Aqua Donau"}),
        (
            {"legal_name": "Membrane Works Leipzig"},
            {"legal_name": "Membrane Wroks Leipzig", "country__code": "PL"},
        ),
        (
            {"legal_name": "Aqua Rhein", "website": "https://rhein.wixsite.com"},
            {"legal_name": "Blau Donau", "website": "https://donau.wixsite.com"},
        ),
    ],
    ids=["numbered", "different", "another country", "rented page"],
)
def test_what_gives_nobody_away(one, other):
    OrganisationFactory(**one)
    OrganisationFactory(**other)

    assert found() == []


def test_a_domain_that_many_share_tells_nothing():
    for letter in "abcdefghijk":
        made(f"Example {letter * 9}", website="https://park.example")

    assert found() == []


def test_the_same_name_counts_less_in_another_country():
    made("Example Paca GmbH"), made("Example Paca AG"), made("Example Paca SL", country__code="ES")

    assert [pair.score for pair in duplicates.candidates()] == [90, 70, 70]
    assert [pair.score for pair in duplicates.candidates(least=80)] == [90]
    assert len(duplicates.candidates(limit=1)) == 1


def test_rows_that_are_not_stored_yet_are_compared_in_one_query(django_assert_num_queries):
    stored = made("Example Wässer GmbH", vat_number="DE136695976")
    hidden = made("Example Hidden", website="https://hidden.example")
    probes = [
        Probe(key=1, legal_name="Example Wasser", country="DE", vat_number="DE136695976"),
        Probe(key=2, legal_name="Other", country="FR", website="hidden.example"),
        Probe(key=3, legal_name="Nobody Else", country="DE"),
    ]
    with django_assert_num_queries(1):
        answer = duplicates.matches(probes, among=Organisation.objects.exclude(pk=hidden.pk))

    assert answer == {1: [Match(stored.pk, 100, (Reason.NUMBER, Reason.NAME))]}
    assert set(duplicates.matches(probes)) == {1, 2}


def test_probes_are_compared_with_what_is_stored_only():
    probe = {"legal_name": "Example Twin", "country": "DE"}

    assert duplicates.matches([Probe(key=1, **probe), Probe(key=2, **probe)]) == {}
    assert duplicates.matches([]) == {}


def test_a_candidate_says_its_reasons_in_words():
    pair = Candidate(1, 2, 100, (Reason.NUMBER, Reason.DOMAIN))

    assert pair.in_words == [
        "the same registration, VAT or participant number",
        "the same web domain",
    ]
    assert (pair.points, pair.tone) == ("100 of 100", "attention")


def test_a_number_counts_as_used_in_whichever_field_it_was_typed():
    first = made("Example One", country__code="ES", registration_number="B58378431")
    twin = OrganisationFactory.build(country=first.country, vat_number="ESB58378431")

    assert duplicates.is_used_elsewhere(twin)
    assert not duplicates.is_used_elsewhere(first)
    assert not duplicates.is_used_elsewhere(OrganisationFactory.build(country=first.country))


# -- Telling apart --------------------------------------------------------------------------------


def twins(cluster=None):
    return made("Example Paca GmbH", member_of=cluster), made("Example Paca AG", member_of=cluster)


def test_a_pair_told_apart_is_not_asked_again():
    first, second = twins()
    by = UserFactory(programme_coordinator=True)
    duplicates.tell_apart(first=second, second=first, by=by)
    duplicates.tell_apart(first=first, second=second, by=by)

    assert found() == []
    assert DistinctPair.objects.get().first == first
    verbs = [entry.verb for entry in journal.entries_for(organisations.case(first))]
    assert verbs == ["organisations-told-apart"]


def test_nobody_tells_one_organisation_from_itself():
    first, _second = twins()

    with pytest.raises(BadInput):
        duplicates.tell_apart(first=first, second=first, by=UserFactory(programme_coordinator=True))


def test_coordinators_decide_about_pairs_of_their_own_cluster_only():
    cluster = ClusterFactory()
    first, second = twins(cluster)
    elsewhere = made("Example Paca KG", member_of=ClusterFactory())
    coordinator = UserFactory(coordinator=True, cluster=cluster)
    duplicates.tell_apart(first=first, second=second, by=coordinator)

    with pytest.raises(NotAllowed):
        duplicates.tell_apart(first=first, second=elsewhere, by=coordinator)


# -- Pages ----------------------------------------------------------------------------------------


def test_a_coordinator_meets_no_twin_of_another_cluster(client, sign_in):
    cluster = ClusterFactory()
    mine = made("Example Paca GmbH", member_of=cluster)
    foreign = made("Example Paca AG", member_of=ClusterFactory())
    sign_in(UserFactory(coordinator=True, cluster=cluster))
    shown = client.get(LIST)
    pair = reverse("directory:merge-preview", args=[mine.public_id, foreign.public_id])

    assert shown.context["pairs"] == []
    assert "Paca" not in shown.text
    assert client.get(pair).status_code == 404
    sign_in(UserFactory(programme_coordinator=True))
    assert "Example Paca AG" in client.get(LIST).text
    assert client.get(pair).status_code == 200


def test_the_pages_are_for_coordinators(client, sign_in):
    first, second = twins()
    sign_in(UserFactory(representative=True, organisation=first))

    assert client.get(LIST).status_code == 403
    assert (
        client.get(
            reverse("directory:merge-preview", args=[first.public_id, second.public_id])
        ).status_code
        == 403
    )


def test_saying_on_the_page_that_they_are_different(client, sign_in):
    first, second = twins()
    sign_in(UserFactory(programme_coordinator=True))
    dismiss = reverse("directory:pair-dismiss", args=[first.public_id, second.public_id])

    assert client.post(dismiss).url == LIST
    assert "No duplicates found" in client.get(LIST).text


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count(client, sign_in, django_assert_num_queries, count):
    CountryFactory()
    for letter in "abc"[:count]:
        made(f"Example {letter * 8} GmbH"), made(f"Example {letter * 8} AG")
    sign_in(UserFactory(programme_coordinator=True))

    with django_assert_num_queries(5):  # session, person, roles, pairs, names
        response = client.get(LIST)

    assert len(response.context["pairs"]) == count
