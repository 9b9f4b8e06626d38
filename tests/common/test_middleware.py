"""What no page can make sense of is turned away with the right status, and nothing breaks."""

from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from blues.common import middleware
from tests.factories import UserFactory

pytestmark = pytest.mark.urls("tests.common.urls")

GALLERY = "/gallery/"
BOUNDARY = "limit"


def multipart(body: str) -> dict:
    return {"data": body.encode(), "content_type": f"multipart/form-data; boundary={BOUNDARY}"}


@pytest.mark.parametrize(
    "address",
    [
        "/things/?name=%00",
        "/things/?%00=1",
        "/gall%00ery/",
        "/things/?"
        + "&".join(f"a{n}=1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)),
        "/things/?name=" + "x" * middleware.LONGEST_QUERY,
    ],
    ids=["value", "key", "path", "many fields", "long"],
)
def test_an_address_that_makes_no_sense_is_bad_input(client, address):
    response = client.get(address)

    assert response.status_code == 400
    assert response.templates[0].name == "errors/refused.html"


@pytest.mark.parametrize("data", [{"text": "a\0b"}, {"a\0b": "text"}])
def test_a_nul_byte_in_a_form_is_bad_input(client, data):
    assert client.post("/echo/", data).status_code == 400
    assert (
        client.post(
            "/echo/", urlencode(data), content_type="application/x-www-form-urlencoded"
        ).status_code
        == 400
    )


@pytest.mark.parametrize("value", ["\ud800", "a\udfffb"])
def test_a_lone_surrogate_cannot_be_stored(rf, value):
    data = QueryDict(mutable=True)
    data["text"] = value

    assert not middleware._all_storable(data)


@pytest.mark.parametrize("text", ["Żółw 🐢", "שלום", "a\u202eb", "zero\u200bwidth", "é e\u0301"])
def test_unusual_text_arrives_as_it_was_sent(client, text):
    assert client.post("/echo/", {"text": text}).content.decode() == text


def test_broken_utf8_is_no_reason_to_break(client):
    response = client.post("/echo/", "text=%ED%A0%80", "application/x-www-form-urlencoded")

    assert (response.status_code, response.content.decode()) == (200, "\ufffd" * 3)


def test_too_many_fields_are_bad_input(client):
    fields = {f"a{number}": "1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}

    assert client.post("/echo/", fields).status_code == 400


def test_too_much_text_is_said_to_be_too_much(client):
    response = client.post("/echo/", {"text": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})

    assert response.status_code == 413
    assert "more than this page takes" in response.content.decode()


@pytest.mark.parametrize("body", ["--limit\r\nrubbish", ""])
def test_a_mangled_upload_is_no_reason_to_break(client, body):
    assert client.post("/echo/", **multipart(body)).status_code in {200, 400}


def test_an_upload_of_negative_length_is_bad_input(client):
    response = client.post("/echo/", **multipart("--limit--"), headers={"content-length": "-1"})

    assert response.status_code == 400


def test_pages_of_somebody_signed_in_are_kept_nowhere(client, sign_in):
    sign_in()

    response = client.get(GALLERY)

    assert response.headers["Cache-Control"] == "private, no-store"
    assert {"Cookie", "HX-Request"} <= {v.strip() for v in response.headers["Vary"].split(",")}


@pytest.mark.parametrize("address", ["/nothing/", "/raise/conflict/", "/things/?sort=x"])
def test_refusals_to_somebody_signed_in_are_kept_nowhere(client, sign_in, address):
    sign_in()

    assert "no-store" in client.get(address).headers["Cache-Control"]


def test_public_pages_may_be_kept(client):
    assert "Cache-Control" not in client.get(GALLERY).headers


@pytest.mark.parametrize(
    "address", [GALLERY, "/nothing/", "/raise/conflict/", "/static/css/tokens.css", "/?a=%00"]
)
def test_security_headers_are_on_every_answer(client, address):
    response = client.get(address)
    response.close()  # static files are open until they are sent
    headers = response.headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.logs_errors
def test_security_headers_are_on_the_page_for_our_own_faults(client):
    client.raise_request_exception = False

    assert client.get("/raise/broken/").headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_language_switch_leads_to_no_other_site(client, target):
    response = client.post(reverse("common:language-switch"), {"language": "de", "next": target})

    assert (response.status_code, response.headers["Location"]) == (302, "/")


def test_language_switch_keeps_the_page_and_remembers(client):
    switch = {"language": "de", "next": "/gallery/?page=2"}

    response = client.post(reverse("common:language-switch"), switch)

    assert response.headers["Location"] == "/gallery/?page=2"
    assert client.get(GALLERY).headers["Content-Language"] == "de"


def test_language_switch_ignores_a_language_nobody_offers(client):
    client.post(reverse("common:language-switch"), {"language": "tlh", "next": GALLERY})

    assert client.get(GALLERY).headers["Content-Language"] == "en"


def test_language_switch_wants_a_post(client):
    assert client.get(reverse("common:language-switch")).status_code == 405


def test_switcher_names_each_language_in_itself(client):
    page = client.get(GALLERY).content.decode()

    assert 'value="cs" lang="cs">Česky</button>' in page or 'lang="cs">Čeština</button>' in page


@pytest.mark.parametrize("demo", [True, False])
def test_gallery_is_for_the_demo_and_for_operators(client, settings, sign_in, demo):
    settings.DEMO = demo
    sign_in(UserFactory())

    assert client.get(GALLERY).status_code == (200 if demo else 403)


def test_demo_says_that_it_is_one(client, settings):
    assert "people and companies are invented" in client.get(GALLERY).content.decode()

    settings.DEMO = False
    assert "people and companies are invented" not in client.get("/visit/").content.decode()


def test_a_page_falls_back_to_english_where_its_language_is_not_offered(client, settings):
    settings.PAGE_LANGUAGES = ["en"]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "pl"

    response = client.get(GALLERY)

    assert response.headers["Content-Language"] == "en"
    assert "languages" not in response.content.decode()


# -- Signed out while typing -----------------------------------------------------------------------

FORM = "http://testserver/case/edit/?part=2"
TYPED = {"reason": "Two sentences. Not one.", "kind": "travel", "password": "not for your eyes"}


def test_a_button_pressed_when_signed_out_leads_back_to_its_page(client):
    response = client.post(reverse("notices:inbox-clear"), headers={"Referer": FORM})

    assert response.status_code == 302
    assert response.url == "/accounts/login/?next=/case/edit/%3Fpart%3D2"


@pytest.mark.parametrize("referer", ["", "https://elsewhere.example/case/"])
def test_a_button_of_nowhere_leads_to_the_start(client, referer):
    response = client.post(reverse("notices:inbox-clear"), TYPED, headers={"Referer": referer})

    assert response.status_code == 302
    assert response.url == f"/accounts/login/?next={reverse('workspace:my-turn')}"


def test_what_was_typed_when_signed_out_is_shown(client):
    response = client.post(reverse("notices:inbox-clear"), TYPED, headers={"Referer": FORM})

    assert response.status_code == 403
    assert response.context["typed"] == ["Two sentences. Not one."]
    assert "/accounts/login/?next=/case/edit/%3Fpart%3D2" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_a_part_of_a_page_makes_the_page_ask_to_sign_in(client):
    response = client.get(reverse("workspace:my-turn"), headers={"HX-Request": "true"})

    assert (response.status_code, response.headers["HX-Refresh"]) == (200, "true")


# -- Answers that were bare ------------------------------------------------------------------------


def test_a_button_s_address_opened_as_a_page_is_explained(client):
    client.force_login(UserFactory())

    response = client.get(reverse("notices:inbox-clear"))

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "<h1" in response.content.decode()


def test_a_refusal_shows_what_was_typed_on_a_page_of_ours(client):
    here = client.post("/raise/conflict/", TYPED, headers={"Referer": FORM})
    elsewhere = client.post("/raise/conflict/", TYPED, headers={"Referer": "https://x.example/"})

    assert here.context["typed"] == ["Two sentences. Not one."]
    assert elsewhere.context["typed"] == []


def test_a_form_shown_again_is_bad_input(client):
    assert client.post("/visit/", {"day": "nonsense"}).status_code == 400
    assert client.get("/visit/").status_code == 200
