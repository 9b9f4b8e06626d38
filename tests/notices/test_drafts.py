"""Mails to many: looked at one by one, changed, sent once, by the one who wrote them."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.notices import drafts
from blues.notices.models import Draft, Mail, Notice, Recipient
from tests.factories import DraftFactory, RecipientFactory, UserFactory

LETTER = "matching.follow_up"
pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return UserFactory(coordinator=True)


@pytest.fixture
def draft(writer):
    made = DraftFactory(made_by=writer)
    for name, language in (("Water", "en"), ("Wasser", "de"), ("Woda", "pl")):
        RecipientFactory(
            draft=made,
            reader__language=language,
            words={"organisation": name, "reference": f"BX-{name}"},
        )
    return made


def to(reader, case="exchange:1", **words):
    return drafts.To(reader, case, "/inbox/", {"organisation": "Water"} | words)


def prepare(writer, people, **changes):
    usual = {"letter": LETTER, "about": "A list", "subject": "Hello", "body": "Hello."}
    return drafts.prepare(to=people, by=writer, **usual | changes)


def verbs(draft):
    return [entry.verb for entry in journal.entries_for(draft.case)]


def page(name, row):
    return reverse(f"notices:{name}", args=[row.public_id])


# -- Made -------------------------------------------------------------------------------------


def test_a_draft_sends_nothing(writer):
    draft = prepare(writer, [to(UserFactory()), to(UserFactory())])

    assert (draft.recipients.count(), Notice.objects.count(), Mail.objects.count()) == (2, 0, 0)
    assert verbs(draft) == ["draft-made"]


def test_nobody_reads_the_same_twice_about_one_case(writer):
    reader = UserFactory()

    draft = prepare(writer, [to(reader), to(reader), to(reader, case="exchange:2")])

    assert [one.case for one in draft.recipients.all()] == ["exchange:1", "exchange:2"]


def test_only_who_may_write_such_letters_makes_one():
    with pytest.raises(NotAllowed):
        prepare(UserFactory(), [to(UserFactory())])
    assert not Draft.objects.exists()


def test_a_letter_to_nobody_to_too_many_or_with_an_unknown_place_is_none(writer, monkeypatch):
    with pytest.raises(Conflict, match="nobody to write to"):
        prepare(writer, [])
    with pytest.raises(BadInput, match=r"\{salary\}"):
        prepare(writer, [to(UserFactory())], body="Your {salary}.")
    monkeypatch.setattr(drafts, "MOST", 1)
    with pytest.raises(Conflict, match="These are 2 people; one letter goes to 1 at most"):
        prepare(writer, [to(UserFactory()), to(UserFactory())])
    assert not Draft.objects.exists()


# -- Changed ----------------------------------------------------------------------------------


def test_the_common_text_is_changed_and_places_are_what_all_have_in_common(draft, writer):
    RecipientFactory(draft=draft, words={"organisation": "Eau"})
    drafts.rewrite(draft, by=writer, subject=" New \n subject ", body="Dear {organisation}")

    draft.refresh_from_db()
    assert (draft.subject, draft.body) == ("New subject", "Dear {organisation}")
    with pytest.raises(BadInput, match=r"\{reference\}"):
        drafts.rewrite(draft, by=writer, subject="New", body="About {reference}")


def test_people_are_left_out_and_taken_in_again(draft, writer):
    first = draft.recipients.first()
    for _ in range(2):
        drafts.leave_out(first, by=writer)
    assert drafts.reached(draft).count() == 2
    drafts.leave_out(first, by=writer, back=True)

    assert drafts.reached(draft).count() == 3
    assert verbs(draft) == ["recipient-left-out", "recipient-put-back"]


# -- Sent or thrown away ----------------------------------------------------------------------


@pytest.mark.feature(45)
def test_everybody_who_is_left_gets_their_own_mail_with_a_button_in_their_language(draft, writer):
    left_out = draft.recipients.last()
    drafts.leave_out(left_out, by=writer)

    drafts.release(draft, by=writer)

    told = list(Notice.objects.order_by("pk"))
    assert [(n.topic, n.subject, n.body, n.button) for n in told] == [
        (LETTER, "A short answer helps, Water", "Please answer BX-Water.", "Open the page"),
        (LETTER, "A short answer helps, Wasser", "Please answer BX-Wasser.", "Seite öffnen"),
    ]
    assert [mail.address for mail in Mail.objects.order_by("pk")] == [n.reader.email for n in told]
    assert left_out.reader not in [n.reader for n in told]


def test_a_second_press_sends_nothing_more(draft, writer):
    for _ in range(2):
        drafts.release(draft, by=writer)

    assert Mail.objects.count() == 3
    assert verbs(draft) == ["draft-released"]


def test_nothing_is_changed_once_it_was_sent_or_thrown_away(draft, writer):
    gone = DraftFactory(made_by=writer)
    RecipientFactory(draft=gone)
    for _ in range(2):
        drafts.discard(gone, by=writer)
    drafts.release(draft, by=writer)

    for done in (draft, gone):
        with pytest.raises(Conflict):
            drafts.rewrite(done, by=writer, subject="x", body="x")
        with pytest.raises(Conflict):
            drafts.leave_out(done.recipients.first(), by=writer)
    with pytest.raises(Conflict):
        drafts.discard(draft, by=writer)
    with pytest.raises(Conflict, match="thrown away"):
        drafts.release(gone, by=writer)
    assert verbs(gone) == ["draft-discarded"]


def test_a_letter_whose_people_were_all_left_out_is_not_sent(draft, writer):
    for one in draft.recipients.all():
        drafts.leave_out(one, by=writer)

    with pytest.raises(Conflict, match="Nobody is left"):
        drafts.release(draft, by=writer)
    draft.refresh_from_db()
    assert draft.released_at is None


def test_who_has_left_the_portal_gets_no_mail(draft, writer):
    gone = draft.recipients.first().reader
    gone.is_active = False
    gone.save()

    drafts.release(draft, by=writer)

    assert gone not in [n.reader for n in Notice.objects.all()]
    assert Notice.objects.count() == 2


def test_a_draft_is_its_writers_alone_and_ends_with_the_office(draft, writer):
    for act in (drafts.release, drafts.discard):
        with pytest.raises(NotAllowed):
            act(draft, by=UserFactory(coordinator=True))
    writer.assignments.all().delete()
    later = type(writer).objects.get(pk=writer.pk)
    with pytest.raises(NotAllowed):
        drafts.release(draft, by=later)
    assert not Mail.objects.exists()


def test_the_rows_refuse_nonsense(draft):
    first = draft.recipients.first()
    with pytest.raises(IntegrityError, match="recipient_once"), transaction.atomic():
        RecipientFactory(draft=draft, reader=first.reader, case=first.case)
    with pytest.raises(IntegrityError, match="recipient_links"), transaction.atomic():
        RecipientFactory(draft=draft, link="//elsewhere.example/")
    with pytest.raises(IntegrityError, match="draft_released_at_and_by"), transaction.atomic():
        Draft.objects.update(released_at=draft.made_at)


# -- On the page ------------------------------------------------------------------------------


@pytest.mark.feature(45)
def test_the_writer_reads_each_mail_changes_the_text_and_sends(client, sign_in, draft, writer):
    sign_in(writer)
    shown = client.get(page("draft-detail", draft))
    assert "A short answer helps, Wasser" in shown.text
    assert "Please answer BX-Woda." in shown.text

    text = {"subject": "Please, {organisation}", "body": "About {reference}."}
    kept = client.post(page("draft-detail", draft), text, follow=True)
    assert "Nothing has been sent yet." in kept.text
    assert "Please, Woda" in kept.text
    last = draft.recipients.last()
    client.post(page("recipient-leave", last))
    assert "Send 2 mails" in client.get(page("draft-detail", draft)).text
    client.post(page("recipient-back", last))
    client.post(page("recipient-leave", draft.recipients.first()))

    sent = client.post(page("draft-release", draft), follow=True)
    assert "Sent to 2 people." in sent.text
    assert sorted(Notice.objects.values_list("subject", flat=True)) == [
        "Please, Wasser",
        "Please, Woda",
    ]
    assert page("draft-release", draft) not in sent.text


def test_a_place_that_nothing_fills_is_named_beside_the_text(client, sign_in, draft, writer):
    sign_in(writer)

    answer = client.post(page("draft-detail", draft), {"subject": "Hello", "body": "{salary}"})

    assert answer.context["form"].errors == {
        "body": ["Nothing is known that could stand for {salary}."]
    }
    draft.refresh_from_db()
    assert draft.body == "Please answer {reference}."


def test_a_draft_is_thrown_away_on_the_page(client, sign_in, draft, writer):
    sign_in(writer)

    answer = client.post(page("draft-discard", draft), follow=True)

    assert "Nobody has been written to." in answer.text
    assert not Mail.objects.exists()


def test_drafts_of_others_are_not_there(client, sign_in, draft):
    sign_in(UserFactory(coordinator=True))

    assert client.get(page("draft-detail", draft)).status_code == 404
    for name in ("draft-release", "draft-discard"):
        assert client.post(page(name, draft)).status_code == 404
    recipient = draft.recipients.first()
    assert client.post(page("recipient-leave", recipient)).status_code == 404
    assert client.get(reverse("notices:draft-list")).context["count"] == 0
    assert not Recipient.objects.filter(is_left_out=True).exists()


def test_text_of_people_is_shown_as_text(client, sign_in, draft, writer):
    drafts.rewrite(draft, by=writer, subject="<b>Hello</b>", body="<script>x</script>")
    sign_in(writer)

    shown = client.get(page("draft-detail", draft)).text

    assert "<script>x" not in shown
    assert "<b>Hello" not in shown


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_the_same_for_many(
    client, sign_in, bare_menu, writer, number, django_assert_num_queries
):
    drafted = DraftFactory.create_batch(number, made_by=writer)
    RecipientFactory.create_batch(number, draft=drafted[0])
    sign_in(writer)
    client.get(reverse("notices:draft-list"))

    with django_assert_num_queries(4):
        client.get(reverse("notices:draft-list"))
    with django_assert_num_queries(8):
        client.get(page("draft-detail", drafted[0]))
