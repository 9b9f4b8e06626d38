"""One step of a deliverable."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workpackages.plan import deliverables, rules
from workpackages.plan.states import DeliverableState


class StepForm(forms.Form):
    """Offers the steps that the person may take; asks for a reason when the due day is past."""

    to = forms.ChoiceField(label=_("New state"))
    delay_reason = forms.CharField(
        label=_("Why it is late"),
        widget=forms.Textarea,
        max_length=2000,
        required=False,
        help_text=_("The agency reads this when the deliverable is submitted."),
    )

    def __init__(self, *args, deliverable, user, **kwargs):
        super().__init__(*args, **kwargs)
        steps = rules.moves_for(user, deliverable)
        self.fields["to"].choices = [(step.value, step.label) for step in steps]
        self.initial.setdefault("delay_reason", deliverable.delay_reason)
        if not deliverables.is_late(deliverable):
            del self.fields["delay_reason"]

    def clean_to(self) -> DeliverableState:
        return DeliverableState(self.cleaned_data["to"])
