"""Every paper of one exchange as it is really issued, before two judges of the file format."""

import json
import shutil
from io import BytesIO

import pikepdf
import pytest

from blues import documents
from blues.documents.models import Document
from exchanges.workspace.walkthrough import perform
from tests.documents import verapdf

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

KINDS = {
    "commitment",
    "commitment-signed",
    "agreement",
    "agreement-signed",
    "presence-confirmation",
    "certificate-visitor",
    "certificate-host",
    "ctq-report",
}


def test_the_papers_of_an_exchange_are_for_archives_and_accessible(cast, tmp_path):
    [*_acts, last] = perform(cast)
    papers = list(Document.objects.for_case(last.exchange.case))
    assert {paper.kind for paper in papers} == KINDS
    files = {paper: tmp_path / f"{paper.reference}.pdf" for paper in papers}
    for paper, file in files.items():
        file.write_bytes(documents.read(paper))
        assert_tagged_archived_and_complete(paper, file.read_bytes())
    if not shutil.which("javac"):
        pytest.skip("pikepdf is content; veraPDF needs a JDK")
    assert verapdf.verdict(*files.values()) == ""


def assert_tagged_archived_and_complete(paper, content):
    with pikepdf.open(BytesIO(content)) as pdf:
        metadata = pdf.Root.Metadata.read_bytes()
        assert b'pdfaid:part="3"' in metadata
        assert b'pdfuaid:part="1"' in metadata
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en"
        record = pdf.attachments[f"{paper.reference}.json"].get_file().read_bytes()
        assert json.loads(record) == json.loads(paper.record)
