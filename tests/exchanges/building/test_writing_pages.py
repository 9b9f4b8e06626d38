"""Two people write one draft: on the pages, while they type, and without JavaScript."""

import json
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from blues import journal
from blues.common import clock
from exchanges.building import commitments
from exchanges.building.content import agenda_cells, values
from exchanges.building.current import commitment_of
from exchanges.building.merging import mark, marks
from tests.factories import CommitmentFactory, RemarkFactory, TermFactory, coordinator_of

MONDAY, TUESDAY = date(2027, 3, 1), date(2027, 3, 2)


@pytest.fixture(autouse=True)
def _before_the_stay():
    with clock.standing_on(date(2027, 2, 1)):
        yield


@pytest.fixture
def draft():
    return CommitmentFactory()


@pytest.fixture
def visitor(client, sign_in, draft):
    """The visitor's browser."""
    sign_in(draft.exchange.visitor.representative)
    return client


def at(name, draft):
    return reverse(f"building:{name}", args=[draft.exchange.public_id])


def texts(draft, **changed):
    """What the page of the text would send right now."""
    on_file = values(commitment_of(draft.exchange))
    sent = {name: value for name, value in on_file.items() if value is not None}
    return sent | {"seen": json.dumps(marks(on_file))} | changed


def host_writes(draft, **fields):
    commitments.change(draft, by=draft.exchange.host.representative, **fields)


def reread(draft):
    return commitment_of(draft.exchange)


# -- The text --------------------------------------------------------------------------------------


def test_the_text_is_saved_with_gaps(visitor, draft):
    TermFactory(kind="activity")

    answer = visitor.post(
        at("commitment-edit", draft),
        texts(draft, host_outcomes="Two requests", measures="", outbound_on="28.2.2027"),
    )

    assert answer.status_code == 302
    saved = reread(draft)
    assert (saved.host_outcomes, saved.measures, saved.outbound_on) == (
        "Two requests",
        "",
        date(2027, 2, 28),
    )


@pytest.mark.feature(55)
def test_what_two_people_wrote_in_different_fields_is_put_together(visitor, draft):
    data = texts(draft, visitor_outcomes="Ten readings")
    host_writes(draft, host_outcomes="Two requests")

    answer = visitor.post(at("commitment-edit", draft), data)

    assert answer.status_code == 302
    assert (reread(draft).visitor_outcomes, reread(draft).host_outcomes) == (
        "Ten readings",
        "Two requests",
    )


@pytest.mark.feature(55)
def test_where_both_wrote_both_texts_are_shown_and_the_rest_is_saved(visitor, draft):
    data = texts(draft, title="My title", measures="By counting")
    host_writes(draft, title="<b>Their</b> title")

    answer = visitor.post(at("commitment-edit", draft), data)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert 'value="My title"' in page
    assert "&lt;b&gt;Their&lt;/b&gt; title" in page
    assert draft.exchange.host.representative.name in page
    assert (reread(draft).title, reread(draft).measures) == ("<b>Their</b> title", "By counting")


def test_nobody_overwrites_the_other_text_by_sending_the_same_page_again(visitor, draft):
    data = texts(draft, title="My title")
    host_writes(draft, title="Their title")
    page = visitor.post(at("commitment-edit", draft), data)

    again = visitor.post(
        at("commitment-edit", draft),
        texts(draft, title="My title", seen=page.context["seen"]),
    )

    assert (again.status_code, reread(draft).title) == (409, "Their title")


@pytest.mark.feature(55)
@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ("mine", "My measures"),
        ("theirs", "Their measures"),
        ("both", "Their measures\n\nMy measures"),
    ],
)
def test_a_clash_is_decided_by_whoever_sees_it(visitor, draft, choice, kept):
    old = texts(draft)["seen"]
    host_writes(draft, measures="Their measures")

    answer = visitor.post(
        at("commitment-edit", draft),
        texts(draft, measures="My measures", seen=old)
        | {"choice-measures": choice, "shown-measures": mark("Their measures")},
    )

    assert (answer.status_code, reread(draft).measures) == (302, kept)


def test_a_decision_about_words_that_changed_again_is_asked_for_anew(visitor, draft):
    old = texts(draft)["seen"]
    host_writes(draft, measures="Their second thoughts")

    answer = visitor.post(
        at("commitment-edit", draft),
        texts(draft, measures="My measures", seen=old)
        | {"choice-measures": "mine", "shown-measures": mark("Their first thoughts")},
    )

    assert answer.status_code == 409
    assert "Their second thoughts" in answer.content.decode()
    assert reread(draft).measures == "Their second thoughts"


@pytest.mark.parametrize("seen", ["", "[]", "{", '{"title": 7}', "0" * 64])
def test_a_page_that_cannot_say_what_it_showed_overwrites_nothing(visitor, draft, seen):
    answer = visitor.post(at("commitment-edit", draft), texts(draft, title="Mine", seen=seen))

    assert (answer.status_code, reread(draft).title) == (409, draft.title)


