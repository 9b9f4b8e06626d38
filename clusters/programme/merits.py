"""What makes two organisations a good pair, and what each of it counts at first.

Plain values: scoring and the measurements read them without a database. What a programme counts is
in its versions (``programme.weights``); these figures are the first of them.
"""

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Merit(TextChoices):
    TOPIC = "topic", _("each topic that both work on")
    NEED = "need", _("each need of the visitor that the host offers to meet")
    ACTIVITY = "activity", _("each type of activity that both want")
    AIM = "aim", _("each aim in common")
    SECTOR = "sector", _("another sector, but a topic in common")
    TYPE = "type", _("a type of host that the visitor prefers")
    COUNTRY = "country", _("a country that the visitor prefers")
    SIZE = "size", _("the same size")
    LANGUAGE = "language", _("each level above B1 in the best common language: B2, C1")
    DAYS = "days", _("each common free working day above the shortest stay")
    FULL_SUM = "full-sum", _("far and long enough for the full lump sum")
    NEAR = "near", _("a short journey")
    FRESH = "fresh", _("each of the two that was active lately")
    ANSWERS = "answers", _("each of the two that answers soon")


SUBJECTS = (Merit.TOPIC, Merit.NEED)
COUNTED = (*SUBJECTS, Merit.ACTIVITY, Merit.AIM, Merit.LANGUAGE, Merit.DAYS)
TWICE = (Merit.FRESH, Merit.ANSWERS)  # the host's and the visitor's
BORDERED = {  # merits with a border, and what it is measured in
    Merit.NEAR: _("kilometres"),
    Merit.FRESH: _("days"),
    Merit.ANSWERS: _("days"),
}


class First(NamedTuple):
    points: int
    reason: str
    most: int | None = None
    within: int | None = None


FIRST: dict[Merit, First] = {
    Merit.TOPIC: First(
        60, "What both work on is what they can talk about; more than three add little.", most=3
    ),
    Merit.NEED: First(
        60, "What the visitor wants to learn weighs as much as what both work on.", most=3
    ),
    Merit.ACTIVITY: First(5, "Two who want to do the same things plan their days easily.", most=2),
    Merit.AIM: First(2, "A visit is worth it for both where both want the same of it.", most=2),
    Merit.SECTOR: First(4, "New ideas come from where the same question is met in another trade."),
    Merit.TYPE: First(5, "The visitor has said so."),
    Merit.COUNTRY: First(5, "The visitor has said so."),
    Merit.SIZE: First(2, "Organisations of one size have problems of one size."),
    Merit.LANGUAGE: First(2, "Whoever speaks well learns more in three days.", most=2),
    Merit.DAYS: First(1, "The more days both are free, the easier a date is found.", most=4),
    Merit.FULL_SUM: First(4, "Half a lump sum often pays no more than the journey."),
    Merit.NEAR: First(
        2, "A short journey leaves more of the lump sum and harms the climate less.", within=1000
    ),
    Merit.FRESH: First(2, "Whoever was here lately still wants to take part.", within=30),
    Merit.ANSWERS: First(2, "Silence is what makes people give up.", within=3),
}
