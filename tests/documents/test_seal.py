"""The seal: genuine, judged by others too, and never missing from what leaves the house."""

import asyncio
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import pem
from cryptography import x509
from django.core.management import CommandError, call_command

from blues import documents, jobs
from blues.documents import pki, rendering, samples, sealing, trust
from blues.documents.errors import SealUnavailable
from blues.documents.examiner import examine
from blues.documents.management.commands import render_sample
from blues.documents.models import Document
from tests.factories.documents import issue_sample, seal_sample


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    folder = tmp_path_factory.mktemp("authority") / "seal"
    pki.create_demo_authority(folder)
    return folder


@pytest.fixture
def page():
    """A page that is quick to lay out."""
    return rendering.lay_out("<html lang=en><title>x</title><body><h1>x</h1>")


@pytest.fixture
def production(settings, authority, tmp_path):
    """A folder with the files that an operator puts there, and the settings that use it."""
    settings.DEMO = False
    settings.SEAL_DIR = tmp_path / "seal"
    shutil.copytree(authority, settings.SEAL_DIR)
    (settings.SEAL_DIR / "tsa.key").unlink()
    return settings.SEAL_DIR


def document(**fields):
    return Document(title="Sample", reference="SAMPLE-1-v1", **fields)


def test_the_seal_holds_and_says_what_it_sealed(settings, page):
    findings = examine(sealing.seal(page, document()), settings.SEAL_DIR)

    assert (findings.sealed, findings.intact) == (True, True)


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="poppler is not installed")
def test_an_independent_reader_agrees(page, tmp_path):
    file = tmp_path / "sealed.pdf"
    sealed = sealing.seal(page, document())

    def judge(content):
        file.write_bytes(content)
        run = subprocess.run(
            ["pdfsig", "-nocert", file], capture_output=True, text=True, check=False
        )
        return run.stdout

    at = sealed.index(b"/MediaBox") + 1
    changed = sealed[:at] + b"m" + sealed[at + 1 :]
    assert "Signature is Valid" in judge(sealed)
    assert "Digest Mismatch" in judge(changed)


def test_sealing_works_inside_a_running_event_loop(settings, page):
    async def seal():
        return sealing.seal(page, document())

    assert examine(asyncio.run(seal()), settings.SEAL_DIR).intact


def test_another_authority_is_not_believed(page, authority):
    """The same names on the certificates, other keys."""
    findings = examine(sealing.seal(page, document()), authority)

    assert (findings.sealed, findings.intact) == (True, False)


def test_a_demo_authority_is_made_once(tmp_path):
    folder = tmp_path / "deep" / "seal"

    assert pki.create_demo_authority(folder)
    before = (folder / "seal.key").read_bytes()
    assert not pki.create_demo_authority(folder)

    assert (folder / "seal.key").read_bytes() == before
    assert (folder / "seal.key").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [entry.name for entry in folder.parent.iterdir()] == ["seal"]


def test_the_second_of_two_workers_uses_the_authority_of_the_first(tmp_path, monkeypatch):
    folder = tmp_path / "seal"
    looks = iter([False, True])  # missing at first, there once ours is ready
    pki.create_demo_authority(folder)
    before = (folder / "seal.key").read_bytes()
    monkeypatch.setattr(pki, "is_complete", lambda *_: next(looks))

    assert not pki.create_demo_authority(folder)
    assert (folder / "seal.key").read_bytes() == before


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "seal").mkdir()
    (tmp_path / "seal" / "diary.txt").touch()

    with pytest.raises(OSError, match="not empty"):
        pki.create_demo_authority(tmp_path / "seal")

    assert [entry.name for entry in tmp_path.iterdir()] == ["seal"]


def test_the_revocation_list_of_the_demo_is_renewed_in_time(tmp_path, monkeypatch):
    folder = tmp_path / "seal"
    with monkeypatch.context() as patch:
        patch.setattr(pki, "REVOCATION_LIST_LIFE", timedelta(days=20))
        pki.create_demo_authority(folder)

    assert pki.renew_demo_revocation_list(folder)
    assert not pki.renew_demo_revocation_list(folder)
    current = x509.load_der_x509_crl((folder / "ca.crl").read_bytes())
    assert current.next_update_utc > datetime.now(UTC) + timedelta(days=300)


def test_a_missing_key_is_named(production):
    (production / "seal.key").unlink()

    with pytest.raises(SealUnavailable, match=r"missing: seal\.key"):
        sealing.prepare()


def test_an_operators_key_seals_without_time_stamps(production, page):
    findings = examine(sealing.seal(page, document()), production)

    assert (findings.sealed, findings.intact) == (True, True)


def test_without_a_revocation_list_the_seal_still_holds(production, page):
    (production / "ca.crl").unlink()

    assert examine(sealing.seal(page, document()), production).intact


def test_certificates_may_come_as_text(production, page):
    for name, label in [("ca.cer", "CERTIFICATE"), ("ca.crl", "X509 CRL")]:
        content = (production / name).read_bytes()
        (production / name).write_bytes(pem.armor(label, content))
    shutil.copy(production / "ca.cer", production / "tsa-ca.cer")

    assert examine(sealing.seal(page, document()), production).intact


