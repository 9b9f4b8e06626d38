from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from blues.common import navigation


class NoticesConfig(AppConfig):
    name = "blues.notices"

    def ready(self):
        navigation.register(
            _("Inbox"),
            "notices:inbox-page",
            area="account",
            count=lambda user: user.notices.unread().count(),
        )
        if settings.DEMO:
            navigation.register(
                _("Mails of the demo"),
                "notices:mail-list",
                area="footer",
                visible=navigation.everyone,
            )
