from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "blues.documents"

    def ready(self):
        from blues.documents import handlers, samples  # noqa: F401, PLC0415 -- they register
