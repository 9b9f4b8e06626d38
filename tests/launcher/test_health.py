"""What a load balancer and a container engine are told."""

import pytest
from django.db import connection
from django.db.utils import DataError


def test_living_process_says_so_to_everybody(client):
    response = client.get("/health/live/")

    assert (response.status_code, response.content) == (200, b"alive\n")
    assert "no-store" in response["Cache-Control"]


def test_ready_without_a_broker_since_pages_work_without(client, db):
    response = client.get("/health/ready/")

    assert response.status_code == 200
    assert (response.json()["database"], response.json()["broker"]) == ("ok", "unreachable")


def test_ready_with_a_broker(client, db, broker, settings):
    settings.REDIS_URL = broker

    assert client.get("/health/ready/").json()["broker"] == "ok"


@pytest.mark.logs_errors
def test_not_ready_without_the_database(client, db):
    break_the_connection()

    response = client.get("/health/ready/")

    assert (response.status_code, response.json()["database"]) == (503, "unreachable")


def break_the_connection():
    """Leave the transaction in the state in which Postgres answers nothing any more."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
    except DataError:
        pass


@pytest.mark.logs_errors
def test_not_ready_before_the_first_migration(client, db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations")

    response = client.get("/health/ready/")

    assert (response.status_code, response.json()["database"]) == (503, "empty")


def test_health_is_read_only(client):
    assert client.post("/health/live/").status_code == 405