def test_a_text_that_cannot_be_saved_stays_on_the_page_with_its_remarks(visitor, draft):
    remark = RemarkFactory(commitment=draft)
    typed = {
        "measures": "Typed with care",
        "remark-title": "Too long?",
        f"answer-{remark.pk}": "By counting",
    }

    answer = visitor.post(at("commitment-edit", draft), texts(draft, title="x" * 201, **typed))

    page = answer.content.decode()
    assert answer.status_code == 400
    assert [f"{text}</textarea>" in page for text in typed.values()] == [True] * 3
    assert (draft.exchange.remarks.count(), remark.answers.count()) == (1, 0)


# -- Kept while it is typed ------------------------------------------------------------------------


@pytest.mark.feature(55)
def test_what_is_typed_is_kept_and_the_page_hears_what_is_on_file(visitor, draft):
    data = texts(draft, measures="By count ", visitor_outcomes="Ten\r\nreadings")
    host_writes(draft, host_outcomes="Two requests")

    answer = visitor.post(at("commitment-keep", draft), data)

    told = answer.json()
    assert (answer.status_code, told["said"]) == (200, f"Saved {now()}")
    assert told["clashes"] == {}
    assert line_of(told, "measures") == {
        "key": "measures",
        "control": "measures",
        "mark": mark("By count"),
    }
    assert "value" not in line_of(told, "visitor_outcomes")
    assert line_of(told, "host_outcomes")["value"] == "Two requests"
    assert reread(draft).measures == "By count"


def now():
    return timezone.localtime(clock.now()).strftime("%H:%M")


def line_of(told, key):
    return next(line for line in told["fields"] if line["key"] == key)


def test_a_clash_is_answered_beside_the_field_and_its_mark_is_not_renewed(visitor, draft):
    data = texts(draft, measures="Mine")
    host_writes(draft, measures="<i>Theirs</i>")

    answer = visitor.post(at("commitment-keep", draft), data)

    told = answer.json()
    assert answer.status_code == 409
    assert told["said"] == f"Saved {now()}, except where both of you wrote."
    assert "&lt;i&gt;Theirs&lt;/i&gt;" in told["clashes"]["measures"]
    assert "measures" not in [line["key"] for line in told["fields"]]


def test_what_cannot_be_read_is_named_and_the_rest_is_kept(visitor, draft):
    told = visitor.post(
        at("commitment-keep", draft),
        texts(draft, title="x" * 201, outbound_on="soon", measures="Kept"),
    ).json()

    assert told["said"] == f"Saved {now()}, except: Title, Outbound travel."
    assert reread(draft).measures == "Kept"


def test_a_closed_text_says_so_to_whoever_is_typing(client, sign_in):
    agreed = CommitmentFactory(agreed=True)
    sign_in(agreed.exchange.host.representative)

    answer = client.post(at("commitment-keep", agreed), {"title": "Late"})

    assert answer.status_code == 409
    assert answer.json()["said"].startswith("Both sides have agreed, so the Commitment is closed")


def test_an_agenda_that_is_not_complete_is_refused_while_it_is_typed(visitor, draft):
    answer = visitor.post(at("agenda-keep", draft), {"seen": "{}"})

    assert (answer.status_code, answer.json()["said"]) == (400, "What was sent is not complete.")


def test_only_the_two_sides_are_kept(client, sign_in, draft):
    answers = {}
    for name, person in {
        "cluster": coordinator_of(draft.exchange.vop),
        "stranger": coordinator_of(CommitmentFactory().exchange.vop),
    }.items():
        sign_in(person)
        answers[name] = [
            client.post(at(page, draft), texts(draft, title="Mine")).status_code
            for page in ("commitment-keep", "agenda-keep")
        ]

    assert answers == {"cluster": [403, 403], "stranger": [404, 404]}
    assert reread(draft).title == draft.title


def test_one_sitting_leaves_one_line_in_the_journal(visitor, draft):
    for words in ("B", "By", "By counting"):
        visitor.post(at("commitment-keep", draft), texts(draft, measures=words))
    visitor.post(at("commitment-keep", draft), texts(draft, title="Another"))

    entries = journal.entries_for(draft.exchange.case)
    assert [entry.detail["fields"] for entry in entries] == [["measures"], ["title"]]


# -- The agenda ------------------------------------------------------------------------------------


def rows(draft, *days, **more):
    """What the page of the agenda would send with these days."""
    data = {"day-TOTAL_FORMS": len(days), "day-INITIAL_FORMS": 0}
    for number, day in enumerate(days):
        data |= {f"day-{number}-{name}": value for name, value in day.items()}
    return data | {"seen": json.dumps(marks(agenda_cells(reread(draft))))} | more


def morning(day, text="", **more):
    return {"day": day.isoformat(), "morning": text} | more


