"""Choosing from a long list: without JavaScript the form comes back with what the words found."""

import re

import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse

from blues.common.gallery import SampleEntry, SampleList
from blues.common.long_lists import LongListField

WELLS = SampleEntry("W1.1", "Springs and wells", "class")
TOWERS = SampleEntry("W1.2", "Water towers", "class")
ENTRIES = reverse("common:gallery-entries")


class OneForm(forms.Form):
    work = LongListField(SampleList(), label="Work")


class MaybeForm(forms.Form):
    work = LongListField(SampleList(), label="Work", required=False)


class SeveralForm(forms.Form):
    work = LongListField(SampleList(), label="Work", multiple=True, required=False)


def sent(form_class, query):
    return form_class(QueryDict(query))


def offered(form):
    """(code, whether it is picked) of each choice that the page shows."""
    boxes = re.findall(r'<input type="(?:radio|checkbox)"[^>]*>', str(form["work"]))
    return [(re.search(r'value="([^"]*)"', box)[1], "checked" in box) for box in boxes]


def test_words_bring_the_form_back_with_what_they_found():
    form = sent(OneForm, "work-words=water")

    assert form.errors == {
        "work": ["2 entries were found. Choose below, then save again."],
    }
    assert offered(form) == [("W1", False), ("W1.2", False)]
    assert 'name="work-seen" value="water"' in str(form["work"])


def test_one_entry_found_is_offered_not_taken():
    form = sent(OneForm, "work-words=wells")

    assert form.errors == {"work": ["One entry was found. Choose it below, then save again."]}


def test_an_entry_picked_among_those_found_is_the_answer():
    form = sent(OneForm, "work-words=water&work-seen=water&work=W1.2")

    assert form.is_valid()
    assert form.cleaned_data == {"work": TOWERS}


def test_new_words_are_looked_up_before_an_earlier_pick_counts():
    form = sent(OneForm, "work-words=wells&work-seen=water&work=W1.2")

    assert not form.is_valid()
    assert offered(form) == [("W1.2", True), ("W1.1", False)]


def test_a_code_typed_out_is_the_answer_at_once():
    assert sent(OneForm, "work-words=W1.1").is_valid()


def test_words_that_find_nothing_say_so():
    form = sent(OneForm, "work-words=lava")

    assert form.errors == {
        "work": [
            "No entry of the list has all of these words: “lava”. "
            "Use fewer words, or only their beginnings."
        ]
    }
    assert offered(form) == []


def test_more_than_a_page_of_entries_says_that_there_may_be_more(monkeypatch):
    many = [SampleEntry(f"M{number}", "Mud") for number in range(30)]
    monkeypatch.setattr(SampleList, "ENTRIES", many)

    form = sent(OneForm, "work-words=mud")

    assert form.errors == {
        "work": ["The first 20 entries found are below. Choose there, or add a word to find fewer."]
    }
    assert len(offered(form)) == 20


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "This field is required."),
        ("work=", "This field is required."),
        ("work-words=water&work-seen=water", "This field is required."),
        ("work=W9", "W9 is not in the list."),
        ("work=W1.1&work=W1.2", "Choose one entry."),
        ("work=W1%00", "Null characters are not allowed."),
        ("work-words=a%00b", "Null characters are not allowed."),
        ("work-words=" + "a" * 10_000, "Search with a few words: at most 100 characters."),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(query, message):
    form = sent(OneForm, query)

    assert form.errors == {"work": [message]}
    assert len(str(form)) < 4_000


@pytest.mark.parametrize(
    ("code", "shown"), [("W9", [("W9", True), ("", False)]), ("W<9>", []), ("W" * 5_000, [])]
)
def test_what_cannot_be_chosen_stays_in_sight_if_it_looks_like_a_code(code, shown):
    form = MaybeForm(QueryDict(mutable=True) | {"work": code})

    assert form.errors == {"work": [f"{code} is not in the list."]}
    assert offered(form) == shown


def test_an_optional_choice_may_be_taken_back():
    form = sent(MaybeForm, "work=")

    assert form.is_valid()
    assert form.cleaned_data == {"work": None}
    assert offered(MaybeForm(initial={"work": "W1.1"})) == [("W1.1", True), ("", False)]


def test_several_are_picked_together_and_a_typed_code_joins_them():
    form = sent(SeveralForm, "work=W1.2&work=W1.2&work-words=w1.1&work-seen=")
    typed = sent(SeveralForm, "work=W1.2&work-words=W1.1")

    assert form.errors == {"work": ["One entry was found. Choose it below, then save again."]}
    assert typed.is_valid()
    assert typed.cleaned_data == {"work": [WELLS, TOWERS]}


def test_a_form_without_the_field_keeps_what_was_there():
    assert LongListField(SampleList()).widget.value_omitted_from_data({}, {}, "work")


@pytest.mark.parametrize(
    ("query", "changed"),
    [
        ("work=W1.1", False),
        ("work=W1.2", True),
        ("work=W1.1&work-words=water&work-seen=water", False),
        ("work=W1.1&work-words=water", True),
    ],
)
def test_a_form_knows_whether_the_choice_changed(query, changed):
    form = OneForm(QueryDict(query), initial={"work": "W1.1"})

    assert form.has_changed() == changed


def test_the_gallery_answers_the_box_with_entries(client):
    answer = client.get(ENTRIES, {"words": "water tow"})

    assert answer.json() == {
        "entries": [{"code": "W1.2", "label": "Water towers", "note": "class"}],
    }


@pytest.mark.parametrize("words", ["a" * 101, "a\x00b"])
def test_a_search_that_makes_no_sense_is_refused(client, words):
    assert client.get(ENTRIES, {"words": words}).status_code == 400


def test_the_gallery_is_closed_where_it_is_no_demo(client, settings):
    settings.DEMO = False

    assert client.get(ENTRIES, {"words": "water"}).status_code == 403
