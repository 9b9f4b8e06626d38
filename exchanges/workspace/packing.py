"""Packing a dossier: the same record gives the same bytes, on any day and any machine.

Nothing is compressed, since what compressors write differs with their version, and the papers are
compressed already. Every file is read, compared with its hash and written on its own, so a dossier
needs no more memory than its largest file.
"""

import csv
import hashlib
import io
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from zipfile import ZipFile, ZipInfo

from django.core.files import File
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from blues import documents, jobs
from blues.common.errors import Conflict
from blues.common.exports import neutralised
from blues.documents.errors import DocumentError
from blues.documents.models import Document
from blues.documents.snapshots import digest
from exchanges.finalisation.models import Evidence
from exchanges.workspace.dossier_contents import LANGUAGE
from exchanges.workspace.dossier_models import Dossier, dossier_path

TEMPLATES = "exchanges/workspace/dossier"
COLUMNS = ("file", "what", "reference", "dated", "bytes", "sha256")
READABLE = 0o644 << 16
UNIX = 3


@transaction.atomic
def make(dossier: Dossier) -> Dossier:
    """Pack and store, once; what an interrupted try has left behind is replaced."""
    if dossier.is_made:
        return dossier
    storage, name = dossier.file.storage, dossier_path(dossier)
    if storage.exists(name):
        storage.delete(name)
    with tempfile.TemporaryFile() as target:
        write(dossier, target)
        dossier.size, dossier.sha256 = target.tell(), _digest_of(target)
        dossier.file.name = storage.save(name, File(target))
    dossier.state, dossier.failure = Dossier.State.MADE, ""
    dossier.save()
    return dossier


def pack_again(dossier: Dossier, *, by) -> jobs.Job:
    """What failed waits to be packed once more."""
    if dossier.job is None:
        raise Conflict(_("Nobody has asked for this dossier yet."))
    dossier.state, dossier.failure = Dossier.State.PENDING, ""
    dossier.save(update_fields=["state", "failure"])
    return jobs.try_again(dossier.job, by=by)


def write(dossier: Dossier, target) -> None:
    newest = max(datetime.fromisoformat(file["dated"]) for file in dossier.data["files"])
    with ZipFile(target, "w") as archive:
        sums = []
        for path, content, dated in _pieces(dossier, newest):
            _put(archive, f"{dossier.name}/{path}", content, dated)
            sums.append(f"{digest(content)}  {path}\n")
        _put(archive, f"{dossier.name}/SHA256SUMS", "".join(sums).encode(), newest)


def _pieces(dossier: Dossier, newest: datetime) -> Iterator[tuple[str, bytes, datetime]]:
    """The files of the index, then the index itself and what explains it."""
    for file in dossier.data["files"]:
        content = _content(file)
        if digest(content) != file["sha256"]:
            raise Conflict(
                _("%(file)s is not the file that it was when it was stored.")
                % {"file": file["path"]}
            )
        yield file["path"], content, datetime.fromisoformat(file["dated"])
    with override(LANGUAGE):
        context = {"dossier": dossier, "data": dossier.data}
        for name in ("index.html", "style.css", "README.txt"):
            text = render_to_string(f"{TEMPLATES}/{name}", context)
            yield name, text.encode(), newest
    yield "index.csv", _index(dossier.data["files"]).encode(), newest


def _content(file: dict) -> bytes:
    if "text" in file:
        return file["text"].encode()
    kind, _separator, public_id = file["source"].partition(":")
    try:
        if kind == "evidence":
            with Evidence.objects.get(public_id=public_id).file.open("rb") as stored:
                return stored.read()
        document = Document.objects.get(public_id=public_id)
        return documents.read(document) if kind == "paper" else document.record.encode()
    except (Evidence.DoesNotExist, FileNotFoundError, DocumentError) as error:
        raise Conflict(
            _("%(file)s cannot be read any more.") % {"file": file["path"]},
            way_out=_("Ask for the dossier again."),
        ) from error


def _index(listed: list[dict]) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for file in listed:
        words = (neutralised(file[key]) for key in ("path", "what", "reference", "dated"))
        writer.writerow([*words, file["size"], file["sha256"]])
    return lines.getvalue()


def _put(archive: ZipFile, path: str, content: bytes, dated: datetime) -> None:
    entry = ZipInfo(path, date_time=dated.astimezone(UTC).timetuple()[:6])
    entry.create_system, entry.external_attr = UNIX, READABLE
    archive.writestr(entry, content)


def _digest_of(target) -> str:
    target.seek(0)
    found = hashlib.file_digest(target, "sha256").hexdigest()
    target.seek(0)
    return found
