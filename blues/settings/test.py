"""Tests: the demo's settings, made faster and stricter."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("PORTAL_URL", "http://testserver")
os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:1/0")  # nobody listens: tests start their own
_own = [
    name
    for name in ("MEDIA_ROOT", "SEAL_DIR", "QUALIFIED_DIR")
    if name not in os.environ  # a worker of the tests is told where those of its test are
]
for name in _own:
    os.environ[name] = tempfile.mkdtemp(prefix="blues-test-")
    atexit.register(shutil.rmtree, os.environ[name], ignore_errors=True)

from blues.settings.demo import *  # noqa: E402, F403 -- deviations follow
from blues.settings.demo import DATABASES, LANGUAGES  # noqa: E402

for name in _own:
    del os.environ[name]  # so that each process of the run has files of its own

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
WHITENOISE_AUTOREFRESH = True  # look files up when asked, not at every new client
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False
PROGRAMME_LINES = ""  # remembered for a minute, so no query of a page; one test turns them on
DATABASES["default"]["OPTIONS"].pop("pool")  # the test database is dropped at the end of the run
# pytest empties tables with TRUNCATE, which the journal refuses everywhere else.
DATABASES["default"]["OPTIONS"]["options"] += " -c blues.flush_allowed=on"
DEMO_CALENDAR = False  # a test stands on a day with clock.standing_on
PAGE_LANGUAGES = [code for code, _name in LANGUAGES]  # the switch is proved before it is needed
