"""Applying a checked list: all of it at once, or nothing."""

import threading

import pytest
from django.db import connection, connections
from django.db.models.functions import Now

from blues import jobs, journal
from blues.common.errors import Conflict, NotAllowed
from blues.jobs import work
from blues.jobs.models import Job
from clusters.imports import batches
from clusters.models import (
    MemberContact,
    Membership,
    Organisation,
    OrganisationType,
    SizeClass,
)
from tests.clusters.imports.lists import as_csv
from tests.clusters.imports.steps import all_countries, applied, checked, codes, found
from tests.factories import (
    ClusterFactory,
    MemberContactFactory,
    MembershipFactory,
    OrganisationFactory,
    RoleAssignmentFactory,
    UserFactory,
)

HEAD = ["Firma", "Ort", "Art", "Größe", "USt-IdNr.", "Mitglied seit", "Ansprechpartner", "E-Mail",
        "Einladen"]  # fmt: skip
OVERTAKEN = (
    "The directory has changed since this list was checked, so nothing was applied. Check it again."
)


@pytest.fixture
def cluster():
    all_countries()
    return ClusterFactory(organisation__country__code="DE")


@pytest.fixture
def coordinator(cluster):
    return UserFactory(coordinator=True, cluster=cluster)


def list_of(*rows: list) -> bytes:
    return as_csv([HEAD, *rows], encoding="utf-8")


def row(name: str, **cells) -> list:
    return [name, *(cells.get(heading, "") or _usual(heading) for heading in HEAD[1:])]


def _usual(heading: str) -> str:
    return {"Ort": "Kiel"}.get(heading, "")


@pytest.mark.feature(9)
def test_members_are_made_confirmed_and_named(cluster, coordinator):
    data = list_of(
        row("Neu GmbH", **{"Mitglied seit": "1.2.2019", "Ansprechpartner": "Anna Muster",
                           "E-Mail": "anna@neu.example"}),
        row("Still GmbH", **{"E-Mail": "still@still.example", "Einladen": "nein"}),
    )  # fmt: skip

    batch = applied(checked(cluster, data, by=coordinator), by=coordinator)

    one = Membership.objects.get(organisation__legal_name="Neu GmbH")
    assert (one.cluster, one.confirmed_by, str(one.since)) == (cluster, coordinator, "2019-02-01")
    assert [c.name for c in MemberContact.objects.all()] == ["Anna Muster"]
    assert (batch.state, batch.applied_by) == (batch.State.APPLIED, coordinator)


def test_new_members_are_where_their_town_is(cluster, coordinator):
    """Unless the list says better, or the town's name is that of several."""
    told = [*row("Told GmbH"), "54,4", "10,2"]
    of_many = [*row("Either GmbH", Ort="Frankfurt"), "", ""]
    data = as_csv(
        [[*HEAD, "Breitengrad", "Längengrad"], [*row("Town GmbH"), "", ""], told, of_many],
        encoding="utf-8",
    )

    applied(checked(cluster, data, by=coordinator), by=coordinator)

    members = Organisation.objects.exclude(pk=cluster.organisation_id)
    assert dict(members.values_list("legal_name", "latitude")) == {
        "Town GmbH": 54.3213,
        "Told GmbH": 54.4,
        "Either GmbH": None,
    }


@pytest.mark.parametrize(
    ("town", "latitude"), [("Rostock", 54.0887), ("kiel", 54.4), ("Exampleville", None)]
)
def test_a_member_that_moves_takes_no_position_along(cluster, coordinator, town, latitude):
    vat = {"USt-IdNr.": "DE136695976"}
    known = OrganisationFactory(
        legal_name="Moves GmbH", country=cluster.organisation.country, city="Kiel",
        vat_number="DE136695976", latitude=54.4, longitude=10.2,
    )  # fmt: skip
    MembershipFactory(organisation=known, cluster=cluster)

    moved = list_of(row("Moves GmbH", Ort=town, **vat))
    applied(checked(cluster, moved, by=coordinator), by=coordinator)

    known.refresh_from_db()
    assert (known.city, known.latitude) == (town, latitude)


