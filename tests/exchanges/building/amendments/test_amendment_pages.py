"""The pages on which what was signed is changed, and the chain of its versions."""

from datetime import date

import pytest
from django.urls import reverse

from exchanges.building import amendment_answers
from exchanges.building.amendment_models import Amendment
from exchanges.building.current import commitment_of
from exchanges.models import Commitment
from exchanges.workspace.turns import turns_for
from tests.exchanges.building.amending import (
    FOUR,
    TUESDAY,
    WEDNESDAY,
    agreed,
    days_of,
    notice,
    sign,
)
from tests.exchanges.finalisation.cast import Cast
from tests.factories import (
    signer,
)


def address(exchange, name="amendment-list", *more):
    return reverse(f"building:{name}", args=[exchange.public_id, *more])


@pytest.mark.feature(59)
def test_the_page_shows_the_difference_before_anything_is_sent(exchange, client):
    client.force_login(exchange.visitor.representative)
    page = f"{address(exchange, 'amendment-new')}?first_day=2027-03-15&last_day=2027-03-17"
    shown = client.get(page)
    form, days = shown.context["form"], shown.context["formset"]
    typed = {name: form[name].value() or "" for name in form.fields if name != "activities"}
    typed |= {"title": "Pumps", "activities": form["activities"].value()}
    typed |= {"amendment_reason": "Shorter."}
    for number, row in enumerate(days.forms):
        typed |= {f"day-{number}-{name}": row[name].value() or "" for name in row.fields}
    typed |= {"day-TOTAL_FORMS": len(days.forms), "day-INITIAL_FORMS": len(days.forms) - 1}

    checked = client.post(page, typed)
    labels = [difference.label for difference in checked.context["differences"]]
    assert labels[:2] == ["first and last working day", "title"]
    assert not Amendment.objects.exists()

    client.post(page, typed | {"send": "1"})
    assert Amendment.objects.get().commitment.title == "Pumps"


def test_the_journey_is_filled_in_around_the_new_days(exchange, client):
    commitment = commitment_of(exchange)
    commitment.outbound_on, commitment.return_on = date(2027, 2, 28), date(2027, 3, 6)
    commitment.save()
    amendment_answers.agree(notice(exchange), by=exchange.host.representative)
    client.force_login(exchange.visitor.representative)

    page = f"{address(exchange, 'amendment-new')}?first_day=2027-03-03&last_day=2027-03-05"

    form = client.get(page).context["form"]
    days = (form["outbound_on"].value(), form["return_on"].value())
    assert days == (date(2027, 3, 2), date(2027, 3, 6))


def test_a_small_shift_asks_for_a_reason_alone(exchange, client):
    client.force_login(exchange.host.representative)
    page = f"{address(exchange, 'amendment-new')}?first_day=2027-03-03&last_day=2027-03-09"

    assert "Move the stay by a notice" in client.get(page).content.decode()
    client.post(page, {"amendment_reason": "A fair."})

    assert Amendment.objects.get().kind == "notice"


def test_the_chain_shows_versions_differences_and_signatures(exchange, client):
    agreed(exchange, first=date(2027, 3, 15), days=3, title="Pumps")
    sign(exchange, "visitor")
    client.force_login(signer(exchange, "vop"))

    text = client.get(address(exchange)).content.decode()

    assert "<ins>Pumps</ins>" in text
    assert "EUR 415" in text.replace("\xa0", " ")
    assert commitment_of(exchange).reference in text


def test_the_host_reads_the_chain_without_the_money(exchange, client):
    agreed(exchange, first=date(2027, 3, 15), days=3)
    client.force_login(exchange.host.representative)

    text = client.get(address(exchange)).content.decode()

    assert "EUR" not in text
    assert "FA-" not in text


def test_answers_through_the_page(exchange, client):
    sent = notice(exchange)
    client.force_login(exchange.host.representative)
    answer = address(exchange, "amendment-answer", sent.public_id)

    assert client.post(answer, {"answer": "refuse"}).status_code == 400
    client.post(answer, {"answer": "agree"})

    assert days_of(exchange) == (WEDNESDAY, TUESDAY)


@pytest.mark.parametrize(("name", "status"), [("finance", 403), ("stranger", 404), ("hop", 200)])
def test_who_reads_the_chain(exchange, client, name, status):
    notice(exchange)
    client.force_login(Cast(exchange).named(name))

    assert client.get(address(exchange)).status_code == status


def test_whose_turn_it_is_stands_in_my_turn(exchange):
    notice(exchange)

    actions = [turn.action for turn in turns_for(exchange.host.representative)]

    assert "Look and answer" in actions


def test_the_chain_costs_the_same_for_one_change_and_for_three(
    exchange, client, bare_menu, django_assert_max_num_queries
):
    def change(title):
        amendment_answers.withdraw(
            agreed(exchange, title=title), by=exchange.visitor.representative
        )

    change("One")
    client.force_login(signer(exchange, "vop"))
    client.get(address(exchange))
    with django_assert_max_num_queries(60) as first:
        client.get(address(exchange))
    change("Two")
    change("Three")
    with django_assert_max_num_queries(len(first)):
        client.get(address(exchange))


def test_the_cluster_that_pays_looks_at_the_quality_of_the_new_version(exchange, client):
    agreed(exchange, title="Pumps")
    for party in ("visitor", "host", "hop"):
        sign(exchange, party)
    coordinator = signer(exchange, "vop")
    client.force_login(coordinator)

    page = client.get(address(exchange, "amendment-sign"))
    assert page.context["may_answer"]
    answered = client.post(
        address(exchange, "quality-answer"), {"party": "vop", "rest_is_fine": "1"}
    )

    assert answered.url == address(exchange, "amendment-sign")
    new = Commitment.every.get(exchange=exchange, version=2)
    assert new.quality_answers.filter(party="vop").exists()
    assert not commitment_of(exchange).quality_answers.filter(answered_by=coordinator).exists()


@pytest.mark.parametrize("failed", [0, 1])
def test_the_look_at_the_quality_leads_to_what_an_amendment_changes(exchange, client, failed):
    for _each in range(failed):
        amendment_answers.withdraw(
            agreed(exchange, title="Valves"), by=exchange.visitor.representative
        )
    agreed(exchange, title="Pumps")
    client.force_login(signer(exchange, "hop"))

    page = client.get(address(exchange, "amendment-sign")).content.decode()

    assert f'<a href="{address(exchange)}">What changed since version 1</a>' in page
    assert address(exchange, "commitment-compare", 1) not in page


def test_a_version_that_failed_is_not_offered_for_comparison(exchange, client):
    amendment_answers.withdraw(agreed(exchange, title="Valves"), by=exchange.visitor.representative)
    agreed(exchange, title="Pumps")
    for party in FOUR:
        sign(exchange, party)
    client.force_login(signer(exchange, "hop"))

    page = client.get(address(exchange, "commitment-sign")).content.decode()

    compare = address(exchange, "commitment-compare", 1)
    assert f'<a href="{compare}">What changed since version 1</a>' in page
    assert client.get(compare).status_code == 200
