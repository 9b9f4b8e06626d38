from importlib import import_module

from django.apps import AppConfig


class ExchangesConfig(AppConfig):
    name = "exchanges"

    def ready(self):
        """Let every room announce its guards, job handlers, document kinds and notices."""
        import_module("exchanges.announcements")
