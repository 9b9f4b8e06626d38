"""How a paper is signed, and how whoever signs proves who they are (docs/domain.md, 10.4)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Method(TextChoices):
    PORTAL_CLICK = "portal_click", _("in the portal")
    QUALIFIED_UPLOAD = "qualified_upload", _("with a qualified certificate")
    WET_INK_SCAN = "wet_ink_scan", _("by hand on paper, scanned")


class Identity(TextChoices):
    PASSWORD = "password", _("confirmed by password")
    TOTP = "totp", _("confirmed by a code of the second step")
    RECOVERY = "recovery", _("confirmed by a recovery code")
    PASSKEY = "passkey", _("confirmed by passkey")
