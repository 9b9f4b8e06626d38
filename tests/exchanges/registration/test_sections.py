"""The task list: typed, kept as typed, shared between roles, opened again where it was remarked."""

from datetime import date

import pytest
from django.urls import reverse

from blues import journal
from exchanges.models import ClusterReason, Registration, RegistrationState, SectionDraft
from exchanges.registration import assessment, handovers, registrations
from tests.exchanges.cast import drafted, organisation_of, put_away, submitted
from tests.factories import (
    ClusterFactory,
    CountryFactory,
    HandOverFactory,
    SectionDraftFactory,
    UserFactory,
)

R = RegistrationState
PURPOSE = {"summary": "We want to see membranes.", "objectives": "Learn.", "contribution": "Data."}


def page(name, registration, *args):
    return reverse(f"registration:{name}", args=[registration.public_id, *args])


@pytest.fixture
def draft(representative):
    return registrations.draft(
        organisation=organisation_of(representative), role="visitor", by=representative
    )


@pytest.fixture
def colleague(representative):
    return UserFactory(organisation_admin=True, organisation=organisation_of(representative))


def statuses(client, registration) -> list[str]:
    shown = client.get(page("registration-detail", registration)).context
    return [task.status for _code, task in shown["tasks"]] + [shown["last_task"].status]


# -- Where things stand ----------------------------------------------------------------------------


@pytest.mark.feature(4)
def test_every_section_says_where_it_stands_and_sending_comes_last(
    client, sign_in, representative, draft
):
    sign_in(representative)
    assert statuses(client, draft)[2:] == ["Not started"] * 3 + ["Cannot start yet"]

    registrations.change(draft, by=representative, summary="To see membranes.")
    assert statuses(client, draft)[2] == "In progress"

    complete = drafted(representative, "host")
    assert statuses(client, complete) == ["Completed"] * 5 + ["To do"]


def test_continue_opens_the_next_section_that_needs_somebody(
    client, sign_in, representative, draft
):
    sign_in(representative)

    response = client.post(page("section-edit", draft, "purpose"), PURPOSE)

    assert response.url == page("section-edit", draft, "time") + "#open"


@pytest.mark.parametrize("role", ["host", "visitor"])
@pytest.mark.parametrize("section", ["organisation", "you", "purpose", "time", "privacy"])
def test_every_question_says_why_it_is_asked(client, sign_in, representative, role, section):
    registration = drafted(representative, role)
    sign_in(representative)

    form = client.get(page("section-edit", registration, section)).context["form"]

    assert [field.name for field in form.visible_fields() if not field.help_text] == []


# -- Kept as typed ---------------------------------------------------------------------------------


@pytest.mark.feature(3)
def test_a_refused_answer_is_kept_and_shown_with_its_fault_on_return(
    client, sign_in, representative, draft
):
    sign_in(representative)
    url = page("section-edit", draft, "time")

    client.post(url, {"preferred_days": "200", "mode": "both", "languages_0_0": "en"})

    form = client.get(url).context["form"]
    assert form["preferred_days"].value() == "200"
    assert form.errors.keys() == {"preferred_days", "languages"}
    draft.refresh_from_db()
    assert (draft.preferred_days, draft.languages) == (3, {})
    shown = client.get(page("registration-check", draft)).context["missing"]
    assert shown[0].startswith("“When and where” holds a text of yours that is not saved yet")


@pytest.mark.parametrize(("chosen", "refused"), [(4, set()), (5, {"preferred_countries"})])
def test_whoever_would_go_anywhere_names_no_country(
    client, sign_in, representative, draft, chosen, refused
):
    sign_in(representative)
    countries = [CountryFactory(code=code).pk for code in ("AT", "DK", "FI", "IT", "NL")[:chosen]]
    answers = {"preferred_days": "3", "mode": "both", "preferred_countries": countries}

    response = client.post(page("section-edit", draft, "time"), answers)

    errors = response.context["form"].errors if response.context else {}
    assert set(errors) == refused


def test_what_is_put_right_is_taken_over_and_the_draft_is_gone(
    client, sign_in, representative, draft
):
    sign_in(representative)
    url = page("section-edit", draft, "time")
    client.post(url, {"preferred_days": "200", "mode": "both"})

    client.post(url, {"preferred_days": "20", "mode": "both"})

    draft.refresh_from_db()
    assert draft.preferred_days == 20
    assert not SectionDraft.objects.exists()


