from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from blues.common import navigation


class CommonConfig(AppConfig):
    name = "blues.common"

    def ready(self):
        if settings.DEMO_CALENDAR:
            navigation.register(_("Calendar of the demo"), "common:calendar-page", area="footer")
