"""What all sections of a registration have in common."""

from django import forms
from django.utils.functional import cached_property

from clusters.models import Term
from exchanges.registration import comparing, drafts
from exchanges.registration.answers import remarks_on, writable_fields
from exchanges.registration.models import Registration


class SectionForm(forms.ModelForm):
    """A part of a registration. Fields that may not change now are not shown.

    What ``needed()`` names may stay open while the registration is a draft, but its label does not
    call it optional.
    """

    use_required_attribute = False
    MORE: tuple[str, ...] = ()
    ONLY_FOR: dict[str, str] = {}  # the role that is asked, where the other one is not

    class Meta:
        model = Registration
        fields: list[str] = []

    def __init__(self, *args, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.remarks = remarks_on(self.instance)
        writable = writable_fields(self.instance)
        for name in self._meta.fields or ():
            if name not in writable or self.ONLY_FOR.get(name, self.instance.role) != self.role:
                del self.fields[name]

    @property
    def role(self) -> str:
        return self.instance.role

    @property
    def version(self) -> str:
        """Stands for the accepted answers that the page shows, and behind a dot for its files.

        Nobody can look into two files side by side, so it is told whether the file is still the
        one that was seen.
        """
        shown = {bound.name: comparing.plain(bound.initial) for bound in self.visible_fields()}
        files = {
            name: stored
            for name, stored in shown.items()
            if isinstance(self.fields[name], forms.FileField)
        }
        return ".".join(drafts.version_of(part) for part in (shown, files) if part)

    @property
    def has_other_files(self) -> bool:
        """Somebody has saved or removed a file since this person opened the page."""
        seen = self.data.get("version", "")
        return seen.partition(".")[2] != self.version.partition(".")[2]

    def differences(self) -> list[tuple]:
        return comparing.differences(self)

    def offered(self, kind):
        """The entries of a code list that may be chosen today."""
        return Term.objects.offered(self.instance.programme).filter(kind=kind)

    def needed(self):
        return ()

    def more(self):
        """Names of the questions that are folded away."""
        return self.MORE

    @cached_property
    def first_fields(self):
        return [self._remarked(f) for f in self.visible_fields() if f.name not in self.more()]

    @cached_property
    def more_fields(self):
        return [self._remarked(f) for f in self.visible_fields() if f.name in self.more()]

    def _remarked(self, field):
        """The question with what the cluster says about its answer, for the template."""
        field.remark = self.remarks.get(field.name, "")
        return field

    @property
    def more_is_open(self) -> bool:
        return any(field.errors or field.remark for field in self.more_fields)

    @property
    def more_answered(self) -> int:
        """How many of the folded questions have an answer; settings are no answers."""
        return sum(bool(f.value()) for f in self.more_fields if not f.field.required)

    def full_clean(self):
        self._call_needed(is_needed=False)
        super().full_clean()
        self._call_needed(is_needed=True)

    def _call_needed(self, *, is_needed: bool) -> None:
        for name in self.fields.keys() & set(self.needed()):
            self.fields[name].required = is_needed

    def write_person(self, *, by) -> None:
        """What belongs to the person and not to the registration."""

    def answers(self) -> dict:
        """What goes into the registration; a form with fields of its own leaves those out."""
        return {
            name: self.cleaned_data[name] for name in self._meta.fields or () if name in self.fields
        }
