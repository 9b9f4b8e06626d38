"""Finding each other and answering each other, page by page."""

import pytest
from django.urls import reverse

from exchanges.models import Exchange, State


def page(name, row, *args):
    return reverse(f"matching:{name}", args=[row.public_id, *args])


def text(response) -> str:
    return response.content.decode().replace("\xa0", " ")


@pytest.mark.feature(46, 47, 48)
def test_a_partner_is_found_asked_and_says_yes(client, sign_in, visitor, host):
    sign_in(visitor.representative)
    found = client.get(reverse("matching:catalogue-list"))
    assert [row.pk for row in found.context["page_obj"]] == [host.pk]
    assert client.get(page("catalogue-entry", host)).context["may_propose"]
    answers = {
        "proposer": visitor.public_id,
        "mode": "physical",
        "first_day": "1.3.2027",
        "last_day": "5 March 2027",
        "title": "Membranes that stay clean",
        "goals": "Compare cleaning cycles.",
    }

    checked = client.post(page("proposal-new", host), answers | {"act": "check"})
    assert (checked.context["preview"].working_days, checked.context["preview"].amount) == (5, 830)
    assert not Exchange.objects.exists()
    sent = client.post(page("proposal-new", host), answers | {"act": "send"})
    exchange = Exchange.objects.get()
    assert sent.url == page("proposal-detail", exchange)
    assert client.get(sent.url).context["may_withdraw"]

    assert "EUR 830" in text(client.get(sent.url))

    sign_in(host.representative)
    assert client.get(sent.url).context["may_answer"]
    assert "EUR" not in text(client.get(sent.url))  # what is paid is no business of the host
    client.post(page("proposal-accept", exchange))
    exchange.refresh_from_db()
    assert exchange.state == State.ACCEPTED
