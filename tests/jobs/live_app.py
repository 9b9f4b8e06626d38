"""The portal's Celery application, with the work of these tests registered."""

from blues.celery import app
from tests.jobs import handlers

__all__ = ["app", "handlers"]
