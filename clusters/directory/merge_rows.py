"""The rows that hang on an organisation, found by their foreign keys, moved and moved back.

Rooms above keep rows about organisations, too; this room does not know them by name. Whatever
points at the organisation moves with it. A row whose twin the other record has already stays where
it is: it counts no longer, because nothing of an absorbed record does.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from blues.common.errors import Conflict
from clusters.directory.declaration_models import SmeDeclaration
from clusters.directory.duplicate_models import DistinctPair, Merge
from clusters.directory.models import Organisation

# Declarations are append-only and stay with the record that made them.
STAYING = (Organisation, DistinctPair, Merge, SmeDeclaration)
TWINS_MAY_STAY = "clusters"  # the app whose rows may stay behind; those of other apps all move


def keys_to_organisations() -> list[models.ForeignKey]:
    """Every foreign key in the portal that names an organisation, hidden ones included."""
    relations: list[Any] = Organisation._meta.get_fields(include_hidden=True)
    return [
        relation.field
        for relation in relations
        if relation.auto_created
        and (relation.one_to_many or relation.one_to_one)
        and relation.related_model not in STAYING
    ]


def rows_of(organisation: Organisation) -> Iterator[tuple[models.ForeignKey, models.Model]]:
    for key in keys_to_organisations():
        for row in key.model._base_manager.filter(**{key.name: organisation}).order_by("pk"):
            yield key, row


def summary(organisation: Organisation) -> list[tuple[str, list[str]]]:
    """What would move, by kind, in words; the links of choices speak for themselves."""
    found: dict[str, list[str]] = {}
    for key, row in rows_of(organisation):
        if not key.model._meta.auto_created:
            found.setdefault(str(key.model._meta.verbose_name_plural), []).append(str(row))
    return sorted(found.items())


def move_all(absorbed: Organisation, kept: Organisation) -> list[list]:
    """Point every row at the kept record; the list says which, and how each looked then."""
    moved = []
    for key, row in list(rows_of(absorbed)):
        if _move(key, row, kept):
            moved.append([key.model._meta.label, row.pk, key.name, fingerprint(row, key)])
    return moved


def _move(key: models.ForeignKey, row: models.Model, kept: Organisation) -> bool:
    """Whether the row moved. An update, not a save: what the row says about itself stays."""
    try:
        with transaction.atomic():
            key.model._base_manager.filter(pk=row.pk).update(**{key.name: kept})
    except IntegrityError as clash:
        if key.model._meta.app_label == TWINS_MAY_STAY:
            return False
        raise Conflict(
            _("Both have %(rows)s that cannot stand side by side.")
            % {"rows": key.model._meta.verbose_name_plural},
            reasons=[str(row)],
        ) from clash
    return True


def fingerprint(row: models.Model, key: models.ForeignKey) -> str:
    """A digest of all that the row says apart from whose it is."""
    values = [
        f"{field.attname}={getattr(row, field.attname)!r}"
        for field in row._meta.concrete_fields
        if field is not key
    ]
    return hashlib.sha256("\n".join(values).encode()).hexdigest()


def changed_since(moved: list[list], kept: Organisation) -> list[str]:
    """The moved rows that are gone, point elsewhere or say something else by now."""
    return [name for name in (_change(entry, kept) for entry in moved) if name]


def _change(entry: list, kept: Organisation) -> str:
    label, pk, name, digest = entry
    model = apps.get_model(label)
    key = model._meta.get_field(name)
    row = model._base_manager.filter(pk=pk, **{name: kept}).first()
    if row is None:
        return str(model._meta.verbose_name)
    return "" if fingerprint(row, key) == digest else str(row)


def move_back(moved: list[list], absorbed: Organisation) -> None:
    for label, pk, name, _digest in moved:
        apps.get_model(label)._base_manager.filter(pk=pk).update(**{name: absorbed})
