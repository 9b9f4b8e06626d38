"""The demo on embedded servers: only what differs from production.

``./portal up`` sets DATABASE_URL, REDIS_URL, PORTAL_URL and the folders; nothing here is secret.
"""

import os

os.environ.setdefault("SECRET_KEY", "demo-only-key-of-an-installation-that-holds-no-real-data")
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
os.environ.setdefault("EMAIL_HOST", "nowhere.invalid")
os.environ.setdefault("DEFAULT_FROM_EMAIL", "BluesXchange <portal@bluesxchange.example>")

from blues.settings.base import *  # noqa: F403 -- deviations follow
from blues.settings.base import INSTALLED_APPS as PRODUCTION_APPS

DEMO = DEMO_CALENDAR = True
INSTALLED_APPS = [*PRODUCTION_APPS]
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SECURE_PROXY_SSL_HEADER = None
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
MFA_REQUIRED_ROLES: list[str] = []  # offered, not forced: the demo's password is published
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # static files are served from where they lie
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # read them on the mail page instead
