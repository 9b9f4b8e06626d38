"""The pages on which one person drafts a version and another puts it into force."""

from datetime import timedelta

import pytest
from django.urls import reverse

from blues.common import clock
from clusters.models import VersionDraft
from clusters.programme import contents
from clusters.programme.rulebook import SILENCE_IN_ORDER
from clusters.programme.seeds.countries import COSME
from tests.clusters.test_versions import HOLIDAYS, RATES, RULES, TERMS, WEIGHTS, drafted, tomorrow
from tests.factories import (
    CountryFactory,
    HolidayListFactory,
    ProgrammeFactory,
    RateFactory,
    RateTableFactory,
    TermFactory,
    UserFactory,
    VersionDraftFactory,
    WeightTableFactory,
    next_rates,
    next_rules,
    next_weights,
)

pytestmark = pytest.mark.feature(132)
PAGE = {kind: reverse(f"programme:{kind}-page") for kind in VersionDraft.Kind.values}


@pytest.fixture
def programme():
    for code in COSME:
        CountryFactory(code=code)
    return ProgrammeFactory()


@pytest.fixture
def author(sign_in):
    return sign_in(UserFactory(programme_coordinator=True))


def filled_in(client, kind, **changes):
    """What a browser would send back: every field as the form shows it, then the changes."""
    form = client.get(reverse("programme:draft-new", args=[kind])).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    head = {"version": "v2", "valid_from": tomorrow().isoformat(), "source": "Amendment 3"}
    return {name: value for name, value in (shown | head | changes).items() if value is not None}


def test_one_drafts_and_another_confirms(client, sign_in, programme, author):
    sent = filled_in(client, RULES, shortest_stay_days=4, highest_sum="1.200,00")
    answer = client.post(reverse("programme:draft-new", args=[RULES]), sent, follow=True)
    draft = VersionDraft.objects.get()
    assert answer.redirect_chain == [(draft.get_absolute_url(), 302)]
    assert [change.label for change in answer.context["changes"]] == [
        "Working days at least",
        "Highest sum, in EUR",
    ]
    assert answer.context["why_not"] == "A second person confirms it."

    sign_in(UserFactory(finance=True))
    assert "A draft waits for its second person" in client.get(PAGE[RULES]).text
    answer = client.post(reverse("programme:draft-confirm", args=[draft.public_id]), follow=True)

    assert answer.status_code == 200
    assert [(str(v), s[0]) for v, s in answer.context["versions"]] == [
        ("BLUES v2", "coming"),
        ("BLUES cxc-2020", "in force"),
    ]
    assert programme.rule_set_on(tomorrow()).shortest_stay_days == 4


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        (
            {"shortest_stay_days": 40, "longest_stay_days": 5},
            {"longest_stay_days": ["The longest stay is not shorter than the shortest one."]},
        ),
        (
            {"full_sum_days": 32},
            {"full_sum_days": ["No stay would be long enough for the full sum."]},
        ),
        (
            {"proposal_days": 4, "reminder_days": 4},
            {"reminder_days": ["The reminder would come before the proposal."]},
        ),
        (
            {"first_reminder_days": 3},
            {
                "second_reminder_days": [
                    "The first reminder of a proposal comes before the second one."
                ]
            },
        ),
        (
            {"proposal_days": 3, "reminder_days": 2},
            {"second_reminder_days": ["By then the proposal has expired."]},
        ),
        (
            {"second_signature_reminder_days": 7},
            {
                "second_signature_reminder_days": [
                    "The reminders to sign come one after the other, nearer to the day."
                ]
            },
        ),
        (
            {"still_interested_days": 200, "hidden_days": 3, "warning_days": 90},
            {"hidden_days": [str(SILENCE_IN_ORDER)]},
        ),
        (
            {"still_interested_days": 173, "hidden_days": 180},
            {"hidden_days": [str(SILENCE_IN_ORDER)]},
        ),
        (
            {"low_active_days": 179},
            {"low_active_days": ["A profile rests after it was hidden, not before."]},
        ),
        (
            {"shortest_stay_days": 40, "longest_stay_days": ""},
            {"longest_stay_days": ["This field is required."]},
        ),
    ],
)
def test_numbers_that_contradict_each_other_are_no_rules(
    client, programme, author, changes, errors
):
    sent = filled_in(client, RULES, **changes)
    answer = client.post(reverse("programme:draft-new", args=[RULES]), sent)

    assert answer.context["form"].errors == errors
    assert not VersionDraft.objects.exists()


