from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from blues.common import navigation


class JobsConfig(AppConfig):
    name = "blues.jobs"

    def ready(self):
        autodiscover_modules("handlers")
        navigation.register(
            _("Background work"),
            "jobs:job-list",
            visible=looks_after_jobs,
            area="account",
            order=80,
        )


def looks_after_jobs(user) -> bool:
    return user.is_authenticated and user.is_operator
