"""Text made to reach files or networks through the layout engine."""

from io import BytesIO

import pikepdf
import pytest
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from blues.documents import layout, rendering, samples
from blues.documents.fetching import BundledOnly
from tests.factories.documents import issue_sample

SECRET = "the secret nobody may read"


@pytest.fixture
def planted(tmp_path):
    file = tmp_path / "secret.txt"
    file.write_text(SECRET)
    return file.as_uri()


ATTACKS = [
    "<link rel=attachment href='{0}'>",
    "<img src='{0}'>",
    "<style>@import url({0});</style>",
    "<style>body {{ background: url({0}) }}</style>",
    "<style>@font-face {{ font-family: x; src: url({0}) }} body {{ font-family: x }}</style>",
    "<object data='{0}'></object>",
]
DRAWING = "<svg xmlns='http://www.w3.org/2000/svg'><image href='{0}'/></svg>"
ELSEWHERE = ["http://169.254.169.254/latest/meta-data/", "ftp://127.0.0.1/x", "bundled:../x.ttf"]


@pytest.mark.parametrize("attack", [*ATTACKS, DRAWING])
def test_markup_in_a_text_is_printed_as_text(planted, attack):
    text = attack.format(planted)
    document = issue_sample(snapshot=samples.snapshot() | {"purpose": text})

    content = rendering.render(document, [])

    assert SECRET.encode() not in content
    with pikepdf.open(BytesIO(content)) as opened:
        assert list(opened.attachments) == ["SAMPLE-1-v1.json"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_even_as_markup_nothing_is_read_from_the_disk(planted, attack):
    """A template of ours that asks for a file fails: the second line behind the escaping."""
    with pytest.raises(FatalURLFetchingError):
        layout.lay_out(f"<html lang=en><title>x</title><body>{attack.format(planted)}")


@pytest.mark.logs_errors
def test_a_drawing_that_asks_for_a_file_is_left_out(planted, caplog):
    layout.lay_out(f"<html lang=en><title>x</title><body>{DRAWING.format(planted)}")

    assert [record.getMessage() for record in caplog.records] == ["Failed to render SVG image None"]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nothing_is_fetched_from_anywhere(address):
    with pytest.raises(FatalURLFetchingError):
        layout.lay_out(f"<html lang=en><title>x</title><body><img src='{address}'>")


def test_the_attack_works_on_an_open_engine(planted):
    """The control: the engine's own fetcher does read the file."""
    page = HTML(string=f"<link rel=attachment href='{planted}'>")

    with pikepdf.open(BytesIO(page.write_pdf())) as opened:
        [attached] = opened.attachments.values()
        assert attached.get_file().read_bytes() == SECRET.encode()


def test_the_emblem_and_the_fonts_are_served_by_name():
    response = BundledOnly().fetch("bundled:eu.svg")

    assert (response.content_type, response.read()[:4]) == ("image/svg+xml", b"<svg")
