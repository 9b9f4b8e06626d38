"""The pages on which the texts of papers are written, looked at and put into force."""

import shutil
import subprocess

import pytest
from django.urls import reverse

from exchanges.building.clauses import templates
from exchanges.models import PaperTemplate, State
from tests.factories import (
    CommitmentFactory,
    FinancialAgreementFactory,
    PaperTemplateFactory,
    ProgrammeFactory,
    UserFactory,
    coordinator_of,
    signer,
)

pytestmark = pytest.mark.feature(73)
LIST = "clauses:template-list"


@pytest.fixture
def author(sign_in):
    ProgrammeFactory()
    return sign_in(UserFactory(programme_coordinator=True))


def url(name, template, *more):
    return reverse(f"clauses:{name}", args=[template.public_id, *more])


def test_one_drafts_and_changes_and_another_approves(client, sign_in, author):
    answer = client.post(
        reverse("clauses:template-new", args=["agreement"]), {"reason": "Amendment 3"}, follow=True
    )
    draft = PaperTemplate.objects.get(number=2)
    assert answer.redirect_chain == [(draft.get_absolute_url(), 302)]
    sent = {"title": "Amount", "text": "The lump sum is {amount}."}
    answer = client.post(url("clause-edit", draft, "amount"), sent, follow=True)
    assert [difference.label for difference in answer.context["differences"]] == ["Amount"]
    answer = client.post(url("template-ask", draft), follow=True)
    assert answer.context["why_not"] == "A second person approves it."

    sign_in(UserFactory(finance=True))
    answer = client.post(url("template-approve", draft), follow=True)

    assert answer.status_code == 200
    assert "A draft is open" not in client.get(reverse(LIST)).text
    assert templates.in_force(draft.programme, "agreement").clause("amount").text == sent["text"]


def test_a_refused_clause_keeps_what_was_typed_and_tells_the_known_names(client, author):
    draft = PaperTemplateFactory(drafted_by=author)
    typed = "The lump sum is {{ amount }} {0.__class__} <b>bold</b>"

    answer = client.post(url("clause-edit", draft, "amount"), {"title": "Amount", "text": typed})

    assert answer.status_code == 400
    assert "The lump sum is {{ amount }} {0.__class__} &lt;b&gt;bold&lt;/b&gt;" in answer.text
    assert "Known names: {account}, {account_holder}" in answer.text


def test_a_clause_of_ones_own_is_added_and_left_out(client, author):
    draft = PaperTemplateFactory(drafted_by=author)
    sent = {"title": "De minimis", "text": "It is.", "after": "funding", "condition": "sme"}

    client.post(url("clause-new", draft), sent)
    draft.refresh_from_db()
    assert draft.clause("own-1").title == "De minimis"
    client.post(url("clause-remove", draft, "own-1"))

    draft.refresh_from_db()
    assert draft.clause("own-1") is None


def test_a_draft_without_a_reason_is_not_opened(client, author):
    answer = client.post(reverse("clauses:template-new", args=["agreement"]), {"reason": " "})

    assert (answer.status_code, PaperTemplate.objects.count()) == (400, 2)


def test_a_draft_of_somebody_else_is_read_and_not_written(client, author):
    draft = PaperTemplateFactory()

    assert client.get(draft.get_absolute_url()).context["may_edit"] is False
    assert client.get(url("clause-edit", draft, "amount")).status_code == 403
    assert client.post(url("clause-remove", draft, "amount")).status_code == 403


@pytest.mark.parametrize("role", [{"coordinator": True}, {"auditor": True}])
def test_who_only_reads_sees_the_texts_and_changes_nothing(client, sign_in, role):
    ProgrammeFactory()
    person = sign_in(UserFactory(**role))
    draft = PaperTemplateFactory(review=True, programme=person_programme(person))

    assert client.get(reverse(LIST)).status_code == 200
    assert client.get(draft.get_absolute_url()).status_code == 200
    assert client.get(reverse("clauses:template-new", args=["agreement"])).status_code == 403
    assert client.get(url("template-preview", draft)).status_code == 403
    assert client.post(url("template-approve", draft)).status_code == 403


def person_programme(person):
    held = person.assignments.filter(cluster__isnull=False).first()
    return held.cluster.programme if held else ProgrammeFactory()


