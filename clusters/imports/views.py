"""A list from the upload to the members."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from blues.common.errors import BadInput
from blues.common.lists import Column, ListPage
from blues.common.parts import Step
from clusters.imports import batches, guessing, reading, rules, shown
from clusters.imports.filters import BatchFilter
from clusters.imports.forms import ApplyForm, ColumnsForm, ReadAgainForm, UploadForm
from clusters.imports.models import ImportBatch, ImportRow


def require_importer(user) -> None:
    if not rules.brings_in_lists(user):
        raise PermissionDenied


class ImportList(ListPage):
    title = gettext_lazy("Member lists")
    filterset_class = BatchFilter
    template_name = "clusters/imports/import_list.html"
    empty_title = gettext_lazy("No list has been brought in yet")
    columns = [
        Column("file", gettext_lazy("File"), value="file_name", link=ImportBatch.get_absolute_url),
        Column("cluster", gettext_lazy("Cluster"), sort="cluster__code"),
        Column("state", gettext_lazy("State"), value="get_state_display", sort="state"),
        Column(
            "rows",
            gettext_lazy("Rows"),
            value=lambda batch: sum(batch.counts.values()) if batch.counts else None,
            numeric=True,
        ),
        Column("by", gettext_lazy("Handed in by"), value="uploaded_by.name"),
        Column("uploaded_at", gettext_lazy("Handed in"), sort="uploaded_at"),
    ]
    default_sort = "-uploaded_at"

    def get_queryset(self):
        require_importer(self.request.user)
        return ImportBatch.objects.visible_to(self.request.user).with_cluster()


@require_http_methods(["GET", "POST"])
def import_new(request):
    require_importer(request.user)
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if form.is_valid():
        try:
            batch = batches.upload(
                cluster=form.cleaned_data["cluster"],
                name=form.name_given,
                data=form.data_given,
                by=request.user,
            )
        except BadInput as refusal:
            form.add_error("file", " ".join(filter(None, [refusal.message, refusal.way_out])))
        else:
            return redirect("imports:import-columns", batch.public_id)
    return render(request, "clusters/imports/import_new.html", {"form": form})


def import_detail(request, public_id):
    batch = visible(request, public_id)
    if batch.state == ImportBatch.State.UPLOADED and not batch.job:
        return redirect("imports:import-columns", batch.public_id)
    counts = batch.counts or {}
    context = {
        "batch": batch,
        "steps": [Step(title, state) for title, state in shown.steps(batch)],
        "counted": [
            (outcome, counts.get(outcome, 0), shown.TONES[outcome]) for outcome in ImportRow.Outcome
        ],
        "undecided": batch.rows.undecided().count() if batch.is_open else 0,
        "form": ApplyForm() if counts.get("broken") else None,
        "does_something": does_something(batch),
        "same_file": batches.same_file_applied(batch) if batch.is_open else None,
    }
    return render(request, "clusters/imports/import_detail.html", context)


def does_something(batch: ImportBatch) -> bool:
    acting = ("new", "changed", "repeated", "duplicate")
    return any((batch.counts or {}).get(outcome) for outcome in acting)


@require_http_methods(["GET", "POST"])
def import_columns(request, public_id):
    """What each column means: guessed, shown with its first values, corrected here."""
    batch = visible(request, public_id)
    if not batch.is_open:
        return redirect(batch)
    data = batches.contents(batch)
    book = reading.peek(data, encoding=batch.encoding)
    columns = guessing.columns_of(book.sheet(batch.sheet).beginning, batch.heading_row)
    again = ReadAgainForm(request.POST if "again" in request.POST else None, batch=batch, book=book)
    form = ColumnsForm(
        request.POST if "check" in request.POST else None, batch=batch, columns=columns
    )
    if again.is_valid():
        batches.read_again(batch, by=request.user, **again.cleaned_data)
        return redirect("imports:import-columns", batch.public_id)
    if form.is_valid():
        batches.name_columns(
            batch,
            columns=form.meant,
            headings=form.remembered,
            fallbacks=form.fallbacks,
            by=request.user,
        )
        return redirect(batch)
    context = {"batch": batch, "form": form, "again": again, "book": book}
    return render(request, "clusters/imports/import_columns.html", context)


@require_POST
def import_check(request, public_id):
    batch = visible(request, public_id)
    batches.check_again(batch, by=request.user)
    return redirect(batch)


@require_POST
def import_apply(request, public_id):
    batch = visible(request, public_id)
    form = ApplyForm(request.POST)
    leaves_out = form.is_valid() and form.cleaned_data["leave_out"]
    batches.apply(batch, by=request.user, leaving_broken_out=leaves_out)
    return redirect(batch)


@require_POST
def import_discard(request, public_id):
    batch = visible(request, public_id)
    batches.discard(batch, by=request.user)
    messages.success(request, _("The list is forgotten. Nothing was brought in."))
    return redirect("imports:import-list")


def visible(request, public_id) -> ImportBatch:
    rows = ImportBatch.objects.visible_to(request.user).with_cluster().select_related("job")
    return get_object_or_404(rows, public_id=public_id)
