"""The tables of the record, a file for each noun."""

from keepsight.record.models.agency import Agency, Involvement, Team, User
from keepsight.record.models.ask import Ask
from keepsight.record.models.audit import AuditEntry
from keepsight.record.models.concern import ConcernThread
from keepsight.record.models.fact import LedgerFact, SuppliedKind
from keepsight.record.models.finding import Finding
from keepsight.record.models.notice import Notice
from keepsight.record.models.person import Address, Child, Person, Relationship
from keepsight.record.models.referral import Referral

__all__ = [
    "Address",
    "Agency",
    "Ask",
    "AuditEntry",
    "Child",
    "ConcernThread",
    "Finding",
    "Involvement",
    "LedgerFact",
    "Notice",
    "Person",
    "Referral",
    "Relationship",
    "SuppliedKind",
    "Team",
    "User",
]
