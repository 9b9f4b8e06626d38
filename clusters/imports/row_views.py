"""The rows of a checked list: all of them, what is wrong with them, what looks alike."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from blues.common import exports
from blues.common.lists import Column, ListPage
from clusters.imports import batches, problems, shown
from clusters.imports.filters import RowFilter
from clusters.imports.models import ImportRow
from clusters.imports.views import visible

DUPLICATES_PER_PAGE = 20
CHUNK = 1_000


class RowList(ListPage):
    caption = gettext_lazy("Rows of the list")
    filterset_class = RowFilter
    template_name = "clusters/imports/row_list.html"
    export_name = "rows"
    columns = [
        Column("number", gettext_lazy("Row"), sort="number", numeric=True),
        Column("name", gettext_lazy("Organisation"), sort="name"),
        Column(
            "outcome",
            gettext_lazy("Outcome"),
            value="get_outcome_display",
            sort="outcome",
            shown=shown.outcome_pill,
        ),
        Column(
            "details",
            gettext_lazy("What there is to say"),
            value=lambda row: " ".join(shown.details(row)),
            shown=lambda row: shown.as_lines(shown.details(row)),
        ),
    ]
    default_sort = "number"

    @cached_property
    def batch(self):
        return visible(self.request, self.kwargs["public_id"])

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.title = self.batch.file_name

    def get_queryset(self):
        return ImportRow.objects.filter(batch=self.batch)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"batch": self.batch}


@require_safe
def problem_export(request, public_id):
    """Everything that is wrong, a line for each cell, to be mended in the list itself."""
    batch = visible(request, public_id)
    header = [_("Row"), _("Cell"), _("Heading"), _("Content"), _("Organisation"), _("Problem")]
    name = f"problems-{slugify(batch.file_name) or 'list'}"
    return exports.csv_response(header, _problems(batch), name=name)


def _problems(batch):
    for row in batch.rows.broken().iterator(chunk_size=CHUNK):
        for found in row.problems:
            place = [found.get(part, "") for part in ("cell", "heading", "text")]
            yield [row.number, *place, row.name, problems.sentence(found)]


@require_http_methods(["GET", "POST"])
def duplicate_list(request, public_id):
    """Each possible duplicate beside what is known, with one question."""
    batch = visible(request, public_id)
    rows = batch.rows.duplicates().select_related("organisation__country")
    page = Paginator(rows, DUPLICATES_PER_PAGE).get_page(request.GET.get("page"))
    if request.method == "POST":
        return _decide(request, batch, page)
    pairs = [(row, shown.likeness(row), shown.side_by_side(row, row.organisation)) for row in page]
    context = {
        "batch": batch,
        "page_obj": page,
        "pairs": pairs,
        "choices": ImportRow.Choice.choices,
    }
    return render(request, "clusters/imports/duplicate_list.html", context)


def _decide(request, batch, page):
    """Only the rows of the page that was shown."""
    names = {f"choice-{row.number}": row.number for row in page}
    choices = {names[name]: request.POST[name] for name in names.keys() & request.POST.keys()}
    left = batches.choose(batch, choices=choices, by=request.user)
    if not left:
        messages.success(request, _("Every possible duplicate is decided on."))
        return redirect(batch)
    messages.info(
        request,
        ngettext("%(left)d row is still open.", "%(left)d rows are still open.", left)
        % {"left": left},
    )
    return redirect(request.get_full_path())