def test_numbers_may_be_as_close_as_their_order_allows(client, programme, author):
    stays = {"shortest_stay_days": 5, "full_sum_days": 5, "longest_stay_days": 5}
    silence = {"still_interested_days": 172, "hidden_days": 180, "low_active_days": 180}
    answers = {"first_reminder_days": 1, "second_reminder_days": 2, "reminder_days": 2}
    close = stays | silence | answers | {"proposal_days": 3}
    client.post(reverse("programme:draft-new", args=[RULES]), filled_in(client, RULES, **close))

    fields = VersionDraft.objects.get().content["fields"]
    assert {name: fields[name] for name in close} == close


def test_rates_are_drafted_country_by_country(client, programme, author):
    sent = filled_in(client, RATES, rate_DE="900", rate_ES="")
    client.post(reverse("programme:draft-new", args=[RATES]), sent)

    assert VersionDraft.objects.get().content == {"rates": {"DE": "900"}}


def test_points_are_drafted_merit_by_merit(client, programme, author):
    sent = filled_in(client, WEIGHTS, points_near=0, within_near=500, reason_near="Trains are slow")
    client.post(reverse("programme:draft-new", args=[WEIGHTS]), sent)

    weights = VersionDraft.objects.get().content["weights"]
    assert weights["near"] == {
        "points": 0,
        "most": None,
        "within": 500,
        "reason": "Trains are slow",
    }
    assert weights["topic"] == contents.of_the_newest(programme, WEIGHTS)["weights"]["topic"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("points_size", "1001"), ("most_topic", "0"), ("within_near", ""), ("reason_size", "")],
)
def test_points_without_sense_or_reason_are_refused(client, programme, author, field, value):
    sent = filled_in(client, WEIGHTS, **{field: value})
    answer = client.post(reverse("programme:draft-new", args=[WEIGHTS]), sent)

    assert list(answer.context["form"].errors) == [field]


def test_the_page_says_whether_subjects_come_first(client, programme, author):
    page = client.get(PAGE[WEIGHTS])
    shown = page.context["shown"]
    assert (shown.least_subject, shown.comfort) == (60, 52)
    assert "So subjects come first" in page.text
    assert "Silence is what makes people give up." in page.text

    next_weights(programme, size={"points": 10})
    assert "So the rest may outweigh a subject" in client.get(PAGE[WEIGHTS]).text


def test_a_programme_without_points_says_so(client, author):
    ProgrammeFactory(furnished=False)

    assert "No points yet" in client.get(PAGE[WEIGHTS]).text


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_list_of_points_query_count(client, sign_in, django_assert_num_queries, count):
    programme = ProgrammeFactory(furnished=False)
    WeightTableFactory(programme=programme)
    for number in range(count - 1):
        next_weights(programme, first_day=tomorrow() - timedelta(days=10 - number))
    sign_in(UserFactory(finance=True))

    with django_assert_num_queries(7):  # session, person, roles, programme, draft, tables, points
        client.get(PAGE[WEIGHTS])


def test_code_lists_are_drafted_line_by_line(client, programme, author):
    TermFactory(code="old", label="Old")
    sent = filled_in(client, TERMS, terms_topic="old: Old\nfresh: Fresh water: sea and river")
    client.post(reverse("programme:draft-new", args=[TERMS]), sent)

    assert VersionDraft.objects.get().content["terms"]["topic"] == {
        "old": "Old",
        "fresh": "Fresh water: sea and river",
    }


