"""The tables of the record, a file for each noun."""

from keepsight.record.models.agency import Agency, Involvement, Team, User
from keepsight.record.models.ask import Ask
from keepsight.record.models.assessment_paper import AssessmentPaper
from keepsight.record.models.audit import AuditEntry
from keepsight.record.models.break_glass import BreakGlass
from keepsight.record.models.concern import ConcernThread
from keepsight.record.models.delegation import Delegation
from keepsight.record.models.disagreement import Disagreement
from keepsight.record.models.draft import Draft
from keepsight.record.models.fact import LedgerFact, SuppliedKind
from keepsight.record.models.finding import Finding
from keepsight.record.models.lesson import LessonVersion
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
from keepsight.record.models.person import Address, Child, NameKeys, Person, Relationship
from keepsight.record.models.public_contact import PublicContact
from keepsight.record.models.referral import Referral
from keepsight.record.models.restriction import NamedPerson, Restriction
from keepsight.record.models.rule_number import RuleNumber
from keepsight.record.models.same_child import PossibleMatch, SameChild
from keepsight.record.models.subject_copy import CopiedFact, SubjectCopy
from keepsight.record.models.system import (
    Delivery,
    SentOnce,
    Subscription,
    System,
    SystemToken,
)
from keepsight.record.models.work import Handover, Letter, LetterChoice

__all__ = [
    "Address",
    "Agency",
    "AgendaOutcome",
    "Ask",
    "AssessmentPaper",
    "AuditEntry",
    "BreakGlass",
    "Child",
    "ConcernThread",
    "CopiedFact",
    "Delegation",
    "Delivery",
    "Disagreement",
    "Draft",
    "Finding",
    "Handover",
    "Invitation",
    "Involvement",
    "LedgerFact",
    "LessonVersion",
    "Letter",
    "LetterChoice",
    "Meeting",
    "MeetingChild",
    "MeetingDissent",
    "MeetingMove",
    "MeetingReport",
    "NameKeys",
    "NamedPerson",
    "Notice",
    "Person",
    "PossibleMatch",
    "PublicContact",
    "Referral",
    "Relationship",
    "Restriction",
    "RuleNumber",
    "SameChild",
    "SentOnce",
    "SubjectCopy",
    "Subscription",
    "SuppliedKind",
    "System",
    "SystemToken",
    "Team",
    "User",
]
