"""What a cluster prints at the head of its agreements."""

from base64 import b64decode
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from PIL import Image

from blues import jobs
from blues.common.errors import BadInput, Conflict, NotAllowed
from exchanges.building import letterheads
from exchanges.building.current import agreement_of
from exchanges.building.papers import issue_agreement
from exchanges.building.snapshots import agreement_snapshot
from exchanges.models import Letterhead
from tests.factories import (
    ClusterFactory,
    FinancialAgreementFactory,
    LetterheadFactory,
    UserFactory,
    coordinator_of,
)

pytestmark = pytest.mark.feature(73)
WORDS = {
    "name": "Example Water Cluster",
    "address": "Avenida del Ejemplo 2\n50018 Zaragoza",
    "contact": "office@water.example",
    "accent": "#7A1F3D",
}


@pytest.fixture
def cluster():
    return ClusterFactory()


@pytest.fixture
def author(cluster):
    return coordinator_of(cluster)


def picture(kind="PNG", size=(900, 300), colour=(10, 60, 90, 0)):
    drawn = BytesIO()
    Image.new("RGBA", size, colour).convert("RGBA" if kind == "PNG" else "RGB").save(drawn, kind)
    return SimpleUploadedFile(f"logo.{kind.lower()}", drawn.getvalue())


def proposed(cluster, by, **more):
    return letterheads.propose(cluster, by=by, **(WORDS | more))


def approve(letterhead, by):
    return letterheads.approve(letterhead, by=by, seen=letterhead.drafted_at.isoformat())


def test_one_coordinator_proposes_and_a_second_person_approves(cluster, author):
    made = proposed(cluster, author)
    assert letterheads.printed_for(cluster) == {}

    approve(made, coordinator_of(cluster))

    assert letterheads.printed_for(cluster)["letterhead"] == {
        "version": 1,
        "name": "Example Water Cluster",
        "lines": ["Avenida del Ejemplo 2", "50018 Zaragoza", "office@water.example"],
        "accent": "#7A1F3D",
        "logo": "",
    }


def test_nobody_approves_their_own_letterhead(cluster, author):
    with pytest.raises(NotAllowed):
        approve(proposed(cluster, author), author)


def test_another_cluster_neither_writes_nor_approves(cluster, author):
    stranger = coordinator_of(ClusterFactory())
    with pytest.raises(NotAllowed):
        proposed(cluster, stranger)
    with pytest.raises(NotAllowed):
        approve(proposed(cluster, author), stranger)


def test_what_was_changed_since_is_not_approved(cluster, author):
    seen = proposed(cluster, author).drafted_at.isoformat()
    changed = proposed(cluster, author, name="Another name")

    with pytest.raises(Conflict):
        letterheads.approve(changed, by=coordinator_of(cluster), seen=seen)


def test_the_second_of_two_who_approve_at_once_is_told(cluster, author):
    made = proposed(cluster, author)
    approve(Letterhead.objects.get(pk=made.pk), coordinator_of(cluster))

    with pytest.raises(Conflict):
        approve(made, UserFactory(programme_coordinator=True))


def test_the_next_one_replaces_the_one_before_and_keeps_its_logo(cluster, author):
    approve(proposed(cluster, author, logo=picture()), coordinator_of(cluster))
    following = proposed(cluster, author, name="New name")

    approve(following, coordinator_of(cluster))

    stages = list(cluster.letterheads.order_by("number").values_list("stage", flat=True))
    assert (stages, following.logo != "") == (["superseded", "released"], True)


def test_a_logo_is_drawn_anew_small_and_on_white(cluster, author):
    made = proposed(cluster, author, logo=picture())

    head, _comma, data = made.logo.partition(",")
    drawn = Image.open(BytesIO(b64decode(data)))
    assert head == "data:image/png;base64"
    assert (drawn.size, drawn.mode, drawn.getpixel((5, 5))) == ((600, 200), "RGB", (255,) * 3)


@pytest.mark.parametrize(
    "file",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"%PDF-1.7 no picture",
        b"\x89PNG\r\n\x1a\n" + b"broken" * 20,
        b"GIF89a" + b"\0" * 40,
    ],
)
def test_what_is_no_picture_is_refused(cluster, author, file):
    with pytest.raises(BadInput):
        proposed(cluster, author, logo=SimpleUploadedFile("logo.png", file))

    assert not cluster.letterheads.exists()


def test_a_colour_too_light_to_read_is_refused(cluster, author):
    with pytest.raises(BadInput, match="too light"):
        proposed(cluster, author, accent="#FFE680")