def test_the_journal_has_one_entry_for_the_list(cluster, coordinator):
    batch = applied(checked(cluster, list_of(row("A"), row("B")), by=coordinator), by=coordinator)

    entries = list(journal.entries_for(batch.case))
    assert [entry.verb for entry in entries] == ["list-uploaded", "members-imported"]
    assert entries[1].detail == {
        "cluster": cluster.code,
        "sha256": batch.sha256,
        "left_out": 0,
        "made": 2,
        "changed": 0,
        "people": 0,
    }
    assert "A" not in str(entries[1].detail.values())


def test_what_was_found_by_its_number_is_brought_up_to_date(cluster, coordinator):
    person = UserFactory()
    known = OrganisationFactory(
        vat_number="DE900000006",
        size_class=SizeClass.SMALL,
        sme_declared_at="2021-01-01T00:00Z",
        sme_declared_by=person,
    )
    MembershipFactory(organisation=known, cluster=cluster, requested=True)
    data = list_of(row("Umbenannt GmbH", **{"USt-IdNr.": "DE900000006", "Größe": "mittel"}))

    applied(checked(cluster, data, by=coordinator), by=coordinator)

    known.refresh_from_db()
    assert (known.legal_name, known.size_class) == ("Umbenannt GmbH", SizeClass.MEDIUM)
    assert known.name_key == "umbenannt"
    assert (known.sme_declared_at, known.sme_declared_by) == (None, None)
    assert known.memberships.get().confirmed_by == coordinator


def test_the_day_that_a_member_named_itself_is_kept(cluster, coordinator):
    known = OrganisationFactory(legal_name="Da GmbH", city="Kiel")
    MembershipFactory(organisation=known, cluster=cluster, requested=True, since="2019-02-01")

    applied(checked(cluster, list_of(row("Da GmbH")), by=coordinator), by=coordinator)

    membership = known.memberships.get()
    assert (membership.is_in_force, str(membership.since)) == (True, "2019-02-01")


def test_a_change_that_leaves_the_size_alone_keeps_the_declaration(cluster, coordinator):
    known = OrganisationFactory(
        vat_number="DE900000006", sme_declared=True, type=OrganisationType.SME, member_of=cluster
    )
    data = list_of(row("Umbenannt GmbH", **{"USt-IdNr.": "DE900000006"}))

    applied(checked(cluster, data, by=coordinator), by=coordinator)

    known.refresh_from_db()
    assert (known.city, bool(known.sme_declared_at)) == ("Kiel", True)


def test_people_are_added_and_changed(cluster, coordinator):
    known = OrganisationFactory(legal_name="Da GmbH", city="Kiel", member_of=cluster)
    MemberContactFactory(
        cluster=cluster, organisation=known, email="a@da.example", given_names="", family_name=""
    )
    data = list_of(
        row("Da GmbH", **{"E-Mail": "a@da.example", "Ansprechpartner": "Anna Da"}),
        row("Da GmbH", **{"E-Mail": "b@da.example", "Ansprechpartner": "Bert Da"}),
    )

    batch = checked(cluster, data, by=coordinator)
    assert found(batch) == {"changed": 1, "repeated": 1}
    applied(batch, by=coordinator)

    assert sorted(c.name for c in known.contacts.all()) == ["Anna Da", "Bert Da"]


