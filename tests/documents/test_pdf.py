"""The file, seen by an independent reader: archive format, accessibility, letters, record."""

import json
import re
import shutil
import subprocess
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from blues import documents
from blues.documents import kinds, rendering, samples, sealing
from blues.documents.bundle import FILES, bundled
from tests.documents import verapdf
from tests.factories.documents import issue_sample, seal_sample


@pytest.fixture
def sealed():
    return seal_sample()


@pytest.fixture
def pdf(sealed):
    with pikepdf.open(BytesIO(documents.read(sealed))) as opened:
        yield opened


def text_of(content: bytes) -> str:
    run = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return run.stdout.decode()


def structure(element, names):
    """The tags of the file in reading order."""
    if isinstance(element, pikepdf.Array):
        for child in element:
            structure(child, names)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        names.append(str(element.S))
        structure(element.get("/K", pikepdf.Array()), names)
    return names


def test_the_file_says_that_it_is_for_archives_and_accessible(pdf):
    metadata = bytes(pdf.Root.Metadata.read_bytes()).decode()

    assert metadata.count("<rdf:RDF") == 1
    assert re.search(r'pdfaid:part="3"', metadata)
    assert re.search(r'pdfaid:conformance="A"', metadata)
    assert re.search(r'pdfuaid:part="1"', metadata)


def test_the_file_has_a_language_a_title_and_shows_it(pdf, sealed):
    assert str(pdf.Root.Lang) == "en"
    assert str(pdf.docinfo.Title) == f"{sealed.title} – {sealed.reference}"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_the_file_is_tagged_with_headings_in_order(pdf):
    tags = structure(pdf.Root.StructTreeRoot.K, [])
    levels = [int(tag[2]) for tag in tags if re.fullmatch(r"/H[1-6]", tag)]

    assert bool(pdf.Root.MarkInfo.Marked)
    assert levels[0] == 1
    assert all(deeper - above <= 1 for above, deeper in pairwise(levels))
    assert {"/Table", "/TH", "/TD", "/L", "/Figure"} <= set(tags)


def test_only_our_fonts_are_used_and_they_are_embedded(pdf):
    used = {}
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor":
            used[str(found.FontName).split("+")[-1]] = (
                "/FontFile2" in found or "/FontFile3" in found
            )

    assert used
    assert all(used.values())
    assert all(name.startswith(("Inter", "Source")) for name in used)


def test_the_attached_record_is_the_snapshot_byte_for_byte(pdf, sealed):
    attached = pdf.attachments[f"{sealed.reference}.json"]

    assert attached.get_file().read_bytes() == sealed.record.encode()
    assert str(attached.obj.AFRelationship) == "/Data"
    assert json.loads(sealed.record) == samples.snapshot()


def test_a_carried_document_is_attached_byte_for_byte(sealed):
    carrier = issue_sample(case="sample:2", reference="SAMPLE-2-v1", attachments=[sealed])

    with pikepdf.open(BytesIO(rendering.render(carrier, [sealed]))) as opened:
        attached = opened.attachments[sealed.file_name]

        assert attached.get_file().read_bytes() == documents.read(sealed)
        assert str(attached.obj.AFRelationship) == "/Source"


def test_the_seal_is_the_only_field_and_cannot_be_seen(pdf):
    seal, _time_stamp = pdf.Root.AcroForm.Fields

    assert str(seal.T) == sealing.FIELD
    assert [float(edge) for edge in seal.Rect] == [0, 0, 0, 0]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_every_language_is_printed_with_its_letters(sealed):
    text = " ".join(text_of(documents.read(sealed)).split())

    assert [line for line in samples.LETTERS.values() if line not in text] == []


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".ttf")])
def test_the_bundled_fonts_are_complete(name):
    known = TTFont(BytesIO(bundled(name))).getBestCmap()

    assert {letter for line in samples.LETTERS.values() for letter in line} - set(
        map(chr, known)
    ) == set()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_letters_that_no_font_of_ours_has_become_boxes():
    document = issue_sample(snapshot=samples.snapshot() | {"purpose": "A 😀 and 水\u0007 end"})

    content = rendering.render(document, [])

    assert "A □ and □ end" in text_of(content)
    with pikepdf.open(BytesIO(content)) as opened:
        assert b"\xf0\x9f\x98\x80" in opened.attachments["SAMPLE-1-v1.json"].get_file().read_bytes()


def test_the_same_row_gives_the_same_bytes():
    document = issue_sample()

    assert rendering.render(document, []) == rendering.render(document, [])


def backgrounds(content: bytes) -> list[bool]:
    """For each page, whether it begins with a picture that readers are told to pass over."""
    found = []
    with pikepdf.open(BytesIO(content)) as opened:
        for page in opened.pages:
            first = [str(one.operator) for one in pikepdf.parse_content_stream(page)][:10]
            found.append("BMC" in first and first.index("BMC") < first.index("Do"))
    return found


def test_a_preview_is_marked_on_every_page_and_carries_neither_record_nor_seal():
    document = issue_sample(snapshot=samples.snapshot() | {"is_draft": False})

    content = rendering.preview(document)

    assert all(backgrounds(content))
    assert content != rendering.render(document, [])
    with pikepdf.open(BytesIO(content)) as opened:
        assert (len(opened.attachments), "/AcroForm" in opened.Root) == (0, False)


def test_a_draft_is_marked_and_a_document_that_is_none_is_not():
    whole = issue_sample(snapshot=samples.snapshot() | {"is_draft": False})
    draft = issue_sample(case="sample:2", reference="SAMPLE-2-v1")

    marks = [rendering.mark_of(whole), rendering.mark_of(draft)]

    assert marks == ["", "Draft"]
    assert all(backgrounds(rendering.render(draft, [])))


def test_a_document_speaks_its_language():
    document = issue_sample(language="pl")

    assert '<html lang="pl">' in rendering.page(document)


@verapdf.needs_java
@pytest.mark.parametrize("code", [kind.code for kind in kinds.REGISTRY.values() if kind.sample])
def test_every_kind_meets_both_standards(code, tmp_path):
    kind = kinds.get(code)
    document = issue_sample(kind=code, title=kind.title, snapshot=kind.sample())
    file = tmp_path / "document.pdf"
    file.write_bytes(sealing.seal(rendering.render(document, []), document))

    assert verapdf.verdict(file) == ""


@verapdf.needs_java
def test_the_judge_would_notice(tmp_path):
    file = tmp_path / "untagged.pdf"
    with pikepdf.new() as blank:
        blank.add_blank_page()
        blank.save(file)

    assert "NOT compliant" in verapdf.verdict(file)
