"""Handing a list in, naming its columns, taking one out."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from blues.common import formats
from clusters.directory.models import Cluster
from clusters.imports import fields, rules
from clusters.imports.guessing import Column
from clusters.imports.models import ImportBatch
from clusters.imports.reader.encodings import ENCODINGS
from clusters.imports.reading import Book
from clusters.programme.models import Country, OrganisationType

ENDINGS = ".csv,.tsv,.txt,.xlsx,.ods"
NOTHING = [("", _("– not brought in –"))]


class ClusterChoice(forms.Form):
    """Asks for the cluster only where there is a choice."""

    cluster = forms.ModelChoiceField(label=_("Cluster"), queryset=Cluster.objects.none())

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        offered = rules.clusters_of(user)
        field = self.fields["cluster"]
        field.queryset = offered
        only = list(offered[:2])
        if len(only) == 1:
            field.initial, field.widget = only[0].pk, forms.HiddenInput()


class UploadForm(ClusterChoice):
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        max_length=500,
        help_text=_("CSV, XLSX or ODS, as you keep it: any columns, any order, any language."),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )
    pasted = forms.CharField(
        label=_("Or paste the cells here"),
        required=False,
        strip=False,
        help_text=_("Copied from your spreadsheet, with the row of headings."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_file(self):
        file, largest = self.cleaned_data["file"], settings.LARGEST_MEMBER_LIST
        if file and file.size > largest:
            raise forms.ValidationError(
                _("This file has %(size)s; the largest that can be sent has %(largest)s."),
                code="too-large",
                params={
                    "size": formats.file_size(file.size),
                    "largest": formats.file_size(largest),
                },
            )
        return file

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        given = [bool(cleaned.get("file")), bool(cleaned.get("pasted", "").strip())]
        if "file" not in self.errors and sum(given) != 1:
            message = _("Choose a file or paste the cells; one of the two.")
            raise forms.ValidationError(message, code="one-of-two")
        return cleaned

    @property
    def data_given(self) -> bytes:
        file = self.cleaned_data["file"]
        return file.read() if file else self.cleaned_data["pasted"].encode()

    @property
    def name_given(self) -> str:
        file = self.cleaned_data["file"]
        return file.name if file else str(_("pasted cells"))


class ReadAgainForm(forms.Form):
    """Where in the file the list stands, if the guess is wrong."""

    sheet = forms.ChoiceField(label=_("Sheet"))
    heading_row = forms.IntegerField(label=_("Row with the headings"), min_value=1)
    encoding = forms.ChoiceField(
        label=_("Encoding"),
        help_text=_("Try another one if letters look wrong."),
        choices=[(name, name) for name in ENCODINGS],
    )

    def __init__(self, *args, batch: ImportBatch, book: Book, **kwargs):
        kwargs["initial"] = {
            "sheet": batch.sheet,
            "heading_row": batch.heading_row,
            "encoding": batch.encoding,
        }
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = [(s.name, s.name) for s in book.sheets]
        if len(book.sheets) == 1:
            del self.fields["sheet"]
        if batch.kind != ImportBatch.Kind.CSV:
            del self.fields["encoding"]

    def clean(self):
        """Another sheet has its headings elsewhere, unless somebody says where."""
        cleaned = super().clean() or self.cleaned_data
        return cleaned if "heading_row" in self.changed_data else cleaned | {"heading_row": 0}


class ColumnsForm(forms.Form):
    """One choice for each column of the list, and what holds where the list says nothing."""

    type = forms.ChoiceField(
        label=_("Type of organisation"),
        choices=[("", _("– none –")), *OrganisationType.choices],
        required=False,
    )
    country = forms.ModelChoiceField(
        label=_("Country"),
        queryset=Country.objects.all(),
        empty_label=_("– none –"),
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Language of mails to contact persons"), choices=settings.LANGUAGES
    )

    def __init__(self, *args, batch: ImportBatch, columns: list[Column], **kwargs):
        kwargs["initial"] = dict(batch.fallbacks)
        super().__init__(*args, **kwargs)
        self.columns = columns
        offered = NOTHING + [
            (title, [(field.code, field.label) for field in group])
            for title, group in fields.GROUPS
        ]
        for column in columns:
            self.fields[self._name(column)] = forms.ChoiceField(
                label=_("Column %(letters)s, %(heading)s")
                % {"letters": column.letters, "heading": column.heading or "–"},
                choices=offered,
                initial=batch.columns.get(str(column.index), ""),
                required=False,
            )

    def _name(self, column: Column) -> str:
        return f"column_{column.index}"

    @property
    def lines(self) -> list[tuple[Column, forms.BoundField]]:
        return [(column, self[self._name(column)]) for column in self.columns]

    @property
    def fallback_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in fields.FALLBACKS]

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        meant = [cleaned.get(self._name(column), "") for column in self.columns]
        if "legal_name" not in meant:
            raise forms.ValidationError(
                _("Say which column holds the name of the organisation."), code="no-name"
            )
        for column, field in zip(self.columns, meant, strict=True):
            if field and meant.count(field) > 1:
                message = _("Another column says the same.")
                self.add_error(self._name(column), forms.ValidationError(message, code="twice"))
        return cleaned

    @property
    def meant(self) -> dict[str, str]:
        """Field by column, as the batch keeps it."""
        found = {str(c.index): self.cleaned_data[self._name(c)] for c in self.columns}
        return {index: field for index, field in found.items() if field}

    @property
    def remembered(self) -> dict[str, str]:
        return {c.key: self.cleaned_data[self._name(c)] for c in self.columns}

    @property
    def fallbacks(self) -> dict[str, str]:
        country = self.cleaned_data["country"]
        return {
            "type": self.cleaned_data["type"],
            "country": country.code if country else "",
            "language": self.cleaned_data["language"],
        }


class ApplyForm(forms.Form):
    leave_out = forms.BooleanField(
        label=_("Leave the broken rows out and bring in the others"), required=False
    )


class ExportForm(ClusterChoice):
    """In which language and shape a list is taken out."""

    FORMATS = [("xlsx", "XLSX"), ("ods", "ODS"), ("csv", "CSV")]
    language = forms.ChoiceField(label=_("Language of the headings"), choices=settings.LANGUAGES)
    format = forms.ChoiceField(label=_("Format"), choices=FORMATS, initial="xlsx")
    empty = forms.BooleanField(
        label=_("Headings only, as a form to fill in"),
        required=False,
    )
