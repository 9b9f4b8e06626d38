"""Labels of clusters: expiry, renewal, and who keeps them."""

from datetime import date

import pytest
from django.urls import reverse

from blues import journal
from blues.common import clock
from blues.common.errors import NotAllowed
from clusters.directory import allocations, labels
from clusters.models import Label
from tests.factories import ClusterFactory, LabelFactory, UserFactory


@pytest.fixture(autouse=True)
def _today():
    with clock.standing_on(date(2022, 12, 15)):
        yield


@pytest.fixture
def cluster():
    return ClusterFactory()


@pytest.fixture
def coordinator(cluster):
    return UserFactory(coordinator=True, cluster=cluster)


def page(name, *args):
    return reverse(f"directory:label-{name}", args=args)


FILLED_IN = {
    "level": "gold",
    "awarded_on": "15 December 2022",
    "awarded_precision": "day",
    "valid_until": "14.12.2025",
    "source": "https://label.example/gold",
}


@pytest.mark.parametrize(
    ("until", "title", "tone", "period"),
    [
        (
            date(2022, 12, 14),
            "silver label, expired",
            "neutral",
            "2016, expired on 14 December 2022",
        ),
        (date(2022, 12, 15), "silver label", "info", "2016, valid until 15 December 2022"),
        (None, "silver label", "info", "2016"),
    ],
)
def test_a_label_that_ran_out_says_so(until, title, tone, period):
    label = LabelFactory(valid_until=until)

    assert (label.title, label.tone, label.period) == (title, tone, period)


def test_everybody_sees_that_a_label_expired(client, cluster):
    LabelFactory(cluster=cluster, valid_until=date(2020, 1, 1))

    assert "silver label, expired" in client.get(reverse("directory:cluster-list")).text


def test_a_coordinator_adds_a_renewal_and_corrects_it(client, sign_in, cluster, coordinator):
    old = LabelFactory(cluster=cluster, valid_until=date(2020, 1, 1))
    sign_in(coordinator)
    assert client.get(page("new", cluster.code)).status_code == 200
    assert client.post(page("new", cluster.code), FILLED_IN).url == page("list", cluster.code)
    renewed = cluster.labels.exclude(pk=old.pk).get()
    shown = client.get(page("list", cluster.code)).text
    client.post(page("edit", renewed.public_id), FILLED_IN | {"level": "silver"})
    renewed.refresh_from_db()

    assert "gold label" in shown
    assert "silver label, expired" in shown
    assert (renewed.level, renewed.valid_until) == ("silver", date(2025, 12, 14))
    verbs = [entry.verb for entry in journal.entries_for(allocations.case(cluster))]
    assert verbs == ["label-awarded", "label-corrected"]


def test_a_label_by_mistake_is_taken_out(client, sign_in, cluster, coordinator):
    label = LabelFactory(cluster=cluster)
    sign_in(coordinator)

    assert client.post(page("take-out", label.public_id)).url == page("list", cluster.code)
    assert not Label.objects.exists()
    assert "No label yet" in client.get(page("list", cluster.code)).text


@pytest.mark.parametrize(
    "wrong", [{"valid_until": "2021-01-01"}, {"awarded_on": ""}, {"source": ""}]
)
def test_labels_that_cannot_be(client, sign_in, cluster, coordinator, wrong):
    sign_in(coordinator)

    assert client.post(page("new", cluster.code), FILLED_IN | wrong).status_code == 400
    assert not Label.objects.exists()


def test_the_same_label_is_not_listed_twice(client, sign_in, cluster, coordinator):
    sign_in(coordinator)
    for _time in range(2):
        response = client.post(page("new", cluster.code), FILLED_IN)

    assert response.status_code in {200, 400}
    assert Label.objects.count() == 1


def test_other_coordinators_keep_their_hands_off(client, sign_in, cluster):
    label = LabelFactory(cluster=cluster)
    other = sign_in(UserFactory(coordinator=True))

    assert client.get(page("list", cluster.code)).status_code == 403
    assert client.get(page("edit", label.public_id)).status_code == 403
    with pytest.raises(NotAllowed):
        labels.correct(label=label, by=other)
    sign_in(UserFactory(programme_coordinator=True))
    assert client.get(page("list", cluster.code)).status_code == 200


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_label_list_query_count(
    client, sign_in, django_assert_num_queries, cluster, coordinator, count
):
    for year in range(count):
        LabelFactory(cluster=cluster, awarded_on=date(2016 + year, 1, 1))
    sign_in(coordinator)

    with django_assert_num_queries(5):  # session, person, roles, cluster, labels
        response = client.get(page("list", cluster.code))

    assert len(response.context["labels"]) == count
