"""The five questions, one form each, in the order in which they are asked.

A form reads the same from the page and from a shared address; ``codes`` gives what goes into the
address once the answer is understood.
"""

import difflib
import re
import unicodedata
from typing import ClassVar, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clusters.models import Cluster, OrganisationType
from exchanges.eligibility.answers import (
    BEFORE_WORDS,
    ELSEWHERE,
    MEMBER_WORDS,
    OWN_WORDS,
    TYPE_WORDS,
    UNDECIDED,
    Known,
)

MOST_DAYS = 99
NAMED = "named"  # a radio button cannot be taken back, so there is one for the text box, too
LONGEST_NAME = 200
CHOOSE = _("Choose one of the answers.")


class Question(forms.Form):
    """One page of the check. ``code`` is its part of the address."""

    code: ClassVar[str]
    title: str | Promise
    use_required_attribute = False

    def __init__(self, *args, known: Known, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = known
        self.furnish()

    def furnish(self) -> None:
        """Offer what the tables hold."""

    def codes(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.cleaned_data.items() if value}

    def _offer_countries(self, name: str, *others: tuple) -> None:
        countries = [(country.code, country.name) for country in self.known.countries.values()]
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = [("", _("Choose a country")), *countries, *others]

    @property
    def footnotes(self) -> list[tuple]:
        """What has to be said about the name of a country, where one is offered."""
        if not any(isinstance(field.widget, forms.Select) for field in self.fields.values()):
            return []
        return [(c.name, c.footnote) for c in self.known.countries.values() if c.footnote]


class Who(Question):
    code = "who"
    title = _("Who are you?")

    type = forms.ChoiceField(
        label=_("Our organisation is a"),
        choices=list(TYPE_WORDS.items()),
        widget=forms.RadioSelect,
        help_text=_(
            "Fewer than 250 people and at most EUR 50 million turnover or EUR 43 million balance "
            "sheet make an SME. Support organisations are technology centres, research institutes, "
            "fab-labs, innovation hubs, incubators and the like."
        ),
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


class Where(Question):
    code = "where"
    title = _("Where is your organisation registered?")

    country = forms.ChoiceField(
        label=_("Country"),
        help_text=_(
            "With offices in several countries, the one in which the person who travels works. "
            "Nobody’s nationality matters here."
        ),
        error_messages={
            "required": _("Choose the country."),
            "invalid_choice": _("Choose a country from the list."),
        },
    )

    def furnish(self):
        self._offer_countries("country", (ELSEWHERE, _("another country")))


class ClusterInput(forms.TextInput):
    """A text box that proposes names while one types, and an ordinary one where that is unknown."""

    template_name = "exchanges/eligibility/cluster_input.html"
    known: Known

    def get_context(self, name, value, attrs):
        named = self.known.clusters.get(value) if value else None
        context = super().get_context(name, str(named) if named else value, attrs)
        context["clusters"] = self.known.clusters.values()
        return context


class Membership(Question):
    """Of which cluster; a cluster organisation is asked which one it is."""

    code = "membership"
    title = _("Which cluster is it a member of?")

    cluster = forms.CharField(
        label=_("Name of the cluster"),
        max_length=LONGEST_NAME,
        required=False,
        widget=ClusterInput(attrs={"list": "known-clusters", "autocomplete": "off"}),
        help_text=_("Begin to type and take a name from the list."),
    )
    member = forms.ChoiceField(
        label=_("Or is it none of these?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": CHOOSE},
    )

    def furnish(self):
        self.fields["cluster"].widget.known = self.known
        words = MEMBER_WORDS
        if (self.data or self.initial).get("type") == OrganisationType.CLUSTER:
            self.title, words = _("Which cluster is it?"), OWN_WORDS
            self.fields["cluster"].label = _("Name of your cluster")
        member = cast(forms.ChoiceField, self.fields["member"])
        member.choices = [*words.items(), (NAMED, _("It is the one named above"))]
        self._call_needed(is_needed=True)

    def full_clean(self):
        self._call_needed(is_needed=False)
        super().full_clean()
        self._call_needed(is_needed=True)

    def _call_needed(self, *, is_needed: bool) -> None:
        """One of the two is asked for, so neither label calls itself optional."""
        for field in self.fields.values():
            field.required = is_needed

    def clean_cluster(self) -> str:
        name = self.cleaned_data["cluster"]
        return self._find(name).code if name else ""

    def clean(self):
        cleaned = super().clean()
        if self.cleaned_data.get("member") == NAMED:
            self.cleaned_data["member"] = ""
        named, other = (self.cleaned_data.get(name) for name in ("cluster", "member"))
        if named and other:
            self.add_error("member", _("You named a cluster as well. Clear the name or keep it."))
        elif not (named or other or self.errors):
            self.add_error("cluster", _("Name the cluster, or choose one of the answers below it."))
        return cleaned

    def _find(self, text: str) -> Cluster:
        """By code, short or legal name, or by words that only one name contains."""
        wanted = _plain(text)
        names = {name: cluster for cluster in self._clusters() for name in _names(cluster)}
        if wanted in names:
            return names[wanted]
        found = {cluster.code: cluster for name, cluster in names.items() if wanted in name}
        if len(found) == 1:
            return found.popitem()[1]
        raise forms.ValidationError(self._unknown(wanted, found, names), code="unknown")

    def _unknown(self, wanted: str, found: dict, names: dict):
        near = {names[name].code: names[name] for name in difflib.get_close_matches(wanted, names)}
        if not (found or near):
            return _(
                "We know no cluster of this name. Say that it is not in the list if it is right."
            )
        likely = ", ".join(str(cluster) for cluster in (found or near).values())
        return _("We know no cluster of exactly this name. Did you mean: %(names)s?") % {
            "names": likely
        }

    def _clusters(self):
        return self.known.clusters.values()


class History(Question):
    code = "history"
    title = _("Has it visited under ClusterXchange before?")

    before = forms.ChoiceField(
        label=_("Visits of your organisation so far"),
        choices=list(BEFORE_WORDS.items()),
        widget=forms.RadioSelect,
        help_text=_("Being a host does not count, and neither does a visit that was cancelled."),
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


class Wish(Question):
    code = "wish"
    title = _("Where would you like to go, and for how long?")

    to = forms.ChoiceField(
        label=_("Country of your host"),
        error_messages={
            "required": _("Choose a country, or say that it is still open."),
            "invalid_choice": _("Choose a country from the list."),
        },
    )
    days = forms.IntegerField(
        label=_("Working days on site"),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("Travel days do not count. Leave it empty if you do not know yet."),
        error_messages={
            name: _("Give a number of days from 1 to 99, or leave it empty.")
            for name in ("invalid", "min_value", "max_value")
        },
    )

    def furnish(self):
        self._offer_countries("to", (UNDECIDED, _("I have not decided yet")))


QUESTIONS: tuple[type[Question], ...] = (Who, Where, Membership, History, Wish)


def _names(cluster: Cluster) -> set[str]:
    organisation = cluster.organisation
    known = (cluster.code, organisation.short_name, organisation.legal_name)
    return {_plain(name) for name in known if name}


def _plain(text: str) -> str:
    """The words without case, accents and signs."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(c for c in letters if not unicodedata.combining(c))))
