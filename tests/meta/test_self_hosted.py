"""Hosted by oneself, open source: what can be shown of it without a server of somebody else."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from tests.factories import ProgrammeFactory, UserFactory
from tests.meta.urls import own_urls

ROOT = Path(settings.BASE_DIR)
LOADED = re.compile(
    r"""(?:\bsrc|srcset|<link[^>]*\bhref|\baction|data)\s*=\s*["']((?:https?:)?//[^"']+)"""
)
IN_STYLES = re.compile(r"""(?:url\(|@import)\s*["']?((?:https?:)?//[^"')]+)""")


@pytest.mark.feature(135)
def test_the_code_may_be_used_changed_and_passed_on():
    assert (ROOT / "LICENSE").read_text().startswith("MIT License")
    assert 'license = { file = "LICENSE" }' in (ROOT / "pyproject.toml").read_text()


@pytest.mark.feature(135)
def test_no_page_loads_anything_from_another_host(client):
    ProgrammeFactory()
    client.force_login(UserFactory(programme_coordinator=True))
    loaded = {}
    for name, url in own_urls():
        page = client.get(url)
        if found := LOADED.findall(page.content.decode(errors="replace")):
            loaded[name] = found

    assert loaded == {}


@pytest.mark.feature(135)
def test_no_style_or_script_reaches_for_another_host():
    guilty = [
        str(path)
        for path in (ROOT / "static").rglob("*")
        if path.suffix in {".css", ".js", ".svg"} and IN_STYLES.search(path.read_text())
    ]

    assert guilty == []
    assert finders.find("fonts/web/Inter-Regular.woff2")
    assert client_policy() == {"'self'", "'none'", "data:"}


def client_policy() -> set[str]:
    """Every source that the content security policy of the demo lets a browser use."""
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return {source for sources in directives.values() for source in sources}


@pytest.mark.feature(135)
def test_signing_in_needs_nobody_else(client):
    assert settings.OIDC_PROVIDERS == []
    assert client.get(reverse("account_login")).status_code == 200
