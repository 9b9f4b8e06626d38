import pytest
from django.contrib.auth.models import AnonymousUser

from blues.common import navigation
from tests.factories import UserFactory


@pytest.fixture(autouse=True)
def _empty_menu(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})


def links(user, **options):
    return [link.label for link in navigation.links_for(user, **options)]


def test_entries_come_in_their_order():
    navigation.register("Second", "common:gallery-page", order=20)
    navigation.register("First", "account_email", order=10)

    assert links(UserFactory()) == ["First", "Second"]


def test_everybody_sees_only_what_is_for_them():
    navigation.register("In", "account_email")
    navigation.register("Out", "account_login", visible=navigation.signed_out)
    navigation.register("Both", "common:gallery-page", visible=navigation.everyone)

    assert links(UserFactory()) == ["In", "Both"]
    assert links(AnonymousUser()) == ["Out", "Both"]


def test_areas_do_not_mix():
    navigation.register("Main", "account_email")
    navigation.register("Foot", "common:gallery-page", area="footer")

    assert links(UserFactory(), area="footer") == ["Foot"]


def test_an_unknown_area_is_refused():
    with pytest.raises(ValueError, match="no menu area"):
        navigation.register("Main", "account_email", area="sidebar")


def test_registering_an_address_again_replaces_it():
    navigation.register("Old", "account_email")
    navigation.register("New", "account_email")

    assert links(UserFactory()) == ["New"]


def test_the_closest_entry_is_the_current_one():
    navigation.register("Login", "account_login", visible=navigation.everyone)
    navigation.register("E-mail", "account_email", visible=navigation.everyone)

    found = navigation.links_for(AnonymousUser(), path="/accounts/email/confirm/")

    assert [(link.label, link.is_current) for link in found] == [
        ("Login", False),
        ("E-mail", True),
    ]


def test_an_entry_counts_what_waits_there():
    navigation.register("Inbox", "account_email", count=lambda user: 3)

    assert [link.count for link in navigation.links_for(UserFactory())] == [3]


def test_the_page_shows_the_menu_with_the_count(client, sign_in):
    navigation.register("Components", "common:gallery-page", count=lambda user: 3)
    sign_in()

    page = client.get("/gallery/").content.decode()

    assert (
        '<a href="/gallery/" aria-current="page">Components <span class="count">3</span></a>'
        in page
    )
