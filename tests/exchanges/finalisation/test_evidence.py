"""Evidence: who hands it in, what is kept, who gets it, and what is refused."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from blues.common.errors import BadInput, Conflict, NotAllowed
from exchanges.finalisation import evidence
from exchanges.models import Evidence, State
from tests.exchanges.finalisation.cast import EVERYBODY, Cast
from tests.factories import EvidenceFactory, a_pdf, a_picture, a_stay, told_by_both

pytestmark = pytest.mark.django_db

READERS = {"visitor", "visiting_admin", "vop", "programme", "finance", "auditor"}
KNOWN_OTHERS = {"host", "hop"}


def hand_in(exchange, file=None, kind="travel", **changes):
    told = {"by": exchange.visitor.representative, "kind": kind, "file": file or a_pdf()}
    return evidence.hand_in(exchange, **told | changes)


def address(kept, name="evidence-download"):
    return reverse(f"finalisation:{name}", args=[kept.exchange.public_id, kept.public_id])


def test_a_file_is_kept_under_a_name_of_our_own():
    exchange = a_stay(State.STAY_ENDED)
    file = a_pdf()
    file.name = "../../etc/pass\x00wd\r\n\u202egpj.pdf"

    kept = hand_in(exchange, file)

    assert kept.file.name == f"evidence/{kept.public_id}"
    assert kept.name == "passwdgpj.pdf"
    assert kept.uploaded_by == exchange.visitor.representative


def test_a_picture_loses_where_it_was_taken():
    exif = Image.Exif()
    exif[0x010E] = "Nuria at home"  # description
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    sent = a_picture(exif=exif)
    assert b"Nuria" in sent.read()

    kept = hand_in(a_stay(State.STAY_ENDED), sent)

    with kept.file.open() as stored, Image.open(stored) as picture:
        assert (picture.format, dict(picture.getexif())) == ("JPEG", {})
    assert kept.sha256 != kept.stored_sha256


def test_the_same_file_twice_is_one_file():
    exchange = a_stay(State.STAY_ENDED)

    assert hand_in(exchange, a_pdf("same")) == hand_in(exchange, a_pdf("same"))


def test_an_exchange_keeps_ten_files():
    exchange = a_stay(State.STAY_ENDED)
    EvidenceFactory.create_batch(10, exchange=exchange)

    with pytest.raises(Conflict):
        hand_in(exchange)


@pytest.mark.parametrize("name", ["host", "vop", "visiting_admin", "finance", "stranger"])
def test_nobody_but_the_visitor_hands_evidence_in(name):
    exchange = a_stay(State.STAY_ENDED)

    with pytest.raises(NotAllowed):
        hand_in(exchange, by=Cast(exchange).named(name))


@pytest.mark.parametrize("state", [State.READY, State.REPORTS_SUBMITTED, State.COMPLETED])
def test_evidence_is_closed_before_the_stay_and_once_the_clusters_look(state):
    with pytest.raises(Conflict):
        hand_in(a_stay(state))


def test_other_files_say_what_they_show():
    exchange = a_stay(State.STAY_ENDED)

    with pytest.raises(BadInput):
        hand_in(exchange, kind="other", remark="  ")

    assert hand_in(exchange, kind="other", remark="Slept on the boat.").kind == "other"


def test_an_unknown_kind_is_refused():
    with pytest.raises(BadInput):
        hand_in(a_stay(State.STAY_ENDED), kind="passport")


def test_a_refused_file_leaves_nothing_behind():
    exchange = a_stay(State.STAY_ENDED)
    file = a_pdf()
    file.file.seek(0)
    file.file.write(b"<html>")

    with pytest.raises(BadInput) as refused:
        hand_in(exchange, file)

    assert refused.value.reasons == [
        "This is no PDF, PNG, JPG file, whatever its name says. Save it as PDF and try again."
    ]
    assert not Evidence.objects.exists()


def test_the_last_missing_file_hands_the_case_to_the_clusters():
    exchange = told_by_both(State.STAY_ENDED)
    exchange.evidence.filter(kind="travel").delete()

    hand_in(exchange)

    exchange.refresh_from_db()
    assert exchange.state == State.REPORTS_SUBMITTED


def test_a_wrong_file_is_taken_back(committed):
    kept = hand_in(a_stay(State.STAY_ENDED))
    name = kept.file.name

    with committed():
        evidence.take_back(kept, by=kept.uploaded_by)

    assert not Evidence.objects.exists()
    assert not default_storage.exists(name)


def test_nothing_is_taken_back_once_the_clusters_look():
    kept = EvidenceFactory(exchange=a_stay(State.REPORTS_SUBMITTED))

    with pytest.raises(Conflict):
        evidence.take_back(kept, by=kept.uploaded_by)


def test_only_the_visitor_takes_back():
    kept = EvidenceFactory()

    with pytest.raises(NotAllowed):
        evidence.take_back(kept, by=Cast(kept.exchange).vop)


# -- Pages -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_may_have_a_file(client, sign_in, name):
    kept = EvidenceFactory(exchange=a_stay(State.STAY_ENDED))
    sign_in(Cast(kept.exchange).named(name))

    answer = client.get(address(kept))

    expected = 200 if name in READERS else 403 if name in KNOWN_OTHERS else 404
    assert answer.status_code == expected


def test_a_file_is_saved_and_never_shown_or_cached(client, sign_in):
    kept = EvidenceFactory(exchange=a_stay(State.STAY_ENDED), name='a"; b.pdf')
    sign_in(kept.uploaded_by)

    answer = client.get(address(kept))

    name = f"{kept.exchange.reference}-travel-{str(kept.public_id)[:8]}.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_changed_file_is_not_handed_out(client, sign_in):
    kept = EvidenceFactory(exchange=a_stay(State.STAY_ENDED))
    with kept.file.storage.open(kept.file.name, "wb") as stored:
        stored.write(b"%PDF-1.4 forged")
    sign_in(kept.uploaded_by)

    assert client.get(address(kept)).status_code == 409


def test_a_file_is_found_under_its_own_exchange_only(client, sign_in):
    kept = EvidenceFactory(exchange=a_stay(State.STAY_ENDED))
    foreign = EvidenceFactory(exchange=a_stay(State.STAY_ENDED))
    sign_in(kept.uploaded_by)
    mixed = reverse(
        "finalisation:evidence-download", args=[kept.exchange.public_id, foreign.public_id]
    )

    assert client.get(mixed).status_code == 404
    assert client.post(mixed + "removal/").status_code == 404


def test_the_visitor_hands_in_over_the_page(client, sign_in):
    exchange = a_stay(State.STAY_ENDED)
    page = reverse("finalisation:evidence-page", args=[exchange.public_id])
    sign_in(exchange.visitor.representative)

    answer = client.post(page, {"kind": "travel", "file": a_pdf()})

    assert (answer.status_code, answer.url) == (302, page)
    assert "boarding pass.pdf" in client.get(page).content.decode()


def test_the_page_says_what_is_wrong_with_a_file(client, sign_in):
    exchange = a_stay(State.STAY_ENDED)
    sign_in(exchange.visitor.representative)

    answer = client.post(
        reverse("finalisation:evidence-page", args=[exchange.public_id]),
        {"kind": "travel", "file": a_pdf(extra=b"/OpenAction<</S/JavaScript>>")},
    )

    assert "carries a program or a form" in answer.content.decode()


def test_the_page_takes_a_file_back(client, sign_in):
    kept = EvidenceFactory(exchange=a_stay(State.STAY_ENDED))
    sign_in(kept.uploaded_by)

    answer = client.post(address(kept, "evidence-remove"))

    assert (answer.status_code, Evidence.objects.count()) == (302, 0)


def test_too_large_a_file_is_refused_before_it_is_read(settings):
    settings.LARGEST_UPLOAD = 20

    with pytest.raises(BadInput):
        hand_in(a_stay(State.STAY_ENDED))
