"""The catalogue as a list and on the map, and the public teaser."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import numpy as np
from django.contrib.auth.decorators import login_not_required
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from blues.common import formats
from blues.common.errors import BadInput
from blues.common.lists import Column, ListPage
from clusters.models import Programme
from clusters.programme.choice import chosen
from exchanges.matching import access, liveliness
from exchanges.matching.catalogue import facets, places, reading, saved
from exchanges.matching.catalogue.asking import Asked, ask
from exchanges.matching.catalogue.shelf import Shelf
from exchanges.matching.pairing import Looking
from exchanges.matching.responsiveness import levels_of
from exchanges.policy.distance import great_circle_km
from exchanges.registration import shown
from exchanges.registration.models import Registration


def entry_url(registration: Registration) -> str:
    return reverse("matching:catalogue-entry", args=[registration.public_id])


class Rows:
    """Places on the shelf, as a paginator and an export want them; fetched a page at a time."""

    def __init__(self, shelf: Shelf, positions: np.ndarray, fetch: Callable):
        self.shelf, self.positions, self.fetch = shelf, positions, fetch

    def __len__(self) -> int:
        return len(self.positions)

    def count(self) -> int:
        return len(self)

    def __getitem__(self, part: slice) -> list[Registration]:
        keys = self.shelf.registrations[self.positions[part]].tolist()
        found = self.fetch().in_bulk(keys)
        return [found[key] for key in keys if key in found]  # somebody may just have left

    def iterator(self, chunk_size: int) -> Iterator[Registration]:
        for first in range(0, len(self), chunk_size):
            yield from self[first : first + chunk_size]


class Question:
    """What a page asks of the shelf, and how it shows what was asked."""

    request: Any
    offered: tuple[facets.Facet, ...] = facets.ALL

    @cached_property
    def shelf(self) -> Shelf:
        return reading.current()

    @cached_property
    def asked(self) -> Asked:
        raise NotImplementedError

    @property
    def is_filtered(self) -> bool:
        return any(self.request.GET.get(name) for name in self.asked.form.fields)

    def question(self) -> dict[str, Any]:
        return {
            "asked": self.asked,
            "form": self.asked.form,
            "count": self.asked.count,
            "is_filtered": self.is_filtered,
            "chips": self.chips(),
        }

    def chips(self) -> list[tuple[str, str]]:
        """What narrows the list, each with the address that takes it away."""
        labels = [
            (one.facet.name, value.code, value.label)
            for one in self.asked.shown_facets
            for value in (*one.first, *one.more)
            if value.is_chosen
        ]
        if place := self.asked.given("around"):
            labels.append(("around", str(place), _("around a place on the map")))
        return [(label, self.without(name, code)) for name, code, label in labels]

    def without(self, name: str, code: str) -> str:
        query = self.request.GET.copy()
        left = [] if name == "around" else [one for one in query.getlist(name) if one != code]
        query.setlist(name, left)
        query.pop("page", None)
        return f"{self.request.path}?{query.urlencode()}"


class Browsing(Question, ListPage):
    """A list whose rows come from the shelf instead of a query."""

    paginate_by = 20

    def fetch(self):
        raise NotImplementedError

    def get_queryset(self):
        return Rows(self.shelf, self.shelf.positions(self.asked.base), self.fetch)

    @cached_property
    def rows(self) -> Rows:
        return Rows(self.shelf, self.ordered(self.asked.positions()), self.fetch)

    def ordered(self, positions: np.ndarray) -> np.ndarray:
        """As the shelf stands, by name, unless a subclass knows better."""
        return positions

    def export(self, kind: str):
        if not self.asked.is_valid:
            raise BadInput(_("One of the filters makes no sense, so there is nothing to export."))
        return super().export(kind)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | self.question()


class OfParticipants(Question):
    """The catalogue of the programme that somebody looks at, without their own organisations."""

    @cached_property
    def own(self) -> list[Registration]:
        return access.require_catalogue(self.request)

    @cached_property
    def home(self):
        """The organisation from which distances are measured; none for those who oversee."""
        located = (one.organisation for one in self.own if one.organisation.latitude is not None)
        return next(located, None)

    @cached_property
    def scope(self) -> dict:
        programmes = chosen(self.request).values_list("pk", flat=True)
        return saved.scope(self.shelf, self.own, programmes)

    @cached_property
    def asked(self) -> Asked:
        return ask(self.request.GET, shelf=self.shelf, **self.scope)

    def question(self):
        return super().question() | {"own_subjects": self.scope["subjects"]}


class CatalogueList(OfParticipants, Browsing):
    """Accepted profiles of others, each with the reason where no proposal is possible now."""

    title = gettext_lazy("Catalogue")
    template_name = "exchanges/matching/catalogue_list.html"
    export_name = "catalogue"
    empty_title = gettext_lazy("Nobody is listed yet")
    empty_text = gettext_lazy("Organisations appear here as soon as a cluster has accepted them.")
    SORTS = {
        "best": gettext_lazy("best match"),
        "name": gettext_lazy("name"),
        "near": gettext_lazy("nearest"),
        "far": gettext_lazy("farthest"),
        "new": gettext_lazy("newest"),
    }

    def get(self, request, *args, **kwargs):
        self.columns = self.columns_here()
        self.default_sort = "best" if self.asked.has_ranks else "name"
        return super().get(request, *args, **kwargs)

    @cached_property
    def looking(self) -> dict[str, Looking]:
        """By the role that is looked for: each own registration looks for the other role."""
        return {
            Registration.VISITOR if own.is_host else Registration.HOST: Looking(own)
            for own in self.own
        }

    def fetch(self):
        return Registration.objects.in_catalogue().with_profile()

    # -- In which order -------------------------------------------------------------------------

    @property
    def sort_fields(self) -> dict[str, str]:
        left_out = set() if self.asked.has_ranks else {"best"}
        if self.home is None:
            left_out |= {"near", "far"}
        return {key: key for key in self.SORTS if key not in left_out}

    @cached_property
    def sort(self) -> str:
        """Distances run both ways under a name each; nothing is sorted backwards by a sign."""
        if self.request.GET.get("sort", "").startswith("-"):
            raise BadInput(_("This list cannot be sorted like that."))
        return super().sort

    def ordered(self, positions):
        if self.sort in ("near", "far") and self.home:
            km = self.shelf.distances(self.home.latitude, self.home.longitude)[positions]
            return positions[np.argsort(km if self.sort == "near" else -km, kind="stable")]
        if self.sort == "new":
            return positions[np.argsort(-self.shelf.listed[positions], kind="stable")]
        if self.sort == "best" and (ranks := self.asked.ranks()) is not None:
            return positions[np.argsort(-ranks[positions], kind="stable")]
        return positions

    # -- What is said of each -------------------------------------------------------------------

    def columns_here(self) -> list[Column]:
        columns = [
            Column("organisation", _("Organisation"), link=entry_url),
            Column("role", _("Role"), value="get_role_display"),
            Column("town", _("Town"), value="organisation.city"),
            Column("country", _("Country"), value="organisation.country.name"),
            Column("type", _("Type"), value="organisation.get_type_display"),
            Column("topics", _("Topics"), value=lambda r: shown.terms(r.topics.all())),
            Column("languages", _("Languages"), value=shown.languages_of),
            Column("mode", _("How"), value="get_mode_display"),
            Column("periods", _("Free"), value=shown.windows_of),
        ]
        if self.home is not None:
            columns.append(Column("distance", _("Distance in km"), value=self.km, numeric=True))
        if self.own:
            columns.append(Column("proposal", _("Proposal"), value=self.availability))
        return columns

    def km(self, registration) -> int | None:
        there = registration.organisation
        if self.home is None or there.latitude is None:
            return None
        here = self.home
        return round(
            great_circle_km(here.latitude, here.longitude, there.latitude, there.longitude)
        )

    def availability(self, registration) -> str:
        if registration.role not in self.looking:
            return _("register as %(role)s to propose") % {
                "role": _("visitor") if registration.is_host else _("host")
            }
        looking = self.looking[registration.role]
        reason = looking.own_reason or looking.reason_against(registration)
        return _("not now: %(reason)s") % {"reason": reason} if reason else _("possible")

    def cells(self, row):
        """The page draws entries; columns are for those who take the list along."""
        return []

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        sorts = [(key, self.SORTS[key], key == self.sort) for key in self.sort_fields]
        return context | {
            "entries": self.entries(list(context["page_obj"])),
            "sorts": sorts,
        }

    def entries(self, rows: list[Registration]) -> list[dict]:
        levels = levels_of(rows)
        return [
            self.entry(row) | {"liveliness": liveliness.of(row, levels[row.pk])} for row in rows
        ]

    def entry(self, registration) -> dict:
        km = self.km(registration)
        return {
            "registration": registration,
            "url": entry_url(registration),
            "topics": shown.terms(registration.topics.all()),
            "periods": shown.windows_of(registration),
            "languages": shown.languages_of(registration),
            "mode": _("in person or online")
            if registration.mode == "both"
            else registration.get_mode_display(),
            "km": "" if km is None else formats.number(km),
            "proposal": self.availability(registration) if self.own else "",
        }


class CatalogueMap(OfParticipants, TemplateView):
    """The same hits by place, whatever their number."""

    template_name = "exchanges/matching/catalogue_map.html"

    def get_context_data(self, **kwargs):
        self.own  # noqa: B018 -- who may not look is refused before anything is counted
        found = places.group(self.shelf, self.asked.positions(), home=self.home)
        return super().get_context_data(**kwargs) | self.question() | {
            "places": found,
            "nowhere": self.asked.count - sum(place.count for place in found),
            "drawing": places.drawing(),
            "home_mark": places.mark_of(self.home),
        }  # fmt: skip


@method_decorator(login_not_required, name="dispatch")
class Teaser(Browsing):
    """For everybody: what there is, without names or anything by which people could be reached."""

    title = gettext_lazy("Who takes part")
    template_name = "exchanges/matching/catalogue_teaser.html"
    export_name = "participants"
    empty_title = gettext_lazy("Nobody is listed yet")
    offered = facets.PUBLIC
    columns = [
        Column("role", gettext_lazy("Role"), value="get_role_display"),
        Column("country", gettext_lazy("Country"), value="organisation.country.name"),
        Column("type", gettext_lazy("Type"), value="organisation.get_type_display"),
        Column("topics", gettext_lazy("Topics"), value=lambda r: shown.terms(r.topics.all())),
        Column("mode", gettext_lazy("How"), value="get_mode_display"),
    ]

    def fetch(self):
        rows = Registration.objects.in_catalogue().select_related("organisation__country")
        return rows.prefetch_related("topics")

    @cached_property
    def base(self):
        keys = Programme.objects.public().values_list("pk", flat=True)
        return self.shelf.any_of(f"programme:{key}" for key in keys)

    @cached_property
    def asked(self) -> Asked:
        """Without words and places: by them names and towns could be guessed one at a time."""
        told = self.request.GET.copy()
        for name in ("words", "around", "fitting"):
            told.pop(name, None)
        return ask(told, base=self.base, shelf=self.shelf, offered=self.offered)

    def ordered(self, positions):
        """By country, and then as they were listed: the order of names would tell of them."""
        countries = np.full(len(self.shelf), -1)
        for row in range(
            *self.shelf.rows_of.get("country", slice(0, 0)).indices(len(self.shelf.values))
        ):
            countries[self.shelf.positions(self.shelf.planes[row])] = row
        keys = (self.shelf.registrations[positions], countries[positions])
        return positions[np.lexsort(keys)]
