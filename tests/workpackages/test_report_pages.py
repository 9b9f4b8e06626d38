"""The pages about indicators and copies: who reaches them and what they show."""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exchanges.models import Mode, State
from tests.factories import (
    ExchangeFactory,
    JobFactory,
    ProgrammeFactory,
    ReportingPeriodFactory,
    SnapshotFactory,
    UserFactory,
    a_completed_exchange,
    take_and_freeze,
)
from workpackages.models import Snapshot
from workpackages.reporting import snapshots

FULL = Snapshot.Variant.FULL
LISTS = ["reporting:snapshot-list", "reporting:indicators-page", "reporting:exchange-list"]
PAGES = [*LISTS, "reporting:snapshot-take"]


@pytest.fixture(autouse=True)
def programme():
    return ProgrammeFactory()


@pytest.fixture
def coordinator(sign_in):
    return sign_in(UserFactory(programme_coordinator=True))


@pytest.mark.parametrize("name", ["reporting:snapshot-list", "reporting:exchange-list"])
def test_whoever_may_not_read_a_list_gets_no_file_of_it(client, sign_in, name):
    sign_in(UserFactory(representative=True))

    assert client.get(reverse(name), {"export": "csv"}).status_code == 404


def detail(snapshot, name="snapshot-detail"):
    return reverse(f"reporting:{name}", args=[snapshot.public_id])


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("role", "status"),
    [
        ({"programme_coordinator": True}, 200),
        ({"coordinator": True}, 200),
        ({"auditor": True}, 200),
        ({"wp_leader": True}, 403),
        ({"finance": True}, 404),
        ({"representative": True}, 404),
        ({"operator": True}, 404),
        ({}, 404),
    ],
)
def test_reports_are_open_to_those_who_coordinate_or_audit(client, sign_in, name, role, status):
    sign_in(UserFactory(**role))
    is_auditor_taking = "auditor" in role and name == "reporting:snapshot-take"
    assert client.get(reverse(name)).status_code == (403 if is_auditor_taking else status)


@pytest.mark.parametrize("name", PAGES)
def test_reports_ask_for_a_sign_in(client, name):
    assert client.get(reverse(name)).status_code == 302


def test_a_copy_is_seen_by_those_it_was_taken_for(client, sign_in):
    exchange = a_completed_exchange()
    of_the_cluster = take_and_freeze(
        by=UserFactory(coordinator=True, cluster=exchange.vop), cluster=exchange.vop
    )
    whole, full = take_and_freeze(), take_and_freeze(variant=FULL)
    seen = {
        "programme_coordinator": [of_the_cluster, whole, full],
        "auditor": [of_the_cluster, whole, full],
        "vop": [of_the_cluster],
        "hop": [],
    }
    for reader, copies in seen.items():
        is_cluster = reader in ("vop", "hop")
        role = (
            {"coordinator": True, "cluster": getattr(exchange, reader)}
            if is_cluster
            else {reader: True}
        )
        sign_in(UserFactory(**role))
        listed = client.get(reverse("reporting:snapshot-list")).context["object_list"]
        assert set(listed) == set(copies)
        for snapshot in (of_the_cluster, whole, full):
            expected = 200 if snapshot in copies else 404
            for name in ("snapshot-detail", "workbook-download", "data-download"):
                assert client.get(detail(snapshot, name)).status_code == expected


def test_a_workbook_is_sent_as_a_file_that_nobody_keeps(client, coordinator):
    snapshot = take_and_freeze()
    answer = client.get(detail(snapshot, "workbook-download"))
    assert answer.content == snapshots.workbook_of(snapshot)
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    day = f"{snapshot.taken_at:%Y-%m-%d}"
    assert f'filename="exchanges_874426_{day}_pseudonymised.xlsx"' in answer["Content-Disposition"]


def test_the_data_is_sent_as_it_was_frozen(client, coordinator):
    snapshot = take_and_freeze(period=ReportingPeriodFactory(number=1))
    answer = client.get(detail(snapshot, "data-download"))
    assert json.loads(answer.content) == snapshot.data
    assert "exchanges_874426_P1_" in answer["Content-Disposition"]


def test_the_programme_coordinator_takes_a_copy_of_a_period(client, coordinator):
    period = ReportingPeriodFactory()
    answer = client.post(
        reverse("reporting:snapshot-take"), {"period": period.public_id, "variant": FULL}
    )
    snapshot = Snapshot.objects.get()
    assert answer.url == detail(snapshot)
    assert (snapshot.period, snapshot.variant, snapshot.taken_by) == (period, FULL, coordinator)
    assert "Taking a copy of the exchanges" in client.get(answer.url).text


def test_a_coordinator_chooses_among_the_own_clusters_alone(client, sign_in):
    exchange = a_completed_exchange()
    sign_in(UserFactory(coordinator=True, cluster=exchange.vop))
    address = reverse("reporting:snapshot-take")
    refused = client.post(address, {"cluster": exchange.hop.code})
    assert refused.status_code == 400
    assert not Snapshot.objects.exists()
    client.post(address, {"cluster": exchange.vop.code})
    assert Snapshot.objects.get().cluster == exchange.vop


def test_a_copy_that_failed_says_why(client, coordinator):
    job = JobFactory(failed=True)
    snapshot = SnapshotFactory(state="failed", failure="No room on the disk.", job=job)
    assert job.error in client.get(detail(snapshot)).text


