"""Reading the environment. A missing secret stops the start-up and is named."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def required(name: str) -> str:
    """The variable, or the content of the file that ``NAME_FILE`` points to (container secrets)."""
    if value := os.environ.get(name, ""):
        return value
    if path := os.environ.get(f"{name}_FILE", ""):
        return read_secret(name, Path(path))
    raise ImproperlyConfigured(
        f"{name} is not set. Set it in the environment, or set {name}_FILE to a file that "
        "holds it. docs/operations.md lists every variable."
    )


def read_secret(name: str, path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error}") from error


def optional(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def optional_secret(name: str) -> str:
    """As ``required``, from the variable or a file, and empty where there is neither."""
    has_one = os.environ.get(name) or os.environ.get(f"{name}_FILE")
    return required(name) if has_one else ""


def as_list(value: str) -> list[str]:
    return [item.strip() for item in value.split(",") if item.strip()]


def database(url: str) -> dict:
    """Django's settings for ``postgres://user:password@host:port/name?host=/socket/directory``."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must start with postgres://")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def broker(url: str) -> str:
    """The transport address Celery wants, from ``redis://…``, ``rediss://…`` or ``unix:///path``."""
    return url.replace("unix://", "redis+socket://", 1) if url.startswith("unix://") else url


def openid_providers() -> list[dict]:
    """Providers of OpenID Connect: ``OIDC_PROVIDERS=eulogin`` and for each ``OIDC_EULOGIN_…``."""
    return [_openid_provider(name) for name in as_list(optional("OIDC_PROVIDERS"))]


def _openid_provider(name: str) -> dict:
    if not name.isalnum():
        raise ImproperlyConfigured("OIDC_PROVIDERS takes short names of letters and digits.")
    prefix = f"OIDC_{name.upper()}"
    url = required(f"{prefix}_URL")
    return {
        "provider_id": name.lower(),
        "name": optional(f"{prefix}_NAME", name),
        "client_id": required(f"{prefix}_CLIENT_ID"),
        "secret": required(f"{prefix}_SECRET"),
        "settings": {
            "server_url": url,
            "oauth_pkce_enabled": True,
            "verified_email": optional(f"{prefix}_VERIFIES_EMAIL") == "yes",
        },
        "origins": [_origin(url), *as_list(optional(f"{prefix}_ORIGINS"))],
    }


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
