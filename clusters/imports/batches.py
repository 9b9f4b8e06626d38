"""What a coordinator does with a list: hands it in, names its columns, decides, has it applied."""

import hashlib
from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from blues import jobs, journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.directory.models import Cluster
from clusters.imports import fields, guessing, reading, rules
from clusters.imports.models import ColumnMemory, ImportBatch, ImportRow

State, Choice = ImportBatch.State, ImportRow.Choice


@transaction.atomic
def upload(*, cluster: Cluster, name: str, data: bytes, by) -> ImportBatch:
    """Keep the file and guess what its columns mean. A file that cannot be read is refused."""
    _require(by, cluster)
    batch = ImportBatch(
        cluster=cluster,
        uploaded_by=by,
        file_name=_readable(name),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    look_again(batch, data)
    batch.file.save("", ContentFile(data), save=False)
    batch.save()
    journal.record(batch.case, "list-uploaded", by=by, cluster=cluster.code, sha256=batch.sha256)
    return batch


def look_again(batch: ImportBatch, data: bytes, *, sheet="", encoding="", heading_row=0) -> None:
    """Guess columns and fallbacks anew, with what is known for certain; saves nothing."""
    country = batch.cluster.organisation.country_id
    language = guessing.SPOKEN_IN.get(country, "")
    book = reading.peek(data, encoding=encoding, language=language)
    chosen = book.sheet(sheet)
    guess = guessing.guess(chosen.beginning, memory_of(batch.cluster), heading_row=heading_row)
    batch.kind, batch.encoding, batch.sheet = book.kind, book.encoding, chosen.name
    batch.heading_row, batch.columns = guess.heading_row, guess.fields
    batch.fallbacks = batch.fallbacks or {
        "type": "sme",
        "country": country,
        "language": language or "en",
    }


@transaction.atomic
def read_again(batch: ImportBatch, *, by, sheet="", encoding="", heading_row=0) -> ImportBatch:
    """Guess the columns anew, of another sheet, in another encoding, below another row."""
    batch = _locked(batch, by)
    look_again(batch, contents(batch), sheet=sheet, encoding=encoding, heading_row=heading_row)
    batch.save()
    return batch


def contents(batch: ImportBatch) -> bytes:
    with batch.file.open("rb") as file:
        return file.read()


@transaction.atomic
def name_columns(
    batch: ImportBatch,
    *,
    columns: Mapping[str, str],
    headings: Mapping[str, str],
    fallbacks: Mapping[str, str],
    by,
    **reading_as,
) -> ImportBatch:
    """Store what the columns mean, remember it for the next list, and have the list checked.

    ``headings`` go from the plain heading to the field, an empty one where nothing of ours stands.
    ``reading_as`` may name sheet, heading_row and encoding.
    """
    batch = _locked(batch, by)
    if "legal_name" not in columns.values():
        raise BadInput(_("Say which column holds the name of the organisation."))
    taken = list(columns.values())
    if twice := sorted({code for code in taken if taken.count(code) > 1}):
        raise BadInput(
            _("Two columns cannot both be “%(field)s”.") % {"field": fields.label_of(twice[0])}
        )
    for name, value in reading_as.items():
        setattr(batch, name, value)
    batch.columns, batch.fallbacks = dict(columns), dict(fallbacks)
    _remember(batch.cluster, headings)
    return _ask_for_check(batch, by)


@transaction.atomic
def check_again(batch: ImportBatch, *, by) -> ImportBatch:
    """The same columns once more, because the directory has changed in the meantime."""
    batch = _locked(batch, by)
    if batch.state != State.CHECKED:
        raise Conflict(_("This list has not been checked yet."))
    return _ask_for_check(batch, by)


@transaction.atomic
def choose(batch: ImportBatch, *, choices: Mapping[int, str], by) -> int:
    """Say of possible duplicates, by row, whether they are; give the number of rows left open."""
    batch = _locked(batch, by)
    for choice in set(choices.values()):
        if choice not in Choice.values:
            raise BadInput(_("Choose one of the three answers."))
        numbers = [number for number, chosen in choices.items() if chosen == choice]
        batch.rows.duplicates().filter(number__in=numbers).update(choice=choice)
    return batch.rows.undecided().count()


@transaction.atomic
def apply(batch: ImportBatch, *, by, leaving_broken_out: bool = False) -> ImportBatch:
    """Have everything that the check found done by one job, wholly or not at all."""
    batch = _locked(batch, by)
    if batch.state != State.CHECKED:
        raise Conflict(_("This list has not been checked yet."))
    if reasons := obstacles(batch, leaving_broken_out=leaving_broken_out):
        raise Conflict(reasons[0], reasons=reasons[1:])
    batch.leaves_broken_out = leaving_broken_out
    batch.state = State.APPLYING
    batch.job = jobs.request(
        "imports.apply",
        key=f"imports.apply:{batch.public_id}:{batch.checks}",
        by=by,
        batch=str(batch.public_id),
    )
    batch.save(update_fields=["leaves_broken_out", "state", "job"])
    return batch


def obstacles(batch: ImportBatch, *, leaving_broken_out: bool) -> list[str]:
    """Why the list cannot be applied as it is."""
    reasons = []
    if not leaving_broken_out and batch.rows.broken().exists():
        reasons.append(_("There are broken rows. Mend the list, or leave these rows out."))
    if batch.rows.undecided().exists():
        reasons.append(_("There are possible duplicates that nobody has decided on."))
    return reasons


@transaction.atomic
def discard(batch: ImportBatch, *, by) -> None:
    """Forget a list that was not applied, with its file."""
    batch = _locked(batch, by)
    journal.record(batch.case, "list-discarded", by=by, sha256=batch.sha256)
    storage, stored = batch.file.storage, str(batch.file.name)
    batch.delete()
    transaction.on_commit(lambda: storage.delete(stored), robust=True)


def memory_of(cluster: Cluster) -> dict[str, str]:
    return dict(ColumnMemory.objects.filter(cluster=cluster).values_list("heading", "field"))


def same_file_applied(batch: ImportBatch) -> ImportBatch | None:
    """The batch that brought in this very file before."""
    earlier = ImportBatch.objects.filter(
        cluster=batch.cluster, sha256=batch.sha256, state=State.APPLIED
    )
    return earlier.exclude(pk=batch.pk).first()


def _remember(cluster: Cluster, headings: Mapping[str, str]) -> None:
    ColumnMemory.objects.bulk_create(
        [ColumnMemory(cluster=cluster, heading=h, field=f) for h, f in headings.items() if h],
        update_conflicts=True,
        unique_fields=["cluster", "heading"],
        update_fields=["field"],
    )


def _ask_for_check(batch: ImportBatch, by) -> ImportBatch:
    batch.checks += 1
    batch.state = State.CHECKING
    batch.job = jobs.request(
        "imports.check",
        key=f"imports.check:{batch.public_id}:{batch.checks}",
        by=by,
        batch=str(batch.public_id),
    )
    batch.save()
    return batch


def _locked(batch: ImportBatch, by) -> ImportBatch:
    rows = ImportBatch.objects.select_for_update(of=("self",)).select_related(
        "cluster__organisation"
    )
    batch = rows.get(pk=batch.pk)
    _require(by, batch.cluster)
    if not batch.is_open:
        raise Conflict(
            _("This list is being worked on, or has been applied."),
            way_out=_("Reload the page to see where it stands."),
        )
    return batch


def _require(by, cluster: Cluster) -> None:
    if not rules.may_import(by, cluster):
        raise NotAllowed(_("The coordinators of a cluster bring in its member list."))


def _readable(name: str) -> str:
    """The name for people; the file itself is stored under a random one."""
    text = "".join(letter if letter.isprintable() else " " for letter in name)
    return " ".join(text.split())[-150:] or _("list")
