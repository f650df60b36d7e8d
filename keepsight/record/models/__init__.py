"""The tables of the record, a file for each noun."""

from keepsight.record.models.agency import Agency, Involvement, Team, User
from keepsight.record.models.ask import Ask
from keepsight.record.models.assessment_paper import AssessmentPaper
from keepsight.record.models.audit import AuditEntry
from keepsight.record.models.concern import ConcernThread
from keepsight.record.models.fact import LedgerFact, SuppliedKind
from keepsight.record.models.finding import Finding
from keepsight.record.models.meeting import (
    AgendaOutcome,
    Invitation,
    Meeting,
    MeetingChild,
    MeetingDissent,
    MeetingMove,
    MeetingReport,
)
from keepsight.record.models.notice import Notice
from keepsight.record.models.person import Address, Child, Person, Relationship
from keepsight.record.models.referral import Referral

__all__ = [
    "Address",
    "Agency",
    "AgendaOutcome",
    "Ask",
    "AssessmentPaper",
    "AuditEntry",
    "Child",
    "ConcernThread",
    "Finding",
    "Invitation",
    "Involvement",
    "LedgerFact",
    "Meeting",
    "MeetingChild",
    "MeetingDissent",
    "MeetingMove",
    "MeetingReport",
    "Notice",
    "Person",
    "Referral",
    "Relationship",
    "SuppliedKind",
    "Team",
    "User",
]
