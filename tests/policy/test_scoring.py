import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusters.programme.merits import FIRST
from exchanges.matching import scoring
from exchanges.matching.candidates import Host, Visitor, Window
from exchanges.matching.scoring import Refused, assess
from tests.policy.cast import RULES

LABELS = {
    "membranes": "membranes",
    "reuse": "water reuse",
    "sensors": "sensors",
    "research": "project development",
    "learn": "learn from another country",
    "energy": "energy",
    "food": "food",
    "sme": "small or medium-sized enterprise",
    "DE": "Germany",
    "en": "English",
    "es": "Spanish",
}
JUNE = Window(first=date(2021, 6, 1), last=date(2021, 6, 30))
FORTNIGHT = Window(first=date(2021, 6, 7), last=date(2021, 6, 18))


def visitor(**changes):
    usual = {
        "key": 1,
        "organisation_type": "sme",
        "country": "ES",
        "latitude": 41.65,
        "longitude": -0.89,
        "languages": frozenset({"en", "es"}),
        "windows": (JUNE,),
    }
    return Visitor(**usual | changes)


def host(**changes):
    usual = {
        "key": 1,
        "organisation_type": "sme",
        "country": "DE",
        "latitude": 54.09,
        "longitude": 13.38,
        "languages": frozenset({"de", "en"}),
        "windows": (FORTNIGHT,),
    }
    return Host(**usual | changes)


def fit(one, other, **changes):
    return assess(one, other, **{"rules": RULES, "labels": LABELS} | changes)


def codes(*names):
    return frozenset(names)


def window(first_day, last_day, month=6):
    return Window(first=date(2021, month, first_day), last=date(2021, month, last_day))


def test_a_pair_says_why_it_fits():
    result = fit(
        visitor(
            topics=codes("membranes", "reuse", "sensors"),
            needs=codes("sensors"),
            activities=codes("research"),
            aims=codes("learn"),
            sectors=codes("food"),
            size="small",
            fluent=codes("es"),
            at_ease=codes("en", "es"),
            preferred_types=codes("sme"),
            preferred_countries=codes("DE"),
        ),
        host(
            topics=codes("membranes", "reuse"),
            offers=codes("sensors", "membranes"),
            activities=codes("research"),
            aims=codes("learn"),
            sectors=codes("energy"),
            size="small",
            latitude=48.1,
            longitude=7.5,
            fluent=codes("de"),
            at_ease=codes("de", "en"),
            days_since_active=0,
            answers_within_days=2,
        ),
    )

    assert result.reasons == (
        "both work on membranes and water reuse",
        "offers what you look for: sensors",
        "the same topic seen from another sector: energy",
        "both want project development",
        "both aim at this: learn from another country",
        "preferred type of host: small or medium-sized enterprise",
        "preferred country: Germany",
        "both of the same size",
        "both free 7–18 June 2021",
        "974 km: full lump sum from 5 working days",
        "a journey of less than 1000 km",
        "both at ease in English",
        "active today",
        "answers within 2 days",
    )
    subjects, wishes = 2 * 60 + 60, 4 + 5 + 2 + 5 + 5 + 2
    assert result.score == subjects + wishes + 4 + 4 + 2 + 2 + 2 + 2


def test_the_host_reads_the_same_score_in_its_own_words():
    one = visitor(needs=codes("reuse"), days_since_active=1, answers_within_days=1)
    other = host(offers=codes("reuse"), days_since_active=40)

    seen_by_visitor, seen_by_host = fit(one, other), fit(one, other, asking=other)

    assert seen_by_visitor.score == seen_by_host.score
    assert seen_by_visitor.reasons[0] == "offers what you look for: water reuse"
    assert seen_by_host.reasons == (
        "looks for what you offer: water reuse",
        "both free 7–18 June 2021",
        "1738 km: full lump sum from 5 working days",
        "common language: English",
        "active 1 day ago",
        "answers within 1 day",
    )