def test_participants_find_no_texts(client, sign_in):
    draft = PaperTemplateFactory()
    sign_in(UserFactory(representative=True))

    assert client.get(reverse(LIST)).status_code == 404
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_a_preview_shows_the_draft_with_real_data_and_keeps_nothing(client, author):
    made = FinancialAgreementFactory()
    draft = PaperTemplateFactory(drafted_by=author)
    draft.clauses[3]["text"] = "The sum of {amount} goes to {visitor}."
    draft.save()

    page = client.get(url("template-preview", draft))

    visitor = made.exchange.visitor_organisation.legal_name
    assert f"The sum of EUR\u00a0830 goes to {visitor}." in page.text
    assert "This is no document" in page.text
    made.refresh_from_db()
    assert made.template is None


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_a_preview_as_pdf_is_marked_and_bears_no_code_to_verify(client, author):
    made = FinancialAgreementFactory()
    draft = PaperTemplateFactory(drafted_by=author)

    answer = client.get(f"{url('template-print', draft)}?exchange={made.exchange.reference}")

    run = subprocess.run(
        ["pdftotext", "-", "-"], input=answer.content, capture_output=True, check=True
    )
    text = " ".join(run.stdout.decode().split())
    assert (answer["Content-Type"], "PREVIEW" in text) == ("application/pdf", True)
    assert "Preview, not approved" in text
    assert "Check this document" not in text


def test_a_preview_of_the_commitment_takes_the_exchange_that_was_chosen(client, author):
    first, second = CommitmentFactory(), CommitmentFactory()
    draft = PaperTemplateFactory(kind="commitment", drafted_by=author)

    page = client.get(f"{url('template-preview', draft)}?exchange={first.exchange.reference}")

    assert page.context["exchange"] == first.exchange
    assert page.context["examples"][0] == second.exchange


def test_a_preview_shows_no_agreement_that_its_editor_may_not_read(client, sign_in):
    made = FinancialAgreementFactory()
    draft = PaperTemplateFactory()
    own = made.exchange.host_organisation
    editor = UserFactory(programme_coordinator=True)
    editor.assignments.create(role="representative", organisation=own)
    sign_in(editor)

    page = client.get(url("template-preview", draft))
    chosen = client.get(f"{url('template-preview', draft)}?exchange={made.exchange.reference}")

    assert (page.context["exchange"], chosen.status_code) == (None, 404)
    assert client.get(url("template-print", draft)).status_code == 404


def test_two_versions_are_compared(client, author):
    draft = PaperTemplateFactory()
    draft.clauses[0]["text"] = "This Agreement binds {cluster} and {visitor}."
    draft.save()

    answer = client.get(url("template-compare", draft, 1))

    assert answer.context["differences"][0].label == "Parties"
    assert client.get(url("template-compare", draft, 9)).status_code == 404


def test_a_draft_is_reopened_and_discarded_on_its_page(client, author):
    draft = PaperTemplateFactory(review=True)

    client.post(url("template-reopen", draft))
    client.post(url("template-discard", draft))

    draft.refresh_from_db()
    assert (draft.stage, draft.discarded_by) == ("discarded", author)


def test_the_list_asks_the_same_for_one_version_and_for_three(
    client, author, bare_menu, django_assert_num_queries
):
    client.get(reverse(LIST))
    with django_assert_num_queries(5):
        client.get(reverse(LIST))
    for _more in range(2):
        PaperTemplateFactory(released=True)
    with django_assert_num_queries(5):
        assert len(client.get(reverse(LIST)).context["papers"][1]["versions"]) == 3


def test_the_page_of_a_paper_says_which_version_it_was_written_with(client, sign_in):
    template = templates.in_force(ProgrammeFactory(), "agreement")
    made = FinancialAgreementFactory(template=template, state=State.FA_PREPARED)
    sign_in(signer(made.exchange, "visitor"))

    page = client.get(reverse("building:agreement-detail", args=[made.exchange.public_id]))

    assert "template version 1" in page.text


def test_translations_are_listed_written_and_reviewed(client, sign_in):
    template = templates.in_force(ProgrammeFactory(), "agreement")
    cluster = FinancialAgreementFactory().exchange.vop
    sign_in(coordinator_of(cluster))
    sent = {"title": "Der Betrag", "summary": "", "text": "Es sind {amount}."}
    edit = url("reading-edit", template, "de", "amount")
    answer = client.post(edit, sent, follow=True)
    found = {r.clause.key: r.coverage for r in answer.context["readings"]}
    assert (found["amount"], found["payment"]) == ("translated", "translated")
    assert client.post(edit, sent | {"text": "{{ x }}"}).status_code == 400

    sign_in(coordinator_of(cluster))
    seen = client.get(edit).context["seen"]
    answer = client.post(
        url("reading-review", template, "de", "amount"), {"seen": seen}, follow=True
    )

    found = {r.clause.key: r.coverage for r in answer.context["readings"]}
    assert found["amount"] == "reviewed"
    assert client.get(url("reading-list", template, "xx")).status_code == 404