def test_holidays_are_added_and_struck_line_by_line(client, programme, author):
    before = {"DE 2027-03-26": "", "DE 2027-03-03": "Water Day"}
    HolidayListFactory(programme=programme, corrections=before)
    shown = filled_in(client, HOLIDAYS)
    assert (shown["added"], shown["struck"]) == ("DE 2027-03-03: Water Day", "DE 2027-03-26")

    sent = shown | {"added": "ES 2027-03-05 : Day of Aragón\n\n", "struck": " DE 2027-03-26 \n"}
    client.post(reverse("programme:draft-new", args=[HOLIDAYS]), sent)

    assert VersionDraft.objects.get().content == {
        "days": {"DE 2027-03-26": "", "ES 2027-03-05": "Day of Aragón"}
    }


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("added", "DE 2027-03-03"),
        ("added", "DE 3 March 2027: Water Day"),
        ("added", "DE 2027-02-30: Water Day"),
        ("added", "QQ 2027-03-03: Water Day"),
        ("struck", "DE 2027-03-26: Good Friday"),
    ],
)
def test_a_line_that_is_no_correction_is_named(client, programme, author, field, line):
    sent = filled_in(client, HOLIDAYS, **{field: line})
    answer = client.post(reverse("programme:draft-new", args=[HOLIDAYS]), sent)

    assert answer.context["form"].errors == {
        field: [f"This line cannot be read, or there is no such country or day: {line}"]
    }


def test_a_day_is_added_or_struck(client, programme, author):
    sent = filled_in(client, HOLIDAYS, added="DE 2027-03-03: Water Day", struck="DE 2027-03-03")
    answer = client.post(reverse("programme:draft-new", args=[HOLIDAYS]), sent)

    assert answer.context["form"].errors == {
        "struck": ["A day is added or struck, not both: DE 2027-03-03."]
    }


def test_the_corrections_in_force_are_shown(client, programme, author):
    assert "No corrections yet" in client.get(PAGE[HOLIDAYS]).text
    corrections = {"DE 2027-03-03": "Water Day", "DE 2027-03-26": ""}
    HolidayListFactory(programme=programme, corrections=corrections)

    shown = client.get(PAGE[HOLIDAYS])
    version = client.get(reverse("programme:version-detail", args=[HOLIDAYS, "hol-2020"]))

    assert [(str(c), c.name) for c in shown.context["shown"].corrections.all()] == [
        ("DE 2027-03-03", "Water Day"),
        ("DE 2027-03-26", ""),
    ]
    assert [(line.label, line.value) for line in version.context["lines"]] == [
        ("Germany, 3 March 2027", "Water Day"),
        ("Germany, 26 March 2027", "no public holiday"),
    ]


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_list_of_corrections_query_count(client, sign_in, django_assert_num_queries, count):
    days = {f"DE 2027-03-0{number}": "Water Day" for number in range(1, count + 1)}
    HolidayListFactory(programme__furnished=False, corrections=days)
    sign_in(UserFactory(finance=True))

    with django_assert_num_queries(7):  # session, person, roles, programme, draft, lists, days
        client.get(PAGE[HOLIDAYS])


def test_a_line_that_is_no_entry_is_named(client, programme, author):
    sent = filled_in(client, TERMS, terms_topic="Fresh water")
    answer = client.post(reverse("programme:draft-new", args=[TERMS]), sent)

    assert answer.context["form"].errors["terms_topic"] == [
        "This line is not “code: words”: Fresh water"
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("version", ""),
        ("version", "a/b"),
        ("valid_from", "soon"),
        ("source", ""),
        ("shortest_stay_days", "-1"),
        ("highest_sum", "much"),
        ("countries", ["ZZ"]),
        ("countries", None),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(client, programme, author, field, value):
    sent = filled_in(client, RULES, **{field: value})
    answer = client.post(reverse("programme:draft-new", args=[RULES]), sent)

    assert list(answer.context["form"].errors) == [field]


def test_the_author_corrects_the_own_draft(client, programme, author):
    draft = drafted(programme, author)
    address = reverse("programme:draft-edit", args=[draft.public_id])
    form = client.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"shortest_stay_days": 5}

    client.post(address, sent)

    draft.refresh_from_db()
    assert draft.content["fields"]["shortest_stay_days"] == 5


def test_nobody_else_corrects_it_and_nobody_an_old_one(client, sign_in, programme, author):
    draft, old = (
        drafted(programme, UserFactory(programme_coordinator=True)),
        VersionDraftFactory(programme=programme, kind=RATES, drafted_by=author, discarded=True),
    )

    for one in (draft, old):
        address = reverse("programme:draft-edit", args=[one.public_id])
        assert client.get(address).status_code == 403


