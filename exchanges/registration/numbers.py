"""Numbers without repeats: one counter row per series, locked while it is raised."""

from django.db import models, transaction


class Counter(models.Model):
    series = models.CharField(max_length=40, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.series} {self.last}"


@transaction.atomic
def next_number(series: str) -> int:
    """The next number of the series, from 1; a rolled-back transaction gives it back."""
    Counter.objects.get_or_create(series=series)
    counter = Counter.objects.select_for_update().get(series=series)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
