"""What the gallery page shows: one of everything, with invented values."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django import forms
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone

from blues.common.folding import words_of
from blues.common.forms import AutocompleteMixin, DayField, MoneyField
from blues.common.long_lists import LongListField
from blues.common.parts import Bar, Crumb, Step, Task


@dataclass(frozen=True)
class SampleEntry:
    code: str
    label_here: str
    note: str = ""


class SampleList:
    """A list that would be too long to show, if it were real."""

    ENTRIES = [
        SampleEntry("W1", "Drinking water", "group"),
        SampleEntry("W1.1", "Springs and wells", "class"),
        SampleEntry("W1.2", "Water towers", "class"),
        SampleEntry("W2", "Wastewater", "group"),
        SampleEntry("W2.1", "Sewers and pumps", "class"),
    ]

    @property
    def url(self) -> str:
        return reverse("common:gallery-entries")

    def search(self, words: str, *, limit: int) -> list[SampleEntry]:
        wanted = words_of(words)
        return [entry for entry in self.ENTRIES if _begins(entry, wanted)][:limit]

    def look_up(self, codes) -> list[SampleEntry]:
        return [entry for entry in self.ENTRIES if entry.code in codes]

    def current(self, value) -> SampleEntry | None:
        return next(iter(self.look_up([value])), None)

    def why_not(self, code: str) -> str:
        return f"{code} is not in the list."


def _begins(entry: SampleEntry, wanted: list[str]) -> bool:
    words = words_of(f"{entry.code} {entry.label_here}")
    return all(any(word.startswith(begin) for word in words) for begin in wanted)


class SampleForm(AutocompleteMixin, forms.Form):
    given_names = forms.CharField(label="Given names", help_text="As in your passport.")
    email = forms.EmailField(label="E-mail address")
    first_day = DayField(label="First day of the stay", help_text="For example 13 May 2021.")
    amount = MoneyField(label="Amount in EUR", required=False)
    country = forms.ChoiceField(label="Country", choices=[("cz", "Czechia"), ("es", "Spain")])
    mode = forms.ChoiceField(
        label="How will you meet?",
        choices=[("physical", "At the host's site"), ("virtual", "Online")],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label="Topics",
        choices=[("membranes", "Membranes"), ("sensors", "Sensors")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_of_work = LongListField(
        SampleList(), label="Field of work", required=False, help_text="Try: water."
    )
    goals = forms.CharField(label="What do you want to learn?", widget=forms.Textarea)
    evidence = forms.FileField(label="Boarding pass", required=False)
    agreed = forms.BooleanField(label="We have read the rules of the scheme")


def samples(query) -> dict:
    """The context of the page; ``?errors=1`` shows the form as it comes back refused."""
    today = timezone.localdate()
    form = SampleForm(
        {"given_names": "Zofia", "first_day": "31 February 2021", "field_of_work-words": "water"}
    )
    return {
        "form": form if query.get("errors") else SampleForm(),
        "today": today,
        "soon": today + timedelta(days=3),
        "late": today - timedelta(days=2),
        "first_day": date(2021, 3, 2),
        "last_day": date(2021, 3, 5),
        "amount": Decimal("12500"),
        "tones": ["neutral", "info", "success", "attention", "danger", "host", "visitor"],
        "facts": [("Visitor", "Aqua Sample s.r.o."), ("Lump sum", Decimal("390")), ("Phone", "")],
        "steps": _steps(today),
        "tasks": _tasks(today),
        "crumbs": [Crumb("Exchanges", "#main"), Crumb("BX-2021-014")],
        "page_obj": Paginator(range(400), 50).get_page(query.get("page", 3)),
        "bars": [Bar("Spain", 12, href="#main"), Bar("Czechia", 7), Bar("Poland", 0)],
        "stages": [Bar("Proposed", 125), Bar("Agreed", 63), Bar("Finished", 50)],
    }


def _steps(today) -> list[Step]:
    return [
        Step("Signed by the visitor", "done", "Zofia Sample", today - timedelta(days=4)),
        Step("Signed by the host", "done", "Hans Muster", today - timedelta(days=1), href="#main"),
        Step("Signed by the host's cluster", "current", "Cluster One", due=today),
        Step("Signed by the visitor's cluster", note="Signs last."),
        Step("Stay", "stopped", note="Interrupted on the second day."),
    ]


def _tasks(today) -> list[Task]:
    return [
        Task("Describe your goals", "#main", "Completed"),
        Task("Agree on the dates", "#main", "Waiting for you", "attention", due=today),
        Task("Sign the Commitment", status="Cannot start yet", hint="First agree on the dates."),
    ]
