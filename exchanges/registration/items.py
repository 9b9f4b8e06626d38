"""Offers and needs as a list of things, each with its topic: written, asked for and told."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues.common.errors import BadInput
from clusters.models import Term
from exchanges.registration.fields import Rows, RowsField
from exchanges.registration.item_models import LONGEST_ITEM, MOST_ITEMS, Item
from exchanges.registration.models import Registration

Row = tuple[str, str]  # words and the code of the topic


def topics_for(registration: Registration) -> dict[str, Term]:
    """The topics that may be chosen today, by code, a programme's own before a shared one; and
    those that were chosen before, also where they have ended since."""
    offered = Term.objects.offered(registration.programme).filter(kind=Term.Kind.TOPIC)
    topics = {term.code: term for term in sorted(offered, key=lambda one: bool(one.programme_id))}
    return topics | {item.topic.code: item.topic for item in registration.items.all()}


def choices_for(registration: Registration) -> dict[str, str]:
    return {code: str(term) for code, term in topics_for(registration).items()}


def rows_of(registration: Registration) -> list[Row]:
    return [(item.text, item.topic.code) for item in registration.items.all()]


def in_words(registration: Registration) -> str:
    return "; ".join(str(item) for item in registration.items.all())


def replace(registration: Registration, rows: Iterable[Row]) -> None:
    rows = [(" ".join(text.split()), code) for text, code in rows]
    topics = topics_for(registration)
    if unknown := [code for _text, code in rows if code not in topics]:
        raise BadInput(_("There is no topic %(code)s.") % {"code": unknown[0]})
    require_possible(rows)
    registration.items.all().delete()
    Item.objects.bulk_create(
        Item(registration=registration, position=position, text=text, topic=topics[code])
        for position, (text, code) in enumerate(rows, start=1)
    )


def require_possible(rows: list[Row]) -> None:
    if len(rows) > MOST_ITEMS:
        raise BadInput(_("Name at most %(most)s things.") % {"most": MOST_ITEMS})
    if len({(text.casefold(), code) for text, code in rows}) < len(rows):
        raise BadInput(_("The same thing is there twice."))
    if not all(0 < len(text) <= LONGEST_ITEM for text, _code in rows):
        raise BadInput(_("Use from 1 to %(most)s characters.") % {"most": LONGEST_ITEM})


class ItemsField(RowsField):
    """A list of (words, code of the topic)."""

    default_error_messages = {
        "text": gettext_lazy("Say in a few words what it is."),
        "long": gettext_lazy("Use at most %(most)s characters."),
        "topic": gettext_lazy("Choose the topic that it belongs to."),
    }

    def __init__(self, **kwargs):
        self.topics: dict[str, str] = {}
        labels = [gettext_lazy("In a few words"), gettext_lazy("Topic")]
        widget = Rows(self._inputs(), labels, most_shown=MOST_ITEMS, style="rows__row--words")
        super().__init__(widget=widget, **kwargs)

    def offer(self, topics: dict[str, str]) -> None:
        """The topics to choose from; a new list of inputs, since forms share the one before."""
        self.topics = topics
        self.widget.widgets = self._inputs()

    def _inputs(self) -> list[forms.Widget]:
        words = forms.TextInput(attrs={"maxlength": LONGEST_ITEM})
        return [words, forms.Select(choices=[("", "–"), *self.topics.items()])]

    def clean_row(self, text, code):
        text = " ".join(text.split())
        if not text:
            raise ValidationError(self.error_messages["text"], code="text")
        if len(text) > LONGEST_ITEM:
            raise ValidationError(
                self.error_messages["long"], code="long", params={"most": LONGEST_ITEM}
            )
        if code not in self.topics:
            raise ValidationError(self.error_messages["topic"], code="topic")
        return text, code

    def gather(self, rows):
        try:
            require_possible(rows)
        except BadInput as refused:
            raise ValidationError(str(refused), code="impossible") from refused
        return rows