@pytest.mark.parametrize(
    ("choice", "members", "names"),
    [
        ("same", 1, {"Aqua-Lab"}),
        ("different", 2, {"Aqua Lab GmbH", "Aqua-Lab"}),
        ("skip", 1, {"Aqua Lab GmbH"}),
    ],
)
def test_a_possible_duplicate_goes_the_way_that_was_chosen(
    cluster, coordinator, choice, members, names
):
    OrganisationFactory(legal_name="Aqua Lab GmbH", city="Plön", member_of=cluster)
    data = list_of(
        row("Aqua-Lab", **{"E-Mail": "one@lab.example"}),
        row("Aqua-Lab", **{"E-Mail": "two@lab.example"}),
        row("Neu GmbH"),
    )
    batch = checked(cluster, data, by=coordinator)

    assert batches.choose(batch, choices={2: choice}, by=coordinator) == 0
    applied(batch, by=coordinator)

    organisations = Organisation.objects.filter(memberships__cluster=cluster)
    assert organisations.count() == members + 1
    assert set(organisations.values_list("legal_name", flat=True)) == names | {"Neu GmbH"}
    assert MemberContact.objects.count() == (0 if choice == "skip" else 2)


def test_broken_rows_stop_the_list_unless_they_are_left_out(cluster, coordinator):
    data = list_of(row("Gut GmbH"), row(""))
    batch = checked(cluster, data, by=coordinator)

    with pytest.raises(Conflict, match="There are broken rows"):
        batches.apply(batch, by=coordinator)
    assert not cluster.memberships.exists()
    applied(batch, by=coordinator, leaving_broken_out=True)

    assert [m.organisation.legal_name for m in cluster.memberships.all()] == ["Gut GmbH"]


def test_a_row_that_repeats_a_broken_one_is_left_out_with_it(cluster, coordinator):
    own = OrganisationFactory(legal_name="Eigen GmbH", city="Plön")
    MembershipFactory(organisation=own, cluster=cluster, requested=True)
    RoleAssignmentFactory(user=coordinator, organisation=own)
    rows = [row("Eigen GmbH", **{"E-Mail": f"{n}@eigen.example"}) for n in ("one", "two")]
    batch = checked(cluster, list_of(*rows, row("Gut GmbH")), by=coordinator)

    applied(batch, by=coordinator, leaving_broken_out=True)

    assert codes(batch) == {2: ["own-organisation"], 3: ["repeats-broken-row"]}
    assert [m.organisation.legal_name for m in cluster.memberships.confirmed()] == ["Gut GmbH"]


def test_every_obstacle_is_named(cluster, coordinator):
    OrganisationFactory(legal_name="Aqua Lab GmbH", city="Plön", member_of=cluster)
    batch = checked(cluster, list_of(row(""), row("Aqua-Lab")), by=coordinator)

    with pytest.raises(Conflict) as refused:
        batches.apply(batch, by=coordinator)
    assert len(refused.value.reasons) == 1
    assert "possible duplicates" in refused.value.reasons[0]


def test_a_list_is_not_applied_before_it_is_checked_nor_twice(cluster, coordinator):
    batch = batches.upload(cluster=cluster, name="a.csv", data=list_of(row("A")), by=coordinator)
    for verb in (batches.apply, batches.check_again):
        with pytest.raises(Conflict, match="has not been checked yet"):
            verb(batch, by=coordinator)

    batch = applied(checked(cluster, list_of(row("B")), by=coordinator), by=coordinator)
    with pytest.raises(Conflict, match="has been applied"):
        batches.apply(batch, by=coordinator)
    with pytest.raises(Conflict, match="has been applied"):
        batches.discard(batch, by=coordinator)


def test_only_the_own_coordinators_may(cluster, coordinator):
    stranger = UserFactory(coordinator=True, cluster=ClusterFactory())
    with pytest.raises(NotAllowed):
        batches.upload(cluster=cluster, name="a.csv", data=list_of(row("A")), by=stranger)

    batch = checked(cluster, list_of(row("A")), by=coordinator)
    with pytest.raises(NotAllowed):
        batches.apply(batch, by=stranger)


# -- Overtaken ------------------------------------------------------------------------------------


