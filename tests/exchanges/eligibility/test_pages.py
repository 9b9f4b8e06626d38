"""The five questions of the eligibility check, for somebody without an account."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.exchanges.eligibility.shown import IN_ORDER, RESULT, heading, page, send, text_of

pytestmark = [pytest.mark.feature(2), pytest.mark.usefixtures("partnership")]

# -- Asking ----------------------------------------------------------------------------------------


def test_the_check_begins_with_the_first_question(client):
    response = client.get(reverse("eligibility:check-start"), follow=True)

    assert response.redirect_chain == [(page("who"), 302)]
    assert heading(response) == "Who are you?"


def test_five_questions_lead_to_the_result_with_all_answers_in_the_address(client):
    given = [
        ("who", {"type": "sme"}),
        ("where", {"country": "ES"}),
        ("membership", {"cluster": "clUster DEL agua "}),
        ("history", {"before": "no"}),
        ("wish", {"to": "DE", "days": "5"}),
    ]
    carried, went = {}, []
    for code, said in given:
        response = send(client, code, **carried, **said)
        path, _, query = response.url.partition("?")
        carried = dict(pair.split("=") for pair in query.split("&"))
        went.append(path)

    assert went == [*map(page, IN_ORDER[1:]), RESULT]
    assert carried == {
        "type": "sme",
        "country": "ES",
        "cluster": "agua",
        "before": "no",
        "to": "DE",
        "days": "5",
    }


@pytest.mark.parametrize("code", IN_ORDER)
def test_a_page_that_was_only_opened_complains_of_nothing(client, code):
    response = client.get(page(code))

    assert response.status_code == 200
    assert "There is a problem" not in text_of(response)
    assert "(optional)" not in text_of(response).replace("Working days on site (optional)", "")


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("who", "Choose one of the answers."),
        ("where", "Choose the country."),
        ("membership", "Name the cluster, or choose one of the answers below it."),
        ("history", "Choose one of the answers."),
        ("wish", "Choose a country, or say that it is still open."),
    ],
)
def test_a_question_that_was_skipped_says_so(client, code, message):
    response = send(client, code)

    assert response.status_code == 200
    assert "There is a problem" in text_of(response)
    assert message in text_of(response)


def test_back_leads_to_the_question_before_with_its_answer(client, answers):
    opened = client.get(page("where"), answers)
    back = unescape(re.search(r'class="back"><a href="([^"]+)"', opened.content.decode())[1])

    assert back.startswith(page("who") + "?type=sme&")
    assert re.search(r'value="sme"[^>]* checked', client.get(back).content.decode())


def test_the_first_question_has_no_way_back(client):
    assert 'class="back"' not in client.get(page("who")).content.decode()


def test_an_answer_that_is_changed_leads_straight_to_the_result(client, answers):
    response = send(client, "where", **answers | {"country": "PT"})

    assert response.url.startswith(RESULT + "?")
    assert "country=PT" in response.url


def test_the_cluster_is_shown_by_name_when_the_page_is_opened_again(client, answers):
    opened = client.get(page("membership"), answers).content.decode()

    assert '<input type="text" name="cluster" value="Clúster del Agua" list="known-clusters"' in (
        opened
    )


def test_a_cluster_is_asked_for_its_own_name(client, answers):
    shown = text_of(client.get(page("membership"), answers | {"type": "cluster"}))

    assert "Which cluster is it? Name of your cluster" in shown
    assert "We have no profile on ECCP" in shown
    assert "member" not in shown


def test_a_cluster_that_gives_no_name_is_asked_again_for_its_own(client):
    shown = text_of(send(client, "membership", type="cluster"))

    assert "Which cluster is it?" in shown
    assert "Name the cluster, or choose one of the answers below it." in shown


def test_every_known_cluster_is_proposed_without_a_script(client):
    opened = client.get(page("membership")).content.decode()

    assert re.findall(r'<option value="([^"]+)">([^<]+)<', opened) == [
        ("Clúster del Agua", "Zaragoza, Spain"),
        ("Plasma Beispiel", "Greifswald, Germany"),
        ("Club sans Profil", "Montpellier, France"),
        ("Polder Voorbeeld", "Leeuwarden, Netherlands"),
    ]


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("Clúster del Agua", "agua"),
        ("cluster  del AGUA e.v.", "agua"),
        ("polder", "polder"),
        ("voorbeeld", "polder"),
        ("plasma-beispiel", "plasma"),
    ],
)
def test_a_cluster_is_known_by_code_name_or_a_word_of_its_name(client, typed, understood):
    assert f"cluster={understood}" in send(client, "membership", cluster=typed).url


def test_a_name_counts_where_another_answer_is_taken_back(client, answers):
    del answers["days"]
    response = send(client, "membership", **answers | {"member": "named"})

    assert "cluster=agua" in response.url
    assert "member" not in response.url


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            {"cluster": "Clúster de Água Doce"},
            "We know no cluster of exactly this name. Did you mean: Clúster del Agua?",
        ),
        ({"cluster": "cl"}, "Did you mean: Clúster del Agua, Club sans Profil?"),
        ({"cluster": "Ferrovia"}, "We know no cluster of this name."),
        ({"cluster": "agua", "member": "none"}, "You named a cluster as well."),
        ({"member": "named"}, "Name the cluster, or choose one of the answers below it."),
        ({"member": "perhaps"}, "Choose one of the answers."),
    ],
)
def test_a_cluster_that_is_not_understood_is_asked_for_again(client, said, message):
    response = send(client, "membership", **said)

    assert response.status_code == 200
    assert message in text_of(response)


def test_a_footnote_goes_with_the_name_of_a_country(client, answers):
    assert "*Without prejudice." in text_of(client.get(page("where")))
    assert "*Without prejudice." not in text_of(client.get(page("who")))
    assert "*Without prejudice." in text_of(client.get(RESULT, answers | {"to": "XK"}))
    assert "*Without prejudice." not in text_of(client.get(RESULT, answers))


# -- Nothing is kept, nothing breaks ---------------------------------------------------------------


def test_nothing_is_written_and_nobody_is_remembered(client, answers, settings):
    settings.PAGE_LANGUAGES = ["en"]  # the form that switches the language needs a cookie
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for code in IN_ORDER:
            client.get(page(code), answers)
        send(client, "who", **answers)
        client.get(RESULT, answers)

    verbs = {query["sql"].split()[0] for query in queries}
    assert verbs == {"SELECT"}
    assert list(client.cookies) == []


@pytest.mark.parametrize(
    ("path", "most"), [("/eligibility/wish/", 3), (RESULT, 9)], ids=["question", "result"]
)
def test_a_page_asks_the_database_little(client, answers, bare_menu, path, most):
    client.get(path, answers)
    with CaptureQueriesContext(connection) as queries:
        client.get(path, answers)

    assert len(queries) == most


WRONG = {
    "type": "ministry",
    "country": "ZZ",
    "cluster": "unheard of",
    "before": "yes",
    "to": "ATLANTIS",
    "days": "0",
}
QUESTION_OF = dict(zip(WRONG, [*IN_ORDER, "wish"], strict=True))


@pytest.mark.parametrize("name", WRONG)
def test_an_unknown_code_in_a_shared_address_leads_back_to_its_question(client, answers, name):
    response = client.get(RESULT, answers | {name: WRONG[name]}, follow=True)

    path = response.redirect_chain[-1][0].partition("?")[0]
    assert path == page(QUESTION_OF[name])
    assert response.status_code == 200
    assert "There is a problem" in text_of(response)


@pytest.mark.parametrize("days", ["-1", "1000000000", "9" * 3900, "five", "4.5", "٣x", "1e3"])
def test_impossible_lengths_are_refused_in_words(client, answers, days):
    response = client.get(RESULT, answers | {"days": days}, follow=True)

    assert response.status_code == 200
    assert "Give a number of days from 1 to 99, or leave it empty." in text_of(response)


def test_all_questions_skipped_lead_to_the_first(client):
    response = client.get(RESULT, follow=True)

    assert response.redirect_chain == [(page("who"), 302)]


@pytest.mark.parametrize("name", ["type", "country", "cluster", "member", "before", "to", "days"])
@pytest.mark.parametrize("text", ["\x00", "x" * 10_000, "\ud800"], ids=["NUL", "10 kB", "half"])
def test_what_no_page_can_read_is_turned_away(client, answers, name, text):
    query = "&".join(f"{key}={value}" for key, value in (answers | {name: ""}).items())
    bad = {"\x00": "%00", "\ud800": "%ED%A0%80"}.get(text, text)
    for path in (RESULT, page("who")):
        response = client.get(f"{path}?{query.replace(f'{name}=', f'{name}={bad}')}&sent=1")

        assert response.status_code in (200, 302, 400)
        assert len(text) == 1 or response.status_code == 400


def test_repeated_and_foreign_parameters_do_no_harm(client, answers):
    query = "&".join(f"{key}={value}" for key, value in answers.items())
    response = client.get(f"{RESULT}?{query}&days=3&days=4&utm=x&cluster=plasma")

    assert heading(response) == "Yes, your organisation may visit."
    assert "4 working days as you wish" in text_of(response)


def test_only_reading_is_possible(client):
    assert client.post(page("who"), {"type": "sme"}).status_code == 405
    assert client.post(RESULT).status_code == 405
    assert client.get(page("anything")).status_code == 404


@pytest.mark.parametrize(
    "name", ["public:home-page", "public:how-page", "matching:catalogue-teaser"]
)
def test_the_check_is_found_from_the_public_pages(client, name):
    shown = client.get(reverse(name)).content.decode()

    assert 'href="/eligibility/">Check if I can go</a>' in shown
