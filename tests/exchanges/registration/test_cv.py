"""The CV of a visitor: judged by content, limited, served to few, and really gone when replaced."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from blues.common.errors import Conflict
from blues.common.office import DOCX, ODT
from exchanges.registration import registrations
from tests.exchanges.cast import body, drafted, organisation_of
from tests.factories import RegistrationFactory

PDF = b"%PDF-1.7 my life\n%%EOF\n"


def page(name, registration, *args):
    return reverse(f"registration:{name}", args=[registration.public_id, *args])


def zipped(**parts: bytes) -> bytes:
    """A zip file; double underscores stand for slashes, as names of arguments need it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def a_docx(**more: bytes) -> bytes:
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}
    return zipped(**parts, **more)


def an_odt(**more: bytes) -> bytes:
    return zipped(mimetype=ODT.encode(), **{"content.xml": b"<office/>"}, **more)


@pytest.fixture
def draft(representative):
    return drafted(representative)


def send(client, draft, content: bytes, name="cv.pdf", **data):
    file = SimpleUploadedFile(name, content)
    return client.post(page("section-edit", draft, "you"), data | {"cv": file})


@pytest.mark.parametrize(
    ("content", "ending", "content_type"),
    [
        (PDF, "pdf", "application/pdf"),
        (a_docx(), "docx", DOCX),
        (an_odt(), "odt", ODT),
    ],
)
def test_a_cv_is_kept_by_its_content_and_handed_out_for_saving_only(
    client, sign_in, representative, draft, content, ending, content_type
):
    sign_in(representative)

    assert send(client, draft, content, name="../../life.exe").status_code == 302

    draft.refresh_from_db()
    assert (draft.cv.name.rpartition(".")[2], draft.cv_size) == (ending, len(content))
    assert "life" not in draft.cv.name
    response = client.get(page("paper-download", draft, "cv"))
    assert body(response) == content
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith("attachment")
    assert (response["X-Content-Type-Options"], "no-store" in response["Cache-Control"]) == (
        "nosniff",
        True,
    )


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"MZ\x90\0 a program",
        b"",
        b"\x89PNG\r\n\x1a\n",
        zipped(readme=b"no document"),
        a_docx(word__vbaProject__bin=b"Sub", **{"word/vbaProject.bin": b"Sub"}),
        b"%PDF-1.7 /JavaScript (app.alert(1)) \n%%EOF\n",
    ],
)
def test_anything_else_is_refused_and_nothing_of_it_is_stored(
    client, sign_in, representative, draft, content
):
    sign_in(representative)

    response = send(client, draft, content, function="Head of research")

    assert list(response.context["form"].errors) == ["cv"]
    assert response.context["form"]["function"].value() == "Head of research"
    draft.refresh_from_db()
    assert not draft.cv
    assert not default_storage.exists("cv") or default_storage.listdir("cv")[1] == []


def test_a_replaced_and_a_removed_cv_are_gone_for_good(
    client, sign_in, representative, draft, committed
):
    sign_in(representative)
    send(client, draft, PDF)
    draft.refresh_from_db()
    first = draft.cv.name

    with committed():
        send(client, draft, PDF + b"%%EOF\n")
    draft.refresh_from_db()
    assert not default_storage.exists(first)
    assert default_storage.exists(draft.cv.name)

    with committed():
        client.post(page("section-edit", draft, "you"), {"cv-clear": "on"})
    assert default_storage.listdir("cv")[1] == []
    draft.refresh_from_db()
    assert (draft.cv.name, draft.cv_size) == ("", 0)


def seen_by(client, draft) -> str:
    return client.get(page("section-edit", draft, "you")).context["form"].version


def stored(draft) -> bytes:
    draft.refresh_from_db()
    with draft.cv.open() as file:
        return file.read()


@pytest.mark.parametrize(
    ("second", "mine"),
    [
        ({"cv": PDF + b"%%EOF\n"}, "the file that you chose"),
        ({"cv-clear": "on"}, "no file"),
    ],
)
def test_nobody_replaces_a_cv_that_they_have_not_seen(
    client, sign_in, representative, draft, committed, second, mine
):
    sign_in(representative)
    send(client, draft, b"%PDF-1.7 before\n%%EOF\n")
    seen = {"version": seen_by(client, draft)}
    send(client, draft, PDF, **seen)
    file = second.get("cv")
    sent = second | ({"cv": SimpleUploadedFile("cv.pdf", file)} if file else {})

    with committed():
        answer = client.post(page("section-edit", draft, "you"), sent | seen)

    assert answer.status_code == 409
    assert answer.context["conflict"].differences == [("CV", mine, "another file")]
    assert ("Your file was not saved" in answer.text) == bool(file)
    assert stored(draft) == PDF
    with committed():
        send(client, draft, PDF + b"%%EOF\n", version=answer.context["form"].version)
    assert stored(draft) == PDF + b"%%EOF\n"


def test_a_cv_that_two_take_away_is_no_conflict(client, sign_in, representative, draft):
    sign_in(representative)
    send(client, draft, PDF)
    cleared = {"version": seen_by(client, draft), "cv-clear": "on"}

    answers = [client.post(page("section-edit", draft, "you"), cleared) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]


def test_a_colleagues_other_answer_does_not_cost_the_cv(client, sign_in, representative, draft):
    # Both ticked the same; the file that was seen is still the one that is saved.
    sign_in(representative)
    seen = seen_by(client, draft)
    registrations.change(draft, by=representative, is_third_country_national=True)

    answer = send(client, draft, PDF, version=seen, is_third_country_national="on")

    assert answer.status_code == 302
    assert stored(draft) == PDF


def test_saving_the_section_again_keeps_the_cv(client, sign_in, representative, draft):
    sign_in(representative)
    send(client, draft, PDF)

    client.post(page("section-edit", draft, "you"), {"function": "Director"})

    draft.refresh_from_db()
    assert body(client.get(page("paper-download", draft, "cv"))) == PDF


def test_an_organisation_has_one_shelf_for_all_its_registrations(representative, draft, settings):
    settings.LARGEST_SHELF = 100
    RegistrationFactory(
        organisation=organisation_of(representative),
        state="withdrawn",
        cv_size=90,
        membership=False,
    )

    with pytest.raises(Conflict) as refused:
        registrations.change(draft, by=representative, cv=ContentFile(PDF, name="a.pdf"))

    assert "would take more than" in str(refused.value)
    draft.refresh_from_db()
    assert not draft.cv
    RegistrationFactory(visitor=True, cv_size=1000)
    settings.LARGEST_SHELF = 90 + len(PDF)
    registrations.change(draft, by=representative, cv=ContentFile(PDF, name="a.pdf"))


def test_hosts_are_not_asked_for_a_cv(client, sign_in, representative):
    host = drafted(representative, "host")
    sign_in(representative)

    form = client.get(page("section-edit", host, "you")).context["form"]

    assert "cv" not in form.fields