@pytest.mark.parametrize("accent", ["red", "#12345", "#123456; } body { display: none", "url(x)"])
def test_a_colour_is_a_colour_and_nothing_else(accent):
    with pytest.raises(DatabaseError), transaction.atomic():
        LetterheadFactory(accent=accent[:7] if accent.startswith("url") else accent)


def test_an_agreement_keeps_the_head_it_was_printed_with(cluster, author):
    made = FinancialAgreementFactory(text_document=None)
    vop = made.exchange.vop
    LetterheadFactory(cluster=vop, released=True)
    issue_agreement(paper := agreement_of(made.exchange), by=None)
    approve(proposed(vop, coordinator_of(vop), name="Renamed"), coordinator_of(vop))

    jobs.run_due()
    paper.text_document.refresh_from_db()

    assert (paper.text_document.state, paper.text_document.failure) == ("stored", "")
    assert paper.text_document.snapshot["letterhead"]["name"] == "Example Water Cluster"
    later = agreement_snapshot(agreement_of(made.exchange))
    assert later["letterhead"]["name"] == "Renamed"


def test_markup_in_a_letterhead_is_printed_as_text():
    made = FinancialAgreementFactory(text_document=None)
    LetterheadFactory(
        cluster=made.exchange.vop, released=True, name='<img src="file:///etc/passwd">{{ x }}'
    )
    issue_agreement(paper := agreement_of(made.exchange), by=None)

    jobs.run_due()
    paper.text_document.refresh_from_db()

    assert (paper.text_document.state, paper.text_document.failure) == ("stored", "")


def test_the_database_keeps_an_approved_letterhead():
    held = LetterheadFactory(released=True)

    with pytest.raises(DatabaseError), transaction.atomic():
        Letterhead.objects.filter(pk=held.pk).update(name="Somebody else")


# -- Pages ----------------------------------------------------------------------------------------


def test_a_coordinator_proposes_and_another_approves_on_the_pages(client, sign_in, cluster, author):
    sign_in(author)
    page = reverse("clauses:letterhead-edit", args=[cluster.code])
    assert client.get(page).context["form"].initial["name"] == cluster.organisation.legal_name

    answer = client.post(page, WORDS | {"logo": picture("JPEG")}, follow=True)

    made = Letterhead.objects.get()
    assert answer.redirect_chain == [(made.get_absolute_url(), 302)]
    assert answer.context["why_not"] == "A second person approves it."
    sign_in(coordinator_of(cluster))
    shown = client.get(made.get_absolute_url())
    seen = shown.context["seen_form"].initial["seen"]
    client.post(reverse("clauses:letterhead-approve", args=[made.public_id]), {"seen": seen})
    made.refresh_from_db()
    assert made.stage == "released"


def test_a_refused_logo_keeps_what_was_typed(client, sign_in, cluster, author):
    sign_in(author)
    page = reverse("clauses:letterhead-edit", args=[cluster.code])

    answer = client.post(page, WORDS | {"logo": SimpleUploadedFile("x.png", b"<svg/>")})

    assert (answer.status_code, Letterhead.objects.count()) == (400, 0)
    assert "50018 Zaragoza" in answer.text


def test_who_coordinates_another_cluster_may_not_write(client, sign_in, cluster):
    sign_in(coordinator_of(ClusterFactory()))

    assert client.get(reverse("clauses:letterhead-edit", args=[cluster.code])).status_code == 403


def test_who_reads_no_rules_finds_no_letterheads(client, sign_in):
    held = LetterheadFactory()
    sign_in(UserFactory(representative=True))

    assert client.get(reverse("clauses:letterhead-list")).status_code == 404
    assert client.get(held.get_absolute_url()).status_code == 404


def test_a_letterhead_is_discarded(client, sign_in, cluster, author):
    made = proposed(cluster, author)
    sign_in(author)

    client.post(reverse("clauses:letterhead-discard", args=[made.public_id]))

    made.refresh_from_db()
    assert made.stage == "discarded"


def test_the_list_asks_the_same_for_one_cluster_and_for_three(
    client, sign_in, bare_menu, django_assert_num_queries
):
    sign_in(UserFactory(programme_coordinator=True))
    LetterheadFactory(released=True)
    page = reverse("clauses:letterhead-list")
    client.get(page)
    with django_assert_num_queries(6):
        client.get(page)
    for _more in range(2):
        LetterheadFactory(released=True)
    with django_assert_num_queries(6):
        assert len(client.get(page).context["rows"]) == 3
