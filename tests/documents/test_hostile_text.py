"""Text made to reach files, networks, memory or time through the layout engine."""

import resource
import signal
import threading
import time
from io import BytesIO

import pikepdf
import pytest
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from blues import jobs
from blues.documents import limits, rendering, samples
from blues.documents.errors import RenderingFailed
from blues.documents.fetching import BundledOnly
from blues.documents.models import Document
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
        rendering.lay_out(f"<html lang=en><title>x</title><body>{attack.format(planted)}")


@pytest.mark.logs_errors
def test_a_drawing_that_asks_for_a_file_is_left_out(planted, caplog):
    rendering.lay_out(f"<html lang=en><title>x</title><body>{DRAWING.format(planted)}")

    assert [record.getMessage() for record in caplog.records] == ["Failed to render SVG image None"]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nothing_is_fetched_from_anywhere(address):
    with pytest.raises(FatalURLFetchingError):
        rendering.lay_out(f"<html lang=en><title>x</title><body><img src='{address}'>")


def test_the_attack_works_on_an_open_engine(planted):
    """The control: the engine's own fetcher does read the file."""
    page = HTML(string=f"<link rel=attachment href='{planted}'>")

    with pikepdf.open(BytesIO(page.write_pdf())) as opened:
        [attached] = opened.attachments.values()
        assert attached.get_file().read_bytes() == SECRET.encode()


def test_the_emblem_and_the_fonts_are_served_by_name():
    response = BundledOnly().fetch("bundled:eu.svg")

    assert (response.content_type, response.read()[:4]) == ("image/svg+xml", b"<svg")


def test_too_deep_a_page_is_refused_in_words():
    deep = "<table><tr><td>" * 400

    with pytest.raises(RenderingFailed, match="nested too deeply"), limits.limited():
        rendering.lay_out(f"<html lang=en><title>x</title><body>{deep}")


def test_too_long_a_layout_is_stopped():
    before = signal.getsignal(signal.SIGALRM)

    with pytest.raises(RenderingFailed, match="took too long"), limits.limited(seconds=0.05):
        time.sleep(5)

    assert signal.getsignal(signal.SIGALRM) == before


def test_too_much_memory_is_refused():
    before = resource.getrlimit(resource.RLIMIT_AS)

    with pytest.raises(RenderingFailed, match="too long"), limits.limited(memory=50 * 1024**2):
        bytearray(500 * 1024**2)

    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_a_lower_ceiling_of_the_system_stays():
    assert limits._lower(10, 5) == 5
    assert limits._lower(10, resource.RLIM_INFINITY) == 10


def test_outside_the_main_thread_there_is_no_alarm():
    done = []

    def work():
        with limits.limited(seconds=0.01):
            time.sleep(0.05)
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert done == [True]


def test_without_a_status_file_there_is_no_ceiling(monkeypatch, tmp_path):
    monkeypatch.setattr(limits, "STATUS", tmp_path / "absent")

    with limits.limited(memory=1):
        assert len(bytearray(1024**2)) == 1024**2


@pytest.mark.logs_errors
def test_a_text_that_cannot_be_laid_out_ends_its_own_document_with_a_reason(monkeypatch):
    document = issue_sample()
    monkeypatch.setattr(rendering, "limited", lambda: limits.limited(seconds=0.001))

    [job] = jobs.run_due()

    document.refresh_from_db()
    assert (job.state, job.attempts) == ("failed", 1)
    assert (document.state, document.failure) == (
        Document.State.FAILED,
        "Laying out the text took too long.",
    )