@pytest.mark.parametrize(
    ("one", "other", "refused", "reason"),
    [
        (visitor(country="DE"), host(), Refused.SAME_COUNTRY, "both are in the same country"),
        (visitor(), host(capacity_left=0), Refused.NO_CAPACITY, "the host has no place left"),
        (
            visitor(modes=codes("virtual")),
            host(modes=codes("physical")),
            Refused.MODES_DIFFER,
            "one wants to meet in person, the other online",
        ),
        (
            visitor(languages=codes("es")),
            host(),
            Refused.NO_COMMON_LANGUAGE,
            "no common language",
        ),
        (
            visitor(windows=(window(1, 8),)),
            host(),
            Refused.NO_COMMON_DATES,
            "no common free period that is long enough",
        ),
    ],
)
def test_a_forbidden_pair_has_no_score_but_a_reason(one, other, refused, reason):
    one_topic = {"topics": codes("membranes")}
    result = fit(type(one)(**vars(one) | one_topic), type(other)(**vars(other) | one_topic))

    assert (result.score, result.refused, result.reasons) == (None, refused, (reason,))
    assert result.shared_windows == ()


@pytest.mark.parametrize(
    ("theirs", "refused"),
    [
        (window(14, 16), None),  # Monday to Wednesday
        (window(14, 15), Refused.NO_COMMON_DATES),
        (window(11, 14), Refused.NO_COMMON_DATES),  # a weekend between two working days
        (window(11, 15), None),
        (window(1, 6), Refused.NO_COMMON_DATES),
    ],
)
def test_the_shared_period_holds_three_working_days(theirs, refused):
    assert fit(visitor(windows=(theirs,)), host()).refused == refused


def test_online_sessions_may_lie_apart():
    mondays = tuple(window(day, day) for day in (7, 14, 21))
    apart = {"windows": mondays, "modes": codes("virtual")}
    online = host(windows=(JUNE,), modes=codes("physical", "virtual"))

    result = fit(visitor(**apart), online)

    assert (result.refused, result.shared_windows) == (None, mondays)
    assert result.reasons[:2] == (
        "both free 7 June 2021",
        "online, so without travel and lump sum",
    )


def test_two_online_sessions_are_too_few():
    apart = {"windows": (window(7, 7), window(14, 14)), "modes": codes("virtual")}

    assert fit(visitor(**apart), host(modes=codes("virtual"))).refused == Refused.NO_COMMON_DATES


def test_who_accepts_both_ways_meets_online_when_no_stay_fits():
    both = codes("physical", "virtual")
    mondays = tuple(window(day, day) for day in (7, 14, 21))

    result = fit(visitor(windows=mondays, modes=both), host(windows=(JUNE,), modes=both))

    assert result.reasons[1] == "online, so without travel and lump sum"


@pytest.mark.parametrize(
    ("one", "other"),
    [(visitor(windows=()), host()), (visitor(), host(windows=()))],
)
def test_who_names_no_dates_can_be_asked(one, other):
    assert fit(one, other).reasons[:2] == (
        "dates by arrangement",
        "1738 km: full lump sum from 5 working days",
    )


@pytest.mark.parametrize(
    ("changes", "reason", "points"),
    [
        ({"latitude": 54.09, "longitude": 11.9}, "96 km: half the lump sum", 2),
        (
            {"windows": (window(14, 17),)},
            "1738 km, but free for fewer than 5 days: half the lump sum",
            1,
        ),
        ({"windows": (window(14, 18),)}, "1738 km: full lump sum from 5 working days", 4 + 2),
    ],
)
def test_the_way_is_told_in_money(changes, reason, points):
    one = visitor(**{"windows": (window(14, 16),), "country": "DK"} | changes)

    result = fit(one, host())

    assert (result.reasons[1], result.score) == (reason, points)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2021, 6, 7), date(2021, 6, 18), "both free 7–18 June 2021"),
        (date(2021, 6, 28), date(2021, 7, 9), "both free 28 June–9 July 2021"),
        (date(2020, 12, 28), date(2021, 1, 8), "both free 28 December 2020–8 January 2021"),
        (date(2020, 6, 7), date(2021, 6, 18), "both free 7 June 2020–18 June 2021"),
    ],
)
def test_a_period_is_written_without_repeating_itself(first, last, text):
    period = (Window(first=first, last=last),)

    assert fit(visitor(windows=period), host(windows=period)).reasons[0] == text


