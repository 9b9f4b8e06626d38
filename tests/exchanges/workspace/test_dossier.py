"""The dossier of an exchange: what is in it, for whom, and that it is always the same."""

import csv
import hashlib
import io
import re
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from blues import documents, jobs, journal
from blues.common import clock
from blues.common.errors import NotAllowed
from blues.documents import archive
from blues.documents.models import Document
from exchanges.building import papers as contracts
from exchanges.finalisation import papers as closing
from exchanges.models import Dossier, State
from exchanges.workspace import dossiers
from tests.exchanges.finalisation.cast import EVERYBODY, Cast
from tests.factories import PaymentFactory, told_by_both
from tests.factories.finalisation import CONFIDENTIAL

pytestmark = [pytest.mark.django_db, pytest.mark.feature(121)]

MAY_HAVE = {"vop", "hop", "finance", "programme", "auditor"}
SUM = re.compile(rb"\b830\b")  # euros of this exchange
MONEY = {"payment.json", "papers/FA.pdf", "papers/FA.json"}
PAGE_QUERIES = 13  # session, person, roles, exchange, papers, evidence, reports, payment, journal


def seal(exchange, kind: str, reference: str) -> Document:
    """A paper whose file is quick to make: what is in it is no matter here."""
    paper = documents.issue(
        kind=kind,
        case=exchange.case,
        version=1,
        reference=reference,
        title=reference,
        snapshot={"reference": reference},
        by=None,
    )
    archive.keep(paper, f"%PDF-1.7 {reference}".encode())
    return paper


@pytest.fixture
def exchange():
    exchange = told_by_both(State.COMPLETED, validated=True)
    seal(exchange, contracts.COMMITMENT.code, "CTQ")
    seal(exchange, contracts.AGREEMENT.code, "FA")
    seal(exchange, closing.EXCHANGE_REPORT.code, "QR")
    PaymentFactory(exchange=exchange, booked=True)
    journal.record(exchange.case, "agreement-prepared", by=exchange.host.representative, eur="830")
    return exchange


@pytest.fixture
def cast(exchange):
    return Cast(exchange)


def page(exchange):
    return reverse("workspace:dossier-page", args=[exchange.public_id])


def address(dossier):
    return reverse(
        "workspace:dossier-download", args=[dossier.exchange.public_id, dossier.public_id]
    )


def made(exchange, by) -> Dossier:
    dossier = dossiers.ask(exchange, by=by)
    jobs.run_due()
    dossier.refresh_from_db()
    return dossier


def content_of(row) -> bytes:
    with row.file.open("rb") as stored:
        return stored.read()


def files_of(dossier) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content_of(dossier))) as packed:
        start = f"{dossier.name}/"
        return {name.removeprefix(start): packed.read(name) for name in packed.namelist()}


def listed(dossier) -> set[str]:
    return {file["path"] for file in dossier.data["files"]}


def test_a_dossier_holds_every_paper_byte_for_byte(exchange, cast):
    dossier = made(exchange, cast.programme)

    found = files_of(dossier)
    for paper in Document.objects.filter(case=exchange.case):
        assert found[f"papers/{paper.file_name}"] == documents.read(paper)
        assert found[f"papers/{paper.reference}.json"] == paper.record.encode()
    evidence = exchange.evidence.first()
    assert found[f"evidence/{evidence.download_name}"] == content_of(evidence)
    assert {"reports/visitor.json", "reports/host.json", *MONEY} <= set(found)
    assert dossier.state == Dossier.State.MADE


def test_index_and_sums_name_every_file_with_its_hash(exchange, cast):
    found = files_of(made(exchange, cast.auditor))

    index = {
        row["file"]: (int(row["bytes"]), row["sha256"])
        for row in csv.DictReader(io.StringIO(found["index.csv"].decode()))
    }
    sums = dict(reversed(line.split("  ")) for line in found["SHA256SUMS"].decode().splitlines())
    explained = {"index.html", "index.csv", "style.css", "README.txt"}
    assert set(found) == {*sums, "SHA256SUMS"}
    assert set(sums) == {*index, *explained}
    assert all(hashlib.sha256(found[name]).hexdigest() == sums[name] for name in sums)
    assert index == {
        name: (len(found[name]), hashlib.sha256(found[name]).hexdigest()) for name in index
    }
    assert all(f'href="{name}"' in found["index.html"].decode() for name in index)


