"""Group exchanges: one host asks several visitors, all of them or none."""

from datetime import timedelta

import pytest
from django.urls import reverse

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from exchanges.matching import groups, proposals
from exchanges.models import Exchange, ExchangeGroup, Party, RegistrationState, State
from tests.exchanges.cast import coordinator_of, registered
from tests.exchanges.dates import FRIDAY, MONDAY, TODAY
from tests.factories import (
    ExchangeFactory,
    ExchangeGroupFactory,
    MembershipFactory,
    UserFactory,
)

WEEK = timedelta(days=7)
TERMS = {"mode": "physical", "first_day": MONDAY, "last_day": FRIDAY, "goals": "Compare cycles."}


@pytest.fixture
def host():
    return registered("host", capacity=3, welcomes_groups=True)


@pytest.fixture
def visitors():
    return [registered("visitor", country=country) for country in ("ES", "CZ", "PL")]


def invite(host, visitors, by=None, **changes):
    by = by or host.representative
    usual = TERMS | {"title": "Water week"}
    return groups.propose(host=host, visitors=visitors, by=by, **usual | changes)


def counts():
    return ExchangeGroup.objects.count(), Exchange.objects.count()


# -- Asking -----------------------------------------------------------------------------------


@pytest.mark.feature(37)
def test_every_visitor_gets_a_proposal_of_its_own_in_one_group(host, visitors):
    made = invite(host, visitors)

    assert [one.visitor for one in made.exchanges] == visitors
    assert {(e.group, e.host, e.proposed_side, e.state) for e in made.exchanges} == {
        (made.group, host, Party.HOST, State.PROPOSED)
    }
    assert len({one.reference for one in made.exchanges}) == 3
    for one in made.exchanges:
        assert [n.topic for n in one.visitor.representative.notices.all()] == ["matching.proposed"]
        assert "group-formed" in [entry.verb for entry in journal.entries_for(one.case)]


def test_one_who_answers_changes_nothing_for_the_others(host, visitors):
    first, second, third = invite(host, visitors).exchanges

    proposals.accept(first, by=first.visitor.representative)
    proposals.decline(second, by=second.visitor.representative, reason="No time in March.")

    states = [Exchange.objects.get(pk=one.pk).state for one in (first, second, third)]
    assert states == [State.ACCEPTED, State.DECLINED, State.PROPOSED]


def test_the_hosts_cluster_may_invite_on_its_behalf_and_nobody_else(host, visitors):
    strangers = [visitors[0].representative, coordinator_of(visitors[0]), UserFactory()]
    strangers.append(UserFactory(programme_coordinator=True))
    for person in strangers:
        with pytest.raises(NotAllowed):
            invite(host, visitors, by=person)
    assert counts() == (0, 0)

    made = invite(host, visitors, by=coordinator_of(host))
    entry = journal.entries_for(made.exchanges[0].case).first()
    assert entry.detail == {"side": "host", "on_behalf": True}


def test_an_organisation_of_a_cluster_outside_comes_along(host, visitors):
    outsider = registered("visitor", country="FR")
    MembershipFactory(organisation=outsider.organisation, cluster__is_partner=False)

    made = invite(host, [*visitors[:2], outsider])

    assert outsider in [one.visitor for one in made.exchanges]


def test_a_host_that_does_not_welcome_groups_invites_none(visitors):
    host = registered("host", capacity=9)

    with pytest.raises(Conflict, match="does not welcome groups") as refused:
        invite(host, visitors)
    assert refused.value.way_out == "Say in the registration that groups are welcome."
    assert counts() == (0, 0)


@pytest.mark.parametrize(
    ("capacity", "there", "fits"), [(3, 0, True), (3, 1, False), (2, 0, False)]
)
def test_no_more_than_the_host_has_places_for(visitors, capacity, there, fits):
    host = registered("host", capacity=capacity, welcomes_groups=True)
    ExchangeFactory.create_batch(there, host=host, state=State.READY)

    if fits:
        assert len(invite(host, visitors).exchanges) == 3
        return
    with pytest.raises(Conflict, match="has 2 places during these days"):
        invite(host, visitors)
    assert not ExchangeGroup.objects.exists()
    assert len(invite(host, visitors, mode="virtual").exchanges) == 3


def test_one_who_cannot_come_keeps_all_from_being_asked_and_is_named(host, visitors):
    busy = visitors[1]
    ExchangeFactory(visitor=busy, state=State.READY)

    with pytest.raises(Conflict) as refused:
        invite(host, visitors)

    assert refused.value.message == "Not everybody can be asked, so nobody was."
    assert len(refused.value.reasons) == 1
    assert str(busy.organisation) in refused.value.reasons[0]
    assert "has used its one visit" in refused.value.reasons[0]
    assert counts() == (0, 1)
    assert [one.representative.notices.count() for one in visitors] == [0, 0, 0]


