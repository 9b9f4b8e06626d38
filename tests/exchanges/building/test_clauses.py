"""The texts of papers in versions: what may be written, who puts it into force, who keeps it."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.programme import programmes
from exchanges.building import agreements, drafting
from exchanges.building.clauses import comparing, previews, templates
from exchanges.building.clauses.names import names_for
from exchanges.building.clauses.shipped import SHIPPED
from exchanges.building.clauses.wording import fill, misfits, numbers_of, paragraphs, points
from exchanges.building.current import agreement_of, commitment_of
from exchanges.building.snapshots import agreement_snapshot, commitment_snapshot
from exchanges.models import Commitment, FinancialAgreement, PaperTemplate, State
from tests.exchanges.building.amending import agreed, contracted
from tests.exchanges.building.test_agreements import signed
from tests.exchanges.dates import TODAY
from tests.factories import (
    ExchangeFactory,
    FinancialAgreementFactory,
    PaperTemplateFactory,
    ProgrammeFactory,
    UserFactory,
)

pytestmark = pytest.mark.feature(73)
HOSTILE = [
    "{{ x }}",
    "{% load i18n %}",
    "{0.__class__}",
    "{amount.__class__}",
    "{amount!r}",
    "{amount:>100000000}",
    "{settings}",
    "{}",
    "{ amount }",
    "a } without its partner",
]


@pytest.fixture
def author():
    return UserFactory(programme_coordinator=True)


@pytest.fixture
def second():
    return UserFactory(programme_coordinator=True)


def drafted(author, kind="agreement"):
    return templates.draft(programme=ProgrammeFactory(), kind=kind, reason="Amendment 3", by=author)


def write(template, author, text, key="amount", title="Amount"):
    return templates.write_clause(template, by=author, key=key, title=title, text=text)


def released(author, second, text="The lump sum is {amount}. Nothing else is paid."):
    draft = write(drafted(author), author, text)
    return templates.approve(templates.ask_for_approval(draft, by=author), by=second)


# -- Named places ---------------------------------------------------------------------------------


def test_a_name_is_replaced_once_whatever_its_value_looks_like():
    assert fill("{a} and {b}", {"a": "{b} {{ x }} {0.__class__}", "b": 3}) == (
        "{b} {{ x }} {0.__class__} and 3"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_name_of_the_list_is_told_to_the_author(text):
    assert misfits(text, ["amount"]) != []


def test_known_names_fit():
    assert misfits("{amount} ({amount_in_words})", ["amount", "amount_in_words"]) == []


@pytest.mark.parametrize("kind", ["agreement", "commitment"])
def test_every_shipped_clause_names_only_what_a_paper_can_fill_in(kind):
    wrong = {c.key: misfits(c.title + c.text, names_for(kind, c.part)) for c in SHIPPED[kind]}

    assert {key: names for key, names in wrong.items() if names} == {}


def test_lines_are_paragraphs_and_points():
    text = "First.\n\n- one\nSecond.\n- two"

    assert (paragraphs(text), points(text)) == (["First.", "Second."], ["one", "two"])


def test_the_shipped_agreement_has_twenty_clauses_and_five_annexes():
    parts = [clause.part for clause in SHIPPED["agreement"]]

    assert (parts.count("topic"), parts.count("annex")) == (20, 5)


def test_a_clause_names_the_number_of_another_one():
    agreement = FinancialAgreementFactory()

    sections = agreement_snapshot(agreement_of(agreement.exchange))["sections"]

    assert "evidence of clause 6 is on file" in sections[4]["paragraphs"][0]
    assert numbers_of(SHIPPED["agreement"])["clause_evidence"] == "6"


# -- Writing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_a_draft_refuses_an_unknown_name_and_tells_the_known_ones(author, text):
    draft = drafted(author)

    with pytest.raises(BadInput) as refused:
        write(draft, author, f"The lump sum is {text}")

    assert "{amount}" in refused.value.reasons[0]
    draft.refresh_from_db()
    assert draft.clause("amount") == SHIPPED["agreement"][3]


def test_a_clause_of_a_hundred_thousand_words_is_refused(author):
    with pytest.raises(BadInput, match="has at most 12000"):
        write(drafted(author), author, "word " * 100_000)


def test_a_clause_that_says_nothing_is_refused(author):
    with pytest.raises(BadInput, match="says nothing"):
        write(drafted(author), author, "  \n ")


def test_markup_in_a_clause_is_printed_as_text(author):
    nasty = '<img src=file:///etc/passwd> <style>@import "http://x"</style> <svg onload=x>'
    draft = write(drafted(author), author, nasty)
    agreement = FinancialAgreementFactory()

    snapshot = previews.snapshot(draft, agreement.exchange)

    assert snapshot["sections"][3]["paragraphs"] == [nasty]


def test_a_clause_of_the_programmes_own_moves_the_numbers_behind_it(author):
    draft = templates.add_clause(
        drafted(author),
        by=author,
        after="subject",
        title="De minimis",
        text="The sum is de minimis aid.",
        condition="sme",
    )
    agreement = FinancialAgreementFactory()

    sections = previews.snapshot(draft, agreement.exchange)["sections"]

    assert [s["title"] for s in sections[1:4]] == ["Subject", "De minimis", "Period"]
    assert "evidence of clause 7 is on file" in sections[5]["paragraphs"][0]


def test_a_clause_that_belongs_to_the_paper_is_not_left_out(author):
    with pytest.raises(Conflict):
        templates.remove_clause(drafted(author), by=author, key="signatures")


def test_ones_own_clause_is_left_out_again(author):
    draft = templates.add_clause(
        drafted(author), by=author, after="subject", title="A", text="B.", condition="always"
    )

    left = templates.remove_clause(draft, by=author, key="own-1")

    assert left.clause_list == list(SHIPPED["agreement"])


def test_only_the_author_writes(author, second):
    with pytest.raises(NotAllowed):
        write(drafted(author), second, "The lump sum is {amount}.")


@pytest.mark.parametrize("role", [{"coordinator": True}, {"finance": True}, {}])
def test_nobody_but_a_programme_coordinator_drafts(role):
    with pytest.raises(NotAllowed):
        drafted(UserFactory(**role))


def test_one_draft_of_a_kind_is_open_at_a_time(author, second):
    drafted(author)

    with pytest.raises(Conflict):
        drafted(second)


# -- Into force -----------------------------------------------------------------------------------


def test_a_second_person_puts_it_into_force_and_the_version_before_is_superseded(author, second):
    version = released(author, second)

    rows = PaperTemplate.objects.filter(kind="agreement").order_by("number")
    assert [(row.number, row.stage) for row in rows] == [(1, "superseded"), (2, "released")]
    assert (version.drafted_by, version.approved_by) == (author, second)
    assert templates.in_force(version.programme, "agreement") == version


def test_nobody_approves_their_own_draft(author):
    draft = templates.ask_for_approval(write(drafted(author), author, "It is {amount}."), by=author)

    with pytest.raises(NotAllowed, match="their own"):
        templates.approve(draft, by=author)


def test_the_second_of_two_who_approve_at_once_is_told(author, second):
    draft = templates.ask_for_approval(write(drafted(author), author, "It is {amount}."), by=author)
    templates.approve(PaperTemplate.objects.get(pk=draft.pk), by=second)

    with pytest.raises(Conflict, match="in force"):
        templates.approve(draft, by=UserFactory(programme_coordinator=True))


def test_what_is_still_written_is_not_approved(author, second):
    with pytest.raises(Conflict):
        templates.approve(drafted(author), by=second)


def test_a_draft_that_says_nothing_new_asks_for_no_approval(author):
    with pytest.raises(BadInput):
        templates.ask_for_approval(drafted(author), by=author)


def test_a_draft_is_reopened_and_discarded(author, second):
    draft = templates.ask_for_approval(write(drafted(author), author, "It is {amount}."), by=author)

    opened = templates.reopen(draft, by=second)
    laid_aside = templates.discard(opened, by=second)

    assert (opened.stage, laid_aside.stage, laid_aside.discarded_by) == (
        "draft",
        "discarded",
        second,
    )
    with pytest.raises(Conflict):
        templates.discard(laid_aside, by=second)


def test_a_cluster_coordinator_approves_nothing(author):
    draft = templates.ask_for_approval(write(drafted(author), author, "It is {amount}."), by=author)

    with pytest.raises(NotAllowed):
        templates.approve(draft, by=UserFactory(coordinator=True))


@pytest.mark.parametrize(
    "change", [{"clauses": []}, {"reason": "another"}, {"stage": "draft"}, {"number": 9}]
)
def test_the_database_keeps_the_words_of_an_approved_version(change):
    version = templates.in_force(ProgrammeFactory(), "agreement")

    with pytest.raises(DatabaseError), transaction.atomic():
        PaperTemplate.objects.filter(pk=version.pk).update(**change)


def test_the_database_keeps_what_waits_for_a_second_person():
    waiting = PaperTemplateFactory(review=True)

    with pytest.raises(DatabaseError), transaction.atomic():
        PaperTemplate.objects.filter(pk=waiting.pk).update(clauses=[])


def test_the_database_deletes_no_version():
    draft = PaperTemplateFactory()

    with pytest.raises(DatabaseError), transaction.atomic():
        draft.delete()


# -- Papers keep their version --------------------------------------------------------------------


def test_an_agreement_keeps_the_version_it_was_prepared_with(author, second):
    made = FinancialAgreementFactory(
        template=templates.in_force(ProgrammeFactory(), "agreement"), state=State.FA_PREPARED
    )
    before = agreement_snapshot(agreement_of(made.exchange))

    released(author, second)

    after = agreement_snapshot(agreement_of(made.exchange))
    assert (after["template"], after["sections"]) == ({"version": 1}, before["sections"])


def test_an_agreement_prepared_from_now_on_uses_the_new_version(author, second):
    released(author, second)
    with clock.standing_on(TODAY):
        exchange = signed()
        made = agreements.prepare(exchange, by=UserFactory(programme_coordinator=True))

    assert made.template.number == 2
    paragraph = made.text_document.snapshot["sections"][3]["paragraphs"][0]
    assert paragraph.endswith("Nothing else is paid.")
    assert made.text_document.snapshot["template"] == {"version": 2}


def test_a_commitment_keeps_its_version_and_the_next_one_takes_the_new(author, second):
    exchange = ExchangeFactory(state=State.CTQ_DRAFTING)
    first = drafting.draft(exchange)
    draft = write(
        drafted(author, "commitment"), author, "New: {report_days} days.", "reporting", "Reporting"
    )
    templates.approve(templates.ask_for_approval(draft, by=author), by=second)

    kept = commitment_snapshot(commitment_of(exchange))
    following = commitment_snapshot(drafting.next_version(first))

    assert kept["sections"][15]["paragraphs"] != ["New: 30 days."]
    assert following["sections"][15]["paragraphs"] == ["New: 30 days."]


def test_the_papers_of_an_amendment_keep_the_versions_they_were_written_with(author, second):
    with clock.standing_on(TODAY):
        amendment = agreed(contracted(), first=date(2027, 3, 15), days=3)
    commitment = Commitment.every.get(pk=amendment.commitment_id)
    agreement = FinancialAgreement.every.get(pk=amendment.agreement_id)
    before = (commitment_snapshot(commitment), agreement_snapshot(agreement))

    released(author, second)
    draft = write(
        drafted(author, "commitment"), author, "New: {report_days} days.", "reporting", "Reporting"
    )
    templates.approve(templates.ask_for_approval(draft, by=author), by=second)

    assert (commitment_snapshot(commitment), agreement_snapshot(agreement)) == before
    assert (commitment.template.number, agreement.template.number) == (1, 1)


def test_a_new_commitment_proposes_the_words_in_force(author, second):
    draft = write(
        drafted(author, "commitment"),
        author,
        "{visitor} and {host} meet.",
        "propose-background",
        "Background",
    )
    templates.approve(templates.ask_for_approval(draft, by=author), by=second)
    exchange = ExchangeFactory(state=State.CTQ_DRAFTING)

    made = drafting.draft(exchange)

    sides = exchange.visitor_organisation.legal_name, exchange.host_organisation.legal_name
    assert made.background.startswith(f"{sides[0]} and {sides[1]} meet.")


def test_a_proposal_knows_no_number_of_a_paper(author):
    with pytest.raises(BadInput):
        write(
            drafted(author, "commitment"),
            author,
            "See {signed_reference}.",
            "propose-measures",
            "Measures",
        )


# -- Comparing, cloning ---------------------------------------------------------------------------


def test_two_versions_are_compared_clause_by_clause(author):
    draft = write(drafted(author), author, "The lump sum is {amount}.")
    draft = templates.add_clause(
        draft, by=author, after="amount", title="Extra", text="More.", condition="always"
    )
    base = templates.in_force(draft.programme, "agreement")

    found = comparing.between(base, draft)

    assert [difference.label for difference in found] == ["Amount", "Extra (new)"]
    assert {piece.kind for piece in found[0].pieces} == {"same", "removed", "added"}


def test_a_cloned_programme_begins_with_the_texts_in_force(author, second):
    version = released(author, second)

    made = programmes.clone(
        version.programme,
        by=author,
        code="next",
        name="Next",
        reference_prefix="NX",
        grant_number="1",
        starts_on=version.programme.starts_on,
        ends_on=version.programme.ends_on,
    )

    copied = templates.in_force(made, "agreement")
    assert (copied.number, copied.clauses, copied.drafted_by) == (1, version.clauses, None)
    assert templates.in_force(made, "commitment").clause_list == list(SHIPPED["commitment"])