def test_what_was_sealed_under_a_former_authority_stays_genuine(production, page, tmp_path):
    sealed = sealing.seal(page, document())
    former = (production / "ca.cer").read_bytes()
    shutil.rmtree(production)
    pki.create_demo_authority(production)
    roots = [(production / "ca.cer").read_bytes(), former]
    (production / "ca.cer").write_bytes(b"".join(pem.armor("CERTIFICATE", r) for r in roots))
    (production / "ca.crl").unlink()

    assert examine(sealed, production).intact
    assert examine(sealing.seal(page, document()), production).intact


def test_a_time_stamping_service_is_asked_where_there_is_one(production, settings):
    settings.SEAL_TSA_URL = "https://tsa.example/stamp"

    assert sealing._timestamper(production).url == "https://tsa.example/stamp"


@pytest.mark.logs_errors
def test_a_key_with_a_passphrase_needs_it(settings, tmp_path, page):
    settings.SEAL_DIR, settings.SEAL_PASSPHRASE = tmp_path / "seal", "correct horse"
    sealed = sealing.seal(page, document())
    assert examine(sealed, settings.SEAL_DIR).intact

    settings.SEAL_PASSPHRASE = "wrong"
    with pytest.raises(SealUnavailable, match="SEAL_PASSPHRASE is wrong"):
        sealing.seal(page, document())


def test_an_ended_certificate_seals_nothing(settings, tmp_path, monkeypatch, page):
    settings.SEAL_DIR = tmp_path / "seal"
    monkeypatch.setattr(pki, "CERTIFICATE_LIFE", timedelta(hours=-1))

    with pytest.raises(SealUnavailable, match="The sealing certificate holds from"):
        sealing.seal(page, document())


@pytest.mark.logs_errors
def test_without_a_key_the_document_waits_and_then_says_why(settings, tmp_path):
    settings.DEMO, settings.SEAL_DIR = False, tmp_path
    waiting = issue_sample()
    rows = type(waiting.job).objects.filter(pk=waiting.job.pk)

    jobs.run_due()
    waiting.refresh_from_db()
    assert (rows.get().state, waiting.state) == ("queued", Document.State.PENDING)

    rows.update(attempts=9, next_attempt_at=waiting.requested_at)
    jobs.run_due()
    waiting.refresh_from_db()
    assert (rows.get().state, waiting.state) == ("failed", Document.State.FAILED)
    assert waiting.failure.startswith("The sealing key is not in place")
    assert not waiting.file


# -- Commands ----------------------------------------------------------------------------------


def test_seal_init_makes_a_key_once(settings, tmp_path, capsys):
    settings.SEAL_DIR = tmp_path / "seal"

    call_command("seal", "init")
    call_command("seal", "init")

    first, second = capsys.readouterr().out.splitlines()
    assert first == f"Made a sealing key in {tmp_path}/seal."
    assert second == f"There is already a sealing key in {tmp_path}/seal."


def test_seal_init_makes_no_key_for_production(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="for demos"):
        call_command("seal", "init")


def test_seal_show_says_what_is_in_place(production, capsys):
    call_command("seal", "show")

    shown = capsys.readouterr().out
    assert shown.startswith("Seal: BluesXchange programme seal\nValid: ")
    assert shown.endswith("Revocation lists: 1\nTime stamps: none\n")


def test_seal_show_says_what_is_missing(settings, tmp_path):
    settings.DEMO, settings.SEAL_DIR = False, tmp_path

    with pytest.raises(CommandError, match="missing"):
        call_command("seal", "show")


def test_render_sample_waits_for_the_worker_and_checks(monkeypatch, capsys):
    """The worker works while the command sleeps."""
    monkeypatch.setattr(render_sample.time, "sleep", lambda _pause: jobs.run_due())

    call_command("render_sample")

    assert "is sealed and genuine: " in capsys.readouterr().out


def test_render_sample_says_that_no_worker_came():
    with pytest.raises(CommandError, match="No worker made the document within 0 seconds"):
        call_command("render_sample", timeout=0)


@pytest.mark.logs_errors
def test_render_sample_says_why_it_was_not_made(monkeypatch):
    def give_up(_pause):
        document = Document.objects.get()
        Document.objects.filter(pk=document.pk).update(state="failed", failure="no ink")

    monkeypatch.setattr(render_sample.time, "sleep", give_up)

    with pytest.raises(CommandError, match="no ink"):
        call_command("render_sample")


def test_render_sample_does_not_believe_a_broken_seal(settings, authority):
    sealed = seal_sample()
    settings.SEAL_DIR = authority  # another key than the one it was sealed with

    with pytest.raises(CommandError, match="The seal does not hold"):
        render_sample.Command().require_genuine(documents.read(sealed))


def test_the_authority_names_the_seal(authority):
    assert trust.load(authority).seal_name == "BluesXchange programme seal"
    assert samples.SAMPLE.code == "sample"