def test_those_who_cannot_come_are_left_out_where_the_host_says_so(host, visitors):
    ExchangeFactory(visitor=visitors[1], state=State.READY)

    made = invite(host, visitors, leaving_out=True)

    assert [one.visitor for one in made.exchanges] == [visitors[0], visitors[2]]
    assert [one for one, _why in made.left_out] == [visitors[1]]


def test_one_alone_is_no_group(host, visitors):
    for chosen in (visitors[:1], [visitors[0], visitors[0]], []):
        with pytest.raises(BadInput, match="at least two visitors"):
            invite(host, chosen)
    ExchangeFactory(visitor=visitors[1], state=State.READY)
    with pytest.raises(Conflict, match="one alone is no group"):
        invite(host, visitors[:2], leaving_out=True)
    assert counts() == (0, 1)


def test_dates_that_make_no_sense_and_a_visitor_as_host_are_refused(host, visitors):
    with pytest.raises(BadInput, match="before it begins"):
        invite(host, visitors, first_day=TODAY)
    with pytest.raises(BadInput, match="A group meets at a host"):
        invite(visitors[0], visitors[1:])
    assert counts() == (0, 0)


@pytest.mark.feature(38)
def test_a_group_counts_as_one_open_proposal_of_its_host(visitors):
    host = registered("host", capacity=50, welcomes_groups=True)
    many = [*visitors, *(registered("visitor") for _ in range(3))]
    ExchangeFactory.create_batch(4, host=host)

    assert len(invite(host, many).exchanges) == 6

    with pytest.raises(proposals.TooMany):
        proposals.propose(
            visitor=registered("visitor"), host=host, title="One more", by=host.representative,
            **TERMS,
        )  # fmt: skip


# -- Looking ----------------------------------------------------------------------------------


def test_each_visitor_is_looked_at_before_anybody_is_asked(host, visitors):
    visitors[1].state = RegistrationState.ON_HOLD
    neighbour = registered("visitor", country="DE")

    found = groups.look(
        host=host, visitors=[*visitors[:2], neighbour], mode="physical",
        first_day=MONDAY, last_day=FRIDAY,
    )  # fmt: skip

    assert [look.preview.working_days for look in found] == [5, 5, 5]
    assert found[0].against == ()
    assert "takes no proposals now (on hold)" in found[1].against[0]
    assert "both in Germany" in found[2].against[0]
    assert counts() == (0, 0)


# -- Who comes along --------------------------------------------------------------------------


def test_the_host_reads_how_everybody_stands(host, visitors):
    first, second, third = invite(host, visitors).exchanges

    found = groups.fellows_of(first, host.representative)

    assert [(one.registration, one.exchange) for one in found.known] == [
        (second.visitor, second),
        (third.visitor, third),
    ]
    assert found.others == 0


def test_fellow_visitors_learn_what_the_catalogue_shows_and_count_the_rest(host, visitors):
    first, second, _third = invite(host, visitors).exchanges
    hidden = visitors[2]
    hidden.is_listed = False
    hidden.save()

    found = groups.fellows_of(first, visitors[0].representative)

    assert [(one.registration, one.exchange) for one in found.known] == [(second.visitor, None)]
    assert found.others == 1


def test_who_does_not_come_any_more_is_no_fellow_for_other_visitors(host, visitors):
    first, second, third = invite(host, visitors).exchanges
    proposals.decline(third, by=visitors[2].representative, reason="No time.")

    found = groups.fellows_of(first, visitors[0].representative)

    assert ([one.registration for one in found.known], found.others) == ([second.visitor], 0)


def test_an_exchange_without_a_group_has_no_fellows(host):
    assert groups.fellows_of(ExchangeFactory(host=host), host.representative) is None


# -- On the page ------------------------------------------------------------------------------


def page(host):
    return reverse("matching:group-new", args=[host.public_id])


def filled_in(visitors, **changes):
    return {
        "visitors": [one.reference for one in visitors],
        "mode": "physical",
        "first_day": "1.3.2027",
        "last_day": "5.3.2027",
        "title": "Water week",
        "goals": "Compare cycles.",
        "act": "check",
    } | changes


@pytest.mark.feature(37)
def test_a_host_chooses_visitors_checks_and_asks_them(client, sign_in, host, visitors):
    sign_in(host.representative)
    entry = client.get(reverse("matching:catalogue-entry", args=[host.public_id]))
    assert page(host) in entry.text

    checked = client.post(page(host), filled_in(visitors))
    assert [look.visitor for look, _money in checked.context["looks"]] == visitors
    assert (checked.context["free_to_come"], checked.context["some_money"]) == (3, False)
    assert counts() == (0, 0)

    sent = client.post(page(host), filled_in(visitors, act="send"), follow=True)
    group = ExchangeGroup.objects.get()
    assert sent.redirect_chain[-1][0].endswith(f"?group={group.public_id}")
    assert sent.context["count"] == 3
    assert "3 visitors asked." in sent.text


