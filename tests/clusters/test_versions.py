"""Rules, rates and code lists in versions: two people change them, and nothing already begun."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.models import HolidayList, Rate, RateTable, RuleSet, Term, VersionDraft
from clusters.programme import contents, programmes, versions
from clusters.programme.calendar import Gap, holidays_for
from clusters.programme.merits import FIRST, Merit
from clusters.programme.states import ProgrammeState
from tests.factories import (
    CountryFactory,
    HolidayListFactory,
    ProgrammeFactory,
    RuleSetFactory,
    TermFactory,
    UserFactory,
    VersionDraftFactory,
    WeightFactory,
    WeightTableFactory,
    next_rates,
)

pytestmark = pytest.mark.feature(132)
RULES, RATES, TERMS = VersionDraft.Kind.RULES, VersionDraft.Kind.RATES, VersionDraft.Kind.TERMS
HOLIDAYS, WEIGHTS = VersionDraft.Kind.HOLIDAYS, VersionDraft.Kind.WEIGHTS


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def author():
    return UserFactory(programme_coordinator=True)


@pytest.fixture
def second():
    return UserFactory(programme_coordinator=True)


def tomorrow():
    return clock.today() + timedelta(days=1)


def drafted(programme, by, kind=RULES, **changes):
    """A draft that differs from what holds: four days at least, 900 EUR for Germany, and so on."""
    content = contents.of_the_newest(programme, kind)
    if kind == RULES:
        content["fields"] |= {"shortest_stay_days": 4}
    if kind == RATES:
        content["rates"] |= {"DE": "900.00"}
    if kind == HOLIDAYS:
        content = {"days": content.get("days", {}) | {"DE 2027-03-03": "Water Day"}}
    if kind == WEIGHTS:
        content["weights"]["size"] |= {"points": 9, "reason": "Small ones asked for it."}
    said = {
        "programme": programme,
        "kind": kind,
        "version": "v2",
        "valid_from": tomorrow(),
        "source": "Amendment 3",
        "content": content,
    }
    return versions.draft(**said | changes, by=by)


# -- Two people -----------------------------------------------------------------------------------


def test_a_draft_changes_nothing_until_a_second_person_confirms_it(programme, author, second):
    draft = drafted(programme, author)
    assert programme.rule_sets.count() == 1

    versions.confirm(draft, by=second)

    today, later = programme.rule_set_on(clock.today()), programme.rule_set_on(tomorrow())
    assert (today.version, today.shortest_stay_days) == ("cxc-2020", 3)
    assert (later.version, later.shortest_stay_days) == ("v2", 4)
    assert today.valid_until == clock.today()
    assert later.type_rules.count() == today.type_rules.count()
    assert later.source == "Amendment 3"


def test_rates_change_the_same_way(programme, author, second):
    versions.confirm(drafted(programme, author, RATES), by=second)

    now, then = programme.rate_table_on(clock.today()), programme.rate_table_on(tomorrow())
    assert now.rates.get(country="DE").amount == Decimal(830)
    assert then.rates.get(country="DE").amount == Decimal(900)
    assert then.rates.get(country="ES").amount == Decimal(830)


def test_holidays_are_corrected_the_same_way(programme, author, second):
    versions.confirm(drafted(programme, author, HOLIDAYS), by=second)
    struck = {"days": {"DE 2027-03-03": "Water Day", "DE 2027-03-26": ""}}
    later = {"version": "v3", "valid_from": tomorrow() + timedelta(days=1), "content": struck}
    versions.confirm(drafted(programme, author, HOLIDAYS, **later), by=second)

    on = [clock.today(), tomorrow(), later["valid_from"]]
    found = []
    for day in on:
        with clock.standing_on(day):
            found.append(holidays_for(programme, "DE", date(2027, 3, 1), date(2027, 3, 29)).days)

    friday, monday = {date(2027, 3, 26): "Good Friday"}, {date(2027, 3, 29): "Easter Monday"}
    water = {date(2027, 3, 3): "Water Day"}
    assert found == [friday | monday, friday | monday | water, monday | water]
    assert contents.newest(programme, HOLIDAYS).version == "v3"


def test_points_of_matching_change_the_same_way(programme, author, second):
    versions.confirm(drafted(programme, author, WEIGHTS), by=second)

    now, then = programme.weight_table_on(clock.today()), programme.weight_table_on(tomorrow())
    changed = then.weights.get(merit="size")
    assert (changed.points, changed.reason) == (9, "Small ones asked for it.")
    assert now.weights.get(merit="size").points == 2
    others = [
        list(table.weights.exclude(merit="size").values("merit", "points", "most", "within"))
        for table in (now, then)
    ]
    assert others[0] == others[1]


def test_a_difference_of_points_names_the_merit(programme):
    before = contents.of_the_newest(programme, WEIGHTS)
    after = contents.of_the_newest(programme, WEIGHTS)
    after["weights"]["near"] |= {"within": 500}
    after["weights"]["topic"] |= {"most": 5, "reason": "We are broad."}

    found = [
        (change.label, change.before, change.after)
        for change in contents.changes(WEIGHTS, before, after)
    ]

    assert found == [
        (
            "Each topic that both work on",
            "points: 60, counted at most: 3",
            "points: 60, counted at most: 5",
        ),
        (
            "Each topic that both work on: reason",
            "What both work on is what they can talk about; more than three add little.",
            "We are broad.",
        ),
        (
            "A short journey",
            "points: 2, up to 1000 kilometres",
            "points: 2, up to 500 kilometres",
        ),
    ]


@pytest.mark.parametrize(
    "nonsense",
    [
        {"merit": "size", "most": 2},
        {"merit": "size", "within": 2},
        {"merit": "topic", "most": None},
        {"merit": "topic", "most": 0},
        {"merit": "near", "within": None},
        {"merit": "size", "points": 1001},
        {"merit": "size", "reason": ""},
    ],
)
def test_a_weight_that_makes_no_sense_is_no_row(programme, nonsense):
    other = ProgrammeFactory(code="other", furnished=False)
    table = WeightTableFactory(programme=other, weights=False)
    first = FIRST[Merit(nonsense["merit"])]

    with pytest.raises(IntegrityError), transaction.atomic():
        WeightFactory(table=table, **first._asdict() | nonsense)


def test_a_correction_is_for_its_programme_country_and_days(programme):
    HolidayListFactory(programme=programme, corrections={"DE 2027-03-03": "Water Day"})
    march = (date(2027, 3, 1), date(2027, 3, 5))

    asked = [
        (programme, "DE", *march),
        (ProgrammeFactory(code="other"), "DE", *march),
        (programme, "ES", *march),
        (programme, "DE", date(2027, 3, 4), date(2027, 3, 5)),
    ]

    assert [len(holidays_for(*one).days) for one in asked] == [1, 0, 0, 0]


def test_a_holiday_added_where_none_is_listed_closes_the_gap(programme):
    HolidayListFactory(programme=programme, corrections={"UA 2027-03-03": "Water Day"})

    found = [
        holidays_for(programme, "UA", day, day) for day in (date(2027, 3, 3), date(2027, 3, 4))
    ]

    assert [(len(one.days), one.gap) for one in found] == [(1, ""), (0, Gap.NONE)]


def test_nobody_confirms_their_own_draft(programme, author):
    draft = drafted(programme, author)

    with pytest.raises(NotAllowed, match="own draft"):
        versions.confirm(draft, by=author)

    assert programme.rule_sets.count() == 1


def test_the_database_wants_two_people_too(programme, author):
    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
        VersionDraftFactory(
            programme=programme, drafted_by=author, confirmed=True, confirmed_by=author
        )


@pytest.mark.parametrize(
    ("persona", "drafts", "confirms"),
    [
        ("programme_coordinator", True, True),
        ("finance", False, True),
        ("coordinator", False, False),
        ("auditor", False, False),
        ("representative", False, False),
        ("operator", False, False),
    ],
)
def test_who_drafts_confirms_and_discards(programme, author, persona, drafts, confirms):
    person = UserFactory(**{persona: True})

    assert _allowed(lambda: drafted(programme, person)) is drafts
    VersionDraft.objects.all().delete()
    draft = drafted(programme, author)
    assert _allowed(lambda: versions.confirm(draft, by=person)) is confirms
    other = drafted(programme, author, RATES)
    assert _allowed(lambda: versions.discard(other, by=person)) is confirms


def _allowed(act) -> bool:
    try:
        act()
    except NotAllowed:
        return False
    return True


def test_what_happened_stands_in_the_journal(programme, author, second):
    draft = drafted(programme, author)
    versions.revise(draft, by=author, source="Amendment 4")
    versions.confirm(draft, by=second)
    versions.discard(drafted(programme, author, RATES), by=second)

    entries = [(entry.verb, entry.actor) for entry in journal.entries_for(programme.case)]
    assert entries == [
        ("version-drafted", author),
        ("version-revised", author),
        ("version-confirmed", second),
        ("version-drafted", author),
        ("version-discarded", second),
    ]


# -- When -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [0, -1, -400])
def test_a_version_never_begins_before_tomorrow(programme, author, days):
    with pytest.raises(BadInput, match="tomorrow at the earliest"):
        drafted(programme, author, valid_from=clock.today() + timedelta(days=days))


def test_a_draft_that_waited_too_long_is_not_put_into_force_backwards(programme, author, second):
    draft = drafted(programme, author)

    with clock.standing_on(tomorrow()), pytest.raises(BadInput, match="tomorrow at the earliest"):
        versions.confirm(draft, by=second)


def test_a_version_begins_after_the_one_that_is_coming(programme, author, second):
    later = tomorrow() + timedelta(days=30)
    versions.confirm(drafted(programme, author, valid_from=later), by=second)

    with pytest.raises(Conflict, match="v2 is valid on that day or begins later"):
        drafted(programme, author, version="v3", valid_from=later)


def test_a_version_does_not_begin_inside_one_that_has_an_end(author):
    programme = ProgrammeFactory(furnished=False)
    RuleSetFactory(programme=programme, valid_until=tomorrow())
    content = contents.of_the_newest(programme, RULES)
    content["fields"]["full_sum_km"] = 150

    with pytest.raises(Conflict, match="is valid on that day"):
        drafted(programme, author, content=content)
    drafted(programme, author, content=content, valid_from=tomorrow() + timedelta(days=1))


def test_one_draft_at_a_time_for_each_kind(programme, author):
    drafted(programme, author)
    drafted(programme, author, RATES)

    with pytest.raises(Conflict, match="waiting for its second person"):
        drafted(programme, author)


def test_a_name_is_used_once(programme, author):
    with pytest.raises(Conflict, match="of that name"):
        drafted(programme, author, version="cxc-2020")


def test_a_draft_says_something_new(programme, author):
    with pytest.raises(BadInput, match="says the same"):
        drafted(programme, author, content=contents.of_the_newest(programme, RULES))


def test_a_draft_is_ended_once(programme, author, second):
    draft = versions.discard(drafted(programme, author), by=second)

    for verb in (versions.confirm, versions.discard):
        with pytest.raises(Conflict, match="already been confirmed or discarded"):
            verb(draft, by=second)


def test_a_draft_against_an_older_version_is_written_again(programme, author, second):
    draft = drafted(programme, author, RATES, valid_from=tomorrow() + timedelta(days=9))
    next_rates(programme, DE=500)

    with pytest.raises(Conflict, match="written against eye-2014"):
        versions.confirm(draft, by=second)


def test_only_its_author_corrects_a_draft(programme, author, second):
    draft = drafted(programme, author)

    with pytest.raises(NotAllowed, match="the person who wrote it"):
        versions.revise(draft, by=second, source="Mine")
    with pytest.raises(TypeError, match="no field kind"):
        versions.revise(draft, by=author, kind=RATES)


def test_an_archived_programme_keeps_its_rules(author):
    programme = ProgrammeFactory(code="old")
    for state in (ProgrammeState.CLOSING, ProgrammeState.ARCHIVED):
        programmes.move(programme, to=state, by=author)

    with pytest.raises(Conflict, match="is archived"):
        drafted(programme, author)


# -- What changes ---------------------------------------------------------------------------------


def test_a_difference_names_each_field_with_both_values(programme, author):
    before = contents.of_the_newest(programme, RULES)
    after = contents.of_the_newest(programme, RULES)
    after["fields"] |= {"highest_sum": "1200.00"}
    after["types"]["large"] |= {"may_host": True}
    after["countries"].remove("DE")
    CountryFactory(code="DE")

    found = [
        (change.label, change.before, change.after)
        for change in contents.changes(RULES, before, after)
    ]

    assert found == [
        ("Highest sum, in EUR", "1100.00", "1200.00"),
        ("Large company: may host", "no", "yes"),
        ("Germany", "takes part", "–"),
    ]


def test_a_difference_of_rates_shows_new_changed_and_missing_countries(programme):
    CountryFactory(code="FR")
    before = contents.of_the_newest(programme, RATES)

    found = contents.changes(RATES, before, {"rates": {"DE": "900.00", "FR": "900.00"}})

    assert [(change.label, change.before[4:], change.after[4:]) for change in found] == [
        ("Germany", "830", "900"),
        ("Spain", "830", ""),
        ("France", "", "900"),
    ]


def test_a_difference_of_holidays_shows_what_is_added_and_struck(programme):
    CountryFactory(code="DE")
    before = {"days": {"DE 2027-03-03": "Water Day"}}

    found = contents.changes(HOLIDAYS, before, {"days": {"DE 2027-03-26": ""}})

    assert [(change.label, change.before, change.after) for change in found] == [
        ("Germany, 3 March 2027", "Water Day", "–"),
        ("Germany, 26 March 2027", "–", "no public holiday"),
    ]


def test_code_lists_grow_and_end_without_touching_what_was_chosen(programme, author, second):
    kept = TermFactory(code="kept", label="Kept")
    ended = TermFactory(code="over", label="Over", programme=programme)
    content = contents.of_the_newest(programme, TERMS)
    del content["terms"]["topic"]["over"]
    content["terms"]["topic"]["fresh"] = "Fresh"

    versions.confirm(drafted(programme, author, TERMS, content=content), by=second)

    offered = Term.objects.filter(kind=Term.Kind.TOPIC)
    assert set(offered.offered(programme)) == {kept, ended}
    later = offered.offered(programme, on=tomorrow())
    assert set(later.values_list("code", flat=True)) == {"kept", "fresh"}
    other = ProgrammeFactory(code="other")
    assert set(offered.offered(other, on=tomorrow())) == {kept}


@pytest.mark.parametrize(
    ("topics", "refusal"),
    [
        ({"own": "Own", "new": "New"}, "All programmes share these entries"),
        ({"shared": "Shared", "own": "Other words"}, "These entries were chosen with other words"),
        ({"shared": "Other words", "own": "Own"}, "These entries were chosen with other words"),
        ({"shared": "Shared", "own": "Own", "gone": "Gone"}, "Entries of these codes have ended"),
    ],
)
def test_entries_in_use_are_not_ended_for_others_reworded_or_born_again(
    programme, author, topics, refusal
):
    TermFactory(code="shared", label="Shared")
    TermFactory(code="own", label="Own", programme=programme)
    TermFactory(code="gone", label="Gone", programme=programme, valid_until=clock.today())
    TermFactory(code="new", label="Another's", programme=ProgrammeFactory(code="other"))
    content = contents.of_the_newest(programme, TERMS)
    content["terms"]["topic"] = topics

    with pytest.raises(BadInput) as refused:
        drafted(programme, author, TERMS, content=content)

    assert str(refused.value).startswith(refusal)
    assert VersionDraft.objects.count() == 0


# -- What never changes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p.rule_sets.update(shortest_stay_days=1),
        lambda p: p.rule_sets.update(valid_from=date(2010, 1, 1)),
        lambda p: p.rule_sets.get().type_rules.update(may_visit=True),
        lambda p: p.rule_sets.get().type_rules.all().delete(),
        lambda p: RuleSet.objects.filter(programme=p)._raw_delete("default"),
        lambda p: p.rate_tables.update(version="other"),
        lambda p: p.rate_tables.get().rates.update(amount=1),
        lambda p: Rate.objects.all().delete(),
        lambda p: RateTable.objects.filter(programme=p)._raw_delete("default"),
        lambda p: p.weight_tables.update(source="other"),
        lambda p: p.weight_tables.get().weights.update(points=1),
        lambda p: p.weight_tables.get().weights.all().delete(),
        lambda p: p.holiday_lists.update(source="other"),
        lambda p: p.holiday_lists.get().corrections.update(name=""),
        lambda p: p.holiday_lists.get().corrections.all().delete(),
        lambda p: HolidayList.objects.filter(programme=p)._raw_delete("default"),
    ],
)
def test_a_version_that_stands_refuses_every_change(programme, change):
    HolidayListFactory(programme=programme, corrections={"DE 2027-03-03": "Water Day"})
    with pytest.raises(IntegrityError), transaction.atomic():
        change(programme)


def test_a_version_is_ended_once(programme):
    programme.rule_sets.update(valid_until=date(2030, 1, 1))

    with pytest.raises(IntegrityError, match="only ends"), transaction.atomic():
        programme.rule_sets.update(valid_until=date(2031, 1, 1))
