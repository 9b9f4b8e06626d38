"""The public site: open to everybody, honest in its numbers."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from exchanges.models import State
from tests.factories import (
    ClusterFactory,
    ExchangeFactory,
    ProgrammeFactory,
    TimelineEventFactory,
    UserFactory,
    a_completed_exchange,
    next_rules,
)
from workpackages.outreach.figures import by_host_country, figures_of, merged
from workpackages.outreach.waves import contours

PAGES = ["home-page", "how-page", "help-page", "about-page", "privacy-page", "accessibility-page"]


@pytest.fixture(autouse=True)
def programme():
    return ProgrammeFactory()


@pytest.fixture(params=PAGES)
def page(request):
    return reverse(f"public:{request.param}")


def test_everybody_reads_the_public_pages(client, sign_in, page):
    assert client.get(page).status_code == 200
    sign_in(UserFactory(representative=True))
    assert client.get(page).status_code == 200
    assert client.post(page).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_public_pages_take_the_same_queries_for_one_and_three_clusters(
    client, page, number, django_assert_max_num_queries
):
    for n in range(number):
        ClusterFactory()
        TimelineEventFactory(title=f"Event {n}")
    with django_assert_max_num_queries(7):
        client.get(page)


def test_the_home_page_promises_what_the_rates_of_today_give(client, programme):
    highest = max(
        rate.amount for table in programme.rate_tables.all() for rate in table.rates.all()
    )
    assert figures_of(programme).highest_sum == highest
    assert f"EUR\u00a0{highest:.0f}" in client.get("/").text


def test_without_rates_the_home_page_promises_no_sum(client, programme):
    programme.rate_tables.update(valid_until="2021-01-01")
    answer = client.get("/")
    assert figures_of(programme).highest_sum is None
    assert "for a visit in person, up to" not in answer.text


def test_only_completed_exchanges_of_the_programme_are_counted(programme):
    a_completed_exchange()
    a_completed_exchange(State.ARCHIVED, visitor__organisation__country__code="PL")
    ExchangeFactory(state=State.PAID)
    ExchangeFactory(state=State.COMPLETED, programme__code="other")
    figures = figures_of(programme)
    assert (figures.target, figures.completed, figures.countries) == (50, 2, 3)


def test_the_home_page_shows_emblem_and_funding_line_first(client, programme):
    html = client.get("/").text
    hero = html[html.index('class="hero"') : html.index("</section>")]
    assert "emblem/eu.svg" in hero
    assert programme.funding_line in hero


def test_no_company_is_named_on_public_pages(client, page):
    exchange = a_completed_exchange(visitor__organisation__legal_name="Secret Sensors")
    text = client.get(page).text
    assert exchange.reference not in text
    assert "Secret Sensors" not in text


def test_a_company_cannot_be_recognised_by_its_country(client, programme):
    a_completed_exchange()
    assert by_host_country(programme) == []
    assert (
        "Completed exchanges by host country" not in client.get(reverse("public:about-page")).text
    )


def test_countries_with_enough_exchanges_are_shown(client, programme):
    for _n in range(3):
        a_completed_exchange()
    assert by_host_country(programme) == [("Germany", 3)]
    assert "Completed exchanges by host country" in client.get(reverse("public:about-page")).text


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({}, []),
        ({"DE": 2}, []),
        ({"DE": 1, "ES": 1}, []),
        ({"DE": 3}, [("DE", 3)]),
        ({"DE": 5, "ES": 2, "PL": 1}, [("DE", 5), ("Other countries", 3)]),
        ({"DE": 5, "ES": 4, "PL": 1}, [("DE", 5), ("Other countries", 5)]),
        ({"DE": 5, "PL": 1}, [("Other countries", 6)]),
    ],
)
def test_small_cells_are_merged_so_that_no_subtraction_tells_them(counts, shown):
    assert merged(counts) == shown
    assert all(count >= 3 for _label, count in merged(counts))


def test_time_limits_come_from_the_rules(client, programme):
    next_rules(programme, assessment_days=9, shortest_stay_days=4, highest_sum=Decimal(900))
    text = client.get(reverse("public:how-page")).text
    assert "within 9 days" in text
    assert "at least 4 days of work" in text


def test_events_are_told_with_their_sources_and_doubts(client):
    TimelineEventFactory(precision="month", note="Another page says otherwise.")
    text = client.get(reverse("public:about-page")).text
    assert "January 2021" in text
    assert "https://project.example/first" in text
    assert "Another page says otherwise." in text


def test_contour_lines_are_the_same_each_time_and_differ_by_seed():
    assert contours(3) == contours(3)
    assert contours(3) != contours(4)
    assert all(
        re.fullmatch(r"M-?\d+ -?\d+(Q-?\d+ -?\d+ -?\d+ -?\d+)+", line) for line in contours()
    )
