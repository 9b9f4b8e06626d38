"""Several programmes in one installation: cloned, run, closed, archived."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.directory import allocations
from clusters.models import Programme
from clusters.programme import contents, programmes, versions
from clusters.programme.drafts import VersionDraft
from clusters.programme.states import NEXT_STATES, ProgrammeState
from exchanges.matching import proposals
from exchanges.models import State
from exchanges.registration import registrations
from tests.clusters import test_versions
from tests.exchanges.cast import drafted, registered
from tests.factories import (
    ClusterFactory,
    DeliverableFactory,
    ExchangeFactory,
    HolidayListFactory,
    MilestoneFactory,
    OrganisationFactory,
    ProgrammeFactory,
    RegistrationFactory,
    SectionDraftFactory,
    TermFactory,
    UserFactory,
    WorkPackageFactory,
)
from workpackages.plan import deliverables
from workpackages.plan.states import DeliverableState
from workpackages.reporting import snapshots

S = ProgrammeState
NEW = {
    "code": "next",
    "name": "NEXT",
    "reference_prefix": "NX",
    "grant_number": "900001",
    "starts_on": date(2030, 1, 1),
    "ends_on": date(2031, 12, 31),
}


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def lead():
    return UserFactory(programme_coordinator=True)


def archived(programme, lead):
    Programme.objects.update(is_default=False)
    programmes.move(programme, to=S.CLOSING, by=lead)
    return programmes.move(programme, to=S.ARCHIVED, by=lead)


def finished():
    return ExchangeFactory(state=State.COMPLETED, visitor__state="exhausted", host__state="expired")


# -- Cloning --------------------------------------------------------------------------------------


@pytest.mark.feature(134)
def test_a_clone_has_rules_rates_lists_plan_and_texts(programme, lead):
    cluster = ClusterFactory(programme=programme, allocated=5000)
    package = WorkPackageFactory(programme=programme, leader=cluster)
    DeliverableFactory(work_package=package, code="D1.1")
    MilestoneFactory(work_package=package, code="MS1", reached_on=date(2021, 1, 1))
    own = TermFactory(programme=programme, code="own")
    programme.checklist.create(code="identity", text="The organisation exists")

    made = programmes.clone(programme, by=lead, **NEW)

    assert (made.state, made.cloned_from, made.planned_end) == (
        S.PREPARING,
        programme,
        date(2031, 12, 31),
    )
    assert (made.disclaimer, made.funding_line) == (programme.disclaimer, programme.funding_line)
    kinds = VersionDraft.Kind
    for kind in (kinds.RULES, kinds.RATES, kinds.WEIGHTS):
        assert contents.of_the_newest(made, kind) == contents.of_the_newest(programme, kind)
    assert made.rule_set_on(clock.today()).version == "cxc-2020"
    assert made.agency_on(clock.today()) == "EISMEA"
    copy = made.clusters.get()
    assert (copy.organisation, copy.code, copy.allocated) == (
        cluster.organisation,
        f"nx-{cluster.code}",
        0,
    )
    plan = made.work_packages.get()
    assert (plan.leader, plan.deliverables.get().code) == (copy, "D1.1")
    assert plan.milestones.get().reached_on is None
    assert made.terms.get().code == own.code
    assert made.checklist.get().text == "The organisation exists"
    assert programme.terms.get() == own


@pytest.mark.feature(134)
def test_a_clone_has_the_newest_corrections_of_the_holidays(programme, lead):
    HolidayListFactory(programme=programme, corrections={"DE 2027-03-03": "Water Day"})

    made = programmes.clone(programme, by=lead, **NEW)

    assert contents.of_the_newest(made, "holidays") == {"days": {"DE 2027-03-03": "Water Day"}}
    assert programme.holiday_lists.get().corrections.count() == 1


@pytest.mark.feature(134)
def test_a_clone_has_no_people_registrations_or_exchanges(programme, lead):
    exchange = ExchangeFactory(programme=programme)
    UserFactory(coordinator=True, cluster=exchange.vop)

    made = programmes.clone(programme, by=lead, **NEW)

    assert made.exchanges.count() == made.registrations.count() == 0
    assert [cluster.assignments.count() for cluster in made.clusters.all()] == [0, 0]
    assert [cluster.memberships.count() for cluster in made.clusters.all()] == [0, 0]


@pytest.mark.feature(134)
def test_a_clone_of_a_clone_keeps_short_codes(programme, lead):
    ClusterFactory(programme=programme, code="bnpt")
    second = programmes.clone(programme, by=lead, **NEW)

    third = programmes.clone(second, by=lead, **NEW | {"code": "third", "reference_prefix": "B3"})

    assert third.clusters.get().code == "b3-bnpt"


@pytest.mark.feature(134)
def test_rules_of_a_clone_change_without_touching_the_original(programme, lead):
    made = programmes.clone(programme, by=lead, **NEW)
    before = contents.of_the_newest(programme, VersionDraft.Kind.RULES)
    versions.confirm(test_versions.drafted(made, lead), by=UserFactory(finance=True))

    assert contents.of_the_newest(programme, VersionDraft.Kind.RULES) == before
    assert contents.of_the_newest(made, VersionDraft.Kind.RULES) != before


@pytest.mark.parametrize(
    "nonsense",
    [{"code": "blues"}, {"reference_prefix": "BX"}, {"reference_prefix": "b-1"}, {"name": ""}],
)
def test_a_clone_needs_a_name_code_and_prefix_of_its_own(programme, lead, nonsense):
    with pytest.raises(ValidationError):
        programmes.clone(programme, by=lead, **NEW | nonsense)


def test_a_programme_without_rules_is_cloned_without(lead):
    made = programmes.clone(ProgrammeFactory(furnished=False), by=lead, **NEW)

    assert (made.rule_sets.count(), made.rate_tables.count()) == (0, 0)


# -- The life of a programme ----------------------------------------------------------------------


@pytest.mark.parametrize("source", S)
@pytest.mark.parametrize("target", S)
def test_only_the_listed_steps_exist(source, target, lead):
    programme = ProgrammeFactory(state=source, code="other", furnished=False)

    if target in NEXT_STATES[source]:
        assert programmes.move(programme, to=target, by=lead).state == target
    else:
        with pytest.raises(Conflict):
            programmes.move(programme, to=target, by=lead)


@pytest.mark.parametrize("persona", ["finance", "coordinator", "auditor", "operator"])
def test_only_the_programme_coordinator_runs_programmes(programme, persona):
    person = UserFactory(**{persona: True})

    for verb in (
        lambda: programmes.clone(programme, by=person, **NEW),
        lambda: programmes.change(programme, by=person, name="Other"),
        lambda: programmes.move(programme, to=S.CLOSING, by=person),
        lambda: programmes.show(programme, by=person),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_state_has_one_writer(programme):
    with pytest.raises(IntegrityError, match="move function"), transaction.atomic():
        Programme.objects.update(state=S.CLOSING)


def test_texts_change_while_it_runs_and_grant_and_start_before(programme, lead):
    changed = programmes.change(programme, by=lead, name="BLUES 2", ends_on=date(2032, 1, 1))
    assert (changed.name, changed.ends_on) == ("BLUES 2", date(2032, 1, 1))
    with pytest.raises(Conflict, match="grant_number"):
        programmes.change(programme, by=lead, grant_number="1")

    made = programmes.clone(programme, by=lead, **NEW)
    assert programmes.change(made, by=lead, grant_number="1").grant_number == "1"


def test_the_public_sees_one_programme(programme, lead):
    made = programmes.clone(programme, by=lead, **NEW)
    with pytest.raises(Conflict, match="once it runs"):
        programmes.show(made, by=lead)
    programmes.move(made, to=S.RUNNING, by=lead)

    programmes.show(made, by=lead)

    assert Programme.current() == made
    assert Programme.objects.filter(is_default=True).count() == 1


def test_the_life_of_a_programme_stands_in_the_journal(programme, lead):
    made = programmes.clone(programme, by=lead, **NEW)
    programmes.change(made, by=lead, name="NEXT TWO")
    programmes.move(made, to=S.RUNNING, by=lead)
    programmes.show(made, by=lead)

    assert [entry.verb for entry in journal.entries_for("programme:next")] == [
        "programme-cloned",
        "programme-changed",
        "state-changed",
        "programme-shown",
    ]


# -- Closing --------------------------------------------------------------------------------------


@pytest.mark.feature(134)
@pytest.mark.parametrize("state", [S.PREPARING, S.CLOSING])
def test_registrations_and_proposals_begin_only_while_it_runs(state, lead):
    programme = ProgrammeFactory(state=state)
    person = UserFactory(representative=True)
    ClusterFactory(programme=programme)
    visitor, host = registered("visitor"), registered("host")

    with pytest.raises(Conflict, match="takes nothing new"):
        drafted(person)
    with pytest.raises(Conflict, match="takes nothing new"):
        proposals.propose(
            visitor=visitor,
            host=host,
            mode="physical",
            first_day=date(2031, 3, 3),
            last_day=date(2031, 3, 7),
            title="A week",
            goals="Learn",
            by=visitor.representative,
        )


@pytest.mark.feature(134)
def test_what_runs_is_finished_while_the_programme_closes(programme, lead):
    exchange = ExchangeFactory(programme=programme)
    programmes.move(programme, to=S.CLOSING, by=lead)

    declined = proposals.decline(exchange, by=exchange.host.representative, reason="No room.")

    assert declined.state == State.DECLINED


# -- Archiving ------------------------------------------------------------------------------------


@pytest.mark.feature(134)
def test_nothing_is_archived_while_something_runs(programme, lead):
    ExchangeFactory(programme=programme)
    RegistrationFactory(host=True, state="submitted", cluster__programme=programme)
    programmes.move(programme, to=S.CLOSING, by=lead)

    with pytest.raises(Conflict) as refused:
        programmes.move(programme, to=S.ARCHIVED, by=lead)

    assert refused.value.reasons == [
        "1 exchange is still under way.",
        "1 registration waits for its cluster.",
        "2 registrations have not ended; they do so by themselves after the last day of the"
        " programme, once their organisations were warned.",
        "The public pages show it; let them show another programme first.",
    ]


@pytest.mark.feature(134)
def test_what_takes_part_ends_with_a_warning_before_anything_is_archived(programme, lead):
    for state in ("accepted", "on_hold", "more_info_needed"):
        RegistrationFactory(host=True, state=state)
    Programme.objects.update(is_default=False)
    programmes.move(programme, to=S.CLOSING, by=lead)

    with pytest.raises(Conflict) as refused:
        programmes.move(programme, to=S.ARCHIVED, by=lead)

    assert refused.value.reasons == [
        "3 registrations have not ended; they do so by themselves after the last day of the"
        " programme, once their organisations were warned."
    ]


@pytest.mark.feature(134)
def test_drafts_end_with_a_reason_as_their_programme_is_archived(programme, lead):
    begun = SectionDraftFactory().registration
    elsewhere = RegistrationFactory(
        host=True, state="draft", cluster__programme=ProgrammeFactory(code="other")
    )

    archived(programme, lead)

    begun.refresh_from_db(), elsewhere.refresh_from_db()
    assert (begun.state, begun.remark, begun.drafts.count(), elsewhere.state) == (
        "withdrawn",
        "The programme was archived before this registration was sent.",
        0,
        "draft",
    )
    told = begun.representative.notices.values_list("topic", flat=True)
    assert list(told) == ["registration.expired"]


@pytest.mark.feature(134)
def test_an_archived_programme_refuses_every_verb(programme, lead):
    registration = RegistrationFactory(host=True, state="expired")
    exchange = finished()
    owed = DeliverableFactory(work_package__programme=programme)
    programme = archived(programme, lead)

    for verb in (
        lambda: programmes.change(programme, by=lead, name="Other"),
        lambda: programmes.move(programme, to=S.RUNNING, by=lead),
        lambda: registrations.hold(registration, by=registration.representative),
        lambda: registrations.change(registration, by=registration.representative, summary="x"),
        lambda: proposals.withdraw(exchange, by=lead),
        lambda: deliverables.change(owed, to=DeliverableState.IN_PROGRESS, by=lead),
        lambda: snapshots.take(programme, by=lead),
        lambda: allocations.allocate(cluster=exchange.vop, amount=Decimal(1), by=lead),
    ):
        with pytest.raises(Conflict, match="is archived"):
            verb()


@pytest.mark.feature(134)
def test_the_database_refuses_writes_in_an_archived_programme(programme, lead):
    exchange = finished()
    DeliverableFactory(work_package__programme=programme)
    archived(programme, lead)

    for change in (
        lambda: type(exchange).objects.update(title="Other"),
        lambda: type(exchange.visitor).objects.update(summary="Other"),
        lambda: exchange.checks.create(occasion="match", rules_version="x", outcomes=[], passed=1),
        lambda: programme.clusters.update(allocated=1),
        lambda: programme.work_packages.update(title="Other"),
        lambda: programme.clusters.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError, match="archived"), transaction.atomic():
            change()


@pytest.mark.feature(134)
def test_pages_of_an_archived_programme_are_read_and_refuse_to_be_sent(
    client, sign_in, programme, lead
):
    exchange = finished()
    archived(programme, lead)
    sign_in(lead)

    assert client.get(exchange.get_absolute_url()).status_code == 200
    answer = client.post(f"{exchange.get_absolute_url()}cancel/", {"reason": "x"})
    assert (answer.status_code, "is archived" in answer.text) == (409, True)


# -- Side by side ---------------------------------------------------------------------------------


@pytest.mark.feature(133)
def test_an_organisation_registers_once_in_each_programme():
    one, other = ProgrammeFactory(), ProgrammeFactory(code="other")
    ClusterFactory(programme=one), ClusterFactory(programme=other)
    person = UserFactory(representative=True)

    first, second = drafted(person, programme=one), drafted(person, programme=other)

    assert (first.programme, second.programme) == (one, other)
    assert (first.reference, second.reference) == ("BX-V-001", "OTHER-V-001")
    with pytest.raises(Conflict, match="already registered"):
        drafted(person, programme=other)


@pytest.mark.feature(133)
def test_a_registration_stays_in_the_programme_of_its_cluster():
    registration = RegistrationFactory(host=True, state="draft")
    other = ClusterFactory(programme=ProgrammeFactory(code="other"))

    with pytest.raises(BadInput, match="does not assess"):
        registrations.change(registration, by=registration.representative, cluster=other)
    with pytest.raises(IntegrityError, match="programme of its cluster"), transaction.atomic():
        type(registration).objects.filter(pk=registration.pk).update(cluster=other)


@pytest.mark.feature(133)
def test_an_organisation_is_a_cluster_in_several_programmes_once_in_each():
    organisation = OrganisationFactory()
    cluster = ClusterFactory(organisation=organisation)
    ClusterFactory(organisation=organisation, programme=ProgrammeFactory(code="other"))

    with pytest.raises(IntegrityError, match="cluster_once"), transaction.atomic():
        ClusterFactory(organisation=organisation, programme=cluster.programme)


@pytest.mark.feature(133)
def test_no_exchange_crosses_programmes():
    other = ClusterFactory(programme=ProgrammeFactory(code="other"))
    visitor, host = registered("visitor"), registered("host", cluster=other)

    with pytest.raises(BadInput, match="different programmes"):
        proposals.propose(
            visitor=visitor,
            host=host,
            mode="physical",
            first_day=date(2031, 3, 3),
            last_day=date(2031, 3, 7),
            title="A week",
            goals="Learn",
            by=visitor.representative,
        )
