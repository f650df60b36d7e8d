"""The database of the tests: they work as the application, and leave nothing for the next one."""

import threading

import psycopg
import pytest
from django.db import connection, connections

from keepsight.config import embedded

LEFT_BEHIND = "left behind by a test"


def agencies() -> list[str]:
    from keepsight.record.models import Agency

    return list(Agency.objects.filter(name=LEFT_BEHIND).values_list("name", flat=True))


def add_agency() -> None:
    from keepsight.record.models import Agency

    Agency.objects.create(name=LEFT_BEHIND, kind="school")


@pytest.mark.django_db
def test_tests_work_as_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('is_superuser')")
        assert cursor.fetchone() == (embedded.APP_ROLE, "off")


@pytest.mark.django_db
@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_adds_is_undone(time: str) -> None:
    assert agencies() == []
    add_agency()
    assert agencies() == [LEFT_BEHIND]


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_may_have_a_database_of_its_own(own_database: embedded.Server, time: str) -> None:
    assert agencies() == []
    add_agency()
    seen: list[list[str]] = []

    def look() -> None:
        seen.append(agencies())
        connections.close_all()

    other = threading.Thread(target=look)
    other.start()
    other.join()
    assert seen == [[LEFT_BEHIND]]
    with psycopg.connect(own_database.app_url) as apart:
        assert apart.execute("SELECT current_database()").fetchone() == (own_database.database,)
