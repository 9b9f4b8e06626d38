"""Translations for reading: what there is, who vouches for it, and the document that says so."""

import pytest
from django.urls import reverse

from blues import documents, jobs
from blues.common.errors import BadInput, Conflict, NotAllowed
from exchanges.building.clauses import reading_papers, readings, templates
from exchanges.building.clauses.wording import misfits, paragraphs, places_in, points
from exchanges.building.current import agreement_of
from exchanges.building.papers import issue_agreement
from exchanges.models import State
from tests.factories import (
    ClauseReadingFactory,
    FinancialAgreementFactory,
    PaperTemplateFactory,
    ProgrammeFactory,
    UserFactory,
    signer,
)

pytestmark = pytest.mark.feature(73)
GERMAN = {"language": "de", "title": "Der Betrag", "summary": "", "text": "Es sind {amount}."}


@pytest.fixture
def template():
    return templates.in_force(ProgrammeFactory(), "agreement")


@pytest.fixture
def translator():
    return UserFactory(coordinator=True)


def coverage(template, key, language="de"):
    found = readings.of_template(template, language)
    return next(reading.coverage for reading in found if reading.clause.key == key)


def translated(template, by, **changes):
    return readings.translate(template, by=by, **({"key": "amount"} | GERMAN | changes))


@pytest.mark.parametrize("language", readings.Language.values)
@pytest.mark.parametrize("kind", ["agreement", "commitment"])
def test_the_portal_brings_every_word_of_the_shipped_papers_in_five_languages(kind, language):
    found = readings.of_template(templates.in_force(ProgrammeFactory(), kind), language)

    assert {reading.coverage for reading in found} == {"translated"}
    assert [r.clause.key for r in found if not (r.title and r.summary)] == []
    assert [r.clause.key for r in found if shape(r.text) != shape(r.clause.text)] == []
    assert all(not misfits(reading.title + reading.summary, []) for reading in found)


def shape(text):
    """How many paragraphs and points, and which named places: a translation changes none."""
    return (len(paragraphs(text)), len(points(text)), sorted(places_in(text)))


def test_clauses_without_words_of_their_own_have_nothing_to_translate():
    found = readings.of_template(templates.in_force(ProgrammeFactory(), "commitment"), "pl")

    assert [reading.clause.key for reading in found] == [
        "parties", "changes", "data", "reporting", "money", "money-online", "signatures",
    ]  # fmt: skip


def test_somebody_translates_and_somebody_else_vouches(template, translator):
    translated(template, translator, summary="Eine Summe.", text="")
    assert coverage(template, "amount") == "summary"
    row = translated(template, translator)
    assert coverage(template, "amount") == "translated"

    readings.review(row, by=UserFactory(coordinator=True), seen=row.translated_at.isoformat())

    assert coverage(template, "amount") == "reviewed"


def test_nobody_vouches_for_their_own_translation(template, translator):
    row = translated(template, translator)

    with pytest.raises(NotAllowed):
        readings.review(row, by=translator, seen=row.translated_at.isoformat())


def test_what_was_changed_since_is_not_vouched_for(template, translator):
    row = translated(template, translator)
    seen = row.translated_at.isoformat()
    translated(template, translator, text="Etwas anderes.")

    with pytest.raises(Conflict):
        readings.review(row, by=UserFactory(coordinator=True), seen=seen)


def test_a_changed_translation_waits_for_its_review_again(template, translator):
    row = translated(template, translator)
    readings.review(row, by=UserFactory(coordinator=True), seen=row.translated_at.isoformat())

    translated(template, translator, text="Etwas anderes.")

    assert coverage(template, "amount") == "translated"


def test_a_translation_is_none_of_other_english_words(template):
    ClauseReadingFactory(key="amount")
    assert coverage(template, "amount") == "translated"
    draft = PaperTemplateFactory()
    words = [c | ({"text": "Another sum."} if c["key"] == "amount" else {}) for c in draft.clauses]
    draft.clauses = words
    draft.save()

    assert coverage(draft, "amount") == "missing"
    assert coverage(draft, "parties") == "translated"


@pytest.mark.parametrize("text", ["{{ x }}", "{0.__class__}", "{betrag}"])
def test_a_translation_names_only_what_a_paper_can_fill_in(template, translator, text):
    with pytest.raises(BadInput):
        translated(template, translator, text=text)


@pytest.mark.parametrize("changes", [{"language": "xx"}, {"key": "nothing"}])
def test_what_does_not_exist_is_not_translated(template, translator, changes):
    with pytest.raises(BadInput):
        translated(template, translator, **changes)


def test_a_representative_translates_nothing(template):
    with pytest.raises(NotAllowed):
        translated(template, UserFactory(representative=True))


# -- The document ---------------------------------------------------------------------------------


@pytest.fixture
def agreement(template):
    made = FinancialAgreementFactory(template=template, text_document=None)
    paper = agreement_of(made.exchange)
    issue_agreement(paper, by=None)
    jobs.run_due()
    return agreement_of(made.exchange)


