"""Member lists on their way into the directory."""

import factory
from django.core.files.base import ContentFile

from clusters.models import ColumnMemory, ImportBatch, ImportRow, MemberContact
from tests.factories.clusters import (
    JOINED,
    ClusterFactory,
    OrganisationFactory,
    UserFactory,
)

__all__ = [
    "ColumnMemoryFactory",
    "ImportBatchFactory",
    "ImportRowFactory",
    "MemberContactFactory",
]


class ImportBatchFactory(factory.django.DjangoModelFactory):
    """An uploaded CSV whose columns nobody has named yet; ``applied=True`` has been through."""

    class Meta:
        model = ImportBatch

    class Params:
        checked = factory.Trait(state=ImportBatch.State.CHECKED, checks=1)
        applied = factory.Trait(
            state=ImportBatch.State.APPLIED,
            applied_at=JOINED,
            applied_by=factory.SelfAttribute("uploaded_by"),
        )

    cluster = factory.SubFactory(ClusterFactory)
    uploaded_by = factory.SubFactory(UserFactory)
    file = factory.LazyAttribute(lambda made: ContentFile(b"Name\nExample Ltd\n", "list.csv"))
    file_name = "members.csv"
    kind = ImportBatch.Kind.CSV
    size = 17
    sha256 = factory.Sequence(lambda n: f"{n:064x}")


class ImportRowFactory(factory.django.DjangoModelFactory):
    """A row that would make a new organisation."""

    class Meta:
        model = ImportRow

    class Params:
        broken = factory.Trait(
            outcome=ImportRow.Outcome.BROKEN,
            problems=[{"cell": "C2", "heading": "Town", "text": "", "code": "missing"}],
        )
        duplicate = factory.Trait(
            outcome=ImportRow.Outcome.DUPLICATE,
            organisation=factory.SubFactory(OrganisationFactory),
            likeness="name",
        )

    batch = factory.SubFactory(ImportBatchFactory)
    number = factory.Sequence(lambda n: n + 2)
    name = factory.Sequence(lambda n: f"Example Member {n}")
    outcome = ImportRow.Outcome.NEW


class ColumnMemoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ColumnMemory

    cluster = factory.SubFactory(ClusterFactory)
    heading = factory.Sequence(lambda n: f"heading {n}")
    field = "legal_name"


class MemberContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MemberContact

    cluster = factory.SubFactory(ClusterFactory)
    organisation = factory.LazyAttribute(lambda made: OrganisationFactory(member_of=made.cluster))
    email = factory.Sequence(lambda n: f"contact-{n}@members.example")
    given_names = "Contact"
    family_name = factory.Sequence(lambda n: f"Person{n}")
    language = "en"
