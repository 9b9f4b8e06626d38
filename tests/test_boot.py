from clusters.models import User


def test_database_migrates(db):
    assert User.objects.count() == 0
