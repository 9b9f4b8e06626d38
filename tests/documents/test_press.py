"""The press: a text that exhausts it ends its own document; the worker and the press live on."""

import os
import pickle
import signal
import threading
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from blues import documents, jobs
from blues.documents import limits, press, printing, rendering, samples
from blues.documents.errors import RenderingFailed
from blues.documents.models import Document
from blues.documents.printing import Press, PressStopped, lay_out
from blues.jobs import work
from tests.factories.documents import issue_sample
from tests.waiting import PATIENCE

PAGE = "<html lang=en><title>x</title><body><p>Here is a page."
ENDLESS = f"{PAGE}<p>{'word ' * 1_000_000}"
TOO_SLOW = "Laying out the text took too long."
BROKEN = "The text could not be laid out. Operators find the reason in the log."
TOO_MUCH = "The text is nested too deeply or too long to be laid out."


class InterruptedByTheClock(Exception):  # noqa: N818 -- reads as a sentence
    pass


@pytest.fixture
def warm():
    """The press of this process, which has printed before."""
    lay_out(PAGE)
    return printing.press.process


def test_the_press_prints_what_the_engine_prints():
    """Also in another process: nothing of a file depends on who made it."""
    document = issue_sample()
    first = rendering.render(document, [])

    printing.press.stop()

    assert rendering.render(document, []) == first


def test_too_deep_a_page_is_refused_in_words(warm):
    with pytest.raises(RenderingFailed, match=TOO_MUCH):
        lay_out(PAGE + "<table><tr><td>" * 400)

    assert lay_out(PAGE).startswith(b"%PDF")
    assert printing.press.process is warm


def test_fifty_nested_tables_end_within_the_limit(warm, settings):
    settings.DOCUMENT_SECONDS = 3

    with pytest.raises(RenderingFailed, match=f"{TOO_SLOW}|{TOO_MUCH}"):
        lay_out(PAGE + "<table><tr><td>" * 50)

    assert printing.press.process is warm


def test_too_long_a_layout_is_stopped(warm, settings):
    settings.DOCUMENT_SECONDS = 0.3

    with pytest.raises(RenderingFailed, match=TOO_SLOW):
        lay_out(ENDLESS)

    settings.DOCUMENT_SECONDS = 50
    assert lay_out(PAGE).startswith(b"%PDF")
    assert printing.press.process is warm


def test_too_much_memory_is_refused(warm, settings):
    settings.DOCUMENT_MEMORY = 1024**2

    with pytest.raises(RenderingFailed, match=TOO_MUCH):
        lay_out(ENDLESS)

    assert printing.press.process is warm


def test_a_page_that_breaks_the_engine_is_refused_and_the_log_says_why(warm, caplog):
    """A template of ours that asks for a file: it would ask again."""
    with pytest.raises(RenderingFailed, match=BROKEN):
        lay_out(f"{PAGE}<img src='file:///etc/passwd'>")

    [told] = [record for record in caplog.records if record.name == printing.__name__]
    assert (told.levelname, "FatalURLFetchingError" in told.getMessage()) == ("WARNING", True)
    assert printing.press.process is warm


def test_a_press_that_was_killed_is_started_again(warm):
    os.kill(warm.pid, signal.SIGKILL)
    warm.wait()

    assert lay_out(PAGE).startswith(b"%PDF")
    assert printing.press.process is not warm


def test_a_press_that_is_killed_while_it_prints_fails_this_attempt_alone(warm):
    threading.Timer(0.3, os.kill, [warm.pid, signal.SIGKILL]).start()

    with pytest.raises(PressStopped):
        lay_out(ENDLESS)

    assert lay_out(PAGE).startswith(b"%PDF")


def test_an_attempt_that_runs_out_of_time_leaves_no_answer_for_the_next(warm):
    """As a time limit of the task would: the answer must not be taken for that of another."""

    def ring(_number, _frame):
        raise InterruptedByTheClock

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    with pytest.raises(InterruptedByTheClock):
        lay_out(ENDLESS)
    signal.signal(signal.SIGALRM, before)

    with pikepdf.open(BytesIO(lay_out(PAGE.replace("<title>x", "<title>next")))) as pdf:
        assert str(pdf.docinfo.Title) == "next"


def test_a_process_never_uses_the_press_of_its_parent():
    press = Press()
    theirs = press.start()
    press.owner = os.getppid()

    ours = press.start()

    assert ours.pid != theirs.pid
    _pid, status = os.waitpid(theirs.pid, 0)  # the door has closed, so it ends
    assert status == 0
    ours.communicate(timeout=PATIENCE)
    assert ours.returncode == 0


def test_the_press_knows_no_secret(warm, monkeypatch):
    monkeypatch.setenv("SEAL_PASSPHRASE", "the secret nobody may read")
    printing.press.stop()

    lay_out(PAGE)

    environment = Path(f"/proc/{printing.press.process.pid}/environ").read_bytes()
    assert b"DATABASE_URL" not in environment
    assert b"the secret nobody may read" not in environment


def test_orders_and_answers_are_whole_or_nothing():
    whole = press.message(b"an order")

    assert press.read(BytesIO(whole)) == b"an order"
    assert [press.read(BytesIO(whole[:cut])) for cut in range(len(whole))] == [b""] * len(whole)


def test_a_child_answers_for_itself():
    order = {
        "html": PAGE,
        "enclosures": [],
        "mark": "",
        "limits": {"seconds": 50, "memory": 1024**3},
    }

    answer = press.read(BytesIO(press.answer_to(pickle.dumps(order))))

    assert answer.startswith(b"F%PDF-1.7")


def test_a_lower_ceiling_of_the_system_stays():
    assert limits._lower(10, 5) == 5
    assert limits._lower(10, -1) == 10


@pytest.mark.logs_errors
def test_a_text_that_cannot_be_laid_out_ends_its_own_document_with_a_reason(settings):
    endless = samples.snapshot() | {"purpose": "word " * 200_000}
    poisoned = issue_sample(snapshot=endless)
    healthy = issue_sample(case="sample:2", reference="SAMPLE-2-v1")
    settings.DOCUMENT_SECONDS = 0.5
    work.run(poisoned.job.public_id)
    settings.DOCUMENT_SECONDS = 50

    [second] = jobs.run_due()

    first = poisoned.job
    first.refresh_from_db()
    poisoned.refresh_from_db()
    healthy.refresh_from_db()
    assert (first.state, first.attempts, second.state) == ("failed", 1, "done")
    assert (poisoned.state, poisoned.failure) == (Document.State.FAILED, TOO_SLOW)
    assert documents.read(healthy).startswith(b"%PDF")