def test_the_earliest_shared_period_is_named():
    windows = (window(21, 25), window(7, 9))

    assert fit(visitor(windows=windows), host(windows=(JUNE,))).shared_windows == (
        window(7, 9),
        window(21, 25),
    )


def test_all_comforts_together_weigh_less_than_one_shared_topic():
    comfortable = {
        "activities": codes("a", "b", "c"),
        "aims": codes("a", "b", "c"),
        "size": "small",
        "at_ease": codes("en"),
        "fluent": codes("en"),
        "days_since_active": 0,
        "answers_within_days": 0,
    }
    near = host(key=1, windows=(JUNE,), latitude=48.1, longitude=7.5, **comfortable)
    expert = host(key=2, topics=codes("membranes"), windows=(window(14, 16),))
    asking = visitor(
        topics=codes("membranes"),
        preferred_types=codes("sme"),
        preferred_countries=codes("DE"),
        **comfortable,
    )
    stripped = visitor(topics=codes("membranes"))

    # All but the bonus for another sector, which needs a shared topic itself.
    comfort = sum(one.points * (one.most or 1) for one in FIRST.values()) - 2 * 60 * 3 - 4 + 2 + 2
    assert fit(asking, near).score == comfort
    assert fit(stripped, expert).score == 60 > comfort + 4


@pytest.mark.parametrize(
    ("ours", "theirs", "reason", "points"),
    [
        ({}, {}, "common language: English", 0),
        ({"at_ease": codes("en")}, {}, "common language: English", 0),
        ({"at_ease": codes("en")}, {"at_ease": codes("en")}, "both at ease in English", 2),
        (
            {"at_ease": codes("en"), "fluent": codes("en")},
            {"at_ease": codes("en")},
            "both at ease in English",
            2,
        ),
        (
            {"at_ease": codes("en"), "fluent": codes("en")},
            {"at_ease": codes("en"), "fluent": codes("en")},
            "both fluent in English",
            4,
        ),
    ],
)
def test_the_better_both_speak_the_more_it_counts(ours, theirs, reason, points):
    plain, result = fit(visitor(), host()), fit(visitor(**ours), host(**theirs))

    assert (result.reasons[2], result.score - plain.score) == (reason, points)


@pytest.mark.parametrize(
    ("ours", "theirs", "points"),
    [
        (codes("food"), codes("energy"), 4),
        (codes("food", "energy"), codes("energy"), 0),
        (codes("food"), codes(), 0),
        (codes(), codes("energy"), 0),
        (codes(), codes(), 0),
    ],
)
def test_another_sector_counts_where_both_name_theirs_and_share_a_topic(ours, theirs, points):
    def score(**topics):
        return fit(visitor(sectors=ours, **topics), host(sectors=theirs, **topics)).score

    shared = {"topics": codes("membranes")}
    assert score(**shared) - fit(visitor(**shared), host(**shared)).score == points
    assert score() == fit(visitor(), host()).score


def test_unknown_sizes_are_not_the_same_size():
    assert fit(visitor(size=""), host(size="")).score == fit(visitor(), host()).score


def test_a_short_journey_counts_only_where_somebody_travels():
    near = {"latitude": 48.1, "longitude": 7.5}
    online = {"modes": codes("virtual")}

    assert "a journey of less than 1000 km" in fit(visitor(), host(**near)).reasons
    assert fit(visitor(**online), host(**near, **online)).reasons[1:] == (
        "online, so without travel and lump sum",
        "common language: English",
    )


def test_what_the_programme_does_not_count_brings_nothing_but_is_told():
    shared = {"topics": codes("membranes")}

    result = fit(visitor(**shared), host(**shared), rules=replace(RULES, weights={}))

    assert (result.score, result.reasons[0]) == (0, "both work on membranes")


def test_a_long_list_of_tags_counts_as_three():
    many = codes(*"abcdefgh")

    three = fit(visitor(topics=many), host(topics=codes(*"abc")))

    assert fit(visitor(topics=many), host(topics=many)).score == three.score


