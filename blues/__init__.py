"""The platform: no business noun in it."""

from blues.celery import app as celery_app

__all__ = ["celery_app"]
