"""What a host offers and what a visitor needs, thing by thing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clusters.models import Term

MOST_ITEMS = 5
LONGEST_ITEM = 120  # characters


class Item(models.Model):
    """One thing: what a visitor can learn from a host, or what a visitor needs (by the role)."""

    registration = models.ForeignKey(
        "exchanges.Registration", on_delete=models.CASCADE, related_name="items"
    )
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("in a few words"), max_length=LONGEST_ITEM)
    topic = models.ForeignKey(
        Term, on_delete=models.PROTECT, related_name="+", verbose_name=_("topic")
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "position"],
                name="item_once_at_a_place",
                violation_error_message=_("Another thing stands at this place."),
            ),
            models.UniqueConstraint(
                fields=["registration", "topic", "text"],
                name="item_once",
                violation_error_message=_("The same thing is there twice."),
            ),
            models.CheckConstraint(
                name="item_one_of_five",
                condition=Q(position__range=(1, MOST_ITEMS)),
                violation_error_message=_("At most five things are named."),
            ),
            models.CheckConstraint(
                name="item_says_something",
                condition=~Q(text=""),
                violation_error_message=_("Say in a few words what it is."),
            ),
        ]

    def __str__(self):
        return f"{self.text} ({self.topic})"
