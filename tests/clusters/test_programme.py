"""The programme as data: versions that do not overlap, and the pages that show them."""

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from clusters.models import Programme, RateTable, RuleSet, Term
from clusters.programme import lines
from tests.factories import (
    AgencyFactory,
    ClusterFactory,
    LabelFactory,
    ProgrammeFactory,
    RateFactory,
    RateTableFactory,
    RuleSetFactory,
    TermFactory,
    UserFactory,
)

RULES, RATES = reverse("programme:rules-page"), reverse("programme:rates-page")
CLUSTERS = reverse("directory:cluster-list")
WEB_PAGE = "This web page"


@pytest.fixture
def seeded():
    call_command("seed", verbosity=0)


# -- The foot of the page -------------------------------------------------------------------------


def test_without_a_programme_there_is_nothing_to_say():
    with pytest.raises(ImproperlyConfigured, match=r"manage\.py seed"):
        lines.for_page()


@pytest.mark.usefixtures("seeded")
def test_every_page_carries_funding_line_and_disclaimer(client, settings):
    settings.PROGRAMME_LINES = "clusters.programme.lines.for_page"
    text = client.get(CLUSTERS).text

    assert "grant agreement 874426" in text
    assert WEB_PAGE in text
    assert "EISMEA" in text


# -- Pages ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("seeded")
def test_everybody_reads_the_clusters_with_labels_and_sources(client):
    response = client.get(CLUSTERS)
    text = response.text

    assert len(response.context["object_list"]) == 5
    assert "NANOPROGRESS, z.s." in text
    assert "2018, expired on 14 December 2022" in text
    assert "May 2015" in text
    assert "Water Alliance" not in text


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_cluster_list_query_count(client, django_assert_num_queries, count):
    for cluster in ClusterFactory.create_batch(count):
        LabelFactory(cluster=cluster)
    ClusterFactory(outside=True)

    with django_assert_num_queries(2):  # clusters, labels
        response = client.get(CLUSTERS)

    assert len(response.context["object_list"]) == count


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("coordinator", 200),
        ("programme_coordinator", 200),
        ("finance", 200),
        ("auditor", 200),
        ("representative", 404),
        ("organisation_admin", 404),
        ("wp_leader", 404),
        ("operator", 404),
    ],
)
def test_who_reads_rules_and_rates(client, sign_in, persona, status):
    sign_in(UserFactory(**{persona: True}))

    assert [client.get(page).status_code for page in (RULES, RATES)] == [status, status]


@pytest.mark.usefixtures("seeded")
def test_rules_and_rates_show_version_and_source(client, sign_in):
    sign_in(UserFactory(finance=True))
    rules, rates = client.get(RULES).text, client.get(RATES).text

    assert "cxc-2020" in rules
    assert "EASME" in rules
    assert "In force since 1 February 2020" in rules
    assert "EYE 2014–2020" in rates
    assert "Confirm with the lead before paying" in rates
    assert "Resolution 1244" in rates


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_rates_page_query_count(client, sign_in, django_assert_num_queries, count):
    table = RateTableFactory(programme=ProgrammeFactory(furnished=False), rates=False)
    for code in ("DE", "ES", "FR")[:count]:
        RateFactory(table=table, country__code=code)
    sign_in(UserFactory(finance=True))

    with django_assert_num_queries(7):  # session, person, roles, programme, draft, tables, rates
        client.get(RATES)


def test_a_version_that_is_over_says_when(client, sign_in):
    programme = ProgrammeFactory(furnished=False)
    RateTableFactory(programme=programme, valid_until=date(2021, 5, 31))
    sign_in(UserFactory(finance=True))

    assert "In force from 1 January 2014 to 31 May 2021" in client.get(RATES).text


# -- Rows -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("factory", [RuleSetFactory, RateTableFactory, AgencyFactory])
def test_two_versions_never_hold_on_one_day(factory):
    programme = ProgrammeFactory(furnished=False)
    factory(programme=programme, valid_from=date(2020, 1, 1), valid_until=date(2020, 12, 31))
    other = {} if factory is AgencyFactory else {"version": "next"}
    factory(programme=programme, valid_from=date(2021, 1, 1), **other)

    overlap = {} if factory is AgencyFactory else {"version": "overlap"}
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(programme=programme, valid_from=date(2020, 12, 31), **overlap)


def test_the_version_of_the_day_is_found():
    programme = ProgrammeFactory(furnished=False)
    old = RuleSetFactory(programme=programme, valid_until=date(2020, 12, 31))
    new = RuleSetFactory(programme=programme, version="next", valid_from=date(2021, 1, 1))

    assert programme.rule_set_on(date(2020, 12, 31)) == old
    assert programme.rule_set_on(date(2021, 1, 1)) == new
    with pytest.raises(RuleSet.DoesNotExist):
        programme.rule_set_on(date(2013, 12, 31))
    with pytest.raises(RateTable.DoesNotExist):
        programme.rate_table_on(date(2021, 1, 1))
    assert programme.agency_on(date(2021, 1, 1)) == ""


@pytest.mark.parametrize("amount", [0, -1])
def test_a_rate_is_more_than_nothing(amount):
    with pytest.raises(IntegrityError), transaction.atomic():
        RateFactory(amount=amount)


def test_a_country_has_one_rate_per_table():
    rate = RateFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        RateFactory(table=rate.table, country=rate.country)


@pytest.mark.parametrize(
    ("factory", "nonsense"),
    [
        (ProgrammeFactory, {"ends_on": date(2019, 1, 1)}),
        (RuleSetFactory, {"countries": []}),
        (RuleSetFactory, {"shortest_stay_days": 32}),
        (RuleSetFactory, {"warning_days": 90}),
        (RuleSetFactory, {"low_active_days": 179}),
        (LabelFactory, {"valid_until": date(2000, 1, 1)}),
        (ClusterFactory, {"allocated": -1}),
    ],
)
def test_rows_that_cannot_be(factory, nonsense):
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**nonsense)


def test_the_newest_programme_is_the_current_one():
    ProgrammeFactory(code="old", starts_on=date(2016, 1, 1))
    new = ProgrammeFactory(code="new")

    assert Programme.current() == new


def test_rows_say_what_they_are():
    programme = ProgrammeFactory()
    rules, table = programme.rule_sets.get(), programme.rate_tables.get()
    label = LabelFactory()

    assert [str(row) for row in (programme, rules, table, programme.agencies.get())] == [
        "BLUES",
        "BLUES cxc-2020",
        "BLUES eye-2014",
        "EISMEA",
    ]
    assert str(rules.type_rules.first()).startswith("BLUES cxc-2020: small or")
    assert str(table.rates.get(country="DE")) == "DE 830.00"
    assert str(label) == f"{label.cluster} silver"
    assert str(TermFactory(label="Irrigation")) == "Irrigation"
    assert Term.objects.count() == 1