@pytest.mark.feature(3)
def test_typing_is_kept_without_a_judgement(client, sign_in, representative, draft):
    sign_in(representative)

    kept = client.post(page("section-keep", draft, "purpose"), {"summary": "We want t"})

    assert "Saved " in kept.content.decode()
    form = client.get(page("section-edit", draft, "purpose")).context["form"]
    assert form["summary"].value() == "We want t"
    draft.refresh_from_db()
    assert draft.summary == ""
    assert statuses(client, draft)[2] == "In progress"


@pytest.mark.parametrize(
    ("typed", "status"), [("x" * 70_000, 413), ("x" * 3_000_000, 413), ("a\0b", 400)]
)
def test_what_cannot_be_kept_leaves_the_last_text_there(
    client, sign_in, representative, draft, typed, status
):
    sign_in(representative)
    url = page("section-keep", draft, "purpose")
    client.post(url, {"summary": "We want"})

    assert client.post(url, {"summary": typed}).status_code == status
    assert SectionDraft.objects.get().answers == {"summary": ["We want"]}


def test_nobody_keeps_anything_in_a_registration_of_others(client, sign_in, draft, coordinator):
    sign_in(UserFactory())
    assert client.post(page("section-keep", draft, "purpose")).status_code == 404
    sign_in(coordinator)
    assert client.post(page("section-keep", draft, "purpose")).status_code == 404
    assert not SectionDraft.objects.exists()


def test_nothing_is_kept_where_nothing_may_change(client, sign_in, representative):
    sent = submitted(representative)
    sign_in(representative)

    assert client.post(page("section-keep", sent, "purpose")).status_code == 409
    assert client.post(page("section-keep", sent, "money")).status_code == 404


def test_sending_forgets_what_was_only_typed(representative, colleague):
    registration = drafted(representative)
    SectionDraftFactory(registration=registration, person=colleague)

    registrations.submit(registration, by=representative)

    assert not SectionDraft.objects.exists()


# -- Two colleagues --------------------------------------------------------------------------------


@pytest.mark.feature(3)
def test_two_colleagues_lose_nothing_and_see_both_texts(
    client, sign_in, representative, colleague, draft
):
    sign_in(representative)
    url = page("section-edit", draft, "purpose")
    seen = client.get(url).context["form"].version
    registrations.change(draft, by=colleague, summary="Their words.")
    mine = PURPOSE | {"summary": "My words.", "version": seen}

    kept = client.post(page("section-keep", draft, "purpose"), mine)
    answer = client.post(url, mine)

    for response in (kept, answer):
        conflict = response.context["conflict"]
        assert conflict.who == colleague.name
        assert ("Why do you want to visit another organisation?", "My words.", "Their words.") in (
            conflict.differences
        )
    draft.refresh_from_db()
    assert draft.summary == "Their words."

    client.post(url, mine | {"version": answer.context["form"].version})
    draft.refresh_from_db()
    assert draft.summary == "My words."


def test_the_same_words_from_two_windows_are_no_conflict(
    client, sign_in, representative, colleague, draft
):
    sign_in(representative)
    url = page("section-edit", draft, "purpose")
    seen = client.get(url).context["form"].version
    registrations.change(draft, by=colleague, **PURPOSE)

    response = client.post(url, PURPOSE | {"version": seen})

    assert response.status_code == 302


def test_what_was_typed_after_a_colleague_has_sent_it_is_shown_to_be_copied(
    client, sign_in, representative
):
    sent = submitted(representative)
    sign_in(representative)
    url = page("section-edit", sent, "purpose")

    response = client.post(url, PURPOSE, headers={"Referer": f"http://testserver{url}"})

    assert response.status_code == 409
    assert PURPOSE["summary"] in response.content.decode()
    sent.refresh_from_db()
    assert sent.summary != PURPOSE["summary"]


def test_a_colleague_who_is_typing_is_announced(client, sign_in, representative, colleague, draft):
    SectionDraftFactory(registration=draft, person=colleague)
    sign_in(representative)

    response = client.get(page("section-edit", draft, "purpose"))

    assert f"{colleague.name} is writing here, too" in response.content.decode()
    assert response.context["form"]["summary"].value() == ""


