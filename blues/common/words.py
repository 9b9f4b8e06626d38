"""Words for people: their type, and those that models keep about their fields."""

from typing import TYPE_CHECKING, TypeAlias, cast

from django.db.models import Field, Model

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# A string, or one that waits for the language of its reader.
Words: TypeAlias = "str | _StrPromise"


def label_of(model: type[Model], name: str) -> str:
    """What people call a field of the model."""
    return str(field_of(model, name).verbose_name)


def field_of(model: type[Model], name: str) -> Field:
    """A column or relation that the model itself declares."""
    return cast(Field, model._meta.get_field(name))
