"""Settings for the type checker, which reads models without a database to ask."""

import os

os.environ.setdefault("SECRET_KEY", "only-looked-at")
os.environ.setdefault("DATABASE_URL", "postgres://blues@127.0.0.1:1/blues")

from blues.settings.test import *  # noqa: F403 -- the environment comes first