def test_the_same_dossier_again_is_the_same_row_and_after_clearing_the_same_bytes(exchange, cast):
    first = made(exchange, cast.programme)
    assert dossiers.ask(exchange, by=cast.auditor) == first
    before = content_of(first)

    Dossier.objects.update(asked_at=clock.now() - timedelta(days=31))
    assert dossiers.clear_away() == 1
    again = made(exchange, cast.programme)

    assert again.public_id != first.public_id
    assert (again.sha256, content_of(again)) == (first.sha256, before)


def test_clearing_leaves_fresh_dossiers_and_removes_the_file_of_old_ones(exchange, cast, committed):
    fresh, old = made(exchange, cast.programme), made(exchange, cast.hop)
    Dossier.objects.filter(pk=old.pk).update(asked_at=clock.now() - timedelta(days=31))

    with committed():
        dossiers.clear_away()

    assert list(Dossier.objects.all()) == [fresh]
    assert default_storage.exists(fresh.file.name)
    assert not default_storage.exists(old.file.name)


def test_something_new_makes_another_dossier(exchange, cast):
    first = made(exchange, cast.programme)
    seal(exchange, closing.PRESENCE_CONFIRMATION.code, "PC")

    second = made(exchange, cast.programme)

    assert listed(second) - listed(first) == {"papers/PC.pdf", "papers/PC.json"}


def test_the_cluster_of_the_host_gets_nothing_about_money(exchange, cast):
    found = files_of(made(exchange, cast.hop))

    assert not MONEY & set(found)
    assert not [name for name in found if name.startswith("evidence/")]
    # Not the index: sizes and hashes may hold any digits.
    assert [name for name, said in found.items() if "index" not in name and SUM.search(said)] == []
    [line] = [line for line in found["journal.csv"].splitlines() if b"agreement-prepared" in line]
    assert line.endswith(b'"agreement-prepared","","",""')  # a hash would let the sum be tried out


def test_who_may_know_what_is_paid_gets_the_details_of_the_journal(exchange, cast):
    assert SUM.search(files_of(made(exchange, cast.vop))["journal.csv"])


def test_the_confidential_remark_is_in_no_dossier(exchange, cast):
    found = files_of(made(exchange, cast.programme))

    assert CONFIDENTIAL.encode() not in b"".join(found.values())


def test_a_paper_that_is_not_there_yet_is_named_as_missing(exchange, cast):
    documents.issue(
        kind=closing.PRESENCE_CONFIRMATION.code,
        case=exchange.case,
        version=1,
        reference="PC-9",
        title="Presence confirmation",
        snapshot={},
        by=None,
    )

    dossier = dossiers.ask(exchange, by=cast.programme)

    assert dossier.data["missing"] == [["Presence confirmation", "PC-9", "still being made"]]
    assert "papers/PC-9.pdf" not in listed(dossier)


def test_a_dossier_is_offered_to_those_who_look_after_exchanges(exchange, cast, client):
    answers = {}
    for name in EVERYBODY:
        client.force_login(cast.named(name))
        answers[name] = (
            client.get(page(exchange)).status_code,
            client.post(page(exchange)).status_code,
        )

    assert {name for name, codes in answers.items() if codes == (200, 302)} == MAY_HAVE
    assert answers["stranger"] == (404, 404)
    assert {answers[name] for name in ("visitor", "host", "visiting_admin")} == {(403, 403)}
    with pytest.raises(NotAllowed):
        dossiers.ask(exchange, by=cast.visitor)


def test_the_page_of_the_exchange_offers_it_to_the_same_people(exchange, cast, client):
    offered = set()
    for name in set(EVERYBODY) - {"stranger"}:
        client.force_login(cast.named(name))
        if page(exchange) in client.get(exchange.get_absolute_url()).content.decode():
            offered.add(name)

    assert offered == MAY_HAVE


