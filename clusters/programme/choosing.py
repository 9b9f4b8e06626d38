"""Fields in which people choose an economic activity or a region from the version in force."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from blues.common import clock
from blues.common.long_lists import LongListField
from clusters.programme.codes import Code, CodeList, CodeQuerySet, IndustryCode, Region
from clusters.programme.models import Country


class CodesInForce:
    """The entries of today's version, as a long list.

    What a row holds of an older version is shown as its successor, so that whoever opens the form
    and saves it brings the row up to date. Without one it is shown as it is, and the form asks for
    a choice before it is saved.
    """

    def __init__(self, model: type[Code], *, from_level: int | None = None):
        self.model = model
        self.from_level = from_level

    @property
    def url(self) -> str:
        address = reverse("programme:code-search", args=[self.model.scheme.value])
        asked = urlencode(self.limits())
        return f"{address}?{asked}" if asked else address

    def limits(self) -> dict[str, str | int]:
        """What the address of the search says besides the words."""
        return {} if self.from_level is None else {"from_level": self.from_level}

    def entries(self) -> CodeQuerySet:
        entries = self.model.objects.valid_on(clock.today())
        return entries if self.from_level is None else entries.filter(level__gte=self.from_level)

    def search(self, words: str, *, limit: int) -> list[Code]:
        return list(self.entries().search(words, limit=limit))

    def look_up(self, codes: Sequence[str]) -> list[Code]:
        wanted = [code.upper() for code in codes if code and "\x00" not in code]
        found = {row.code: row for row in self.entries().filter(code__in=wanted)} if wanted else {}
        return [found[code] for code in wanted if code in found]

    def current(self, value) -> Code | None:
        rows = self.model.objects.select_related("successor")
        held = value if isinstance(value, Code) else rows.filter(pk=value).first()
        return (held.carried_to(self._in_force()) or held) if held else None

    def why_not(self, code: str) -> str:
        in_force = self._in_force()
        rows = self.model.objects.filter(code=code.upper()).select_related("code_list")
        versions = {row.code_list: row for row in rows}
        if in_force in versions:
            return self._why_not_here(versions[in_force])
        if versions:
            facts = {"code": code, "old": next(iter(versions)), "list": in_force}
            return _("%(code)s belongs to %(old)s. Choose from %(list)s.") % facts
        return _("%(list)s has no such code. Search for it by words.") % {"list": in_force}

    def _why_not_here(self, entry: Code) -> str:
        return _("%(code)s is too wide here. Choose a narrower entry.") % {"code": entry.code}

    def _in_force(self) -> CodeList:
        return CodeList.on(self.model.scheme, clock.today())


class RegionsInForce(CodesInForce):
    """The regions of today's version, of one country or of all."""

    def __init__(self, *, from_level: int | None = None, country_code: str = ""):
        super().__init__(Region, from_level=from_level)
        self.country_code = country_code

    def limits(self) -> dict[str, str | int]:
        limits = super().limits()
        return limits | {"country": self.country_code} if self.country_code else limits

    def entries(self) -> CodeQuerySet:
        entries = super().entries()
        return entries.in_country(self.country_code) if self.country_code else entries

    def _why_not_here(self, entry: Code) -> str:
        if self.from_level is None or entry.level >= self.from_level:
            return _("%(code)s lies in another country.") % {"code": entry.code}
        return super()._why_not_here(entry)


class IndustryField(LongListField):
    """``industry = IndustryField(label=…, multiple=False)``: an ``IndustryCode``, or a list."""

    def __init__(self, **kwargs):
        super().__init__(CodesInForce(IndustryCode), **kwargs)


class RegionField(LongListField):
    """``region = RegionField(label=…, from_level=3)``: a ``Region`` of that level or below it."""

    def __init__(self, *, from_level: int | None = None, **kwargs):
        super().__init__(RegionsInForce(from_level=from_level), **kwargs)
        self.from_level = from_level

    def keep_to(self, country: Country) -> None:
        """In a form's ``__init__``: only regions of one country, or a hint that it has none."""
        source = RegionsInForce(from_level=self.from_level, country_code=country.code)
        self.choose_from(source)
        if not source.entries().exists():
            facts = {"list": CodeList.on(Region.scheme, clock.today())}
            self.help_text = _("%(list)s has no regions of this country: leave this empty.") % facts
