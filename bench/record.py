"""A record to measure on: Django on an embedded database, and children with long lives in it."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.life import UNTIL, life
from keepsight.config import embedded


@contextmanager
def own_record() -> Iterator[None]:
    """Django on an embedded database of its own, as safe against a power cut as a real one."""
    with tempfile.TemporaryDirectory(prefix="keepsight-bench-") as folder:
        server = embedded.start(Path(folder) / "postgres")
        begin_django(server, mode="test")
        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", database="owner", verbosity=0)
        try:
            yield
        finally:
            connections.close_all()
            embedded.stop(server.data)


def begin_django(server: embedded.Server, *, mode: str) -> None:
    """Django on this database. Once only in a process."""
    os.environ |= server.environment | {
        "DJANGO_SETTINGS_MODULE": "keepsight.config.settings",
        "KEEPSIGHT_MODE": mode,
    }
    import django

    django.setup()


def add_family(lives: Mapping[str, int], *, until: Any = UNTIL) -> Any:
    """Add brothers and sisters, each with so many facts, and the worker who sees them all."""
    from keepsight.casework import child_record, projection
    from keepsight.record.models import Agency, Involvement, Relationship, User
    from keepsight.record.reader import reading_as_system

    with reading_as_system("a measurement needs a family"):
        council, _ = Agency.objects.get_or_create(
            name="Council of a measurement", defaults={"kind": "social_care"}
        )
        worker = User.objects.create(
            username=f"worker of {next(iter(lives))}",
            name="A worker",
            role="social_worker",
            agency=council,
        )
        for child in lives:
            child_record.begin(child, born_on=None, child_id=child)
            Involvement.objects.create(
                child_id=child, user=worker, as_what="allocated", from_on=until.date()
            )
        Relationship.objects.bulk_create(
            Relationship(child_id=child, relative_id=other, relation="brother_or_sister")
            for child in lives
            for other in lives
            if other != child
        )
        facts = [fact for child, n in lives.items() for fact in life(child, n, until=until)]
        projection.add(facts, by=None, at=until)
    return worker
