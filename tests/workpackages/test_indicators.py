"""X1 to X7 of plain records: no database is asked."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from exchanges.models import Mode, State
from workpackages.reporting import columns, indicators
from workpackages.reporting.masking import masked
from workpackages.reporting.phases import Phase
from workpackages.reporting.records import ExchangeRecord, Participant, Partner

ZINNAE = Partner("zinnae", "ZINNAE", True)
BNPT = Partner("bnpt", "BNPT", True)
OUTSIDE = Partner("water-alliance", "Water Alliance", False)
SENSORS = Participant("v1", "Example Sensors", "sme", "small", "ES", "ES", "ES243", ("ZINNAE",))
PLASMA = Participant("h1", "Example Plasma", "sme", "medium", "DE", "DE", "DE80N", ("BNPT",))
OLIVES = Participant("v2", "Example Olives", "cluster", "", "EL", "GR", "EL303", ("ZINNAE",))


def record(**changes) -> ExchangeRecord:
    fields = {
        "reference": "BX-2027-001",
        "group": "",
        "mode": Mode.PHYSICAL,
        "visitor": SENSORS,
        "host": PLASMA,
        "vop": ZINNAE,
        "hop": BNPT,
        "sectors": ("Sensors",),
        "activities": ("Training",),
        "objectives": "Learn from Ms Example at Example Plasma.",
        "planned_first_day": date(2027, 3, 1),
        "planned_last_day": date(2027, 3, 5),
        "actual_first_day": None,
        "actual_last_day": None,
        "working_days": 5,
        "distance_km": Decimal("1870.0"),
        "ceiling": Decimal(830),
        "is_halved": False,
        "agreed": Decimal(830),
        "paid": Decimal(830),
        "paid_on": date(2027, 3, 20),
        "commitment_signed_on": date(2027, 1, 20),
        "agreement_signed_on": date(2027, 2, 1),
        "visitor_reported_on": date(2027, 3, 8),
        "host_reported_on": date(2027, 3, 8),
        "visitor_satisfaction": 4,
        "host_satisfaction": 5,
        "outcomes": (),
        "state": State.COMPLETED,
    }
    return ExchangeRecord(**fields | changes)


def online(**changes):
    nothing = dict.fromkeys(("ceiling", "is_halved", "agreed", "paid", "paid_on"))
    return record(mode=Mode.VIRTUAL, agreement_signed_on=None, **nothing | changes)


def table(code, name, *records, target=50):
    [indicator] = [i for i in indicators.compute(list(records), target=target) if i.code == code]
    [found] = [t for t in indicator.tables if t.code == name]
    return found


def rows(code, name, *records, **options):
    return table(code, name, *records, **options).rows


def test_every_exchange_stands_in_one_phase_with_the_online_ones_apart():
    assert rows(
        "X1",
        "states",
        record(),
        online(),
        record(state=State.IN_PROGRESS),
        record(state=State.CANCELLED),
    ) == [
        ["planned", 0, 0, 0],
        ["signed", 0, 0, 0],
        ["under way", 1, 1, 0],
        ["ended", 0, 0, 0],
        ["completed", 2, 1, 1],
        ["cancelled", 1, 1, 0],
    ]


def test_an_exchange_counts_once_for_the_cluster_of_its_visitor():
    exchanges = [record(), record(), record(vop=BNPT, hop=ZINNAE)]
    completed = 1 + list(Phase).index(Phase.COMPLETED)
    by_vop = {row[0]: row[completed] for row in rows("X1", "vop", *exchanges)}
    assert by_vop == {"ZINNAE": 2, "BNPT": 1}
    assert sum(by_vop.values()) == len(exchanges)


def test_completed_online_exchanges_count_towards_the_target():
    assert rows("X1", "target", record(), online(), record(state=State.PAID)) == [
        ["All clusters", 2, 50, Decimal("4.0")]
    ]


def test_without_a_target_there_is_no_share():
    assert rows("X1", "target", target=0) == [["All clusters", 0, 0, None]]


def test_months_are_those_in_which_the_stays_really_began():
    [row] = rows("X1", "month", record(actual_first_day=date(2027, 4, 1)))
    assert row[0] == "2027-04"


def test_an_organisation_counts_once_however_often_it_takes_part():
    again = record(visitor=OLIVES)
    assert rows("X2", "all", record(), again) == [["All", 2, 1]]
    assert rows("X2", "type", record(), again) == [
        ["cluster organisation or business network", 1, 0],
        ["small or medium-sized enterprise", 1, 1],
    ]
    assert rows("X2", "country", record(), again) == [["DE", 0, 1], ["EL", 1, 0], ["ES", 1, 0]]
    assert rows("X2", "nuts", record()) == [["DE80", 0, 1], ["ES24", 1, 0]]


def test_what_is_not_known_is_said_so():
    nowhere = replace(SENSORS, nuts="", clusters=(), size="")
    assert rows("X2", "nuts", record(visitor=nowhere)) == [["DE80", 0, 1], ["not known", 1, 0]]
    assert rows("X2", "cluster", record(visitor=nowhere)) == [["BNPT", 0, 1], ["none", 1, 0]]
    assert ["not given", 1, 0] in rows("X2", "size", record(visitor=nowhere))
    assert rows("X2", "sector", record(sectors=())) == [["not given", 1, 1]]


def test_organisations_of_stays_that_have_not_ended_are_not_counted():
    assert rows("X2", "all", record(state=State.READY), record(state=State.CANCELLED)) == []


def test_corridors_lead_from_the_visitor_to_the_host():
    to_greece = record(visitor=PLASMA, host=OLIVES)
    matrix = table("X3", "all", record(), record(), to_greece)
    assert matrix.header == ["Visitor from", "→ DE", "→ EL"]
    assert matrix.rows == [["DE", 0, 1], ["ES", 2, 0]]
    assert rows("X3", "virtual", record(), online()) == [["ES", 1]]


def test_working_days_fall_into_classes_at_their_edges():
    days = [2, 3, 4, 5, 9, 10, 22, 23]
    assert rows("X4", "days", *(record(working_days=n) for n in days)) == [
        ["All countries", 8, 78, Decimal("9.75"), 1, 2, 2, 2, 1],
        ["DE", 8, 78, Decimal("9.75"), 1, 2, 2, 2, 1],
    ]


def test_a_stay_without_confirmed_days_has_none():
    assert rows("X4", "days", record(working_days=None))[0][1:4] == [1, 0, Decimal("0.00")]


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, "between"),
        ({"hop": ZINNAE}, "inside"),
        ({"hop": OUTSIDE}, "outside"),
        ({"vop": OUTSIDE}, "outside"),
        ({"visitor": replace(SENSORS, clusters=())}, "outside"),
        ({"hop": ZINNAE, "host": replace(PLASMA, clusters=())}, "outside"),
    ],
)
def test_where_an_exchange_stands_between_the_clusters(changes, kind):
    assert indicators.side_of(record(**changes)) == kind


def test_exchanges_across_clusters_are_shown_by_mode():
    assert rows("X5", "across", record(), online(), record(hop=OUTSIDE)) == [
        ["Within one cluster", 0, 0, 0],
        ["Between two clusters of the partnership", 2, 1, 1],
        ["One side outside the partnership", 1, 1, 0],
    ]


def test_group_exchanges_are_counted_in_both_ways():
    assert rows(
        "X6", "groups", record(group="g1"), record(group="g1", visitor=OLIVES), record()
    ) == [
        ["Exchanges, one for each visiting organisation", 3],
        ["Exchanges, each group counted as one", 2],
        ["Group exchanges", 1],
        ["Exchanges within groups", 2],
        ["Organisations per group, mean", Decimal("3.00")],
    ]


def test_lump_sums_are_committed_then_paid_or_released():
    exchanges = [
        record(),
        record(state=State.FA_SIGNED, paid=None, is_halved=True, agreed=Decimal(415)),
        record(state=State.CANCELLED, paid=None, agreed=Decimal(450)),
        record(state=State.PAID, paid=Decimal(415)),  # cut short: half was due
        record(state=State.CTQ_SIGNED, paid=None, agreed=None),
        online(),
    ]
    [line] = rows("X7", "all", *exchanges)
    assert line == [
        "All clusters",
        Decimal(415),
        Decimal(1245),
        Decimal(865),
        2,
        Decimal("622.50"),
        Decimal("25.0"),
    ]


def test_nothing_is_released_before_the_agreement_was_signed():
    prepared = record(state=State.CANCELLED, paid=None, agreement_signed_on=None)
    assert indicators.released(prepared) == 0


def test_a_stay_that_was_completed_without_money_releases_all_of_it():
    assert indicators.released(record(paid=None)) == Decimal(830)


def test_numbers_know_which_exchanges_they_count():
    found = table("X1", "vop", record())
    completed = found.heads[4]
    assert found.query_of(completed, found.lines[0]) == {"vop": "zinnae", "phase": "completed"}
    totals = table("X6", "groups", record())
    assert totals.query_of(totals.heads[0], totals.lines[0]) is None


def test_no_records_make_no_trouble():
    codes = [indicator.code for indicator in indicators.compute([], target=50)]
    assert codes == ["X1", "X2", "X3", "X4", "X5", "X6", "X7"]


def test_a_masked_record_names_nobody_and_keeps_the_numbers():
    plain, again = record(), record(visitor=PLASMA, host=SENSORS)
    one, two = masked(plain, salt="a"), masked(again, salt="a")
    told = " ".join(map(str, columns.row(one)))
    assert not any(word in told for word in ("Example", "ES243", "Ms"))
    assert (one.visitor.name, one.visitor.key) == (two.host.name, two.host.key)
    assert masked(plain, salt="b").visitor.name != one.visitor.name
    assert (one.amount, one.state, one.vop) == (plain.amount, plain.state, plain.vop)
    assert rows("X2", "all", one, two) == rows("X2", "all", plain, again)