def test_a_draft_is_discarded(client, programme, author):
    draft = drafted(programme, author)

    client.post(reverse("programme:draft-discard", args=[draft.public_id]))

    answer = client.get(draft.get_absolute_url())
    assert answer.context["may_end"] is False
    assert "discarded" in answer.text


@pytest.mark.parametrize(
    ("persona", "reads", "drafts"),
    [
        ("programme_coordinator", 200, 200),
        ("finance", 200, 403),
        ("auditor", 200, 403),
        ("coordinator", 200, 403),
        ("representative", 404, 404),
        ("operator", 404, 404),
    ],
)
def test_who_reads_and_who_drafts(client, sign_in, programme, persona, reads, drafts):
    draft = VersionDraftFactory(programme=programme)
    sign_in(UserFactory(**{persona: True}))
    pages = [
        *PAGE.values(),
        reverse("programme:version-detail", args=[RULES, "cxc-2020"]),
        draft.get_absolute_url(),
    ]

    assert {client.get(page).status_code for page in pages} == {reads}
    assert client.get(reverse("programme:draft-new", args=[RULES])).status_code == drafts


def test_a_version_says_what_it_changed_and_who_changed_it(client, programme, author):
    next_rates(programme, DE=900)

    answer = client.get(reverse("programme:version-detail", args=[RATES, "rates-2"]))

    assert [(c.label, c.before, c.after) for c in answer.context["changes"]] == [
        ("Germany", "EUR\u00a0830", "EUR\u00a0900"),
        ("Spain", "EUR\u00a0830", "–"),
    ]


@pytest.mark.parametrize(
    "address", ["versions/rules/none/", "versions/terms/x/", "versions/x/y/", "drafts/new/x/"]
)
def test_there_is_no_other_version(client, programme, author, address):
    assert client.get(f"/programme/{address}").status_code == 404


def test_confirmed_drafts_keep_their_difference(client, programme, author):
    draft = VersionDraftFactory(
        programme=programme, confirmed=True, based_on="cxc-2020", drafted_by=author
    )
    others = [code for code in draft.content["countries"] if code != "DE"]
    VersionDraft.objects.update(content=draft.content | {"countries": others})

    changes = client.get(draft.get_absolute_url()).context["changes"]

    assert [(c.label, c.before, c.after) for c in changes] == [("Germany", "takes part", "–")]


def test_code_lists_show_what_comes_and_what_has_ended(client, programme, author):
    TermFactory(code="coming", valid_from=tomorrow(), programme=programme)
    TermFactory(code="over", valid_until=clock.today())
    TermFactory(code="other", programme=ProgrammeFactory(code="other"))

    lists = dict(client.get(PAGE[TERMS]).context["lists"])

    assert [(term.code, bool(said)) for term, said in lists["topic"]] == [
        ("coming", True),
        ("over", True),
    ]


def test_a_draft_made_for_a_coming_version_compares_with_it(client, programme, author):
    next_rules(programme, first_day=tomorrow() + timedelta(days=30), shortest_stay_days=4)
    form = client.get(reverse("programme:draft-new", args=[RULES])).context["form"]

    assert form["shortest_stay_days"].value() == 4
    assert contents.newest(programme, RULES).version == "rules-2"


def test_the_rules_name_the_countries_that_take_part(client, programme, author):
    next_rules(programme, countries=["DE", "ES"])

    answer = client.get(PAGE[RULES])

    assert [country.name for country in answer.context["countries"]] == ["Germany", "Spain"]


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("count", [1, 3])
def test_list_of_versions_query_count(client, sign_in, django_assert_num_queries, count):
    programme = ProgrammeFactory(furnished=False)
    for number in range(count):
        table = RateTableFactory(
            programme=programme,
            version=f"v{number}",
            valid_from=tomorrow() - timedelta(days=10 - number),
            valid_until=tomorrow() - timedelta(days=10 - number),
            rates=False,
        )
        RateFactory(table=table)
    sign_in(UserFactory(finance=True))

    with django_assert_num_queries(7):  # session, person, roles, programme, draft, tables, rates
        client.get(PAGE[RATES])