def test_the_page_of_a_copy_shows_what_changed_since_the_last(client, coordinator):
    take_and_freeze()
    assert "no earlier copy" in client.get(detail(Snapshot.objects.get())).text
    second = take_and_freeze()
    assert "No number has changed" in client.get(detail(second)).text
    a_completed_exchange()
    assert "Changed since the copy of" in client.get(detail(take_and_freeze())).text


def test_a_coordinator_does_not_see_the_difference_to_copies_of_others(client, sign_in):
    exchange = a_completed_exchange()
    take_and_freeze(cluster=exchange.vop, variant=FULL)
    own = sign_in(UserFactory(coordinator=True, cluster=exchange.vop))
    snapshot = take_and_freeze(by=own, cluster=exchange.vop)
    assert "no earlier copy" in client.get(detail(snapshot)).text


def test_a_report_is_accepted_and_its_exchanges_archived(client, coordinator):
    exchange = a_completed_exchange()
    period = ReportingPeriodFactory()
    snapshot = take_and_freeze(period=period)
    assert "Note the acceptance" in client.get(detail(snapshot)).text

    client.post(reverse("reporting:period-accept", args=[period.public_id]))
    assert "Archive the counted exchanges (1)" in client.get(detail(snapshot)).text

    answer = client.post(reverse("reporting:period-archive", args=[period.public_id]), follow=True)
    exchange.refresh_from_db()
    assert exchange.state == State.ARCHIVED
    assert "1 exchange is archived." in answer.text
    assert "Archive the counted" not in answer.text


@pytest.mark.parametrize("name", ["period-accept", "period-archive"])
def test_others_neither_accept_nor_archive(client, sign_in, name):
    period = ReportingPeriodFactory()
    address = reverse(f"reporting:{name}", args=[period.public_id])
    for role, status in (("coordinator", 403), ("auditor", 403), ("representative", 404)):
        sign_in(UserFactory(**{role: True}))
        assert client.post(address).status_code == status
    assert client.get(address).status_code == 405


def test_a_period_that_is_not_accepted_archives_nothing(client, coordinator):
    period = ReportingPeriodFactory()
    address = reverse("reporting:period-archive", args=[period.public_id])
    assert client.post(address).status_code == 404


# -- Indicators and the exchanges behind them ---------------------------------------------------


def all_links(page):
    return {
        cell.href: cell.text
        for _indicator, tables in page.context["indicators"]
        for _table, lines in tables
        for _label, cells in lines
        for cell in cells
        if cell.href
    }


def test_every_number_leads_to_as_many_exchanges_as_it_says(client, coordinator):
    a_completed_exchange()
    a_completed_exchange(mode=Mode.VIRTUAL)
    same = ExchangeFactory(state=State.READY)
    ExchangeFactory(state=State.STAY_ENDED, visitor__cluster=same.vop, host__cluster=same.vop)
    ExchangeFactory(state=State.PAID, visitor__membership=False)
    ExchangeFactory(state=State.PROPOSED)

    links = all_links(client.get(reverse("reporting:indicators-page")))

    assert len(links) > 20
    for href, number in links.items():
        assert str(client.get(href).context["count"]) == number, href


def test_a_coordinator_reads_the_numbers_of_the_own_cluster(client, sign_in):
    own, other = a_completed_exchange(), a_completed_exchange()
    sign_in(UserFactory(coordinator=True, cluster=own.vop))
    rows = client.get(reverse("reporting:exchange-list")).context["object_list"]
    assert list(rows) == [own]
    page = client.get(reverse("reporting:indicators-page"))
    assert "count for your cluster" in page.text
    assert str(other.vop) not in page.text


def test_exchanges_of_another_programme_are_not_among_the_numbers(client, coordinator):
    a_completed_exchange(programme__code="before", programme__starts_on=date(2017, 1, 1))
    assert client.get(reverse("reporting:exchange-list")).context["count"] == 0
    assert all_links(client.get(reverse("reporting:indicators-page"))) == {}


def test_an_auditor_reads_until_the_last_day_and_no_longer(client, sign_in):
    snapshot = take_and_freeze()
    auditor = sign_in(UserFactory(auditor=True))
    auditor.assignments.update(valid_until=timezone.localdate())
    assert client.get(detail(snapshot)).status_code == 200
    auditor.assignments.update(valid_until=timezone.localdate() - timedelta(days=1))
    for name in ("snapshot-detail", "workbook-download", "data-download"):
        assert client.get(detail(snapshot, name)).status_code == 404


def test_exchanges_whose_stay_has_not_ended_can_be_asked_for(client, coordinator):
    a_completed_exchange()
    waiting = ExchangeFactory(state=State.READY)
    answer = client.get(reverse("reporting:exchange-list"), {"took_place": "false"})
    assert list(answer.context["object_list"]) == [waiting]


@pytest.mark.parametrize(
    ("name", "build", "queries"),
    [
        ("reporting:indicators-page", a_completed_exchange, 16),
        ("reporting:exchange-list", a_completed_exchange, 11),
        ("reporting:snapshot-list", take_and_freeze, 6),
    ],
)
@pytest.mark.parametrize("number", [1, 3])
def test_pages_take_the_same_queries_for_one_and_three(
    client, coordinator, django_assert_num_queries, name, build, queries, number
):
    for _n in range(number):
        build()
    with django_assert_num_queries(queries):
        client.get(reverse(name))
