"""What an organisation tells about its work and whom to ask: read by people, not by rules."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from clusters.programme.codes import IndustryCode
from clusters.programme.models import Term


def _readiness(label) -> models.PositiveSmallIntegerField:
    levels = [MinValueValidator(1), MaxValueValidator(9)]
    return models.PositiveSmallIntegerField(label, null=True, blank=True, validators=levels)


class Profile(models.Model):
    eccp_url = models.URLField(_("profile on the ECCP"), blank=True)
    description = models.TextField(_("what the organisation does"), blank=True)
    products = models.TextField(_("products and services"), max_length=2000, blank=True)
    technologies = models.CharField(_("technologies"), max_length=300, blank=True)
    trl_from = _readiness(_("lowest technology readiness level"))
    trl_until = _readiness(_("highest technology readiness level"))
    sectors = models.ManyToManyField(
        Term,
        related_name="+",
        blank=True,
        limit_choices_to={"kind__in": [Term.Kind.INDUSTRY, Term.Kind.ECOSYSTEM]},
        verbose_name=_("sectors"),
    )
    industries = models.ManyToManyField(
        IndustryCode, related_name="+", blank=True, verbose_name=_("economic activities")
    )
    legal_representative = models.CharField(_("legal representative"), max_length=200, blank=True)
    legal_representative_function = models.CharField(
        _("function of the legal representative"), max_length=150, blank=True
    )
    legal_representative_email = models.EmailField(
        _("e-mail address of the legal representative"), blank=True
    )
    data_protection_contact = models.EmailField(_("contact for data protection"), blank=True)

    class Meta:
        abstract = True

    @property
    def readiness(self) -> str:
        levels = {level for level in (self.trl_from, self.trl_until) if level}
        return "TRL " + "–".join(str(level) for level in sorted(levels)) if levels else ""
