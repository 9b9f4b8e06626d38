"""The checklist of a cloned programme."""

from clusters.models import Programme
from clusters.programme.cloning import part_of_a_clone
from exchanges.registration.casework import ChecklistItem


@part_of_a_clone
def checklist(source: Programme, target: Programme) -> None:
    names = ("code", "text", "rule", "role", "is_required", "is_asked", "position")
    ChecklistItem.objects.bulk_create(
        ChecklistItem(programme=target, **{name: getattr(item, name) for name in names})
        for item in source.checklist.all()
    )
