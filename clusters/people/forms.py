"""What people type about themselves and about those they invite."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blues.common.errors import BadInput
from blues.common.forms import DayField
from clusters.directory.models import Cluster, Organisation
from clusters.people import rules
from clusters.people.addresses import check_address
from clusters.people.confirm import confirm_identity
from clusters.people.models import User
from clusters.people.roles import Role

WORK_PACKAGES = [(number, f"WP{number}") for number in range(1, 6)]


def not_over(day):
    if day and day < timezone.localdate():
        raise forms.ValidationError(_("This day is over."), code="over")
    return day


class AddressField(forms.EmailField):
    """An e-mail address in one spelling, without letters that pose as others."""

    def clean(self, value):
        address = super().clean(value)
        try:
            return check_address(address) if address else address
        except BadInput as refusal:
            raise forms.ValidationError(f"{refusal} {refusal.way_out}", code="posing") from None


class SignupForm(forms.Form):
    """What signing up asks besides address and password; allauth adds those, calls ``signup``."""

    given_names = forms.CharField(
        label=_("Given names"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    family_name = forms.CharField(
        label=_("Family name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    language = forms.ChoiceField(
        label=_("Language of mails and pages"), choices=settings.LANGUAGES, initial="en"
    )
    field_order = ["given_names", "family_name", "email", "password1", "language"]

    def signup(self, _request, user):
        for name in ("given_names", "family_name", "language"):
            setattr(user, name, self.cleaned_data[name])
        user.save(update_fields=["given_names", "family_name", "language"])


class AccountForm(forms.ModelForm):
    language = forms.ChoiceField(label=_("Language of mails and pages"), choices=settings.LANGUAGES)

    class Meta:
        model = User
        fields = ["given_names", "family_name", "function", "phone", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("given_names", "family_name"):  # empty only until somebody has signed up
            self.fields[name].required = True


class IdentityForm(forms.Form):
    """Password or code, asked again before a signature; other forms may inherit these fields.

    A view that signs calls ``form.confirm(request)`` before the verb and passes on the method.
    """

    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=_("Code of your second step"),
        required=False,
        max_length=32,
        help_text=_("From your authenticator app, or a recovery code. Instead of the password."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def confirm(self, request) -> str:
        return confirm_identity(
            request.user,
            password=self.cleaned_data["password"],
            code=self.cleaned_data["code"],
            request=request,
        )


class AddressForm(forms.Form):
    email = AddressField(
        label=_("New e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ExtensionForm(forms.Form):
    """Until when a role is held; empty where it has no end and may do without."""

    until = DayField(label=_("Last day"))

    def __init__(self, *args, assignment, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["until"] = assignment.valid_until
        self.fields["until"].required = assignment.role == Role.AUDITOR

    def clean_until(self):
        return not_over(self.cleaned_data["until"])


class StandInForm(forms.Form):
    """Which colleague takes the place, and when."""

    deputy = forms.ModelChoiceField(label=_("Colleague"), queryset=User.objects.none())
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = colleagues
        self.initial["first_day"] = timezone.localdate()

    def clean(self):
        super().clean()
        first, last = (self.cleaned_data.get(name) for name in ("first_day", "last_day"))
        if first and last and last < first:
            self.add_error("last_day", _("The last day comes after the first."))
        return self.cleaned_data


class FactorResetForm(forms.Form):
    reason = forms.CharField(
        label=_("How did you make sure who is asking?"),
        max_length=300,
        help_text=_("Such as: called back on the number we had, recognised in a video call."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class InvitationForm(forms.Form):
    """Offers only the roles and organisations of the person who invites."""

    email = AddressField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(label=_("Role"))
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), required=False
    )
    cluster = forms.ModelChoiceField(
        label=_("Cluster"),
        queryset=Cluster.objects.filter(is_partner=True).select_related("organisation"),
        required=False,
    )
    work_package = forms.TypedChoiceField(
        label=_("Work package"),
        choices=[("", "–"), *WORK_PACKAGES],
        coerce=int,
        empty_value=None,
        required=False,
    )
    valid_from = DayField(
        label=_("Role begins on"), required=False, help_text=_("Empty: as soon as it is accepted.")
    )
    valid_until = DayField(
        label=_("Role ends on"),
        required=False,
        help_text=_("Empty: until further notice. Auditors and observers need a last day."),
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)

    NEEDS = {
        Role.REPRESENTATIVE: "organisation",
        Role.ORGANISATION_ADMIN: "organisation",
        Role.COORDINATOR: "cluster",
        Role.WP_LEADER: "work_package",
        Role.AUDITOR: "valid_until",
    }

    def __init__(self, *args, inviter, **kwargs):
        super().__init__(*args, **kwargs)
        offered = rules.invitable_roles(inviter)
        self.fields["role"].choices = [(role.value, role.label) for role in offered]
        self.fields["organisation"].queryset = Organisation.objects.administered_by(inviter)
        self.fields["language"].initial = inviter.language
        needed = {self.NEEDS.get(role) for role in offered}
        for name in {"organisation", "cluster", "work_package"} - needed:
            del self.fields[name]
        for name in filter(None, needed):
            self.fields[name].required = needed == {name}

    def clean_valid_from(self):
        return not_over(self.cleaned_data["valid_from"])

    def clean_valid_until(self):
        return not_over(self.cleaned_data["valid_until"])

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        needed = self.NEEDS.get(cleaned.get("role", ""))
        for name in {"organisation", "cluster", "work_package"} - {needed}:
            cleaned.pop(name, None)
        if needed and not cleaned.get(needed) and needed not in self.errors:
            self.add_error(needed, forms.ValidationError(_("This role needs it."), code="needed"))
        return cleaned
