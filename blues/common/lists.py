"""Lists: filter, sort, page and export, all of it in the address.

class OrganisationList(ListPage):
    title = _("Organisations")
    filterset_class = OrganisationFilter
    columns = [
        Column("name", _("Name"), sort="name", link=lambda o: o.get_absolute_url()),
        Column("country", _("Country"), value="country.name", sort="country__name"),
        Column("employees", _("Employees"), sort="employees", numeric=True),
    ]
    default_sort = "name"

    def get_queryset(self):
        return Organisation.objects.visible_to(self.request.user).select_related("country")
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from django.db.models import F, Manager
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView
from django_filters import FilterSet

from blues.common import exports, formats
from blues.common.errors import BadInput
from blues.common.requests import SignedIn
from blues.common.words import Words

PAGE_SIZE = 50
CHUNK = 500  # rows fetched at a time while exporting
OWN_PARAMETERS = {"page", "sort", "export"}


@dataclass(frozen=True)
class Column:
    """One column: what it is called, what it holds, and whether the list may be sorted by it.

    ``value`` is a function of the row or a dotted path (default: the key). ``shown`` may draw the
    cell on the page (a pill, say); exports always take the value. ``sort`` is a field the database
    orders by. ``link`` gives the row's address; usually the first column has it.
    """

    key: str
    label: Words
    value: Callable | str = ""
    sort: str = ""
    numeric: bool = False
    link: Callable | None = None
    shown: Callable | None = None

    def value_of(self, row):
        if callable(self.value):
            return self.value(row)
        return follow(row, self.value or self.key)


def follow(row, path: str):
    """The value at a dotted path; None as soon as a step is None."""
    for name in path.split("."):
        row = getattr(row, name, None) if row is not None else None
    if isinstance(row, Manager):
        raise TypeError(f"{path} is a relation; give the column a function instead.")
    return row() if callable(row) else row


@dataclass(frozen=True)
class Cell:
    column: Column
    text: str | SafeString
    href: str


@dataclass(frozen=True)
class Heading:
    """A column's head; ``sort`` is what its link asks for, ``order`` how the list runs now."""

    column: Column
    sort: str
    order: str


def as_text(value) -> str:
    """A value as a cell of the page shows it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return formats.moment(value)
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, int | Decimal):
        return formats.number(value)
    return str(value)


class ListPage(ListView):
    """``/things/?country=CZ&sort=-name&page=2``; ``&export=csv`` gives the same rows as a file."""

    request: SignedIn
    template_name = "lists/list_page.html"
    paginate_by = PAGE_SIZE
    columns: Sequence[Column] = ()
    filterset_class: type[FilterSet] | None = None
    default_sort = ""
    title: Words = ""
    caption: Words = ""
    export_name = ""
    empty_title: Words = gettext_lazy("Nothing here yet")
    empty_text: Words = ""

    def get(self, request, *args, **kwargs):
        self.refuse_unknown_lookups()
        if wanted := request.GET.get("export"):
            return self.export(wanted)
        return super().get(request, *args, **kwargs)

    # -- Which rows ---------------------------------------------------------------------------

    @cached_property
    def everything(self):
        """All rows this person may see."""
        return self.get_queryset()

    @cached_property
    def filterset(self):
        if self.filterset_class is None:
            return None
        return self.filterset_class(
            self.request.GET, queryset=self.everything, request=self.request
        )

    @cached_property
    def rows(self):
        """What the filters leave, in the order asked for; nothing while a filter is in error."""
        if self.filterset is None:
            return self.sorted(self.everything)
        if not self.filterset.form.is_valid():
            return self.everything.none()
        return self.sorted(self.filterset.qs)

    @property
    def is_filtered(self) -> bool:
        if self.filterset is None:
            return False
        return any(self.request.GET.get(name) for name in self.request.GET.keys() - OWN_PARAMETERS)

    def refuse_unknown_lookups(self) -> None:
        """A parameter that names a database lookup nobody offered is a probe, not a filter."""
        offered: set[str] = (
            set(self.filterset_class.base_filters) if self.filterset_class else set()
        )
        for name in self.request.GET:
            if "__" in name and name not in offered:
                raise BadInput(_("This list cannot be filtered like that."))

    # -- In which order -----------------------------------------------------------------------

    @cached_property
    def sort(self) -> str:
        asked = self.request.GET.get("sort") or self.default_sort
        if asked and asked.removeprefix("-") not in self.sort_fields:
            raise BadInput(
                _("This list cannot be sorted like that."),
                way_out=_("Use the links in the head of the table."),
            )
        return asked

    @cached_property
    def sort_fields(self) -> dict[str, str]:
        return {column.key: column.sort for column in self.columns if column.sort}

    def sorted(self, queryset):
        if not self.sort:
            return queryset if queryset.ordered else queryset.order_by("pk")
        field = F(self.sort_fields[self.sort.removeprefix("-")])
        last = {"nulls_last": True}
        order = field.desc(**last) if self.sort.startswith("-") else field.asc(**last)
        return queryset.order_by(order, "pk")

    def headings(self) -> list[Heading]:
        return [self._heading(column) for column in self.columns]

    def _heading(self, column: Column) -> Heading:
        if not column.sort:
            return Heading(column, "", "")
        if self.sort == column.key:
            return Heading(column, f"-{column.key}", "ascending")
        order = "descending" if self.sort == f"-{column.key}" else "none"
        return Heading(column, column.key, order)

    # -- As a page -----------------------------------------------------------------------------

    def get_context_data(self, **kwargs):
        context = super().get_context_data(object_list=self.rows, **kwargs)
        shown = context["page_obj"]
        filtered_to_nothing = self.is_filtered and shown.paginator.count == 0
        return context | {
            "title": self.title,
            "caption": self.caption or self.title,
            "headings": self.headings(),
            "lines": [self.cells(row) for row in shown],
            "filterset": self.filterset,
            "is_filtered": self.is_filtered,
            "count": shown.paginator.count,
            "count_of_all": self.everything.count() if filtered_to_nothing else None,
            "empty_title": self.empty_title,
            "empty_text": self.empty_text,
        }

    def cells(self, row) -> list[Cell]:
        return [self._cell(column, row) for column in self.columns]

    def _cell(self, column: Column, row) -> Cell:
        text = column.shown(row) if column.shown else as_text(column.value_of(row))
        return Cell(column, text, column.link(row) if column.link else "")

    # -- As a file -----------------------------------------------------------------------------

    def export(self, kind: str):
        if kind not in {"csv", "xlsx"}:
            raise BadInput(_("Lists can be exported as csv or xlsx."))
        if self.filterset is not None and not self.filterset.form.is_valid():
            raise BadInput(_("One of the filters makes no sense, so there is nothing to export."))
        header = [str(column.label) for column in self.columns]
        name = self.export_name or type(self).__name__.lower()
        if kind == "csv":
            return exports.csv_response(header, self.exported_rows(), name=name)
        sheet = str(self.title) or name
        return exports.xlsx_response(header, self.exported_rows(), name=name, sheet=sheet)

    def exported_rows(self):
        """Whether the reader may have them is settled here, before the first byte leaves."""
        rows = self.rows.iterator(chunk_size=CHUNK)
        return ([column.value_of(row) for column in self.columns] for row in rows)
