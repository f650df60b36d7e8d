"""Everything that a system can do: the operations of each noun, gathered behind the one door."""

from keepsight.web.api import child, concern, inbox  # noqa: F401 (importing them adds their lines)
from keepsight.web.api.door import OPERATIONS, Operation, api

__all__ = ["OPERATIONS", "Operation", "api"]
