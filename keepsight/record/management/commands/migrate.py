"""Bring the tables up to date as their owner, then give the application's role what it needs."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as DjangosMigrate
from django.db import DEFAULT_DB_ALIAS, connections

from keepsight.record import privileges

OWNER = "owner"


class Command(DjangosMigrate):
    """Django's own command, always as the owner of the tables."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then grant. CommandError where the owner's address is not set."""
        if OWNER not in connections:
            raise CommandError("DATABASE_OWNER_URL is not set: migrations run as the owner.")
        super().handle(*args, **{**options, "database": OWNER})
        role = connections[DEFAULT_DB_ALIAS].settings_dict["USER"]
        privileges.grant(connections[OWNER], role=role)