def test_a_cluster_that_pays_reads_the_lump_sums_of_its_own_visitors_alone(
    client, sign_in, host, visitors
):
    coordinator = coordinator_of(host)
    visitors[0].cluster = host.cluster
    visitors[0].save()
    sign_in(coordinator)

    checked = client.post(page(host), filled_in(visitors))

    assert [money for _look, money in checked.context["looks"]] == [True, False, False]
    assert checked.text.count("EUR") == 1


def test_words_find_visitors_and_the_form_comes_back_with_them(client, sign_in, host, visitors):
    sign_in(host.representative)
    words = {"visitors": [], "visitors-words": str(visitors[0].organisation)}

    answer = client.post(page(host), filled_in([]) | words)
    found = client.get(
        reverse("matching:group-visitors", args=[host.public_id]), {"words": "Spain"}
    )

    assert "visitors" in answer.context["form"].errors
    assert visitors[0].reference in answer.text
    assert [one["code"] for one in found.json()["entries"]] == [visitors[0].reference]


def test_a_visitor_who_is_not_listed_is_neither_found_nor_chosen(client, sign_in, host, visitors):
    hidden = registered("visitor", country="FR", is_listed=False)
    sign_in(host.representative)

    found = client.get(
        reverse("matching:group-visitors", args=[host.public_id]), {"words": "France"}
    )
    answer = client.post(page(host), filled_in([visitors[0], hidden], act="send"))

    assert found.json() == {"entries": []}
    assert answer.context["form"].errors == {
        "visitors": ["This is no visitor of the catalogue. Search for it by name."]
    }
    assert counts() == (0, 0)


def test_what_prevents_whom_is_said_on_the_page(client, sign_in, host, visitors):
    ExchangeFactory(visitor=visitors[1], state=State.READY)
    sign_in(host.representative)

    refused = client.post(page(host), filled_in(visitors, act="send"))
    assert (refused.status_code, counts()) == (409, (0, 1))
    assert str(visitors[1].organisation) in refused.text

    sent = client.post(page(host), filled_in(visitors, act="send", leaving_out="on"), follow=True)
    assert "2 visitors asked." in sent.text
    assert f"Left out: {visitors[1].organisation}." in sent.text


def test_others_do_not_reach_the_page(client, sign_in, host, visitors):
    for person, status in ((visitors[0].representative, 403), (UserFactory(), 403)):
        sign_in(person)
        assert client.get(page(host)).status_code == status
    sign_in(visitors[0].representative)
    assert client.get(page(visitors[1])).status_code == 404


def test_a_proposal_of_the_host_lends_its_dates_to_the_group(client, sign_in, host, visitors):
    begun = ExchangeFactory(host=host, visitor=visitors[0], goals="Compare cycles.")
    foreign = ExchangeFactory(goals="Nobody's business.")
    sign_in(host.representative)

    detail = client.get(reverse("matching:proposal-detail", args=[begun.public_id]))
    assert f"{page(host)}?like={begun.public_id}" in detail.text
    like = client.get(f"{page(host)}?like={begun.public_id}").context["form"].initial
    assert (like["first_day"], like["goals"]) == (MONDAY, "Compare cycles.")
    assert client.get(f"{page(host)}?like={foreign.public_id}").context["form"].initial == {}


def test_the_pages_of_an_exchange_name_the_group(client, sign_in, host, visitors):
    first, second, _third = invite(host, visitors).exchanges
    sign_in(visitors[0].representative)

    for name in ("matching:proposal-detail", "workspace:exchange-detail"):
        answer = client.get(reverse(name, args=[first.public_id]))
        assert "Water week" in answer.text
        assert str(second.visitor_organisation) in answer.text
        assert str(second.public_id) not in answer.text


def test_lists_are_filtered_by_group_and_offer_no_group_of_others(client, sign_in, host, visitors):
    made = invite(host, visitors)
    ExchangeFactory(host=host)
    foreign = ExchangeFactory(group=ExchangeGroupFactory(title="Not for everybody"))
    sign_in(host.representative)

    for name in ("matching:proposal-list", "workspace:exchange-list"):
        every = client.get(reverse(name))
        own = client.get(reverse(name), {"group": made.group.public_id})
        assert (every.context["count"], own.context["count"]) == (4, 3)
        assert "Not for everybody" not in every.text
        refused = client.get(reverse(name), {"group": foreign.group.public_id})
        assert refused.context["count"] == 0


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_proposals_costs_the_same_for_many(
    client, sign_in, bare_menu, host, number, django_assert_num_queries
):
    group = ExchangeGroupFactory()
    ExchangeFactory.create_batch(number, host=host, group=group)
    sign_in(host.representative)
    client.get(reverse("matching:proposal-list"))

    with django_assert_num_queries(6):
        client.get(reverse("matching:proposal-list"))
