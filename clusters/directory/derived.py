"""Columns that a row works out from its other columns whenever it is stored."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Derived(models.Field):
    """Asks ``derive_<column>`` of the row, also in ``bulk_create``; nobody sets it by hand.

    ``QuerySet.update`` and ``bulk_update`` do not pass here: who uses them writes the column, too.
    """

    def pre_save(self, model_instance, add):
        derive = getattr(model_instance, f"derive_{self.attname}", None)
        if derive is not None:
            setattr(model_instance, self.attname, derive())
        return super().pre_save(model_instance, add)


class DerivedCharField(Derived, models.CharField):
    pass


class DerivedArrayField(Derived, ArrayField):
    pass
