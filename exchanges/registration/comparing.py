"""Two texts for one question: what somebody typed beside what a colleague has saved meanwhile."""

from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.forms import BoundField, FileField
from django.utils.translation import gettext as _

from blues.common import formats
from exchanges.registration.fields import RowsField


def plain(value):
    """A value that can be compared and stored: ids for rows, names for files."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, dict):
        return dict(sorted(value.items()))
    if isinstance(value, FieldFile):
        return value.name or ""
    if isinstance(value, list | tuple | set) or hasattr(value, "values_list"):
        return [plain(one) for one in value]
    return "" if value is None else value


def differences(form) -> list[tuple]:
    """Question, what was typed, what is saved: of each field where the two differ."""
    form.is_valid()
    return [
        (bound.label, in_words(bound, _typed(bound)), in_words(bound, bound.initial))
        for bound in form.visible_fields()
        if _differs(form, bound)
    ]


def _typed(bound: BoundField):
    """What was sent; the value of a field for files is always the saved one."""
    return bound.data if isinstance(bound.field, FileField) else bound.value()


def _differs(form, bound: BoundField) -> bool:
    if isinstance(bound.field, FileField):
        return _lets_go_unseen(form, bound)
    if bound.name not in form.cleaned_data:
        return True
    typed, saved = plain(form.cleaned_data[bound.name]), plain(bound.initial)
    if isinstance(typed, list) and not isinstance(bound.field, RowsField):
        return set(map(str, typed)) != set(map(str, saved or ()))
    return typed != saved


def _lets_go_unseen(form, bound: BoundField) -> bool:
    """A file sent or taken away; the saved one would be gone, and this person never saw it."""
    touched = bound.name in form.changed_data and form.has_other_files
    return touched and bool(bound.data or bound.initial)


def in_words(bound: BoundField, value) -> str:
    if isinstance(bound.field, FileField):
        return _file_in_words(value)
    value = plain(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(bound.field, RowsField):
        rows = bound.field.prepare_value(value) or []
        return "; ".join(" – ".join(_cell(cell) for cell in row) for row in rows if any(row))
    labels = dict(_choices(bound.field))
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(labels.get(str(one), one)) for one in values)


def _file_in_words(value) -> str:
    """Without names: those of stored files are drawn at random."""
    if not value:
        return _("no file")
    return _("another file") if isinstance(value, FieldFile) else _("the file that you chose")


def _cell(cell) -> str:
    return formats.day(cell) if hasattr(cell, "year") else str(cell)


def _choices(field):
    for key, label in getattr(field, "choices", ()):
        yield str(key), label
