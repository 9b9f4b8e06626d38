"""What single answers may be: languages, periods, wishes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from blues.common.errors import Conflict
from exchanges.registration import languages, periods, registrations
from exchanges.registration.fields import LanguagesField
from tests.exchanges.cast import drafted, registered
from tests.factories import ProgrammeFactory, TermFactory

MARCH = (date(2027, 3, 1), date(2027, 3, 31))


# -- Languages -------------------------------------------------------------------------------------


@pytest.mark.feature(12)
def test_languages_are_asked_with_their_level():
    rows = [("en", "B2"), ("", ""), ("es", "native")]

    assert LanguagesField().clean(rows) == {"en": "B2", "es": "native"}


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([("en", "")], "Row 1: Say how well you speak English."),
        ([("en", "B2"), ("xx", "B2")], "Row 2: Choose a language from the list."),
        ([("", "B2")], "Row 1: Choose a language from the list."),
        ([("en", "B2"), ("en", "C1")], "English is there twice."),
        ([("", "")], "This field is required."),
    ],
)
def test_half_an_answer_about_a_language_is_told(rows, fault):
    with pytest.raises(ValidationError) as refused:
        LanguagesField().clean(rows)

    assert refused.value.messages == [fault]


@pytest.mark.parametrize("spoken", [["en"], {"en": "fluent"}, {"xx": "B2"}, "en", {"en": ["B2"]}])
def test_nonsense_about_languages_is_not_stored(representative, spoken):
    with pytest.raises(ValidationError):
        registrations.change(drafted(representative), by=representative, languages=spoken)


@pytest.mark.feature(12)
def test_first_words_are_no_working_language():
    spoken = {"en": "A2", "es": "native", "fr": "", "de": "B1"}

    assert languages.working(spoken) == ["es", "fr", "de"]
    assert languages.with_level("fr", "") == "French"


# -- Periods ---------------------------------------------------------------------------------------


@pytest.mark.feature(15)
def test_periods_are_put_in_order_and_joined_where_they_touch():
    given = [
        (date(2027, 5, 3), date(2027, 5, 7)),
        MARCH,
        (date(2027, 3, 20), date(2027, 4, 2)),
        (date(2027, 4, 3), date(2027, 4, 5)),
    ]

    assert periods.tidy(given) == [
        (date(2027, 3, 1), date(2027, 4, 5)),
        (date(2027, 5, 3), date(2027, 5, 7)),
    ]


@pytest.mark.parametrize(
    ("period", "code"),
    [
        ((date(2027, 3, 2), date(2027, 3, 1)), "order"),
        ((date(2019, 3, 1), date(2027, 3, 5)), "outside"),
        ((date(2027, 3, 1), date(2099, 3, 5)), "outside"),
    ],
)
def test_a_period_ends_after_it_begins_and_stays_in_the_programme(representative, period, code):
    draft = drafted(representative)

    with pytest.raises(ValidationError) as refused:
        registrations.change(draft, by=representative, windows=[MARCH, period])

    assert refused.value.code == code
    assert draft.windows.count() == 1


def test_there_are_at_most_twelve_periods():
    programme = ProgrammeFactory()
    days = [date(2027, month, day) for month in (1, 2, 3) for day in (1, 8, 15, 22, 27)]

    with pytest.raises(ValidationError, match="at most 12"):
        periods.require([(day, day) for day in days], programme)


@pytest.mark.feature(15)
def test_a_host_may_leave_the_dates_open_on_request(representative):
    host = drafted(representative, "host", windows=[], dates_on_request=True, capacity=4)

    sent = registrations.submit(host, by=representative)

    assert (sent.state, sent.capacity) == ("submitted", 4)
    visitor = drafted(representative, windows=[], dates_on_request=True)
    with pytest.raises(Exception, match="still missing"):
        registrations.submit(visitor, by=representative)


# -- Wishes ----------------------------------------------------------------------------------------


@pytest.mark.feature(10, 14)
def test_whom_one_would_like_to_meet_is_kept(representative):
    sector = TermFactory(kind="industry", label="Blue growth industries")

    changed = registrations.change(
        drafted(representative),
        by=representative,
        partner_types=["sme", "cluster"],
        partner_sectors=[sector],
        known_partner="Example Plasma Lab",
    )

    assert (changed.partner_types, changed.known_partner) == (
        ["sme", "cluster"],
        "Example Plasma Lab",
    )
    with pytest.raises(ValidationError):
        registrations.change(changed, by=representative, partner_types=["family"])


@pytest.mark.parametrize(
    ("mode", "may_be_sent"), [("physical", False), ("both", False), ("virtual", True)]
)
def test_the_one_visit_in_person_leaves_online_exchanges(representative, mode, may_be_sent):
    draft = drafted(representative, earlier_visit="in-person", mode=mode)

    if may_be_sent:
        assert registrations.submit(draft, by=representative).state == "submitted"
    else:
        with pytest.raises(Exception, match="still missing"):
            registrations.submit(draft, by=representative)


# -- After the acceptance --------------------------------------------------------------------------


def test_the_declaration_of_residence_may_follow_the_acceptance():
    accepted = registered("visitor", is_third_country_national=True)

    changed = registrations.change(accepted, by=accepted.representative, declares_183_days=True)

    assert changed.declares_183_days is True
    with pytest.raises(Conflict, match="can no longer be changed: declares_183_days"):
        registrations.change(changed, by=accepted.representative, declares_183_days=False)


def test_whoever_needs_no_declaration_makes_none_afterwards():
    accepted = registered("visitor")

    with pytest.raises(Conflict, match="can no longer be changed"):
        registrations.change(accepted, by=accepted.representative, declares_183_days=True)


def test_the_page_asks_an_accepted_registration_for_the_declaration_alone(client, sign_in):
    accepted = registered("visitor", is_third_country_national=True)
    sign_in(accepted.representative)

    page = client.get(reverse("registration:section-edit", args=[accepted.public_id, "you"]))

    asked = set(page.context["form"].fields)
    assert ("declares_183_days" in asked, "is_third_country_national" in asked) == (True, False)
