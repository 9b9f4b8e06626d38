"""Production settings. ``demo`` and ``test`` import this module and list their deviations."""

from pathlib import Path

from csp.constants import NONE, SELF

from blues.settings import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent

# -- Secrets and addresses: no defaults, so a missing one stops the start-up --------------

SECRET_KEY = env.required("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.as_list(env.optional("SECRET_KEY_FALLBACKS"))
ALLOWED_HOSTS = env.as_list(env.required("ALLOWED_HOSTS"))
PORTAL_URL = env.required("PORTAL_URL").rstrip("/")  # https://…, printed on documents and in mails
DATABASE_URL = env.required("DATABASE_URL")
REDIS_URL = env.required("REDIS_URL")
SEAL_DIR = Path(env.required("SEAL_DIR"))  # the programme's sealing key and certificates
# Roots of the certificates with which people sign outside the portal; without any, nobody does.
QUALIFIED_DIR = Path(env.optional("QUALIFIED_DIR", str(SEAL_DIR.parent / "qualified")))
SEAL_PASSPHRASE = env.optional("SEAL_PASSPHRASE")  # of seal.key, where it has one
SEAL_TSA_URL = env.optional("SEAL_TSA_URL")  # time stamps make the seal outlive its certificate
MEDIA_ROOT = Path(env.required("MEDIA_ROOT"))
DOCUMENT_SECONDS = 50  # what laying out one document may take; less than a task may live
DOCUMENT_MEMORY = 512 * 1024**2  # bytes, on top of what the press holds
EMAIL_HOST = env.required("EMAIL_HOST")
DEFAULT_FROM_EMAIL = env.required("DEFAULT_FROM_EMAIL")

# -- Database: nobody waits for a lock or a query without an end ---------------------------

DATABASES = {"default": env.database(DATABASE_URL)}
DATABASES["default"]["OPTIONS"] |= {
    "pool": {"min_size": 1, "max_size": 8, "timeout": 3},
    "options": "-c lock_timeout=3s -c statement_timeout=30s"
    " -c idle_in_transaction_session_timeout=60s -c TimeZone=UTC",
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared and durable, so that sign-in limits survive a lost broker and hold across processes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}

# -- Celery: transport only; the row in ``jobs`` is the truth ------------------------------

CELERY_BROKER_URL = env.broker(REDIS_URL)
CELERY_TIMEZONE = "UTC"  # beat in a zone with clock changes sends nothing for an hour each autumn
CELERY_ENABLE_UTC = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 120  # seconds; a hanging render is killed and its job tried again
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_PUBLISH_RETRY = False  # the relay publishes again what did not get through
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
    "max_retries": 0,  # a second try would double the two seconds a page may wait
}

# -- Applications ----------------------------------------------------------------------------

AUTH_USER_MODEL = "clusters.User"
ROOT_URLCONF = "blues.urls"
WSGI_APPLICATION = "blues.wsgi.application"
INSTALLED_APPS = [
    "blues.common",
    "blues.journal",
    "blues.jobs",
    "blues.documents",
    "blues.notices",
    "clusters",
    "exchanges",
    "workpackages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_filters",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "blues.common.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",  # before static files, so that an SVG cannot run a script
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "blues.common.middleware.InputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "blues.common.languages.PageLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "blues.common.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "clusters.people.middleware.SessionLimitsMiddleware",
    "clusters.people.middleware.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "blues.common.middleware.PrivatePagesMiddleware",
    "blues.common.middleware.RefusalMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "blues.common.context.page",
            ],
        },
    }
]
FORM_RENDERER = "blues.common.forms.PortalRenderer"
FILTERS_EMPTY_CHOICE_LABEL = "–"  # a filter that is not set; dashes need no translation
PROGRAMME_LINES = "clusters.programme.lines.for_page"  # funding line and disclaimer of the page

