"""What is looked through, kept by the database itself, and the searches that people keep."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusters.models import Organisation, Programme
from exchanges.registration.models import Registration


class CatalogueEntry(models.Model):
    """A listed registration as searches see it. Triggers write it; nothing in Python does.

    ``facets`` hold ``name:value``, such as ``country:DE``. What is not listed has no entry, so that
    no search and no count can tell of it.
    """

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, primary_key=True, related_name="catalogue_entry"
    )
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    name_key = models.CharField(max_length=400)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    facets = ArrayField(models.CharField(max_length=80))
    document = SearchVectorField()
    listed_at = models.DateTimeField()

    class Meta:
        indexes = [GinIndex(fields=["document"], name="catalogueentry_document")]

    def __str__(self):
        return self.name_key


class CatalogueChange(models.Model):
    """That an entry came, changed or went, and in which transaction: a reader sees what is new."""

    registration_id = models.BigIntegerField()
    transaction = models.BigIntegerField(db_index=True)
    noted_at = models.DateTimeField()

    def __str__(self):
        return f"{self.registration_id} in {self.transaction}"


class CatalogueWord(models.Model):
    """A word of some entry, without accents, for those who have mistyped it."""

    word = models.CharField(max_length=40, unique=True)

    class Meta:
        indexes = [GinIndex(fields=["word"], name="catalogueword_trgm", opclasses=["gin_trgm_ops"])]

    def __str__(self):
        return self.word


class SavedSearch(models.Model):
    """What one person looks for again and again; ``asked`` is the query of the catalogue's address.

    ``told_until`` is the moment up to which its owner knows who is listed.
    """

    class Alert(models.TextChoices):
        NONE = "none", _("do not write to me")
        DAILY = "daily", _("write to me within a day")
        WEEKLY = "weekly", _("write to me on Mondays")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name of the search"), max_length=80)
    asked = models.CharField(max_length=1000, editable=False)
    alert = models.CharField(_("news"), max_length=10, choices=Alert, default=Alert.DAILY)
    told_until = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "programme", "name"],
                name="savedsearch_name_once",
                violation_error_message=_("You have a search of this name already."),
            ),
            models.CheckConstraint(
                name="savedsearch_is_named",
                condition=~Q(name=""),
                violation_error_message=_("Give the search a name."),
            ),
        ]

    def __str__(self):
        return self.name
