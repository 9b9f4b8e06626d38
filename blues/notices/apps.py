from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from blues.common import navigation
from blues.notices.letters import writes_letters


class NoticesConfig(AppConfig):
    name = "blues.notices"

    def ready(self):
        navigation.register(
            _("Inbox"),
            "notices:inbox-page",
            area="account",
            count=lambda user: user.notices.unread().count(),
        )
        navigation.register(
            _("Drafts"), "notices:draft-list", area="account", visible=writes_letters
        )
        if settings.DEMO:
            navigation.register(
                _("Mails of the demo"),
                "notices:mail-list",
                area="footer",
                visible=navigation.everyone,
            )
