"""Choosing from a list too long to show: words find entries, a person picks among them.

Without JavaScript a box takes words, and the form comes back with what they found as choices; the
same happens when somebody types words and saves at once. ``static/js/long-list.js`` makes a
combobox of the same box. Nothing in a view has to know about it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from blues.common.errors import BadInput

LONGEST_SEARCH = 100  # characters; whoever types more is not looking for an entry
MATCHES = 20
CODE = re.compile(r"[\w.-]{1,20}")  # what else was sent as one is not shown again
TOO_LONG = _("Search with a few words: at most %(longest)d characters.")

_no_null_characters = ProhibitNullCharactersValidator()


class Entry(Protocol):
    """What can be chosen: the code is sent back, label and note are read."""

    @property
    def code(self) -> str: ...

    @property
    def label_here(self) -> str: ...

    @property
    def note(self) -> str: ...


class LongList(Protocol):
    """Where the entries come from."""

    @property
    def url(self) -> str:
        """Answers ``?words=`` with the entries as JSON; empty where there is no such address."""

    def search(self, words: str, *, limit: int) -> Sequence[Entry]: ...

    def look_up(self, codes: Sequence[str]) -> Sequence[Entry]:
        """The entries with these codes; unknown ones are left out."""

    def current(self, value) -> Entry | None:
        """The entry to show for what a row holds (a key or an object), even if it is gone."""

    def why_not(self, code: str) -> str:
        """A sentence on why a code cannot be chosen."""


@dataclass(frozen=True)
class Gone:
    """Something chosen that cannot be: it stays in sight until another choice is made."""

    code: str
    label_here: str
    note: str = ""


@dataclass(frozen=True)
class Sought:
    """What a person sent: words, the words whose matches they have seen, and what they picked."""

    words: str = ""
    seen: str = ""
    picked: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether there are words that nobody has shown the matches of yet."""
        return bool(self.words) and self.words != self.seen


class WordsForm(forms.Form):
    """The words of a search, from anywhere: ``WordsForm.read(request.GET)`` or a refusal (400)."""

    words = forms.CharField(required=False)

    def clean_words(self) -> str:
        words = self.cleaned_data["words"]
        if len(words) > LONGEST_SEARCH:
            raise ValidationError(TOO_LONG, params={"longest": LONGEST_SEARCH})
        return words

    @classmethod
    def read(cls, query) -> dict:
        form = cls(query)
        if not form.is_valid():
            reasons = [error for errors in form.errors.values() for error in errors]
            raise BadInput(_("This search makes no sense."), reasons=reasons)
        return form.cleaned_data


def found_as_json(source: LongList, query) -> list[dict[str, str]]:
    """What ``long-list.js`` reads."""
    found = source.search(WordsForm.read(query)["words"], limit=MATCHES)
    return [{"code": row.code, "label": row.label_here, "note": row.note} for row in found]


class LongListInput(forms.Widget):
    template_name = "forms/long_list.html"
    use_fieldset = True

    def __init__(self, source: LongList, *, multiple: bool = False, attrs=None):
        super().__init__(attrs)
        self.source = source
        self.multiple = multiple

    def value_from_datadict(self, data, files, name):
        picked = data.getlist(name) if hasattr(data, "getlist") else [data.get(name, "")]
        return Sought(
            words=data.get(f"{name}-words", "").strip(),
            seen=data.get(f"{name}-seen", ""),
            picked=tuple(dict.fromkeys(filter(None, picked))),
        )

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}-words" not in data

    def format_value(self, value):
        return value

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        sought = value or Sought()
        words = sought.words[:LONGEST_SEARCH].replace("\x00", "")
        picked = self._picked(sought.picked)
        found = self.source.search(words, limit=MATCHES) if words else []
        context["widget"] |= {
            "type": "checkbox" if self.multiple else "radio",
            "multiple": self.multiple,
            "words": words,
            "url": self.source.url,
            "picked": [entry.code for entry in picked],
            "entries": [*picked, *(entry for entry in found if entry not in picked)],
            "longest": LONGEST_SEARCH,
        }
        return context

    def _picked(self, codes: tuple[str, ...]) -> list[Entry]:
        known = {entry.code: entry for entry in self.source.look_up(codes)}
        gone = [code for code in codes if code not in known and CODE.fullmatch(code)]
        return [*known.values(), *(Gone(code, self.source.why_not(code)) for code in gone)]


class LongListField(forms.Field):
    """One entry of a long list, or several (``multiple=True``), as the source's own objects."""

    default_error_messages = {
        "too_long": TOO_LONG,
        "nothing": _(
            "No entry of the list has all of these words: “%(words)s”. "
            "Use fewer words, or only their beginnings."
        ),
        "one": _("Choose one entry."),
    }

    def __init__(self, source: LongList, *, multiple: bool = False, **kwargs):
        kwargs.setdefault("widget", LongListInput(source, multiple=multiple))
        super().__init__(**kwargs)
        self.source = source
        self.multiple = multiple

    def choose_from(self, source: LongList) -> None:
        """Another list for this form, say that of one country."""
        self.source = self.widget.source = source

    def prepare_value(self, value):
        if isinstance(value, Sought):
            return value
        entries = [self.source.current(one) for one in self._several(value)]
        return Sought(picked=tuple(entry.code for entry in entries if entry))

    def has_changed(self, initial, data):
        sought = data or Sought()
        return sought.is_open or sought.picked != self.prepare_value(initial).picked

    def clean(self, value):
        sought = value or Sought()
        self._check_words(sought.words)
        codes = self._settled(sought) if sought.is_open else sought.picked
        entries = {entry.code: entry for entry in self.source.look_up(codes)}
        for code in codes:
            _no_null_characters(code)
            if code not in entries:
                raise ValidationError(self.source.why_not(code), code="unknown")
        return self._answer(list(entries.values()))

    def _check_words(self, words: str) -> None:
        _no_null_characters(words)
        if len(words) > LONGEST_SEARCH:
            self._refuse("too_long", longest=LONGEST_SEARCH)

    def _settled(self, sought: Sought) -> tuple[str, ...]:
        """A code typed out is a choice; other words are a question that the form comes back with.

        Codes have digits: whoever types "at" looks for a word.
        """
        looks_like_a_code = any(char.isdigit() for char in sought.words)
        if looks_like_a_code and (exact := self.source.look_up([sought.words])):
            codes = tuple(entry.code for entry in exact)
            return tuple(dict.fromkeys((*sought.picked, *codes))) if self.multiple else codes
        found = self.source.search(sought.words, limit=MATCHES)
        if not found:
            self._refuse("nothing", words=sought.words)
        raise ValidationError(_what_was_found(len(found)), code="look")

    def _answer(self, entries: list):
        if self.required and not entries:
            self._refuse("required")
        if self.multiple:
            return entries
        if len(entries) > 1:
            self._refuse("one")
        return entries[0] if entries else None

    def _refuse(self, code: str, **params) -> None:
        raise ValidationError(self.error_messages[code], code=code, params=params)

    def _several(self, value) -> list:
        if value in (None, ""):
            return []
        return list(value) if self.multiple else [value]


def _what_was_found(count: int) -> str:
    if count < MATCHES:
        return ngettext(
            "One entry was found. Choose it below, then save again.",
            "%(count)d entries were found. Choose below, then save again.",
            count,
        ) % {"count": count}
    return gettext(
        "The first %(count)d entries found are below. Choose there, or add a word to find fewer."
    ) % {"count": count}
