"""The virus scanner: asked where it is configured, and never taken for granted."""

import socket
import struct
import threading

import pytest
from django import forms

from blues.common import scanning

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Scanner(threading.Thread):
    """Speaks clamd's INSTREAM for one file: finds EICAR and nothing else."""

    def __init__(self, listening: socket.socket, answer: bytes = b""):
        super().__init__(daemon=True)
        self.listening, self.answer, self.received = listening, answer, b""

    def run(self):
        connection, _address = self.listening.accept()
        with connection, connection.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while size := struct.unpack("!I", stream.read(4))[0]:
                self.received += stream.read(size)
            found = b"stream: Eicar-Test-Signature FOUND\0"
            usual = found if b"EICAR-STANDARD" in self.received else b"stream: OK\0"
            connection.sendall(self.answer or usual)


@pytest.fixture(params=["port", "socket"])
def scanner(request, settings, tmp_path):
    """``scanner(answer)`` starts one that answers once."""
    listening = socket.socket(socket.AF_INET if request.param == "port" else socket.AF_UNIX)
    listening.bind(("127.0.0.1", 0) if request.param == "port" else str(tmp_path / "clamd.sock"))
    listening.listen()
    where = listening.getsockname()
    settings.CLAMD_ADDRESS = where if isinstance(where, str) else f"127.0.0.1:{where[1]}"

    def start(answer=b""):
        started = Scanner(listening, answer)
        started.start()
        return started

    yield start
    listening.close()


def code_of(content) -> str:
    with pytest.raises(forms.ValidationError) as refused:
        scanning.require_clean(content)
    return refused.value.code


def test_a_clean_file_arrives_whole_and_passes(scanner):
    asked, content = scanner(), bytes(200_000)

    scanning.require_clean(content)

    asked.join(5)
    assert asked.received == content


def test_a_virus_is_refused(scanner):
    asked = scanner()

    assert code_of(EICAR) == "virus"
    asked.join(5)


def test_an_answer_that_is_no_answer_is_not_taken_for_clean(scanner):
    asked = scanner(b"INSTREAM size limit exceeded. ERROR\0")

    assert code_of(b"a large file") == "not-scanned"
    asked.join(5)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.sock"])
def test_a_scanner_that_is_down_keeps_files_out(settings, address):
    settings.CLAMD_ADDRESS = address

    assert code_of(b"harmless") == "not-scanned"


def test_without_a_scanner_nobody_is_asked(settings):
    settings.CLAMD_ADDRESS = ""

    scanning.require_clean(EICAR)
