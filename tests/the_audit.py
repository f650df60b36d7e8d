"""What the audit says, for tests: only Keepsight itself and a director may read it."""

from keepsight.record.models import AuditEntry
from keepsight.record.reader import reading_as_system


def the_audit(**wanted: object) -> list[AuditEntry]:
    """The rows that are wanted, oldest first."""
    with reading_as_system("tests read the audit"):
        found = AuditEntry.objects.filter(**wanted).select_related("by").order_by("pk")
        return list(found)