def test_hosts_are_ranked_best_first_and_equals_by_key():
    asking = visitor(topics=codes("membranes"))
    hosts = [
        host(key=3),
        host(key=1),
        host(key=4, topics=codes("membranes")),
        host(key=2, country="ES"),
    ]

    for order in itertools.permutations(hosts):
        ranked = scoring.rank_hosts(asking, order, rules=RULES)
        assert [one.host.key for one in ranked] == [4, 1, 3]


def test_visitors_are_ranked_for_a_host():
    visitors = [
        visitor(key=2),
        visitor(key=1),
        visitor(key=3, needs=codes("reuse")),
        visitor(key=4, languages=codes("es")),
    ]

    ranked = scoring.rank_visitors(
        host(offers=codes("reuse")), visitors, rules=RULES, labels=LABELS
    )

    assert [(one.visitor.key, one.reasons[0]) for one in ranked] == [
        (3, "looks for what you offer: water reuse"),
        (1, "both free 7–18 June 2021"),
        (2, "both free 7–18 June 2021"),
    ]


@pytest.mark.parametrize(
    ("days", "reasons"),
    [
        (None, ()),
        (0, ("active today",)),
        (1, ("active 1 day ago",)),
        (30, ("active 30 days ago",)),
        (31, ()),
    ],
)
def test_only_a_recent_visit_to_the_portal_is_mentioned(days, reasons):
    assert fit(visitor(), host(days_since_active=days)).reasons[3:] == reasons


@pytest.mark.parametrize(
    ("days", "reasons"),
    [
        (None, ()),
        (0, ("answers on the same day",)),
        (1, ("answers within 1 day",)),
        (3, ("answers within 3 days",)),
        (4, ()),
    ],
)
def test_only_quick_answers_are_mentioned(days, reasons):
    assert fit(visitor(), host(answers_within_days=days)).reasons[3:] == reasons


@pytest.mark.parametrize(("days", "points"), [(None, 0), (3, 2), (4, 0)])
def test_slow_answers_earn_no_points(days, points):
    quick, unknown = fit(visitor(), host(answers_within_days=days)), fit(visitor(), host())

    assert quick.score - unknown.score == points


words = st.frozensets(st.sampled_from("abcde"))
periods = st.lists(
    st.builds(
        lambda start, days: Window(
            first=date(2021, 1, 1) + timedelta(days=start),
            last=date(2021, 1, 1) + timedelta(days=start + days),
        ),
        st.integers(0, 300),
        st.integers(0, 60),
    ),
    max_size=3,
).map(tuple)
common = {
    "topics": words,
    "activities": words,
    "aims": words,
    "sectors": words,
    "windows": periods,
    "modes": st.sampled_from(
        [codes("physical"), codes("virtual"), codes("physical", "virtual"), codes("hybrid")]
    ),
    "days_since_active": st.none() | st.integers(0, 90),
    "answers_within_days": st.none() | st.integers(0, 9),
}
visitors = st.builds(visitor, needs=words, **common)
hosts = st.builds(host, offers=words, **common)


@given(visitors, hosts)
def test_the_score_does_not_depend_on_who_asks(one, other):
    seen_by_visitor, seen_by_host = fit(one, other), fit(one, other, asking=other)

    assert seen_by_visitor.score == seen_by_host.score
    assert (seen_by_visitor.score is None) == (seen_by_visitor.refused is not None)


@given(visitors, hosts, st.sampled_from("abcde"))
def test_one_more_shared_topic_never_lowers_the_score(one, other, topic):
    before = fit(one, other).score
    richer = [type(x)(**vars(x) | {"topics": x.topics | {topic}}) for x in (one, other)]

    after = fit(*richer).score

    assert (before is None and after is None) or before <= after


@given(visitors, st.lists(hosts, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_the_hosts_given_does_not_matter(one, some, random):
    numbered = [type(x)(**vars(x) | {"key": key}) for key, x in enumerate(some)]
    shuffled = random.sample(numbered, len(numbered))

    assert scoring.rank_hosts(one, numbered, rules=RULES) == scoring.rank_hosts(
        one, shuffled, rules=RULES
    )