def planned(draft):
    return {entry.day: entry.morning for entry in reread(draft).agenda.all()}


def test_the_agenda_is_saved_and_empty_days_left_out(visitor):
    draft = CommitmentFactory(agenda=[])
    client = visitor
    client.force_login(draft.exchange.visitor.representative)

    answer = client.post(
        at("agenda-edit", draft), rows(draft, morning(MONDAY, "Pier"), morning(TUESDAY))
    )

    assert answer.status_code == 302
    assert planned(draft) == {MONDAY: "Pier"}


@pytest.mark.parametrize(
    "days",
    [
        [{"day": "", "morning": "When?"}],
        [morning(date(2027, 3, 9), "Late")],
        [morning(MONDAY, "a"), morning(MONDAY, "b")],
    ],
)
def test_an_impossible_agenda_keeps_what_was_typed(visitor, draft, days):
    answer = visitor.post(at("agenda-edit", draft), rows(draft, *days))

    assert answer.status_code == 400
    assert f"{days[0]['morning']}</textarea>" in answer.content.decode()
    assert draft.agenda.count() == 5


@pytest.mark.feature(55)
def test_two_people_plan_two_days_at_once(visitor, draft):
    data = rows(
        draft,
        morning(MONDAY, "Pier", afternoon="Evaluation with both teams"),
        morning(TUESDAY, "Measurements in the laboratory", afternoon=""),
    )
    cells = agenda_cells(draft)
    commitments.write_agenda(
        draft,
        by=draft.exchange.host.representative,
        typed={"2027-03-02.morning": "Pilot hall"},
        seen=marks(cells),
    )

    answer = visitor.post(at("agenda-edit", draft), data)

    assert answer.status_code == 302
    assert {day: planned(draft)[day] for day in (MONDAY, TUESDAY)} == {
        MONDAY: "Pier",
        TUESDAY: "Pilot hall",
    }


@pytest.mark.feature(55)
def test_two_plans_for_the_same_morning_clash(visitor, draft):
    data = rows(draft, morning(MONDAY, "Pier", afternoon="Evaluation with both teams"))
    commitments.write_agenda(
        draft,
        by=draft.exchange.host.representative,
        typed={"2027-03-01.morning": "Pilot hall"},
        seen=marks(agenda_cells(draft)),
    )

    kept = visitor.post(at("agenda-keep", draft), data).json()
    answer = visitor.post(at("agenda-edit", draft), data)
    page = answer.content.decode()

    assert list(kept["clashes"]) == ["day-0-morning"]
    assert (answer.status_code, planned(draft)[MONDAY]) == (409, "Pilot hall")
    assert "Pier</textarea>" in page
    assert "Pilot hall" in page


@pytest.mark.feature(54)
def test_the_page_counts_the_days_with_a_programme(visitor):
    draft = CommitmentFactory(agenda=2)
    visitor.force_login(draft.exchange.host.representative)

    page = visitor.get(at("agenda-edit", draft)).content.decode()

    assert "<strong data-programmed>2</strong> of 5 working days; at least 3" in page


@pytest.mark.feature(54)
def test_a_day_is_copied_where_nothing_stands_yet(visitor):
    draft = CommitmentFactory(agenda=[])
    visitor.force_login(draft.exchange.host.representative)
    data = rows(
        draft,
        morning(MONDAY, "Pier", afternoon="Notes", place="Harbour"),
        morning(TUESDAY, "Pilot hall"),
        copy=TUESDAY.isoformat(),
    )

    answer = visitor.post(at("agenda-edit", draft), data)

    tuesday = reread(draft).agenda.get(day=TUESDAY)
    assert answer.url == at("agenda-edit", draft)
    assert (tuesday.morning, tuesday.afternoon, tuesday.place) == ("Pilot hall", "Notes", "Harbour")


@pytest.mark.parametrize("day", ["2027-03-01", "2027-02-01", "yesterday"])
def test_there_is_nothing_to_copy_before_the_first_day(visitor, draft, day):
    answer = visitor.post(at("agenda-edit", draft), rows(draft, morning(MONDAY, "Pier"), copy=day))

    assert answer.status_code == 400


# -- How much is asked -----------------------------------------------------------------------------


@pytest.mark.parametrize("page_name", ["commitment-edit", "agenda-edit", "commitment-detail"])
def test_more_days_and_remarks_cost_no_more_queries(
    client, sign_in, page_name, django_assert_max_num_queries
):
    counts = []
    for size in (1, 3):
        draft = CommitmentFactory(agenda=size)
        RemarkFactory.create_batch(size, commitment=draft)
        sign_in(draft.exchange.visitor.representative)
        client.get(at(page_name, draft))
        with django_assert_max_num_queries(80) as asked:
            client.get(at(page_name, draft))
        counts.append(len(asked))

    assert counts[0] == counts[1]