def test_a_reading_translation_says_what_it_is_and_what_is_missing(template, translator, agreement):
    translated(template, translator)
    translated(template, translator, key="payment", summary="Eine Zahlung.", text="")

    made = reading_papers.issue(agreement, language="de", by=None)
    jobs.run_due()
    made.refresh_from_db()

    assert (made.state, made.failure) == ("stored", "")
    assert documents.read(made).startswith(b"%PDF")
    said = made.snapshot
    assert said["notice"].endswith(f"der englische Text {agreement.reference}.")
    assert "is authoritative" in said["notice_in_english"]
    amount, payment = said["sections"][3], said["sections"][4]
    assert (amount["paragraphs"], amount["note"]) == (["Es sind EUR\u00a0830."], "")
    assert "vom 1. März 2027 bis zum 5. März 2027" in said["sections"][2]["paragraphs"][1]
    assert payment["note"] == "Zusammenfassung; den vollen Wortlaut gibt es auf Englisch."
    assert [(s["number"], s["note"]) for s in said["sections"][-5:]] == [("", "")] * 5  # annexes
    assert said["english_sha256"] == agreement.text_document.sha256


def test_what_is_not_translated_stands_there_in_english(agreement, template):
    words = "The sum is aid.\nNothing else covers it."
    clauses = [c | ({"text": words} if c["key"] == "funding" else {}) for c in template.clauses]
    draft = PaperTemplateFactory(released=True, clauses=clauses)
    agreement.template = draft
    made = reading_papers._snapshot(agreement, "agreement", "cs")

    section = made["sections"][7]
    assert (section["language"], section["note"]) == (
        "en",
        "Dosud nepřeloženo; následuje anglické znění.",
    )
    assert section["paragraphs"] == words.splitlines()


def test_asking_twice_gives_the_same_document(agreement):
    first = reading_papers.issue(agreement, language="fr", by=None)

    assert reading_papers.issue(agreement, language="fr", by=None) == first


@pytest.mark.logs_errors
def test_asking_again_makes_a_translation_that_failed(agreement, settings):
    made = reading_papers.issue(agreement, language="fr", by=None)
    patience, settings.DOCUMENT_SECONDS = settings.DOCUMENT_SECONDS, 0.001
    jobs.run_due()
    made.refresh_from_db()
    assert (made.state, made.failure) == ("failed", "Laying out the text took too long.")

    settings.DOCUMENT_SECONDS = patience
    again = reading_papers.issue(agreement, language="fr", by=None)
    jobs.run_due()

    again.refresh_from_db()
    assert (again.pk, again.state, again.failure) == (made.pk, "stored", "")


def test_no_reading_translation_before_the_english_document():
    made = FinancialAgreementFactory(text_document__pending=True)

    with pytest.raises(Conflict):
        reading_papers.issue(agreement_of(made.exchange), language="de", by=None)


def test_the_page_of_the_paper_offers_the_languages(client, sign_in, agreement):
    exchange = agreement.exchange
    sign_in(signer(exchange, "visitor"))
    page = reverse("building:agreement-detail", args=[exchange.public_id])
    url = reverse("building:reading-issue", args=[exchange.public_id, "agreement", "pl"])
    assert "In other languages" in client.get(page).text

    answer = client.post(url, follow=True)

    made = reading_papers.issued_for(agreement)
    assert (answer.status_code, list(made)) == (200, ["pl"])
    jobs.run_due()
    file = reverse("building:document-download", args=[exchange.public_id, made["pl"].public_id])
    assert client.get(file).status_code == 200


@pytest.mark.parametrize("party", ["host", "hop"])
def test_the_other_side_learns_nothing_of_the_money_in_any_language(
    client, sign_in, agreement, party
):
    exchange = agreement.exchange
    made = reading_papers.issue(agreement, language="de", by=None)
    jobs.run_due()
    sign_in(signer(exchange, party))

    asked = client.post(
        reverse("building:reading-issue", args=[exchange.public_id, "agreement", "de"])
    )
    file = client.get(
        reverse("building:document-download", args=[exchange.public_id, made.public_id])
    )

    assert (asked.status_code, file.status_code) == (403, 404)


def test_a_stranger_finds_no_reading_translation(client, sign_in, agreement):
    sign_in(UserFactory(representative=True))
    url = reverse("building:reading-issue", args=[agreement.exchange.public_id, "agreement", "de"])

    assert client.post(url).status_code == 404


def test_there_is_no_other_kind_and_no_other_language(client, sign_in, agreement):
    sign_in(signer(agreement.exchange, "visitor"))
    for kind, language in (("payment", "de"), ("agreement", "xx")):
        url = reverse("building:reading-issue", args=[agreement.exchange.public_id, kind, language])
        assert client.post(url).status_code in (400, 404)
    assert agreement.exchange.state == State.FA_PREPARED
