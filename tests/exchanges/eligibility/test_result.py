"""The answer of the eligibility check: yes, no or perhaps, with rules, money and ways on."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from django.utils.http import urlencode

from tests.exchanges.eligibility.shown import IN_ORDER, RESULT, heading, page, text_of
from tests.factories import CountryFactory, RateTableFactory, RuleSetFactory, next_rules

pytestmark = [pytest.mark.feature(2), pytest.mark.usefixtures("partnership")]


def test_the_result_says_yes_with_rule_amount_and_cluster(client, answers):
    response = client.get(RESULT, answers)
    text = text_of(response)

    assert response.status_code == 200
    assert heading(response) == "Yes, your organisation may visit."
    assert "Membership in a cluster profiled on ECCP is evidenced E2 to be shown" in text
    assert "Rules cxc-2020, in force on" in text
    assert "5 working days as you wish EUR 830" in text
    assert "3 working days EUR 415" in text
    assert "Half of it, because the stay has 3 working days, fewer than 5." in text
    assert "from Zaragoza (the seat of Clúster del Agua) to Greifswald (the seat of Plasma" in text
    assert "Clúster del Agua looks at your registration and answers within 14 days." in text
    assert "office@agua.example" in text
    assert "What you can do instead" not in text


def test_the_result_says_no_with_the_ways_out(client, answers):
    del answers["cluster"]
    response = client.get(RESULT, answers | {"member": "none"})
    text = text_of(response)

    assert heading(response) == "No, not as things stand."
    assert (
        "Your organisation belongs to no cluster profiled on ECCP; a business network is not "
        "enough. Join a cluster that has a profile on ECCP, then register again. E2"
    ) in text
    assert "Be a host Perhaps your organisation may receive visitors." in text
    assert "may host only with approval." in text
    assert "Join a cluster Members of a cluster with a profile on ECCP may visit." in text
    assert "Ask a person" in text
    assert "office@agua.example" in text
    assert "Start registering as host" in text
    assert "EUR" not in text


def test_a_cluster_on_eccp_needs_nobody_to_confirm_it(client, answers):
    text = text_of(client.get(RESULT, answers | {"type": "cluster"}))

    assert "Yes, your organisation may visit." in text
    assert "Your organisation is itself a cluster profiled on ECCP." in text
    assert "Cluster Clúster del Agua Change Cluster" in text
    assert "confirms that you are its member" not in text
    assert "cluster=agua" not in registering(client.get(RESULT, answers | {"type": "cluster"}))
    assert "cluster=agua" in registering(client.get(RESULT, answers))


def registering(response) -> str:
    return unquote(response.context["start"].as_visitor)


@pytest.mark.parametrize("how", [{"member": "none"}, {"cluster": "club"}])
def test_a_cluster_without_a_profile_hears_how_to_get_one(client, answers, how):
    del answers["cluster"]
    response = client.get(RESULT, answers | {"type": "cluster"} | how)

    assert heading(response) == "No, not as things stand."
    assert (
        "Your organisation has no profile on ECCP and belongs to no cluster that has one. "
        "Get a profile on ECCP and give its address to the programme coordinator. E2"
    ) in text_of(response)
    assert "Join a cluster" not in text_of(response)


def test_the_result_says_perhaps_where_something_is_not_known(client, answers):
    response = client.get(RESULT, answers | {"before": "unknown"})
    text = text_of(response)

    assert heading(response) == "Perhaps. It depends on something we do not know."
    assert "The visitor has not used its one visit E8 depends" in text
    assert "The one visit of the organisation is still open. Or else: The organisation has" in text
    assert "What else you can do" in text


def test_who_has_visited_is_told_that_it_may_host(client, answers):
    text = text_of(client.get(RESULT, answers | {"before": "on-site"}))

    assert "The organisation has used its one visit (by what you answered)." in text
    assert "Be a host Your organisation may receive visitors, as many as it likes." in text
    assert "Members of a cluster with a profile on ECCP may visit." not in text


def test_a_large_company_may_do_neither(client, answers):
    text = text_of(client.get(RESULT, answers | {"type": "large"}))

    assert "As things stand your organisation may not host either." in text
    assert "Start registering" not in text


def test_a_stay_that_is_too_short_is_shown_beside_longer_ones(client, answers):
    text = text_of(client.get(RESULT, answers | {"days": "2"}))

    assert "No, not as things stand." in text
    assert "The stay has 2 working days; it needs at least 3. Extend the stay" in text
    assert "3 working days EUR 415" in text
    assert "as you wish" not in text


def test_without_a_destination_the_span_of_the_sums_is_told(client, answers):
    del answers["days"]
    text = text_of(client.get(RESULT, answers | {"to": "open"}))

    assert "The full sum lies between EUR 610 and EUR 900; fewer than 5 working days" in text
    assert "Not decided yet" in text
    assert "Choose a partner from another country." in text


def test_a_country_without_a_rate_is_told_as_such(client, answers):
    text = text_of(client.get(RESULT, answers | {"to": "XK"}))

    assert "The rate table has no ceiling for the host's country (XK)." in text


def test_a_programme_without_clusters_or_rates_still_answers(client, answers, successor):
    RuleSetFactory(programme=successor)
    RateTableFactory(programme=successor, rates=False)
    del answers["cluster"]
    response = client.get(RESULT, answers | {"member": "another", "to": "open"})

    assert response.status_code == 200
    assert "Your cluster looks at your registration" in text_of(response)


def test_each_answer_can_be_changed_from_the_result(client, answers):
    shown = client.get(RESULT, answers).content.decode()
    links = re.findall(r'href="([^"]+)">Change<', shown)

    assert [link.partition("?")[0] for link in links] == [page(code) for code in IN_ORDER]


def test_registering_begins_with_what_was_answered(client, answers, sign_in):
    registering = f"/registrations/new/?{urlencode({'role': 'visitor', **answers})}"
    signing_up = f"/accounts/signup/?{urlencode({'next': registering})}"
    assert f'href="{signing_up}"' in client.get(RESULT, answers).content.decode()

    sign_in()
    assert f'href="{registering}"' in unescape(client.get(RESULT, answers).content.decode())


def test_a_cluster_without_coordinates_leaves_the_capital(client, answers, partnership):
    seat = partnership["agua"].organisation
    seat.latitude = seat.longitude = None
    seat.save()

    assert "from Spain (the capital) to Greifswald" in text_of(client.get(RESULT, answers))


def test_a_country_nobody_has_measured_is_taken_to_be_far(client, answers, programme):
    CountryFactory(code="ZA", name="South Africa")
    next_rules(programme, countries=["DE", "ZA"])

    text = text_of(client.get(RESULT, answers | {"country": "ZA"}))

    assert "We do not know how far apart you will be and assume 200 km or more." in text
    assert "EUR 830" in text


def test_near_capitals_halve_the_sum_and_say_what_a_longer_way_earns(client, answers):
    text = text_of(client.get(RESULT, answers | {"country": "SK", "to": "AT"}))

    assert "Half of it, because the two organisations are less than 200 km apart." in text
    assert "EUR 900 if you are 200 km apart or more." in text
