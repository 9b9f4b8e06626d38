"""E-mail addresses: letters that pose as others, and moving an account to another mailbox."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from blues import journal
from blues.common.errors import BadInput, Conflict, NotAllowed
from blues.notices.models import Mail
from clusters.models import AddressChange
from clusters.people import addresses
from clusters.people.appointments import case
from tests.clusters.looks import shown
from tests.factories import AddressChangeFactory, UserFactory
from tests.factories.clusters import PASSWORD

EDIT, ACCOUNT = reverse("people:address-edit"), reverse("people:account-page")
NEW = "moved@people.example"


# -- Letters --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ana@People.example ", "ana@people.example"),
        ("ａｎａ@people.example", "ana@people.example"),
        ("ana@żółw.example", "ana@żółw.example"),
        ("ana@бизнес.example", "ana@бизнес.example"),
        ("ana@xn--80abjdzkeg.example", "ana@xn--80abjdzkeg.example"),
    ],
)
def test_honest_addresses_are_kept_in_one_spelling(typed, kept):
    assert addresses.check_address(typed) == kept


@pytest.mark.parametrize(
    "posing",
    [
        "ana@p\u0435ople.example",  # one Cyrillic letter among Latin ones
        "ana@\u0430\u0440\u0440\u04cf\u0435.example",  # all Cyrillic, reads "apple"
        "ana@xn--80ak6aa92e.example",  # the same as registries write it
        "ana@\u03bf\u03c5.example",  # Greek that reads "ou"
        "ana@xn--a-\u0430.example",
    ],
)
def test_letters_that_pose_as_others_are_refused(posing):
    with pytest.raises(BadInput, match=r"alphabets|not an e-mail"):
        addresses.check_address(posing)


def test_something_else_is_no_address():
    with pytest.raises(BadInput, match="not an e-mail address"):
        addresses.check_address("ana.people.example")


def test_an_address_that_cannot_be_unfolded_poses():
    with pytest.raises(BadInput):
        addresses.check_address("ana@xn--\u0394.example")


def test_posing_addresses_neither_sign_up_nor_are_invited(client, sign_in):
    posing = "ana@p\u0435ople.example"
    data = {"email": posing, "given_names": "A", "family_name": "B", "language": "en"}
    passwords = {"password1": "a-long-password-x", "password2": "a-long-password-x"}
    errors = client.post(reverse("account_signup"), data | passwords).context["form"].errors
    assert "alphabets" in str(errors["email"])

    sign_in(UserFactory(programme_coordinator=True))
    offer = {"email": posing, "role": "finance_officer", "language": "en"}
    errors = client.post(reverse("people:invitation-new"), offer).context["form"].errors
    assert "alphabets" in str(errors["email"])


# -- Moving ---------------------------------------------------------------------------------------


@pytest.fixture
def user(client, sign_in):
    """Has given the password a moment ago."""
    user = sign_in()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": "/gallery/"})
    return user


def links() -> dict[str, str]:
    """The link in the newest mail to each mailbox."""
    pattern = r"/account/address/[\w-]{20,}/"
    return {mail.address: re.search(pattern, mail.text)[0] for mail in Mail.objects.order_by("pk")}


def test_an_account_moves_once_both_mailboxes_have_said_yes(client, user):
    old = user.email
    UserSession.objects.create(user=user, session_key="x" * 32, ip="127.0.0.1")
    assert client.post(EDIT, {"email": NEW}).url == EDIT
    to = links()
    assert set(to) == {old, NEW}
    assert "link not opened yet" in client.get(EDIT).text

    for first, second in [(NEW, old)]:
        assert "becomes the address" in client.get(to[first]).text
        client.post(to[first])
        user.refresh_from_db()
        assert user.email == old
        assert "moves from" in client.get(to[second]).text
        assert client.post(to[second]).url == ACCOUNT

    user.refresh_from_db()
    own = user.emailaddress_set.get()
    assert (user.email, own.email, own.verified, own.primary) == (NEW, NEW, True, True)
    assert not UserSession.objects.filter(session_key="x" * 32).exists()
    verbs = [entry.verb for entry in journal.entries_for(case(user))]
    assert verbs == ["address-change-asked", "address-changed"]
    told = Mail.objects.filter(subject__startswith="Your account has moved")
    assert {mail.address for mail in told} == {old, NEW}
    assert client.post(to[old]).status_code == 404


def test_the_page_asks_for_the_password_first(client, sign_in):
    sign_in()

    assert client.get(EDIT).url.startswith(reverse("account_reauthenticate"))
    assert client.post(EDIT, {"email": NEW}).url.startswith(reverse("account_reauthenticate"))
    assert not AddressChange.objects.exists()


def test_an_address_that_is_taken_looks_the_same_and_cannot_be_had(client, user):
    UserFactory(email="taken@people.example")
    free = client.post(EDIT, {"email": NEW}, follow=True)
    taken = client.post(EDIT, {"email": "taken@people.example"}, follow=True)
    without_time = r"good until [^.]+\."
    assert re.sub(without_time, "", shown(free)) == re.sub(without_time, "", shown(taken))

    to = links()
    client.post(to[user.email])
    assert client.post(to["taken@people.example"]).status_code == 409
    user.refresh_from_db()
    assert user.email != "taken@people.example"


def test_a_link_is_good_for_its_person_only(client, sign_in, user):
    client.post(EDIT, {"email": NEW})
    link = links()[NEW]
    sign_in()

    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404
    assert AddressChange.objects.get().new_confirmed_at is None


def test_a_second_change_replaces_the_first_and_both_can_be_withdrawn(client, user):
    client.post(EDIT, {"email": "first@people.example"})
    first = links()["first@people.example"]
    client.post(EDIT, {"email": NEW})
    assert client.get(first).status_code == 404

    client.post(reverse("people:address-withdraw"))
    assert client.get(links()[NEW]).status_code == 404
    assert client.get(ACCOUNT).status_code == 200


def test_links_are_good_for_three_days(client, user):
    client.post(EDIT, {"email": NEW})
    link = links()[NEW]
    AddressChange.objects.update(expires_at=timezone.now())

    assert client.get(link).status_code == 404


def test_the_own_address_is_no_change(client, user):
    assert client.post(EDIT, {"email": user.email}).status_code == 400


def test_nobody_moves_the_account_of_somebody_else():
    change = AddressChangeFactory()
    with pytest.raises(NotAllowed):
        addresses.ask(person=change.person, email=NEW, by=UserFactory())
    with pytest.raises(NotAllowed):
        addresses.withdraw(person=change.person, by=UserFactory())
    with pytest.raises(Conflict):
        addresses.confirm(change=change, which="new", by=UserFactory())


@pytest.mark.parametrize("nonsense", [{"done_at": timezone.now()}, {}])
def test_changes_that_cannot_be(nonsense):
    change = AddressChangeFactory()
    assert str(change) == f"{change.person}: {change.email}"

    with pytest.raises(IntegrityError), transaction.atomic():
        AddressChangeFactory(person=UserFactory() if nonsense else change.person, **nonsense)


def test_allauths_page_of_addresses_leads_to_ours(client, user):
    assert client.get(reverse("account_email")).url == EDIT
    assert client.post(reverse("account_email"), {"email": NEW, "action_add": ""}).url == EDIT
    assert user.emailaddress_set.count() == 1
