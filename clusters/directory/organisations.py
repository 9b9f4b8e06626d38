"""What happens to an organisation: registered and changed."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation

from blues import journal
from blues.common.errors import Conflict, NotAllowed
from clusters.directory import rules
from clusters.directory.models import CANNOT_BE_USED, Organisation, SizeClass


def case(organisation: Organisation) -> str:
    return f"organisation:{organisation.public_id}"


@transaction.atomic
def register(*, organisation: Organisation, by) -> Organisation:
    """Store an organisation that a form made from what people typed; membership comes apart."""
    _save(organisation, force_insert=True)
    journal.record(case(organisation), "organisation-registered", by=by)
    return organisation


@transaction.atomic
def change(*, organisation: Organisation, by, **sets) -> Organisation:
    """Store the changed fields. Another type or size ends the SME declaration.

    ``sets`` are the lists that hang on the profile: sectors and industries.
    """
    if not rules.may_edit(by, organisation):
        raise NotAllowed(_("Only the organisation's own people may change its profile."))
    before = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if (before.type, before.size_class) != (organisation.type, organisation.size_class):
        end_declaration(organisation)
    _save(organisation)
    fields = _changed(before, organisation)
    for name, members in sets.items():
        getattr(organisation, name).set(members)
        fields.append(name)
    journal.record(case(organisation), "organisation-changed", by=by, fields=fields)
    return organisation


def end_declaration(organisation: Organisation) -> None:
    """Forget what was declared about a size that no longer holds; saves nothing."""
    organisation.sme_declared_at = organisation.sme_declared_by = None
    organisation.failed_sme_test = False
    if organisation.is_sme and organisation.size_class == SizeClass.LARGE:
        organisation.size_class = ""


def _save(organisation: Organisation, **options) -> None:
    """A form has checked the row already; what clashes only now was sent twice at once."""
    try:
        with transaction.atomic():
            organisation.save(**options)
    except IntegrityError as clash:
        if isinstance(clash.__cause__, UniqueViolation):
            raise Conflict(CANNOT_BE_USED) from clash
        raise


def _changed(before: Organisation, after: Organisation) -> list[str]:
    names = [field.attname for field in Organisation._meta.concrete_fields]
    return [name for name in names if getattr(before, name) != getattr(after, name)]