def test_a_list_that_was_overtaken_changes_nothing(cluster, coordinator):
    """Two coordinators bring the same list in: the second is asked to check again."""
    data = list_of(row("Eins GmbH"), row("Zwei GmbH"))
    first, second = (checked(cluster, data, by=coordinator) for _ in range(2))
    applied(first, by=coordinator)
    before = list(Organisation.objects.order_by("pk").values())

    second = applied(second, by=coordinator)

    assert (second.state, second.job.error) == (second.State.CHECKED, OVERTAKEN)
    assert list(Organisation.objects.order_by("pk").values()) == before
    batches.check_again(second, by=coordinator)
    jobs.run_due()
    second.refresh_from_db()
    assert found(second) == {"unchanged": 2}


def test_a_number_that_was_taken_meanwhile_elsewhere_stops_the_list(cluster, coordinator):
    batch = checked(cluster, list_of(row("A", **{"USt-IdNr.": "DE900000006"})), by=coordinator)
    OrganisationFactory(vat_number="DE900000006", member_of=ClusterFactory())

    batch = applied(batch, by=coordinator)

    assert (batch.state, batch.job.error) == (batch.State.CHECKED, OVERTAKEN)
    assert not cluster.memberships.exists()


def test_an_application_that_is_over_is_not_done_again(cluster, coordinator):
    batch = checked(cluster, list_of(row("A")), by=coordinator)
    batches.apply(batch, by=coordinator)
    type(batch).objects.filter(pk=batch.pk).update(state=batch.State.CHECKED)

    jobs.run_due()

    assert not cluster.memberships.exists()


@pytest.mark.django_db(transaction=True)
def test_two_lists_at_once_wait_for_each_other(cluster, coordinator):
    data = list_of(*(row(f"Gleichzeitig {number} GmbH") for number in range(40)))
    pair = [checked(cluster, data, by=coordinator) for _ in range(2)]
    for batch in pair:
        batches.apply(batch, by=coordinator)
    together = threading.Barrier(2)

    def run(public_id):
        together.wait()
        try:
            work.run(public_id)
        finally:
            connections.close_all()

    due = list(Job.objects.due().values_list("public_id", flat=True))
    threads = [threading.Thread(target=run, args=[public_id]) for public_id in due]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for batch in pair:
        batch.refresh_from_db()
    assert sorted(batch.state for batch in pair) == ["applied", "checked"]
    assert cluster.memberships.count() == 40


@pytest.mark.logs_errors
@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_midway_leaves_nothing_half_done(cluster, coordinator):
    """Its connection is cut by the server in the middle of the writing, as by a killed process."""
    batch = checked(cluster, list_of(row("A"), row("B")), by=coordinator)
    batches.apply(batch, by=coordinator)
    job = Job.objects.due().get()
    with connection.cursor() as cursor:
        cursor.execute(CUT_OFF)

    thread = threading.Thread(target=_die, args=[job.public_id])
    thread.start()
    thread.join()

    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER cut_off ON clusters_membership; DROP FUNCTION cut_off()")
    job.refresh_from_db()
    assert (job.state, cluster.memberships.count()) == ("queued", 0)
    assert not Organisation.objects.filter(legal_name__in="AB").exists()

    Job.objects.filter(pk=job.pk).update(next_attempt_at=Now())
    jobs.run_due()
    batch.refresh_from_db()
    assert (batch.state, cluster.memberships.count()) == (batch.State.APPLIED, 2)


CUT_OFF = """
CREATE FUNCTION cut_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_terminate_backend(pg_backend_pid());
    PERFORM pg_sleep(1);
    RETURN NEW;
END $$;
CREATE TRIGGER cut_off BEFORE INSERT ON clusters_membership
    FOR EACH ROW EXECUTE FUNCTION cut_off();
"""


def _die(public_id) -> None:
    try:
        work.run(public_id)
    except Exception:  # noqa: BLE001 -- nobody is left to hear it
        pass
    finally:
        connections.close_all()