def test_a_dossier_with_more_than_ones_own_is_neither_shown_nor_handed_out(exchange, cast, client):
    whole, outline = made(exchange, cast.programme), made(exchange, cast.hop)
    client.force_login(cast.hop)

    assert client.get(page(exchange)).context["dossiers"] == [outline]
    assert client.get(address(whole)).status_code == 403
    response = client.get(address(outline))
    assert b"".join(response.streaming_content) == content_of(outline)
    assert response["Content-Disposition"] == f'attachment; filename="{outline.name}.zip"'
    assert response["Cache-Control"] == "private, no-store"


def test_a_dossier_of_another_exchange_is_not_found(exchange, cast, client):
    other = told_by_both(State.COMPLETED)
    client.force_login(cast.programme)

    asked = reverse(
        "workspace:dossier-download",
        args=[exchange.public_id, dossiers.ask(other, by=cast.programme).public_id],
    )

    assert client.get(asked).status_code == 404


def test_a_dossier_that_is_being_packed_says_so(exchange, cast, client):
    dossier = dossiers.ask(exchange, by=cast.auditor)
    client.force_login(cast.auditor)

    assert client.get(address(dossier)).status_code == 409
    assert "Packing the dossier" in client.get(page(exchange)).content.decode()


def test_a_file_that_was_changed_on_the_disk_ends_the_dossier_with_a_reason(exchange, cast, client):
    paper = Document.objects.get(case=exchange.case, reference="FA")
    with default_storage.open(paper.file.name, "wb") as stored:
        stored.write(b"%PDF-1.7 another sum")

    dossier = made(exchange, cast.finance)

    assert (dossier.state, bool(dossier.file)) == (Dossier.State.FAILED, False)
    client.force_login(cast.finance)
    assert "papers/FA.pdf cannot be read any more." in client.get(page(exchange)).content.decode()


def test_a_dossier_that_failed_is_packed_when_somebody_asks_again(exchange, cast):
    paper = Document.objects.get(case=exchange.case, reference="FA")
    whole = documents.read(paper)
    with default_storage.open(paper.file.name, "wb") as stored:
        stored.write(b"%PDF-1.7 another sum")
    failed = made(exchange, cast.finance)
    with default_storage.open(paper.file.name, "wb") as stored:
        stored.write(whole)

    again = made(exchange, cast.finance)

    assert (again.pk, again.state, again.failure) == (failed.pk, Dossier.State.MADE, "")
    assert files_of(again)["papers/FA.pdf"] == whole


def test_asking_again_keeps_a_dossier_for_another_month(exchange, cast):
    dossier = made(exchange, cast.programme)
    Dossier.objects.update(asked_at=clock.now() - timedelta(days=29))
    dossiers.ask(exchange, by=cast.auditor)

    with clock.standing_on(clock.today() + timedelta(days=2)):
        assert dossiers.clear_away() == 0
    assert content_of(dossier)


def test_packing_twice_leaves_one_file(exchange, cast):
    dossier = dossiers.ask(exchange, by=cast.programme)
    default_storage.save(f"dossiers/{dossier.public_id}.zip", io.BytesIO(b"half a file"))

    jobs.run_due()

    dossier.refresh_from_db()
    assert dossier.file.name == f"dossiers/{dossier.public_id}.zip"
    assert hashlib.sha256(content_of(dossier)).hexdigest() == dossier.sha256


def test_asking_is_recorded_beside_the_case(exchange, cast):
    before = journal.entries_for(exchange.case).count()

    dossiers.ask(exchange, by=cast.auditor)
    dossiers.ask(exchange, by=cast.finance)

    noted = journal.entries_for(dossiers.journal_of(exchange))
    assert [(entry.actor, entry.detail["new"]) for entry in noted] == [
        (cast.auditor, True),
        (cast.finance, True),
    ]
    assert journal.entries_for(exchange.case).count() == before


@pytest.mark.parametrize("count", [1, 3])
def test_dossier_page_query_count(
    exchange, cast, client, bare_menu, django_assert_num_queries, count
):
    for name in ("programme", "hop", "finance")[:count]:
        dossiers.ask(exchange, by=cast.named(name))
    client.force_login(cast.programme)

    with django_assert_num_queries(PAGE_QUERIES):
        response = client.get(page(exchange))

    assert len(response.context["dossiers"]) == count