# -- Archived --------------------------------------------------------------------------------------


@pytest.fixture
def put_away_draft(representative):
    """Complete, so that it could be sent."""
    complete = drafted(representative)
    put_away(complete.programme)
    return complete


def test_in_an_archived_programme_nothing_typed_is_kept(
    client, sign_in, representative, put_away_draft
):
    sign_in(representative)

    answers = [
        client.post(page(name, put_away_draft, "purpose"), PURPOSE)
        for name in ("section-keep", "section-edit")
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert all("is archived" in answer.text for answer in answers)
    assert not SectionDraft.objects.exists()


def test_a_draft_of_an_archived_programme_is_read_and_nothing_else(
    client, sign_in, representative, put_away_draft
):
    sign_in(representative)
    detail = page("registration-detail", put_away_draft)

    shown = client.get(detail)
    others = [
        client.get(page("section-edit", put_away_draft, "purpose")),
        client.get(page("registration-check", put_away_draft)),
    ]

    assert [task.href for task in shown.context["tasks"]] == [""] * 5
    assert not shown.context["may_withdraw"]
    assert shown.context["next_step"] == (
        "The programme is archived. Nothing in it changes any more."
    )
    assert "sections/" not in shown.text
    assert [other.url for other in others] == [detail, detail]


def test_a_draft_that_ended_says_why_and_is_not_called_sent(client, sign_in, representative):
    ended = registrations.withdraw(
        drafted(representative), by=representative, reason="We wait a year."
    )
    sign_in(representative)

    shown = client.get(page("registration-detail", ended))

    assert ("Why it ended" in shown.text, f"{ended.cluster} wrote" in shown.text) == (True, False)
    assert "We wait a year." in shown.text
    assert client.get(page("registration-check", ended)).url == page("registration-detail", ended)


# -- Both roles ------------------------------------------------------------------------------------


@pytest.mark.feature(1)
def test_both_roles_begin_at_once_and_share_what_both_ask(client, sign_in, representative):
    sign_in(representative)
    organisation = organisation_of(representative)
    client.post(
        reverse("registration:registration-start"),
        {"role": "both", "organisation": organisation.public_id},
    )
    visitor, host = Registration.objects.visitors().get(), Registration.objects.hosts().get()

    registrations.change(visitor, by=representative, languages={"en": "C1"}, summary="To learn.")
    registrations.change(host, by=representative, languages={"en": "C1", "es": "native"})

    host.refresh_from_db(), visitor.refresh_from_db()
    assert host.summary == ""
    assert visitor.languages == host.languages == {"en": "C1", "es": "native"}
    assert host.reference in client.get(page("registration-detail", visitor)).content.decode()


def test_what_follows_the_other_role_names_the_colleague_who_wrote_it(
    client, sign_in, representative, colleague, draft
):
    host = registrations.draft(
        organisation=draft.organisation, role="host", by=representative, languages={}
    )
    registrations.change(host, by=representative, languages={"es": "native"})
    registrations.change(draft, by=representative, languages={"es": "native"})
    third = UserFactory(organisation_admin=True, organisation=draft.organisation)
    sign_in(third)
    seen = client.get(page("section-edit", host, "time")).context["form"].version
    registrations.change(draft, by=colleague, languages={"en": "B2"})

    sent = {"version": seen, "languages_fr": "C1"}
    answer = client.post(page("section-keep", host, "time"), sent)

    assert answer.context["conflict"].who == colleague.name
    last = list(journal.entries_for(host.case))[-1]
    assert (last.verb, last.actor, last.detail) == (
        "registration-changed",
        colleague,
        {"fields": ["languages"]},
    )


def test_what_one_role_said_differently_stays(representative, draft):
    host = registrations.draft(
        organisation=draft.organisation, role="host", by=representative, languages={"es": "native"}
    )

    registrations.change(draft, by=representative, languages={"en": "B2"})

    host.refresh_from_db()
    assert host.languages == {"es": "native"}


def test_the_page_of_the_host_leaves_it_to_the_visitor_who_sees_the_cv(
    client, sign_in, representative
):
    told = {"email": 2, "phone": 3, "address": 3, "cv": 3}
    visitor = drafted(representative, visibility=told)
    host = registrations.draft(organisation=visitor.organisation, role="host", by=representative)
    sign_in(representative)

    sent = client.post(
        page("section-edit", host, "privacy"),
        {"sees_email": "2", "sees_phone": "1", "sees_address": "3"},
    )

    assert sent.status_code == 302
    visitor.refresh_from_db(), host.refresh_from_db()
    assert visitor.visibility == host.visibility == told | {"phone": 1}


def test_one_audience_follows_where_another_was_said_differently(representative):
    visitor = drafted(representative, visibility={"email": 1, "cv": 3})
    host = registrations.draft(
        organisation=visitor.organisation,
        role="host",
        by=representative,
        visibility={"email": 2, "address": 3},
    )

    registrations.change(host, by=representative, visibility={"email": 2, "phone": 1})
    registrations.change(host, by=representative, visibility={"phone": 1, "email": 1})

    visitor.refresh_from_db()
    assert visitor.visibility == {"email": 1, "cv": 3, "phone": 1}


@pytest.mark.feature(1)
def test_a_second_registration_takes_what_the_first_says(representative):
    first = submitted(representative)

    second = registrations.draft(organisation=first.organisation, role="host", by=representative)

    assert (second.languages, second.cluster) == (first.languages, first.cluster)
    assert list(second.windows.values_list("first_day", "last_day")) == list(
        first.windows.values_list("first_day", "last_day")
    )


def test_a_second_registration_takes_over_why_its_cluster_answers(representative):
    first = submitted(representative)
    offered = HandOverFactory(registration=first)
    taker = UserFactory(coordinator=True, cluster=offered.to_cluster)
    handovers.take(offered, by=taker)

    second = drafted(representative, "host")
    sent = registrations.submit(second, by=representative)

    for one in (second, sent):
        assert (one.cluster, one.cluster_because) == (
            offered.to_cluster,
            ClusterReason.HANDED_OVER,
        )


def test_whoever_names_another_cluster_for_the_second_role_has_chosen_it(representative):
    first = submitted(representative)
    chosen = ClusterFactory(programme=first.programme)

    second = drafted(representative, "host", cluster=chosen)

    assert (second.cluster, second.cluster_because) == (chosen, ClusterReason.CHOSEN)


# -- Returned with remarks -------------------------------------------------------------------------


@pytest.fixture
def returned(representative, coordinator):
    return assessment.ask_for_more(
        submitted(representative),
        by=coordinator,
        remarks={"summary": "Which membranes?", "legal_name": "The register says Ltd."},
    )


def test_exactly_the_remarked_answers_are_open_again(client, sign_in, representative, returned):
    sign_in(representative)

    purpose = client.get(page("section-edit", returned, "purpose"))
    organisation = client.get(page("section-edit", returned, "organisation"))

    assert list(purpose.context["form"].fields) == ["summary"]
    assert "Which membranes?" in purpose.content.decode()
    assert organisation.context["remarks"] == [("Name", "The register says Ltd.")]
    assert [len(client.get(page("section-edit", returned, code)).context["form"].fields)
            for code in ("organisation", "you", "time", "privacy")] == [0, 0, 0, 0]  # fmt: skip
    assert statuses(client, returned) == [
        "Please change",
        "Completed",
        "Please change",
        *("Completed", "Completed", "To do"),
    ]


def test_other_answers_are_refused_and_the_changed_one_is_sent(
    client, sign_in, representative, returned
):
    sign_in(representative)

    client.post(
        page("section-edit", returned, "purpose"),
        {"summary": "Hollow fibres.", "objectives": "Something else altogether."},
    )
    client.post(page("registration-check", returned), {"declared": "on"})

    returned.refresh_from_db()
    assert (returned.summary, returned.state) == ("Hollow fibres.", R.SUBMITTED)
    assert returned.objectives != "Something else altogether."
    assert not returned.field_remarks.open().exists()


def test_what_has_become_missing_meanwhile_may_be_given(representative, returned):
    returned.windows.all().delete()

    changed = registrations.change(
        returned, by=representative, windows=[(date(2027, 5, 3), date(2027, 5, 28))]
    )

    assert registrations.submit(changed, by=representative).state == R.SUBMITTED