# -- People ------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:my-turn"
LOGOUT_REDIRECT_URL = "public:home-page"
ACCOUNT_ADAPTER = "clusters.people.adapter.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "clusters.people.forms.SignupForm"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True  # typed where one signs up, so nobody gets lost
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900  # seconds; changing sign-in data asks for the password again
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {  # beside allauth's own for signing in
    "reauthenticate": "5/5m/user",  # also before signing
    "verify_document": "20/m/ip",
    "open_invitation": "30/m/ip",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_REQUIRED_ROLES = [  # these see other people's data (clusters/people/middleware.py)
    "coordinator",
    "programme_coordinator",
    "finance_officer",
    "auditor",
    "operator",
]
MFA_TOTP_ISSUER = "BluesXchange"
MFA_RECOVERY_CODES_SHOW_ONCE = True
SESSION_LIMITS = {  # role: seconds a session lasts at most, and without use; the strictest counts
    "": (12 * 3600, 4 * 3600),
    "coordinator": (10 * 3600, 2 * 3600),
    "programme_coordinator": (10 * 3600, 3600),
    "finance_officer": (8 * 3600, 1800),
    "auditor": (8 * 3600, 1800),
    "operator": (8 * 3600, 1800),
}
ACCOUNT_FORMS = {"signup": "clusters.people.signup.InvitedSignupForm"}
OIDC_PROVIDERS = env.openid_providers()  # none unless configured (clusters/people/external.py)
SOCIALACCOUNT_ADAPTER = "clusters.people.external.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": OIDC_PROVIDERS}}
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True  # linking one asks for the password
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.optional("TRUSTED_PROXY_COUNT", "0"))

# -- Security ----------------------------------------------------------------------------------

DEBUG = False
DEMO = False  # the demo marks itself on every page and shows its mails
DEMO_CALENDAR = False  # only the demo may move its calendar, to live through a stay in minutes
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # the container asks itself without TLS
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "blues.common.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # Signing in at a provider begins with a form whose answer leads there.
        "form-action": [SELF, *(site for one in OIDC_PROVIDERS for site in one["origins"])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 10
LARGEST_UPLOAD = 10_000_000  # bytes of one file that somebody hands in
LARGEST_SHELF = 30_000_000  # bytes of what one organisation keeps here
CLAMD_ADDRESS = env.optional("CLAMD_ADDRESS")  # host:port or socket of a virus scanner; else none
LARGEST_MEMBER_LIST = 20 * 1024 * 1024  # bytes; a list of 50,000 members has less

# -- Languages, files, mail, logs ---------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("fr", "Français"),
    ("pl", "Polski"),
    ("cs", "Čeština"),
]
# Mails and notices speak every language above; pages only those that are wholly translated.
PAGE_LANGUAGES = ["en"]
LOCALE_PATHS = [BASE_DIR / "blues" / "locale"]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_PORT = int(env.optional("EMAIL_PORT", "587"))
EMAIL_HOST_USER = env.optional("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.optional("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 10
# Answers by e-mail: without a domain nobody is asked for them, and mails point to the portal.
REPLY_DOMAIN = env.optional("REPLY_DOMAIN").lower()  # answers go to reply+…@ this domain
INBOUND_MAIL_SECRET = env.optional_secret("INBOUND_MAIL_SECRET")  # shared with the mail server
IMAP_HOST = env.optional("IMAP_HOST")  # or of the mailbox that ``collect_mail`` empties
IMAP_PORT = int(env.optional("IMAP_PORT", "993"))
IMAP_TLS = True
IMAP_USER = env.optional("IMAP_USER")
IMAP_PASSWORD = env.optional_secret("IMAP_PASSWORD")
IMAP_FOLDER = env.optional("IMAP_FOLDER", "INBOX")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {  # they tell every step of every document
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "pyhanko": {"level": "ERROR"},
        "pyhanko_certvalidator": {"level": "WARNING"},
    },
}

# -- Health: what /health/ready/ asks, by name ----------------------------------------------------

HEALTH_PROBES = {
    "database": "blues.common.health.database",
    "broker": "blues.common.health.broker",
    "jobs": "blues.jobs.health.jobs",
}
VITAL_PROBES = ["database"]  # without these the process is taken out of service
