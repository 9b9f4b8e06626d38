"""Official code lists in their versions: economic activities (NACE) and regions (NUTS)."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from blues.common.constraints import first_not_after_last
from blues.common.folding import words_of
from blues.common.long_lists import MATCHES
from clusters.programme.models import ValidOn, period


class Scheme(models.TextChoices):
    NACE = "nace", _("Economic activities (NACE)")
    NUTS = "nuts", _("Regions (NUTS)")


class CodeList(models.Model):
    """One version of an official list, with the days on which it is the one to use."""

    scheme = models.CharField(max_length=10, choices=Scheme)
    version = models.CharField(max_length=10)
    name = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.TextField()
    licence = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64, editable=False)

    objects = ValidOn.as_manager()

    class Meta:
        ordering = ["scheme", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "version"], name="codelist_version_once"),
            first_not_after_last(
                "valid_from",
                "valid_until",
                name="codelist_period",
                message=_("A version cannot end before it begins."),
            ),
            ExclusionConstraint(
                name="codelist_one_at_a_time",
                expressions=[
                    ("scheme", RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another version is valid in that period."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("programme:code-list-detail", args=[self.scheme, self.version])

    @classmethod
    def on(cls, scheme: str, day) -> "CodeList":
        """The version to use on a day; before the first one kept here, the first one."""
        lists = cls.objects.filter(scheme=scheme)
        begun = lists.filter(valid_from__lte=day).order_by("-valid_from").first()
        if found := begun or lists.order_by("valid_from").first():
            return found
        raise ImproperlyConfigured(f"The list {scheme} is not loaded. Run: manage.py seed")


class CodeQuerySet(models.QuerySet["Code"]):
    def valid_on(self, day):
        """The entries of the version to use on that day."""
        return self.filter(code_list=CodeList.on(self.model.scheme, day))

    def version(self, version: str):
        return self.filter(code_list__scheme=self.model.scheme, code_list__version=version)

    def in_country(self, country_code: str):
        """Regions only."""
        return self.filter(Q(country_code=country_code))

    def search(self, text: str, *, limit: int = MATCHES):
        """Entries in whose code and labels each word of the text begins a word.

        Accents and capitals do not count. The code itself comes first, then what it begins, then
        the rest in the order of the list.
        """
        words = words_of(text)
        if not words:
            return self.none()
        found = self.filter(*(Q(words__contains=f" {word}") for word in words))
        nearness = Case(
            When(folded=words[0], then=Value(0)),
            When(folded__startswith=words[0], then=Value(1)),
            default=Value(2),
        )
        return found.order_by(nearness, "position")[:limit]


class Code(models.Model):
    """An entry of a code list. Rows are written by the loader of the vendored tables only."""

    scheme: Scheme
    DEEPEST: int  # the level below which there is nothing

    code_list = models.ForeignKey(CodeList, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=10)
    level = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField(help_text=_("place in the official order"))
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="predecessors",
        help_text=_("the same thing in the next version, where the correspondence is one to one"),
    )
    label = models.CharField(max_length=300)
    folded = models.CharField(max_length=10, editable=False)
    words = models.TextField(editable=False)

    objects = CodeQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["code_list", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["code_list", "code"],
                name="%(class)s_once_per_list",
                violation_error_message=_("The list has this code already."),
            )
        ]

    def __str__(self):
        return f"{self.code} {self.label_here}"

    @property
    def label_here(self) -> str:
        """The label in the language of the page, where the list has it."""
        return self.label

    @property
    def note(self) -> str:
        """What kind of entry it is, for a person who chooses."""
        raise NotImplementedError

    def carried_to(self, code_list: CodeList):
        """This entry in a list: itself, or its successor there, or None."""
        if self.code_list_id == code_list.pk:
            return self
        successor = self.successor
        return successor if successor and successor.code_list_id == code_list.pk else None


class IndustryCode(Code):
    """An economic activity: section, division, group or class of NACE."""

    scheme = Scheme.NACE
    DEEPEST = 4

    class Level(models.IntegerChoices):
        SECTION = 1, _("section")
        DIVISION = 2, _("division")
        GROUP = 3, _("group")
        CLASS = 4, _("class")

    level = models.PositiveSmallIntegerField(choices=Level)
    translations = models.JSONField(default=dict, help_text=_("labels by language"))

    @property
    def label_here(self) -> str:
        return self.translations.get((get_language() or "en")[:2], self.label)

    @property
    def note(self) -> str:
        return self.get_level_display()


class Region(Code):
    """A region of NUTS, or a statistical region agreed with a country outside the Union."""

    scheme = Scheme.NUTS
    DEEPEST = 3

    class Kind(models.TextChoices):
        NUTS = "nuts", _("NUTS")
        STATISTICAL = "statistical", _("statistical region")

    kind = models.CharField(max_length=12, choices=Kind)
    country_code = models.CharField(max_length=2, help_text=_("ISO 3166-1, unlike the code itself"))
    latin = models.CharField(_("label in Latin letters"), max_length=300, blank=True)

    @property
    def label_here(self) -> str:
        return self.latin or self.label

    @property
    def note(self) -> str:
        place = gettext("level %(level)d, %(country)s")
        return place % {"level": self.level, "country": self.country_code}
