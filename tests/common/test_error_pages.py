import pytest
from django.urls import reverse

pytestmark = pytest.mark.urls("tests.common.urls")


@pytest.fixture(autouse=True)
def _answer_instead_of_raising(client):
    client.raise_request_exception = False


def main_text(response) -> str:
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    ("kind", "status", "said"),
    [
        ("bad", 400, ["That day does not exist.", "February is short."]),
        ("forbidden", 403, ["Only the host may sign here."]),
        ("conflict", 409, ["The host has signed already.", "Look at the signed version."]),
        ("invalid", 400, ["These two are already preparing an exchange.", "And more."]),
        ("denied", 403, ["Only coordinators decide."]),
        ("denied-silently", 403, ["Your role does not include this step"]),
    ],
)
def test_a_refusal_says_why_and_what_to_do(client, kind, status, said):
    response = client.get(f"/raise/{kind}/")

    assert response.status_code == status
    assert [text for text in said if text not in main_text(response)] == []


@pytest.mark.logs_errors
@pytest.mark.parametrize(("kind", "status"), [("suspicious", 400), ("broken", 500)])
def test_what_went_wrong_inside_is_not_shown(client, kind, status):
    response = client.get(f"/raise/{kind}/")

    assert response.status_code == status
    assert "not for the eyes of people" not in response.content.decode()
    assert "BluesXchange</title>" in response.content.decode()


def test_an_unknown_address_is_not_found(client, sign_in):
    sign_in()

    response = client.get("/nothing/")

    assert response.status_code == 404
    assert "There is nothing at this address" in main_text(response)


@pytest.mark.logs_errors
@pytest.mark.parametrize("sqlstate", ["55P03", "57014", "40001", "40P01"])
def test_a_lock_that_somebody_else_holds_is_only_busy(client, caplog, sqlstate):
    response = client.get(f"/query/{sqlstate}/")

    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
    assert "Wait a few seconds" in main_text(response)
    assert [record.exc_info for record in caplog.records] == [None, None]  # nobody is woken by it
    assert caplog.messages[0].startswith(f"The database was too busy for /query/{sqlstate}/: ")


@pytest.mark.logs_errors
@pytest.mark.parametrize(("sqlstate", "status"), [("53300", 503), ("22012", 500)])
def test_other_trouble_of_the_database_is_told_apart(client, sqlstate, status):
    assert client.get(f"/query/{sqlstate}/").status_code == status


def test_a_form_of_another_page_is_refused_with_a_way_out(client):
    client.handler.enforce_csrf_checks = True

    response = client.post(reverse("account_login"), {"login": "a"})

    assert response.status_code == 403
    assert "so nothing was changed" in main_text(response)
